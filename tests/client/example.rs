// What the examples in the documentation of the client have for a network: Docusign's usual responses, with one user.

use std::convert::Infallible;
use std::time::Duration;

use docusign_jwt::*;

/// Responses by the path of a request.
pub struct Example;

const USER_INFO: &str = r#"{"sub":"a0000000-0000-4000-8000-000000000001","name":"Ann","email":"ann@example.com",
"accounts":[{"account_id":"acc00000-0000-4000-8000-000000000001","account_name":"Example","is_default":true,
"base_uri":"https://demo.docusign.net"}]}"#;
const TOKENS: &str =
    r#"{"access_token":"eyJ0","token_type":"Bearer","expires_in":3600,"refresh_token":"eyJ1"}"#;
const USERS: &str = r#"{"users":[{"userId":"a0000000-0000-4000-8000-000000000002","userName":"Bob",
"email":"bob@example.com","userStatus":"Active"}],"resultSetSize":"1","totalSetSize":"1"}"#;

impl Transport for Example {
    type Response = Option<&'static str>;
    type Stream = Infallible;

    async fn send(
        &self,
        request: HttpRequest<Infallible>,
    ) -> std::result::Result<Self::Response, Failure> {
        let path = request.url().split('?').next().unwrap_or_default();
        Ok(Some(match path.rsplit('/').next().unwrap_or_default() {
            "token" => TOKENS,
            "userinfo" => USER_INFO,
            "users" => USERS,
            _ => "{}",
        }))
    }

    fn head(&self, _: &Self::Response) -> ResponseHead {
        ResponseHead::new(200, [("content-type", "application/json")])
    }

    async fn chunk(
        &self,
        response: &mut Self::Response,
    ) -> std::result::Result<Option<bytes::Bytes>, Failure> {
        Ok(response.take().map(bytes::Bytes::from))
    }

    async fn sleep(&self, _: Duration) {
        std::future::pending().await
    }
}

pub fn settings() -> Settings {
    let id = ClientId::parse("c0000000-0000-4000-8000-000000000001").unwrap();
    let user = UserId::parse("a0000000-0000-4000-8000-000000000001").unwrap();
    let settings = Settings::new(id, Environment::demo()).with_user(user);
    settings.with_redirect_uri("https://example.com/callback")
}

pub fn key() -> PrivateKey {
    PrivateKey::parse(include_str!("../../emulator/fixtures/integration.pem")).unwrap()
}

pub fn client() -> DocusignAuth<Example> {
    DocusignAuth::new(settings(), key(), Example)
}
