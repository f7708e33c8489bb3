//! The call that an error belongs to: the same error word has different causes in each call.

use super::obstacle::has;

/// The call that Docusign refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Call {
    /// The JWT grant: an assertion for an access token.
    Jwt,
    /// An authorization code for tokens.
    Code,
    /// A refresh token for new tokens.
    Refresh,
    /// A call with an access token: userinfo, the eSignature API, the Admin API.
    Api,
}

impl Call {
    /// The call as a word: `jwt`, `code`, `refresh`, `api`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Jwt => "jwt",
            Self::Code => "code",
            Self::Refresh => "refresh",
            Self::Api => "api",
        }
    }

    /// The call, as the start of a sentence.
    pub(crate) const fn label(self) -> &'static str {
        match self {
            Self::Jwt => "JWT grant",
            Self::Code => "Authorization code",
            Self::Refresh => "Refresh token",
            Self::Api => "API call",
        }
    }

    /// The call with this name in the program.
    pub(super) fn named(name: &str) -> Option<Self> {
        match name {
            "Jwt" => Some(Self::Jwt),
            "Code" => Some(Self::Code),
            "Refresh" => Some(Self::Refresh),
            "Api" => Some(Self::Api),
            _ => None,
        }
    }

    /// Whether the call goes to the token endpoint.
    pub(crate) const fn is_grant(self) -> bool {
        !matches!(self, Self::Api)
    }

    /// Returns the call that a text describes: by the parameter `grant_type`, else by names of fields, SDK methods and
    /// paths. `None` if the text names several.
    pub(crate) fn told(text: &str) -> Option<Self> {
        let mut plain = text.to_ascii_lowercase();
        plain.retain(|c| c != '_' && c != ' ');
        for signs in SIGNS {
            let mut told = None;
            for (call, signs) in signs {
                if has(&plain, signs) && told.replace(*call).is_some() {
                    return None;
                }
            }
            if told.is_some() {
                return told;
            }
        }
        None
    }
}

/// In lower case, without underscores and spaces. The most reliable first.
const SIGNS: [&[(Call, &str)]; 3] = [
    &[
        (Call::Jwt, "granttype=urn|grant-type:jwt-bearer|grant-type%3ajwt-bearer"),
        (Call::Code, "granttype=authorizationcode|granttype\":\"authorizationcode"),
        (Call::Refresh, "granttype=refreshtoken|granttype\":\"refreshtoken"),
    ],
    &[
        (Call::Jwt, "jwt-bearer|jwtgrant|requestjwt|configurejwt|sendjwt|assertion"),
        (Call::Code, "authorizationcode|authcode|generateaccesstoken|codeverifier"),
        (Call::Refresh, "refreshtoken|refreshaccesstoken"),
    ],
    &[(Call::Api, "/restapi|/management/|userinfo|errorcode")],
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_tells_its_call() {
        for (text, call) in [
            (
                "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion=x",
                Some(Call::Jwt),
            ),
            ("at ApiClient.requestJWTUserToken (ApiClient.js:1)", Some(Call::Jwt)),
            (
                "at DocuSign.eSign.Client.ApiClient.RequestJWTUserToken(String clientId)",
                Some(Call::Jwt),
            ),
            ("docusign_esign/client/api_client.py, in request_jwt_user_token", Some(Call::Jwt)),
            ("grant_type=authorization_code&code=1", Some(Call::Code)),
            ("com.docusign.esign.client.ApiClient.generateAccessToken", Some(Call::Code)),
            ("grant_type=refresh_token&refresh_token=1&assertion", Some(Call::Refresh)),
            (r#"{"grant_type":"refresh_token"}"#, Some(Call::Refresh)),
            ("GET https://demo.docusign.net/restapi/v2.1/accounts", Some(Call::Api)),
            ("assertion or refresh_token", None),
            (r#"{"error":"invalid_grant"}"#, None),
        ] {
            assert_eq!(Call::told(text), call, "{text}");
        }
    }
}
