//! The arguments of a question.

/// The arguments of a question. Unused ones are empty, absent or zero.
pub(crate) struct Asked<'a> {
    pub(crate) text: &'a str,
    pub(crate) more: &'a str,
    pub(crate) extra: Option<&'a str>,
    pub(crate) number: f64,
}
