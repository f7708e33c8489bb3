//! What happens to keys in environment variables, forms and dashboards, and was undone.

/// A repair without which a key could not have been read.
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
    /// The text was UTF-16, as some programs on Windows write it.
    Encoding,
    /// There were characters that cannot be seen, or spaces that are none.
    InvisibleCharacters,
    /// Quotes stood around it, or around each of its lines.
    Quotes,
    /// `\n` in two characters stood for line breaks.
    LiteralNewlines,
    /// Line breaks were those of Windows or of old Macs.
    LineEndings,
    /// The dashes around the label were typographic, or not five.
    Dashes,
    /// Other text stood before or after it.
    TextAround,
    /// It was encoded as base64 once more, or had lost its first and last line.
    Base64,
    /// The line breaks were gone, or in other places than they should be.
    LineBreaks,
    /// The label named another format than the one it was, or had lost its spaces.
    Label,
    /// It was one field of JSON.
    Field,
    /// Escapes with a backslash stood for characters, such as `\u003d` for `=`.
    Escapes,
    /// It was percent-encoded, as URLs and forms are.
    PercentEncoding,
    /// Tags or character references of HTML stood in it.
    Html,
    /// Marks stood before each line: of quoted mail, of a list, numbers of lines.
    LineMarks,
    /// Spaces stood where plus signs were, as the decoding of a form leaves them.
    PlusSigns,
    /// It was written in hexadecimal digits.
    Hexadecimal,
}

impl KeyRepair {
    /// What was done, for people: half a sentence.
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
