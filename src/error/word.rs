//! Docusign's error words: those of OAuth (RFC 6749, section 5.2) with Docusign's descriptions, and those of its REST
//! APIs. Flows, explanation and diagnosis read this one table.
//!
//! Sources: <https://developers.docusign.com/docs/esign-rest-api/esign101/error-codes/troubleshooting-common-errors/>,
//! <https://www.docusign.com/blog/developers/service-protection-new-api-errors-excessive-polling-and-envelope-updates>,
//! <https://support.docusign.com/en/articles/DocuSign-Developer-FAQs-eSignature-API>.

use super::cause::{Causes, lines};
use super::{Cause, Code};
use crate::wire::Find;

/// Words with the same meaning, their code, and their causes if these differ from the code's.
#[derive(Debug)]
pub(crate) struct Word {
    /// The words, with `|` between them.
    pub(crate) words: &'static str,
    /// A part that the description must have, in lower case; most rows need none.
    pub(crate) says: &'static str,
    pub(crate) code: Code,
    /// The likeliest first; empty if the code's causes apply.
    pub(crate) causes: Causes,
}

impl Word {
    /// Every row of the table.
    pub(crate) const fn all() -> &'static [Self] {
        WORDS
    }

    /// Finds the row of an error response. SDKs change the case of words.
    pub(crate) fn find(error: &str, description: &str) -> Option<&'static Self> {
        let error = error.trim();
        let mut rows = Self::all()
            .iter()
            .filter(|row| row.words.split('|').any(|one| one.eq_ignore_ascii_case(error)));
        rows.find(|row| row.says.is_empty() || description.to_ascii_lowercase().includes(row.says))
    }

    /// Finds the row of the first specific word in a text.
    pub(crate) fn within(text: &str) -> Option<&'static Self> {
        let mut rows = tokens(text).filter_map(|word| Self::find(word, text));
        rows.find(|row| row.code.is_specific())
    }

    /// The likeliest cause, and its remedy.
    pub(crate) fn remedy(&self) -> Option<String> {
        self.causes.first().as_ref().map(Cause::text)
    }
}

/// The words of a text that may be error codes.
pub(crate) fn tokens(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').filter(|word| word.len() > 4)
}

impl Code {
    /// Whether the code names a specific reason.
    pub(crate) fn is_specific(self) -> bool {
        use Code::{InvalidGrant, InvalidRequest, OAuthUnknown, ResponseNotJson, ServerError};
        !matches!(
            self,
            InvalidGrant | InvalidRequest | OAuthUnknown | ResponseNotJson | ServerError
        )
    }
}

macro_rules! words {
    (@joined $first:literal $($word:literal)*) => { concat!($first $(, "|", $word)*) };
    ($( $($word:literal)|+ $(, $says:literal)? => $code:ident $({ $($cause:literal, $remedy:tt;)+ })? )+) => {
        static WORDS: &[Word] = &[ $( Word {
            words: words!(@joined $($word)+),
            says: concat!("" $(, $says)?),
            code: Code::$code,
            causes: lines! { $($( $cause, $remedy; )+)? },
        } ),+ ];
    };
}

