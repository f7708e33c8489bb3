//! The diagnosis of a setup: asks the caller for facts, and names the one fault and its fix.

mod evidence;
mod fault;
mod finding;
#[cfg(test)]
mod tests;

use crate::config::{Environment, IMPERSONATION};
use crate::error::Code;
use crate::protocol::consent_url;
use crate::settings::Settings;
use crate::wire::Origin;

pub use evidence::{Evidence, Problem, Question};
pub use fault::Fault;
pub use finding::Finding;

/// The next step of a diagnosis.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Diagnosis {
    /// Find this out, and call again with the evidence added.
    Ask(Question),
    /// The fault.
    Found(Finding),
    /// No fault was found.
    Healthy,
}

/// Returns the next question, or the fault. Start without evidence, and add each result.
///
/// ```
/// use docusign_jwt::{Settings, ClientId, Diagnosis, Environment, Evidence, Question, diagnose};
///
/// let id = ClientId::parse("c0000000-0000-4000-8000-000000000001")?;
/// let settings = Settings::new(id, Environment::demo());
/// assert_eq!(diagnose(&settings, &[]), Diagnosis::Ask(Question::Key));
///
/// let evidence = [
///     Evidence::Key { error: None },
///     Evidence::Clock { offset: Some(-900_000) },
///     Evidence::Token { error: None },
/// ];
/// let Diagnosis::Found(finding) = diagnose(&settings, &evidence) else { unreachable!() };
/// assert_eq!(finding.name, "clock_fast");
/// # Ok::<(), docusign_jwt::Error>(())
/// ```
#[must_use]
pub fn diagnose(settings: &Settings, evidence: &[Evidence]) -> Diagnosis {
    Case { settings, evidence }.next()
}

struct Case<'a> {
    settings: &'a Settings,
    evidence: &'a [Evidence],
}

/// The first evidence of a kind, or the question for it.
macro_rules! ask {
    ($case:expr, $kind:ident, $field:ident, $question:expr) => {
        match $case.evidence.iter().find_map(|one| match one {
            Evidence::$kind { $field } => Some($field),
            _ => None,
        }) {
            Some(answer) => answer,
            None => return Diagnosis::Ask($question),
        }
    };
}

