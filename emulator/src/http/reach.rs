//! The allowed host names of requests.

/// The allowed host names; an extension of the request.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reach {
    /// Names and addresses of this machine, and Docusign's host names, which lead here only in a test.
    #[default]
    ThisMachine,
    /// Any name.
    Anywhere,
}
