//! The result of a diagnosis, in words.

use super::{Fault, Problem};
use crate::error::{Code, ErrorKind, Obstacle};
use crate::protocol::Assertion;
use crate::wire::Find;

/// The fault that a diagnosis found.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Finding {
    /// The stable name: of a [`Fault`], or else the code of the error.
    pub name: &'static str,
    /// The code of the error behind it.
    pub code: Code,
    /// What is wrong.
    pub message: String,
    /// How to fix it.
    pub remedy: String,
    /// The consent URL, if consent is missing.
    pub consent_url: Option<String>,
}

impl Finding {
    /// Repeats the error, if no cause is known.
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

    /// Finds a clock that would make Docusign refuse assertions.
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

    /// Finds a proxy that this program ignores, if that may be why no response arrived.
    pub(super) fn of_ignored_proxy(problem: &Problem) -> Option<Self> {
        let variable = problem.ignored_proxy.as_deref()?;
        // A rejected certificate proves that a server was reached.
        let reached = Self::on_the_way(problem)
            .is_some_and(|finding| finding.name == Fault::CertificateRejected.as_str());
        let lost = matches!(problem.code, Code::NetworkFailed | Code::Timeout);
        (lost && !reached).then(|| {
            let message =
                format!("{variable} is set, but this program does not use it. {}", problem.message);
            Self::new(Fault::ProxyIgnored, message)
        })
    }

    /// Finds an obstacle between this program and Docusign.
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
        // The error's remedy names the proxy variable.
        if problem.remedy.to_ascii_lowercase().includes("_proxy") {
            finding.remedy.clone_from(&problem.remedy);
        }
        Some(finding)
    }
}
