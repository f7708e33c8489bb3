//! The arguments of a question.

/// What a question is asked with. Where a question has no use for one of these, it is empty, absent or zero.
pub(crate) struct Asked<'a> {
    pub(crate) text: &'a str,
    pub(crate) more: &'a str,
    pub(crate) extra: Option<&'a str>,
    pub(crate) number: f64,
}
