//! Values that are neither text nor bytes, as JavaScript names their kinds.

use crate::error::{Code, Error};

/// Kinds of values, in words, with the remedy.
#[cfg(any(test, feature = "js"))]
const KINDS: [(&[&str], &str, &str); 14] = [
    (&["Promise"], "a promise", "Await it first: privateKey: await promise."),
    (&["function"], "a function", "Call it, and pass the result."),
    (
        &["binding"],
        "an object with a method get, such as a binding of Cloudflare's Secrets Store",
        "Await its get() first: privateKey: await env.NAME.get().",
    ),
    (&["Map"], "a Map", "Pass the value that is the key: map.get(name)."),
    (&["URL"], "a URL", "Read or fetch the key from the URL, and pass its text."),
    (
        &["Blob", "File", "Request", "Response"],
        "a file or a response whose content was not read",
        "Await its text() first: privateKey: await file.text().",
    ),
    (&["ReadableStream"], "a stream", "Read the stream first: await new Response(stream).text()."),
    (
        &["KeyObject"],
        "a KeyObject of Node",
        "Pass key.export({ type: \"pkcs1\", format: \"pem\" }).",
    ),
    (&["pair"], "a key pair", "Pass its property privateKey."),
    (&["Array"], "an array", "Pass one key; only DocusignAuth takes several."),
    (&["lines"], "an array of lines", "Join them: privateKey: lines.join(\"\\n\")."),
    (
        &["PrivateKey"],
        "a PrivateKey of another copy of docusign-jwt",
        "Import both from the same module, or pass it as the option signer.",
    ),
    (
        &["number", "boolean", "bigint", "symbol"],
        "neither text nor bytes",
        "Pass the PEM as a string.",
    ),
    (
        &["bytes"],
        "a buffer whose bytes cannot be read: it was transferred or shrunk",
        "Copy the bytes before the buffer is transferred.",
    ),
];

#[cfg(any(test, feature = "js"))]
fn row(kind: &str) -> Option<(&'static str, &'static str)> {
    let row = KINDS.iter().find(|(kinds, ..)| kinds.contains(&kind))?;
    Some((row.1, row.2))
}

/// The error for a value of this kind.
#[cfg(any(test, feature = "js"))]
pub(crate) fn refusal(kind: &str) -> Error {
    match kind {
        "CryptoKey" => {
            let message = "A CryptoKey signs asynchronously and does not show its bytes.";
            Error::new(Code::KeyNotUsable, message)
        }
        "public" => Error::new(Code::KeyPublic, "The private key is a public key."),
        _ => {
            let other = ("an object that contains no key", "Pass the PEM as a string.");
            let (what, remedy) = row(kind).unwrap_or(other);
            let message = format!("The private key is {what}.");
            Error::new(Code::KeyUnrecognized, message).with_remedy(remedy)
        }
    }
}

/// The error for a text that JavaScript made from an object.
pub(super) fn of_text(text: &str) -> Option<Error> {
    let kind = text.strip_prefix("[object ")?;
    #[cfg(feature = "js")]
    let (what, remedy) = of_kind(kind);
    #[cfg(not(feature = "js"))]
    let (what, remedy) = {
        let _ = kind;
        ("an object", "Pass the PEM itself: a program wrote the name of an object in its place.")
    };
    let message = format!("The private key is the text \"[object …]\", made of {what}.");
    Some(Error::new(Code::KeyEmpty, message).with_remedy(remedy))
}

#[cfg(feature = "js")]
fn of_kind(kind: &str) -> (&'static str, &'static str) {
    let known = row(kind.trim_end_matches(']'));
    let what = known.map_or("an object, or a promise,", |(what, _)| what);
    let remedy = known.map_or(
        "Pass the object itself, or await it first. To pass a JWK as text, use JSON.stringify(jwk).",
        |(_, remedy)| remedy,
    );
    (what, remedy)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_has_a_message_and_a_remedy() {
        let kinds = KINDS.iter().flat_map(|(kinds, ..)| kinds.iter().copied());
        for kind in kinds.chain(["CryptoKey", "public", "Date"]) {
            assert!(!refusal(kind).remedy().is_empty(), "{kind}");
        }
        assert_eq!(refusal("Promise").message(), "The private key is a promise.");
        assert!(refusal("Promise").remedy().starts_with("Await it first"));
        assert_eq!(refusal("[anything]"), refusal("Date"));
        #[cfg(feature = "js")]
        assert_eq!(of_text("[object Promise]").unwrap().remedy(), refusal("Promise").remedy());
        assert!(of_text("[object Promise]").is_some());
        assert_eq!(of_text("[object]"), None);
    }
}
