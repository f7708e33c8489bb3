//! Repairs of common damage in environment variables, forms and dashboards.

/// A repair that was necessary to read a key.
///
/// ```
/// use docusign_jwt::{KeyRepair, PrivateKey};
///
/// # let pem = include_str!("../../../emulator/fixtures/integration.pem");
/// let key = PrivateKey::parse(format!("DOCUSIGN_KEY='{}'", pem.replace('\n', " ")))?;
/// assert_eq!(key.repairs(), [KeyRepair::TextAround, KeyRepair::LineBreaks]);
/// assert_eq!(key.repairs()[1].as_str(), "line breaks put back");
/// # Ok::<(), docusign_jwt::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum KeyRepair {
    /// The text was UTF-16, as some Windows programs write it.
    Encoding,
    /// The text contained invisible characters or special spaces.
    InvisibleCharacters,
    /// The key or each of its lines was in quotes.
    Quotes,
    /// Line breaks were literal `\n`.
    LiteralNewlines,
    /// Line breaks were CR or CRLF.
    LineEndings,
    /// The dashes around the label were not five plain dashes.
    Dashes,
    /// There was other text before or after the key.
    TextAround,
    /// The key was base64-encoded again, or lacked its first and last line.
    Base64,
    /// Line breaks were missing or misplaced.
    LineBreaks,
    /// The label named a wrong format, or lacked its spaces.
    Label,
    /// The key was a field of JSON.
    Field,
    /// Characters were escaped with a backslash, such as `\u003d` for `=`.
    Escapes,
    /// The key was percent-encoded, as in URLs and forms.
    PercentEncoding,
    /// The key contained HTML tags or character references.
    Html,
    /// Each line had a prefix: quoted mail, a list, line numbers.
    LineMarks,
    /// Plus signs were spaces, as after the decoding of a form.
    PlusSigns,
    /// The key was hexadecimal.
    Hexadecimal,
}

impl KeyRepair {
    /// The repair as half a sentence, for people.
    ///
    /// ```
    /// use docusign_jwt::KeyRepair;
    ///
    /// assert_eq!(KeyRepair::LineEndings.as_str(), "CR or CRLF made LF");
    /// ```
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Encoding => "UTF-16 made UTF-8",
            Self::InvisibleCharacters => "invisible characters removed",
            Self::Quotes => "quotes around the key removed",
            Self::LiteralNewlines => "literal \\n made line breaks",
            Self::LineEndings => "CR or CRLF made LF",
            Self::Dashes => "dashes around the label made five plain ones",
            Self::TextAround => "text around the key ignored",
            Self::Base64 => "base64 decoded",
            Self::LineBreaks => "line breaks put back",
            Self::Label => "label corrected",
            Self::Field => "taken out of a field of JSON",
            Self::Escapes => "escapes decoded",
            Self::PercentEncoding => "percent-encoding decoded",
            Self::Html => "HTML decoded",
            Self::LineMarks => "marks before the lines removed",
            Self::PlusSigns => "spaces made + again",
            Self::Hexadecimal => "hexadecimal decoded",
        }
    }
}

/// Adds a repair, once.
pub(super) fn note(repairs: &mut Vec<KeyRepair>, repair: KeyRepair) {
    if !repairs.contains(&repair) {
        repairs.push(repair);
    }
}
