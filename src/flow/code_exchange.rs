//! Authorization code and refresh token as operations (RFC 6749, sections 4.1.3 and 6; PKCE by
//! RFC 7636). They work with the same integration key as the JWT grant.

use crate::error::{Call, Code, Error, Result};
use crate::flow::retry::Retries;
use crate::flow::{At, Event, Failure, Flow, Step, out_of_turn};
use crate::protocol::{
    ClientSecret, CodeFields, Echo, Request, UserTokens, grant, token, token_error,
};
use crate::settings::Settings;

/// The application's proof for the exchange of a code or a refresh token.
///
/// ```
/// use docusign_jwt::{ClientProof, ClientSecret};
///
/// let confidential = ClientProof::secret(ClientSecret::new("00000000-0000-4000-8000-00000000000a"));
/// assert!(confidential.secret.is_some());
/// let page = ClientProof::public().with_origin("https://app.example.com");
/// assert!(page.secret.is_none());
/// ```
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct ClientProof {
    /// The secret of a confidential application; `None` for a public one, which uses PKCE.
    pub secret: Option<ClientSecret>,
    /// The `Origin` header. Docusign requires it for integration keys of the type Single Page Web Application. A
    /// browser sets it itself.
    pub origin: Option<String>,
}

impl ClientProof {
    /// The proof of an application with a secret key.
    #[must_use]
    pub fn secret(secret: ClientSecret) -> Self {
        Self { secret: Some(secret), origin: None }
    }

    /// The proof of an application without a secret key, which uses PKCE.
    #[must_use]
    pub fn public() -> Self {
        Self::default()
    }

    /// Sets the `Origin` header, for integration keys of the type Single Page Web Application.
    #[must_use]
    pub fn with_origin(mut self, origin: impl Into<String>) -> Self {
        self.origin = Some(origin.into());
        self
    }
}

/// The exchange of an authorization code or a refresh token.
///
/// Both work only once, so a request without a response is not retried. A request that the server refused under load
/// (429, 503) is retried.
///
/// ```
/// use docusign_jwt::{
///     At, ClientId, ClientProof, CodeExchange, Environment, Event, Flow, Pkce, Response, Settings, Step,
/// };
///
/// let id = ClientId::parse("c0000000-0000-4000-8000-000000000001")?;
/// let settings = Settings::new(id, Environment::demo()).with_redirect_uri("https://example.com/callback");
/// let at = At { now: 1_795_521_600_000, random: 0.5 };
/// let pkce = Pkce::from_random([7; 32]); // 32 bytes of a random source; kept in the session since the login
/// let (proof, verifier) = (ClientProof::public(), Some(pkce.verifier()));
/// let mut exchange = CodeExchange::of_code(settings, &proof, "the code", None, verifier, at.now);
///
/// let Step::Send(request) = exchange.advance(Event::Start, at)? else { unreachable!() };
/// assert!(request.body().is_some_and(|body| body.contains("grant_type=authorization_code")));
/// let body = r#"{"access_token":"eyJ0","refresh_token":"eyJ1","token_type":"Bearer","expires_in":28800}"#;
/// let response = Response::new(200, [("content-type".into(), "application/json".into())], body);
/// let Step::Done(tokens) = exchange.advance(Event::Answered(response), at)? else { unreachable!() };
/// assert_eq!(tokens.refresh_token.as_deref(), Some("eyJ1"));
/// # Ok::<(), docusign_jwt::Error>(())
/// ```
#[derive(Debug)]
pub struct CodeExchange {
    settings: Settings,
    grant: Call,
    request: Request,
    sent: Echo,
    retries: Retries,
    sent_at: u64,
}

impl CodeExchange {
    /// Exchanges the code of a redirect. `code_verifier` belongs to the challenge that was in the
    /// consent URL. The code is valid for 2 minutes.
    #[must_use]
    pub fn of_code(
        settings: Settings,
        proof: &ClientProof,
        code: &str,
        redirect_uri: Option<&str>,
        code_verifier: Option<&str>,
        now: u64,
    ) -> Self {
        let fields = CodeFields {
            code,
            redirect_uri: redirect_uri.or(settings.redirect_uri()),
            code_verifier,
        };
        let request = grant::authorization_code(
            settings.environment(),
            settings.client_id(),
            proof.secret.as_ref(),
            proof.origin.as_deref(),
            &fields,
        );
        Self::new(settings, Call::Code, proof, request, now)
    }

    /// Exchanges a refresh token. The response may contain a new one, which replaces it.
    #[must_use]
    pub fn of_refresh_token(
        settings: Settings,
        proof: &ClientProof,
        refresh_token: &str,
        now: u64,
    ) -> Self {
        let request = grant::refresh_token(
            settings.environment(),
            settings.client_id(),
            proof.secret.as_ref(),
            proof.origin.as_deref(),
            refresh_token,
        );
        Self::new(settings, Call::Refresh, proof, request, now)
    }

    fn new(
        settings: Settings,
        grant: Call,
        proof: &ClientProof,
        request: Request,
        now: u64,
    ) -> Self {
        let mut sent = Echo::of(&request);
        sent.add(proof.secret.as_ref().map(ClientSecret::as_str).unwrap_or_default());
        let retries = Retries::new(settings.retry(), now.saturating_add(settings.timeout()));
        Self { settings, grant, request, sent, retries, sent_at: now }
    }

    fn next(&mut self, event: Event, at: At) -> Result<Step<UserTokens>> {
        match event {
            Event::Start | Event::Waited => {
                self.sent_at = at.now;
                Ok(Step::Send(self.request.clone()))
            }
            Event::Answered(response) if response.is_success() => {
                token::read(&response, self.sent_at, token::Holder::User).map(Step::Done)
            }
            Event::Answered(response) => {
                if matches!(response.status(), 429 | 503)
                    && let Some(wait) = self.retries.wait(Some(&response), at)
                {
                    return Ok(wait);
                }
                let host = self.settings.environment().auth_host();
                Err(self.settings.explain(token_error(&response, at.now, host, self.grant)))
            }
            Event::Failed(failure) => Err(self.lost(failure)),
            Event::Signed(_) | Event::Token(_) | Event::UserInfo(_) => Err(out_of_turn()),
        }
    }

    fn lost(&self, failure: Failure) -> Error {
        let error = failure.into_error(self.request.url());
        if !matches!(error.code(), Code::NetworkFailed | Code::Timeout) {
            return error;
        }
        let what =
            if self.grant == Call::Code { "an authorization code" } else { "a refresh token" };
        let remedy = format!(
            "{} The request was not retried: {what} works only once. Try again once. If Docusign returns invalid_grant, ask the user to log in again.",
            error.remedy(),
        );
        error.with_remedy(remedy)
    }
}

impl Flow for CodeExchange {
    type Output = UserTokens;

    fn advance(&mut self, event: Event, at: At) -> Result<Step<UserTokens>> {
        self.next(event, at).map_err(|error| self.sent.cut_from(error))
    }
}
