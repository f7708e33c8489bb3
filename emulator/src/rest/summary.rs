//! All documents of an envelope as one PDF: a page with the signers, and the unchanged documents as attachments
//! (ISO 32000-1, sections 7.5 and 7.11.4).

use sha2::{Digest, Sha256};

use crate::http::date;
use crate::state::Envelope;

/// The PDF.
pub fn pdf(envelope: &Envelope) -> Vec<u8> {
    let mut file = File::default();
    let (catalog, pages, page, font) =
        (file.reserve(), file.reserve(), file.reserve(), file.reserve());
    let mut names = String::new();
    for document in &envelope.documents {
        let (bytes, attached) = (file.reserve(), file.reserve());
        let name = literal(&document.name);
        file.stream(bytes, "/Type /EmbeddedFile", &document.bytes);
        file.object(attached, &format!("<< /Type /Filespec /F {name} /EF << /F {bytes} 0 R >> >>"));
        names.push_str(&format!("{} {attached} 0 R ", literal(&document.id)));
    }
    let content = file.reserve();
    file.stream(content, "", text(&lines(envelope)).as_bytes());
    file.object(
        catalog,
        &format!(
            "<< /Type /Catalog /Pages {pages} 0 R /PageMode /UseAttachments \
             /Names << /EmbeddedFiles << /Names [{names}] >> >> >>",
        ),
    );
    file.object(pages, &format!("<< /Type /Pages /Kids [{page} 0 R] /Count 1 >>"));
    file.object(
        page,
        &format!(
            "<< /Type /Page /Parent {pages} 0 R /MediaBox [0 0 595 842] /Contents {content} 0 R \
             /Resources << /Font << /F1 {font} 0 R >> >> >>",
        ),
    );
    file.object(font, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
    file.end(catalog)
}

fn lines(envelope: &Envelope) -> Vec<String> {
    let mut lines = vec![envelope.subject.clone(), format!("Envelope {}", envelope.id)];
    for document in &envelope.documents {
        let digest: String =
            Sha256::digest(&document.bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        lines.push(String::new());
        lines.push(format!("{}: {} bytes, SHA-256", document.name, document.bytes.len()));
        lines.push(digest);
    }
    for signer in &envelope.signers {
        let when = signer.ended_at.map(date::shown).unwrap_or_default();
        lines.push(String::new());
        lines.push(format!(
            "{} <{}>: {} {when}",
            signer.name,
            signer.email,
            signer.status.as_str()
        ));
    }
    lines
}

/// Lines from the top of a page downwards.
fn text(lines: &[String]) -> String {
    let shown: String = lines.iter().map(|line| format!("{} Tj T*\n", literal(line))).collect();
    format!("BT /F1 10 Tf 14 TL 50 790 Td\n{shown}ET")
}

/// A string object; what is not ASCII has no place in the font.
fn literal(text: &str) -> String {
    let mut literal = String::from("(");
    for c in text.chars() {
        match c {
            '(' | ')' | '\\' => literal.extend(['\\', c]),
            ' '..='~' => literal.push(c),
            _ => literal.push('?'),
        }
    }
    literal.push(')');
    literal
}

/// A PDF in the making.
struct File {
    bytes: Vec<u8>,
    offsets: Vec<usize>,
}

impl Default for File {
    fn default() -> Self {
        Self { bytes: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n".to_vec(), offsets: Vec::new() }
    }
}

impl File {
    /// The number of an object that is written later.
    fn reserve(&mut self) -> usize {
        self.offsets.push(0);
        self.offsets.len()
    }

    fn object(&mut self, number: usize, body: &str) {
        if let Some(offset) = self.offsets.get_mut(number - 1) {
            *offset = self.bytes.len();
        }
        self.bytes.extend_from_slice(format!("{number} 0 obj\n{body}\nendobj\n").as_bytes());
    }

    fn stream(&mut self, number: usize, dictionary: &str, data: &[u8]) {
        if let Some(offset) = self.offsets.get_mut(number - 1) {
            *offset = self.bytes.len();
        }
        let length = data.len();
        let head = format!("{number} 0 obj\n<< {dictionary} /Length {length} >>\nstream\n");
        self.bytes.extend_from_slice(head.as_bytes());
        self.bytes.extend_from_slice(data);
        self.bytes.extend_from_slice(b"\nendstream\nendobj\n");
    }

    fn end(mut self, catalog: usize) -> Vec<u8> {
        let table = self.bytes.len();
        let size = self.offsets.len() + 1;
        let mut tail = format!("xref\n0 {size}\n0000000000 65535 f \n");
        for offset in &self.offsets {
            tail.push_str(&format!("{offset:010} 00000 n \n"));
        }
        tail.push_str(&format!(
            "trailer\n<< /Size {size} /Root {catalog} 0 R >>\nstartxref\n{table}\n%%EOF\n"
        ));
        self.bytes.extend_from_slice(tail.as_bytes());
        self.bytes
    }
}
