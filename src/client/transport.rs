//! The transport: network and clock.

use std::fmt;
use std::future::Future;
use std::time::Duration;

use bytes::Bytes;

use crate::flow::Failure;

/// An HTTP client and a clock, as [`DocusignAuth`](crate::DocusignAuth) needs them.
///
/// `Reqwest` (feature `reqwest`) and `Fetch` (feature `fetch`) implement it. A client is `Send` and `Sync` if its
/// transport is. Its futures are `Send` if the transport's futures are.
///
/// Write the methods as `async fn`:
///
/// ```
/// use std::time::Duration;
///
/// use bytes::Bytes;
/// use docusign_jwt::{Failure, HttpRequest, ResponseHead, Transport};
///
/// /// Responds to each request with the same status and body.
/// struct Fixed(u16, Bytes);
///
/// impl Transport for Fixed {
///     type Response = (u16, Option<Bytes>);
///     type Stream = std::convert::Infallible;
///
///     async fn send(&self, request: HttpRequest<Self::Stream>) -> Result<Self::Response, Failure> {
///         println!("{} {}", request.method(), request.url());
///         Ok((self.0, Some(self.1.clone())))
///     }
///
///     fn head(&self, response: &Self::Response) -> ResponseHead {
///         ResponseHead::new(response.0, [("content-type", "application/json")])
///     }
///
///     async fn chunk(&self, response: &mut Self::Response) -> Result<Option<Bytes>, Failure> {
///         Ok(response.1.take())
///     }
///
///     async fn sleep(&self, _duration: Duration) {
///         std::future::pending().await
///     }
/// # #[cfg(target_arch = "wasm32")]
/// # fn now(&self) -> u64 { 0 }
/// }
/// ```
pub trait Transport {
    /// A response whose body has not been read. `get` and `call` return it.
    type Response;
    /// A request body that can be sent only once; `Infallible` if the transport does not support this.
    type Stream;

    /// Sends a request, and returns the response with any status when its headers have arrived.
    ///
    /// It must not follow redirects. It can ignore [`HttpRequest::timeout`]: the client drops the future when the time
    /// is over or the caller is gone. Dropping the future should abort the request.
    fn send(
        &self,
        request: HttpRequest<Self::Stream>,
    ) -> impl Future<Output = Result<Self::Response, Failure>>;

    /// The status and the headers of a response.
    fn head(&self, response: &Self::Response) -> ResponseHead;

    /// Returns the next bytes of a body, or `None` at its end. The client stops reading if a body is too large.
    fn chunk(
        &self,
        response: &mut Self::Response,
    ) -> impl Future<Output = Result<Option<Bytes>, Failure>>;

    /// Waits.
    fn sleep(&self, duration: Duration) -> impl Future<Output = ()>;

    /// The time in milliseconds since the epoch.
    #[cfg(not(target_arch = "wasm32"))]
    fn now(&self) -> u64 {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        since.ok().and_then(|since| u64::try_from(since.as_millis()).ok()).unwrap_or_default()
    }

    /// The time in milliseconds since the epoch. WebAssembly has no clock, so there is no default.
    #[cfg(target_arch = "wasm32")]
    fn now(&self) -> u64;

    /// Whether one caller may wait for the work of another. `false` in Cloudflare Workers, where requests must not
    /// await each other: each caller does its own work there, and only the results are shared.
    fn shares_work(&self) -> bool {
        true
    }
}

/// A request for a [`Transport`] to send.
///
/// `Debug` shows neither headers, nor body, nor the query of the URL.
pub struct HttpRequest<S> {
    pub(crate) method: &'static str,
    pub(crate) url: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Body<S>,
    pub(crate) timeout: Duration,
}

/// The body of a request.
#[non_exhaustive]
pub enum Body<S> {
    /// No body.
    Empty,
    /// Bytes, which can be sent again.
    Bytes(Bytes),
    /// A body that can be sent only once.
    Stream(S),
}

impl<S> HttpRequest<S> {
    /// The method, in capitals.
    #[must_use]
    pub fn method(&self) -> &'static str {
        self.method
    }

    /// The absolute URL.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The headers, with names in lower case.
    pub fn headers(&self) -> impl Iterator<Item = (&str, &str)> {
        self.headers.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// How long the client waits for a response, for transports with their own time limit.
    #[must_use]
    pub fn timeout(&self) -> Duration {
        self.timeout
    }

    /// Takes the body out of the request.
    pub fn take_body(&mut self) -> Body<S> {
        std::mem::replace(&mut self.body, Body::Empty)
    }
}

impl<S> fmt::Debug for HttpRequest<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpRequest")
            .field("method", &self.method)
            .field("url", &self.url.split('?').next().unwrap_or_default())
            .finish_non_exhaustive()
    }
}

impl<S> fmt::Debug for Body<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "Empty",
            Self::Bytes(_) => "Bytes",
            Self::Stream(_) => "Stream",
        })
    }
}

/// The status and the headers of a response.
///
/// `Debug` shows only the status.
#[derive(Clone)]
pub struct ResponseHead {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
}

impl ResponseHead {
    /// Creates a head from a status and headers with names in any case, such as the header map of the crate `http`. A
    /// redirect that the platform hides has the status 0.
    pub fn new(
        status: u16,
        headers: impl IntoIterator<Item = (impl ToString, impl AsRef<[u8]>)>,
    ) -> Self {
        let text = |value: &[u8]| String::from_utf8_lossy(value).into_owned();
        let headers =
            headers.into_iter().map(|(name, value)| (name.to_string(), text(value.as_ref())));
        Self { status, headers: headers.collect() }
    }
}

impl fmt::Debug for ResponseHead {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ResponseHead").field("status", &self.status).finish_non_exhaustive()
    }
}
