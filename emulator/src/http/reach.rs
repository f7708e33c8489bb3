//! From where the emulator may be reached.

/// By which names a request may address the emulator; an extension of the request.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reach {
    /// By names and addresses of this machine, and by Docusign's host names, which lead here only if somebody says so.
    #[default]
    ThisMachine,
    /// By any name.
    Anywhere,
}
