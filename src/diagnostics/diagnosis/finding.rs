//! What is found to be wrong, and how it reads.

use super::{Fault, Problem};
use crate::error::{Code, ErrorKind, Obstacle};
use crate::protocol::Assertion;

/// The one thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Finding {
    /// Its stable name: that of a [`Fault`], or where nothing is known beyond the error, its code.
    pub name: &'static str,
    /// The code of the error behind it.
    pub code: Code,
    /// What is wrong.
    pub message: String,
    /// How to mend it.
    pub remedy: String,
    /// The link to open, where consent is missing.
    pub consent_url: Option<String>,
}

impl Finding {
    /// What an error itself says, where no cause behind it is known.
    #[must_use]
    pub fn of(problem: &Problem) -> Self {
        Self {
            name: problem.code.as_str(),
            code: problem.code,
            message: problem.message.clone(),
            remedy: problem.remedy.clone(),
            consent_url: None,
        }
    }

    pub(super) fn new(cause: Fault, message: impl Into<String>) -> Self {
        Self {
            name: cause.as_str(),
            code: cause.code(),
            message: message.into(),
            remedy: cause.remedy().to_owned(),
            consent_url: None,
        }
    }

    /// A clock by which assertions would be refused.
    pub(super) fn of_clock(offset: i64) -> Option<Self> {
        let seconds = offset.unsigned_abs() / 1000;
        if offset <= -(Assertion::BACKDATE as i64) {
            let message = format!("This machine's clock is {seconds} s fast.");
            return Some(Self::new(Fault::ClockFast, message));
        }
        if offset >= Assertion::LIFETIME as i64 {
            let message = format!("This machine's clock is {seconds} s slow.");
            return Some(Self::new(Fault::ClockSlow, message));
        }
        None
    }

    /// A proxy that this program passes by, where that may be why no answer came.
    pub(super) fn of_ignored_proxy(problem: &Problem) -> Option<Self> {
        let variable = problem.ignored_proxy.as_deref()?;
        // A certificate that is rejected came from a server that was reached.
        let reached = Self::on_the_way(problem)
            .is_some_and(|finding| finding.name == Fault::CertificateRejected.as_str());
        let lost = matches!(problem.code, Code::NetworkFailed | Code::Timeout);
        (lost && !reached).then(|| {
            let message =
                format!("{variable} is set, but this program does not use it. {}", problem.message);
            Self::new(Fault::ProxyIgnored, message)
        })
    }

    /// What stands between us and Docusign, where something does.
    pub(super) fn on_the_way(problem: &Problem) -> Option<Self> {
        if problem.is_page && problem.code.kind() != ErrorKind::Network {
            return Some(Self::new(Fault::ProxyAnswered, &problem.message));
        }
        if problem.code != Code::NetworkFailed {
            return None;
        }
        let cause = match Obstacle::told(&problem.reason)? {
            Obstacle::Dns => Fault::DnsFailed,
            Obstacle::Certificate => Fault::CertificateRejected,
            Obstacle::Refused => Fault::ConnectionRefused,
            _ => return None,
        };
        let mut finding = Self::new(cause, &problem.message);
        // The variable that names a proxy: the error says what it needs.
        if problem.remedy.to_ascii_lowercase().contains("_proxy") {
            finding.remedy.clone_from(&problem.remedy);
        }
        Some(finding)
    }
}
