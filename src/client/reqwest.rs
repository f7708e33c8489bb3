//! The client with reqwest: native, on tokio, with rustls.

use std::fs;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use reqwest::redirect::Policy;
use reqwest::{ClientBuilder, Method};
use rustls::ClientConfig;
use rustls::crypto::ring;
use rustls_platform_verifier::BuilderVerifierExt;
use zeroize::Zeroizing;

use crate::client::auth::DocusignAuth;
use crate::client::transport::{Body, HttpRequest, ResponseHead, Transport};
use crate::crypto::PrivateKey;
use crate::error::{Code, Error, Result, told};
use crate::flow::Failure;
use crate::settings::Settings;

/// A [`Transport`] with [reqwest](https://docs.rs/reqwest): on tokio, with rustls and the machine's certificates.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")] async fn main() -> docusign_jwt::Result<()> {
/// use docusign_jwt::{DocusignAuth, Reqwest};
/// # use docusign_jwt::{ClientId, Environment, PrivateKey, Settings};
/// # let id = ClientId::parse("c0000000-0000-4000-8000-000000000001")?;
/// # let settings = Settings::new(id, Environment::demo());
/// # let key = PrivateKey::parse(include_str!("../../emulator/fixtures/integration.pem"))?;
///
/// let transport = Reqwest::with(|builder| builder.user_agent("example/1.0"))?;
/// let auth = DocusignAuth::new(settings, key, transport);
/// # Ok(()) }
/// ```
#[derive(Clone, Debug)]
pub struct Reqwest(reqwest::Client);

impl Reqwest {
    /// Creates a transport that uses the machine's certificates and the proxy of `HTTPS_PROXY`.
    ///
    /// # Errors
    /// [`Code::CoreUnavailable`] if the machine's TLS certificates cannot be read.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")] async fn main() -> docusign_jwt::Result<()> {
    /// use docusign_jwt::{DocusignAuth, Reqwest};
    /// # use docusign_jwt::{ClientId, Environment, PrivateKey, Settings};
    /// # let id = ClientId::parse("c0000000-0000-4000-8000-000000000001")?;
    /// # let key = PrivateKey::parse(include_str!("../../emulator/fixtures/integration.pem"))?;
    /// # let other_key = PrivateKey::parse(include_str!("../../emulator/fixtures/integration.pem"))?;
    ///
    /// // Clones share connections, so that several clients can use one transport.
    /// let transport = Reqwest::new()?;
    /// let demo = Settings::new(id.clone(), Environment::demo());
    /// let production = Settings::new(id, Environment::production());
    /// let in_demo = DocusignAuth::new(demo, key, transport.clone());
    /// let in_production = DocusignAuth::new(production, other_key, transport);
    /// # Ok(()) }
    /// ```
    pub fn new() -> Result<Self> {
        Self::with(|builder| builder)
    }

    /// Creates a transport with your own settings, such as a proxy. It never follows redirects, even if you enable
    /// them.
    ///
    /// # Errors
    /// [`Code::CoreUnavailable`] for settings that reqwest refuses.
    pub fn with(settings: impl FnOnce(ClientBuilder) -> ClientBuilder) -> Result<Self> {
        let tls = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .and_then(BuilderVerifierExt::with_platform_verifier)
            .map_err(|error| unavailable("rustls", &error))?
            .with_no_client_auth();
        let builder = reqwest::Client::builder().tls_backend_preconfigured(tls);
        let client = settings(builder).redirect(Policy::none()).build();
        Ok(Self(client.map_err(|error| unavailable("reqwest", &error))?))
    }
}

