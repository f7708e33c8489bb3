//! Authorization Code Grant and refresh tokens, for users who are present.

use crate::client::auth::DocusignAuth;
use crate::client::task::{Done, Job};
use crate::client::transport::Transport;
use crate::client::work::Work;
use crate::error::Result;
use crate::flow::{ClientProof, CodeExchange, out_of_turn};
use crate::protocol::UserTokens;

impl<T: Transport> DocusignAuth<T> {
    /// Exchanges the authorization code of a redirect for tokens. A code is valid for 2 minutes and works once.
    ///
    /// `code_verifier` belongs to the challenge in the consent URL. The JWT grant does not need this call: after the
    /// user has consented, [`token`](Self::token) works.
    ///
    /// # Errors
    /// Codes of the kind [`OAuth`](crate::ErrorKind::OAuth); [`Code::NetworkFailed`] and [`Code::Timeout`], after
    /// which the code may be used already.
    ///
    /// [`Code::NetworkFailed`]: crate::Code::NetworkFailed
    /// [`Code::Timeout`]: crate::Code::Timeout
    ///
    /// ```
    /// # mod example { include!("../../tests/client/example.rs"); }
    /// # #[tokio::main(flavor = "current_thread")] async fn main() -> docusign_jwt::Result<()> {
    /// # let auth = example::client();
    /// use docusign_jwt::{ClientProof, ClientSecret};
    ///
    /// let proof = ClientProof::secret(ClientSecret::new("the secret key of Apps and Keys"));
    /// let tokens = auth.exchange_code("the code of the redirect", &proof, None).await?;
    /// assert!(tokens.refresh_token.is_some());
    /// # Ok(()) }
    /// ```
    pub async fn exchange_code(
        &self,
        code: &str,
        proof: &ClientProof,
        code_verifier: Option<&str>,
    ) -> Result<UserTokens> {
        let (settings, now) = (self.who.settings.clone(), self.engine.transport.now());
        let flow = CodeExchange::of_code(settings, proof, code, None, code_verifier, now);
        let tokens = self.tokens(flow).await?;
        self.engine.memory.lock().forget_refusals();
        Ok(tokens)
    }

    /// Exchanges a refresh token for new tokens. Store the new refresh token, if there is one: it replaces the old one.
    ///
    /// # Errors
    /// As [`exchange_code`](Self::exchange_code).
    ///
    /// ```
    /// # mod example { include!("../../tests/client/example.rs"); }
    /// # #[tokio::main(flavor = "current_thread")] async fn main() -> docusign_jwt::Result<()> {
    /// # let auth = example::client();
    /// use docusign_jwt::{ClientProof, ClientSecret};
    ///
    /// let proof = ClientProof::secret(ClientSecret::new("the secret key of Apps and Keys"));
    /// let tokens = auth.refresh_token("the refresh token", &proof).await?;
    /// assert_eq!(tokens.token.access_token, "eyJ0");
    /// # Ok(()) }
    /// ```
    pub async fn refresh_token(
        &self,
        refresh_token: &str,
        proof: &ClientProof,
    ) -> Result<UserTokens> {
        let (settings, now) = (self.who.settings.clone(), self.engine.transport.now());
        self.tokens(CodeExchange::of_refresh_token(settings, proof, refresh_token, now)).await
    }

    async fn tokens(&self, flow: CodeExchange) -> Result<UserTokens> {
        match self.drive(Job::Flow(Work::code(flow))).await? {
            Done::Tokens(tokens) => Ok(tokens),
            _ => Err(out_of_turn()),
        }
    }
}