words! {
    "consent_required" => ConsentRequired
    "no_valid_keys_or_signatures" => NoValidKeysOrSignatures
    "issuer_not_found" => IssuerNotFound
    "user_not_found" => UserNotFound
    "invalid_subject" => InvalidSubject
    "expired_grant" => ExpiredGrant
    "expired_client_token" => ExpiredClientToken
    "unauthorized_client" => UnauthorizedClient
    "invalid_grant" => InvalidGrant
    "invalid_request" => InvalidRequest
    "invalid_client" => InvalidClient
    "invalid_scope" => InvalidScope
    "unsupported_grant_type" => UnsupportedGrantType
    "internal_server_error" | "server_error" | "temporarily_unavailable" => ServerError
    "invalid_token" => TokenRejected
    "insufficient_scope" => Forbidden {
        "The token lacks a scope that the call needs.",
        "Ask for the scope, and consent to it first.";
    }
    "access_denied" => Forbidden {
        "Docusign denies this grant to the user or the integration key.",
        "Check that the user is active, and that the consent was not revoked.";
    }

    "AUTHORIZATION_INVALID_TOKEN", "system application" => TokenRejected {
        "This is an application token, which the eSignature API refuses.",
        {
            js: "Get the token of a user: call forUser(userId), or set sub to the user's GUID.",
            rust: "Get the token of a user: call Settings::with_user, or set sub to the user's GUID."
        };
    }
    "AUTHORIZATION_INVALID_TOKEN" => TokenRejected
    "USER_AUTHENTICATION_FAILED" => TokenRejected {
        "The token was sent to the wrong server, or to the other environment.",
        "Use the base URI from userinfo. A production token does not work on a demo server.";
        "The token has expired, or belongs to another user.",
        "Get a new token.";
    }
    "PARTNER_AUTHENTICATION_FAILED" => IssuerNotFound {
        "The integration key is unknown or disabled in this environment.",
        "A demo key works in production only after Go-Live.";
        "The request went to the other environment, or the base path lacks https://.",
        "Take the base URI from userinfo.";
    }
    "INVALID_USERID", "match" => Forbidden {
        "The user ID in the request is not the user of the token.",
        "Leave the user ID out, or impersonate that user.";
    }
    "INVALID_USERID" => NotFound {
        "The server does not know the user: it belongs to another environment or account.",
        "Send the request to the base URI from userinfo.";
        "The user ID in the request does not belong to this account.",
        "Look up the user by e-mail address, and use the GUID.";
    }
    "RESOURCE_NOT_FOUND" => NotFound {
        "The path is wrong, or contains a placeholder such as {accountId}.",
        "Start the path with /restapi/v2.1/accounts/ and the account ID.";
        "An ID in the path is unknown in this account and environment.",
        "Check the IDs: demo and production have different IDs.";
    }
    "INVALID_ACCOUNT_ID" | "ACCOUNT_DOES_NOT_EXIST_IN_SYSTEM" => NotFound {
        "The server does not know the account in the path.",
        "Take the account ID and the base URI from userinfo.";
    }
    "USER_LACKS_MEMBERSHIP" | "USER_DOES_NOT_BELONG_TO_SPECIFIED_ACCOUNT" => Forbidden {
        "The user is not a member of the account in the path.",
        "Use an account from userinfo, or impersonate a member of this account.";
        "The request went to a server other than the account's.",
        "Take the base URI from userinfo.";
    }
    "USER_LACKS_PERMISSIONS" => Forbidden {
        "The user lacks the permission, or the token lacks the scope.",
        "Change the user's permission profile, or get a token with the scope.";
    }
    "USER_NOT_ACCOUNT_ADMIN" => Forbidden {
        "Only account administrators may do this, for example the user search.",
        "Impersonate an administrator of the account.";
    }
    "ACCOUNT_LACKS_PERMISSIONS" => Forbidden {
        "The account's plan or settings do not allow this.",
        "Ask the account's administrator, or Docusign.";
    }
    "ACCOUNT_NOT_AUTHORIZED_FOR_ENVELOPE" => Forbidden {
        "The envelope belongs to another account.",
        "Use the account in which the envelope was created.";
        "The recipient signs by e-mail, not in your application.",
        "Set clientUserId on the recipient when you create the envelope.";
    }
    "USER_NOT_ENVELOPE_SENDER" | "USER_NOT_ENVELOPE_SENDER_OR_RECIPIENT" => Forbidden {
        "The user neither sent nor received the envelope.",
        "Impersonate its sender.";
    }
    "ENVELOPE_DOES_NOT_EXIST" => NotFound {
        "No envelope has this ID in this environment.",
        "Check the envelope ID: demo and production have different envelopes.";
    }
    "UNKNOWN_ENVELOPE_RECIPIENT" => NotFound {
        "Name, e-mail address or clientUserId differs from the envelope's recipient.",
        "Send the recipient's values exactly as the envelope has them.";
    }
    "INVALID_REQUEST_BODY" => InvalidRequest {
        "The body is missing, or is not the JSON that the call takes.",
        "Send JSON with the header content-type: application/json.";
    }
    "INVALID_REQUEST_PARAMETER" => InvalidRequest {
        "A parameter is missing or has a wrong value; Docusign's message names it.",
        "Correct that parameter.";
    }

    "HOURLY_APIINVOCATION_LIMIT_EXCEEDED" => RateLimited {
        "The account has used up its calls for this hour.",
        "Wait until the next clock hour. Use Connect instead of polling.";
    }
    "BURST_APIINVOCATION_LIMIT_EXCEEDED" => RateLimited {
        "The account received too many calls within 30 seconds.",
        "Wait 30 seconds, then spread the calls over time.";
    }
    "HOURLY_ENVELOPE_POLLING_LIMIT_EXCEEDED" | "BURST_ENVELOPE_POLLING_LIMIT_EXCEEDED" => RateLimited {
        "The program read one envelope too often.",
        "Read it at most once in 15 minutes, or use Connect.";
    }
    "HOURLY_APIINVOCATION_ENVELOPE_LIMIT_EXCEEDED"
    | "BURST_APIINVOCATION_ENVELOPE_LIMIT_EXCEEDED" => RateLimited {
        "The program changed one envelope too often.",
        "Combine the changes into fewer calls.";
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_known_in_any_case_and_by_what_it_says() {
        let code = |word: &str, says: &str| Word::find(word, says).map(|row| row.code);
        for word in ["RESOURCE_NOT_FOUND", "Resource_Not_Found", "resource_not_found "] {
            assert_eq!(code(word, ""), Some(Code::NotFound));
        }
        assert_eq!(code("INVALID_USERID", "Invalid UserId."), Some(Code::NotFound));
        let other = "UserId specified in request does not match authenticated user.";
        assert_eq!(code("INVALID_USERID", other), Some(Code::Forbidden));
        assert_eq!(code("INVALID_USERIDS", ""), None);
        let row = Word::within("Invalid grant: No_Valid_Keys_Or_Signatures!").unwrap();
        assert_eq!(row.code, Code::NoValidKeysOrSignatures);
        assert!(Word::within("invalid_grant, server_error").is_none());
    }

    #[test]
    fn every_row_is_reached() {
        for row in WORDS {
            for word in row.words.split('|') {
                let found = Word::find(word, row.says).unwrap();
                assert!(std::ptr::eq(found, row), "{word}");
            }
        }
    }
}
