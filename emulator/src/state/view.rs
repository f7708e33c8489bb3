//! URLs that open one envelope for one person, and the pages that they opened.

/// What a URL stands for.
#[derive(Clone)]
pub struct View {
    pub envelope: String,
    pub opens: Opens,
    /// Where the person goes afterwards; nowhere for the link of an e-mail, which opens many times.
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
    /// The URL; it ends in its token, so that `&locale=…` can follow.
    pub fn url(&self, origin: &str, token: &str) -> String {
        let page = match self.opens {
            Opens::Signing { .. } => "Signing",
            Opens::Sending => "Sending",
        };
        format!("{origin}/{page}/StartInSession.aspx?token={token}")
    }

    /// Where the person is sent with what happened.
    pub fn back(&self, event: &str) -> Option<String> {
        let url = self.return_url.as_ref()?;
        let mark = if url.contains('?') { '&' } else { '?' };
        Some(match self.opens {
            Opens::Signing { .. } => format!("{url}{mark}event={event}"),
            Opens::Sending => format!("{url}{mark}envelopeId={}&event={event}", self.envelope),
        })
    }
}