impl Case<'_> {
    fn next(&self) -> Diagnosis {
        if let Some(problem) = ask!(self, Key, error, Question::Key) {
            return Diagnosis::Found(Finding::of(problem));
        }
        let url = self.settings.environment().auth_origin().to_owned();
        let offset = *ask!(self, Clock, offset, Question::Clock { url });
        if let Some(problem) = ask!(self, Token, error, Question::Token) {
            return self.refused(problem, offset);
        }
        if let Some(finding) = offset.and_then(Finding::of_clock) {
            return Diagnosis::Found(finding);
        }
        if self.settings.user_id().is_some()
            && let Some(problem) = ask!(self, Account, error, Question::Account)
        {
            return Diagnosis::Found(on_the_way(problem).unwrap_or_else(|| Finding::of(problem)));
        }
        Diagnosis::Healthy
    }

    /// Narrows down why Docusign issued no token.
    fn refused(&self, problem: &Problem, offset: Option<i64>) -> Diagnosis {
        if let Some(finding) = on_the_way(problem) {
            return Diagnosis::Found(finding);
        }
        match problem.code {
            Code::ConsentRequired => self.consent(problem),
            Code::NoValidKeysOrSignatures => self.signature(problem, offset),
            Code::IssuerNotFound => self.issuer(problem),
            Code::UserNotFound | Code::InvalidSubject => Diagnosis::Found(self.user()),
            Code::ExpiredGrant => {
                let finding =
                    offset.and_then(Finding::of_clock).unwrap_or_else(|| Finding::of(problem));
                Diagnosis::Found(finding)
            }
            _ => Diagnosis::Found(Finding::of(problem)),
        }
    }

    fn consent(&self, problem: &Problem) -> Diagnosis {
        let settings = self.settings;
        let Some(user) = settings.user_id() else {
            let finding = Finding::new(Fault::ApplicationNotAuthorized, &problem.message);
            return Diagnosis::Found(finding);
        };
        let scopes: Vec<String> = settings
            .scopes()
            .iter()
            .filter(|one| *one != IMPERSONATION)
            .map(str::to_owned)
            .collect();
        let mut refused: &[String] = &[];
        if scopes.len() > 1 {
            refused = ask!(self, Scopes, refused, Question::Scopes { scopes: scopes.clone() });
        }
        let Some(redirect_uri) = settings.redirect_uri() else {
            let message =
                format!("{} Without a redirect URI there is no consent URL.", problem.message);
            return Diagnosis::Found(Finding::new(Fault::RedirectUriMissing, message));
        };
        let url = consent_url(
            settings.environment(),
            settings.client_id(),
            redirect_uri,
            settings.scopes(),
            &Default::default(),
        );
        let Ok(url) = url else { return Diagnosis::Found(Finding::of(problem)) };
        let status = ask!(self, ConsentPage, status, Question::ConsentPage { url: url.clone() });
        if status.is_some_and(|status| (400..500).contains(&status)) {
            let message = format!(
                "User {user} has not consented, and the consent page refuses the redirect URI {redirect_uri}.",
            );
            return Diagnosis::Found(Finding::new(Fault::RedirectUriNotRegistered, message));
        }
        let partly = !refused.is_empty() && refused.len() < scopes.len();
        let mut finding = if partly {
            let message = format!(
                "User {user} has consented to other scopes, but not to \"{}\".",
                refused.join(" ")
            );
            Finding::new(Fault::ConsentScopesMissing, message)
        } else {
            Finding::new(Fault::ConsentMissing, &problem.message)
        };
        finding.remedy = format!("{} {url}", finding.remedy);
        finding.consent_url = Some(url);
        Diagnosis::Found(finding)
    }

    fn signature(&self, problem: &Problem, offset: Option<i64>) -> Diagnosis {
        let here = self.settings.environment();
        match other(here) {
            Some(there) => {
                let question = Question::OtherEnvironment { environment: there };
                let error = ask!(self, OtherEnvironment, error, question);
                if accepts_key(error.as_ref()) {
                    return Diagnosis::Found(self.elsewhere(there));
                }
            }
            None => {
                if let Err(diagnosis) = self.audience() {
                    return diagnosis;
                }
            }
        }
        let (client_id, host) = (self.settings.client_id(), here.auth_host());
        if other(here).is_none() && !is_on_this_machine(here) {
            let mut finding = Finding::of(problem);
            finding.remedy = format!(
                "Register the key at {host} for integration key {client_id}. If the server has another name, use that name: the assertion's aud is {host}. To use Docusign itself, set the environment to demo or production.",
            );
            return Diagnosis::Found(finding);
        }
        if offset.is_none() {
            // Without a Date header the clock cannot be excluded. With one, it would have been corrected.
            return Diagnosis::Found(Finding::of(problem));
        }
        let message = format!(
            "The private key does not belong to integration key {client_id} at {host}. The clock and the audience are not the cause.",
        );
        Diagnosis::Found(Finding::new(Fault::KeyNotRegistered, message))
    }

    fn issuer(&self, problem: &Problem) -> Diagnosis {
        if let Some(there) = other(self.settings.environment()) {
            let question = Question::OtherEnvironment { environment: there };
            let error = ask!(self, OtherEnvironment, error, question);
            let refused_key =
                error.as_ref().is_some_and(|error| error.code == Code::NoValidKeysOrSignatures);
            if refused_key || accepts_key(error.as_ref()) {
                return Diagnosis::Found(self.elsewhere(there));
            }
        } else if let Err(diagnosis) = self.audience() {
            return diagnosis;
        }
        Diagnosis::Found(Finding::new(Fault::ClientIdUnknown, &problem.message))
    }

    /// Whether a server on this machine uses the name of an environment. Any other server must not receive an
    /// assertion for Docusign, because it could get a token with it.
    fn audience(&self) -> Result<(), Diagnosis> {
        let environment = self.settings.environment();
        if !is_on_this_machine(environment) {
            return Ok(());
        }
        let answers = self.evidence.iter().find_map(|one| match one {
            Evidence::Audience { answers } => Some(answers),
            _ => None,
        });
        let Some(answers) = answers else {
            let server = environment.auth_origin().to_owned();
            let environments = vec!["demo", "production"];
            return Err(Diagnosis::Ask(Question::Audience { server, environments }));
        };
        let Some((name, _)) = answers.iter().find(|(_, error)| accepts_key(error.as_ref())) else {
            return Ok(());
        };
        let message = format!(
            "The server at {} refuses assertions with that name as aud, but accepts the name of {name}.",
            environment.auth_host(),
        );
        Err(Diagnosis::Found(Finding::new(Fault::AudienceWrong, message)))
    }

    fn elsewhere(&self, there: &str) -> Finding {
        let settings = self.settings;
        let here = settings.environment().name();
        let client_id = settings.client_id();
        let message = format!(
            "The environment is {here}, but integration key {client_id} belongs to {there}.",
        );
        Finding::new(Fault::EnvironmentWrong, message)
    }

    fn user(&self) -> Finding {
        let settings = self.settings;
        let user = settings.user_id().map(|user| user.as_str()).unwrap_or_default();
        if settings.account_id() == Some(user) {
            let message = format!("The user ID {user} is the account ID.");
            return Finding::new(Fault::UserIdIsAccountId, message);
        }
        let host = settings.environment().auth_host();
        let message = format!("User {user} is not active at {host}.");
        Finding::new(Fault::UserNotActive, message)
    }
}

/// An obstacle between this program and Docusign, if there is one.
fn on_the_way(problem: &Problem) -> Option<Finding> {
    Finding::of_ignored_proxy(problem).or_else(|| Finding::on_the_way(problem))
}

fn is_on_this_machine(environment: &Environment) -> bool {
    Origin::parse(environment.auth_origin()).is_some_and(|origin| origin.is_loopback())
}

/// The other of Docusign's two environments.
fn other(environment: &Environment) -> Option<&'static str> {
    match environment.name() {
        "demo" => Some("production"),
        "production" => Some("demo"),
        _ => None,
    }
}

/// Whether a token request passed the signature check.
fn accepts_key(error: Option<&Problem>) -> bool {
    let past = [
        Code::ConsentRequired,
        Code::UserNotFound,
        Code::InvalidSubject,
        Code::InvalidScope,
        Code::UnauthorizedClient,
    ];
    error.is_none_or(|error| past.contains(&error.code))
}