fn unavailable(what: &str, error: &(dyn std::error::Error + 'static)) -> Error {
    let message = format!("Cannot build the HTTP client: {what} reports {}.", told(error));
    let error = Error::new(Code::CoreUnavailable, message);
    error.with_remedy("Check the settings passed to Reqwest::with, and the machine's certificates.")
}

fn failure(error: reqwest::Error) -> Failure {
    Failure::connection(error.without_url())
}

impl Transport for Reqwest {
    type Response = reqwest::Response;
    type Stream = reqwest::Body;

    async fn send(
        &self,
        mut request: HttpRequest<reqwest::Body>,
    ) -> Result<reqwest::Response, Failure> {
        let method = Method::from_bytes(request.method().as_bytes());
        let method = method.map_err(Failure::connection)?;
        let mut builder = self.0.request(method, request.url());
        for (name, value) in request.headers() {
            builder = builder.header(name, value);
        }
        builder = match request.take_body() {
            Body::Empty => builder,
            Body::Bytes(bytes) => builder.body(bytes),
            Body::Stream(body) => builder.body(body),
        };
        builder.send().await.map_err(failure)
    }

    fn head(&self, response: &reqwest::Response) -> ResponseHead {
        ResponseHead::new(response.status().as_u16(), response.headers())
    }

    async fn chunk(&self, response: &mut reqwest::Response) -> Result<Option<Bytes>, Failure> {
        response.chunk().await.map_err(failure)
    }

    async fn sleep(&self, duration: Duration) {
        tokio::time::sleep(duration).await;
    }
}

impl DocusignAuth<Reqwest> {
    /// Creates a client with reqwest and one key. Call its methods on tokio.
    ///
    /// # Errors
    /// As [`Reqwest::new`].
    ///
    /// ```no_run
    /// # #[tokio::main(flavor = "current_thread")] async fn main() -> docusign_jwt::Result<()> {
    /// use docusign_jwt::{ClientId, DocusignAuth, Environment, PrivateKey, Settings, UserId};
    ///
    /// # let pem = include_str!("../../emulator/fixtures/integration.pem");
    /// let settings = Settings::new(
    ///     ClientId::parse("c0000000-0000-4000-8000-000000000001")?,
    ///     Environment::demo(),
    /// )
    /// .with_user(UserId::parse("a0000000-0000-4000-8000-000000000001")?);
    /// let auth = DocusignAuth::with_reqwest(settings, PrivateKey::parse(pem)?)?;
    /// let token = auth.token().await?;
    /// println!("expires at {}", token.expires_at);
    /// # Ok(()) }
    /// ```
    pub fn with_reqwest(settings: Settings, key: PrivateKey) -> Result<Self> {
        Ok(Self::new(settings, key, Reqwest::new()?))
    }

    /// Creates a client over reqwest from the environment variables of the process.
    ///
    /// The variables are those of [`Settings::from_variables`] and `DOCUSIGN_PRIVATE_KEY`, the PEM. In its place,
    /// `DOCUSIGN_PRIVATE_KEY_FILE` names a file with the PEM.
    ///
    /// # Errors
    /// As [`from_variables`](Self::from_variables) and [`Reqwest::new`]; [`Code::OptionInvalid`] if the file cannot be read.
    ///
    /// ```no_run
    /// # #[tokio::main(flavor = "current_thread")] async fn main() -> docusign_jwt::Result<()> {
    /// use docusign_jwt::DocusignAuth;
    ///
    /// let auth = DocusignAuth::from_env()?;
    /// let token = auth.token().await?;
    /// println!("expires at {}", token.expires_at);
    /// # Ok(()) }
    /// ```
    pub fn from_env() -> Result<Self> {
        let file = variable("DOCUSIGN_PRIVATE_KEY_FILE");
        let of_file = match file
            .filter(|_| variable("DOCUSIGN_PRIVATE_KEY").map(Zeroizing::new).is_none())
        {
            Some(path) => Some(Zeroizing::new(fs::read_to_string(&path).map_err(|error| {
                let message = format!("DOCUSIGN_PRIVATE_KEY_FILE: {path} cannot be read: {error}.");
                Error::new(Code::OptionInvalid, message)
                    .with_remedy("Check the path; it starts at the folder of the process.")
            })?)),
            None => None,
        };
        let read = |name: &str| match &of_file {
            Some(key) if name == "DOCUSIGN_PRIVATE_KEY" => Some(String::clone(key)),
            _ => variable(name),
        };
        Self::from_variables(read, Reqwest::new()?)
    }
}

/// A variable of the process; none if it is empty or not UTF-8.
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|text| !text.trim().is_empty())
}
