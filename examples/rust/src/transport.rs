//! A transport for ureq, on tokio's threads for blocking work.

use std::{convert::Infallible, fmt::Display, time::Duration};

use bytes::Bytes;
use docusign_jwt::{Body, Failure, HttpRequest, ResponseHead, Transport};
use ureq::http::{Request, Response};

pub struct Ureq(pub ureq::Agent);

impl Transport for Ureq {
    type Response = Response<Vec<u8>>;
    type Stream = Infallible;

    async fn send(&self, mut request: HttpRequest<Infallible>) -> Result<Self::Response, Failure> {
        let failure = |error: &dyn Display| Failure::Connection(error.to_string());
        let mut builder = Request::builder().method(request.method()).uri(request.url());
        for (name, value) in request.headers() {
            builder = builder.header(name, value);
        }
        let body = if let Body::Bytes(body) = request.take_body() { body } else { Bytes::new() };
        let (agent, request) =
            (self.0.clone(), builder.body(body.to_vec()).map_err(|e| failure(&e))?);
        let sent = tokio::task::spawn_blocking(move || {
            let (head, mut body) = agent.run(request)?.into_parts();
            Ok::<_, ureq::Error>(Response::from_parts(head, body.read_to_vec()?))
        });
        sent.await.map_err(|error| failure(&error))?.map_err(|error| failure(&error))
    }

    fn head(&self, response: &Self::Response) -> ResponseHead {
        ResponseHead::new(response.status().as_u16(), response.headers())
    }

    async fn chunk(&self, response: &mut Self::Response) -> Result<Option<Bytes>, Failure> {
        let body = std::mem::take(response.body_mut());
        Ok(if body.is_empty() { None } else { Some(body.into()) })
    }

    async fn sleep(&self, duration: Duration) {
        tokio::time::sleep(duration).await;
    }
}
