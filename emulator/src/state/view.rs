//! URLs of views, and the pages that they opened.

/// The content of a view.
#[derive(Clone)]
pub struct View {
    pub envelope: String,
    pub opens: Opens,
    /// The return URL; `None` for the link in an e-mail, which can be opened many times.
    pub return_url: Option<String>,
    pub expires_at: u64,
    pub redeemed: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Opens {
    Signing { signer: usize },
    Sending,
}

/// A page that was opened.
#[derive(Clone)]
pub struct Session {
    pub view: View,
    pub ends_at: u64,
}

impl View {
    /// The URL. It ends with its token, so that `&locale=…` can follow.
    pub fn url(&self, origin: &str, token: &str) -> String {
        let page = match self.opens {
            Opens::Signing { .. } => "Signing",
            Opens::Sending => "Sending",
        };
        format!("{origin}/{page}/StartInSession.aspx?token={token}")
    }

    /// The return URL with the event.
    pub fn back(&self, event: &str) -> Option<String> {
        let url = self.return_url.as_ref()?;
        let mark = if url.contains('?') { '&' } else { '?' };
        Some(match self.opens {
            Opens::Signing { .. } => format!("{url}{mark}event={event}"),
            Opens::Sending => format!("{url}{mark}envelopeId={}&event={event}", self.envelope),
        })
    }
}
