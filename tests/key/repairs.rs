//! What happens to keys on their way through forms, shells and dashboards, and how it is undone.

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE, URL_SAFE_NO_PAD};
use docusign_jwt::KeyRepair::{
    self, Base64, Dashes, Encoding, InvisibleCharacters, Label, LineBreaks, LineEndings,
    LiteralNewlines, Quotes, TextAround,
};
use docusign_jwt::{KeyFormat, PrivateKey};

use crate::{assert_repaired, body, file, pem, text, thumbprint};

#[test]
fn a_whole_key_needs_no_repair() {
    assert_repaired(pem(), &[]);
    assert_repaired(pem().trim_end(), &[]);
    assert_repaired(format!("\n  \n{}\n\n", pem()), &[]);
}

#[test]
fn literal_newlines_become_line_breaks() {
    assert_repaired(pem().replace('\n', "\\n"), &[LiteralNewlines]);
    assert_repaired(pem().replace('\n', "\\r\\n"), &[LiteralNewlines]);
    assert_repaired(pem().replace('\n', "\\\\n"), &[LiteralNewlines]);
    assert_repaired(pem().replace('\n', "\\\\\\\\n"), &[LiteralNewlines]);
    assert_repaired(pem().replace('\n', "\\n\n"), &[LiteralNewlines, LineBreaks]);
    // As a shell's continuation.
    assert_repaired(pem().trim_end().replace('\n', "\\\n"), &[LiteralNewlines]);
}

#[test]
fn other_line_endings_are_read() {
    assert_repaired(pem().replace('\n', "\r\n"), &[LineEndings]);
    assert_repaired(pem().replace('\n', "\r"), &[LineEndings]);
}

#[test]
fn lost_line_breaks_are_put_back() {
    assert_repaired(pem().replace('\n', ""), &[LineBreaks]);
    assert_repaired(pem().replace('\n', " "), &[LineBreaks]);
    assert_repaired(pem().replace('\n', "\t"), &[LineBreaks]);
    assert_repaired(pem().replace('\n', "\n\n"), &[LineBreaks]);
    assert_repaired(pem().replace('\n', "\n    "), &[LineBreaks]);
    let wide: String = body(&pem()).replace('\n', "");
    let one_line =
        format!("-----BEGIN RSA PRIVATE KEY-----\n{wide}\n-----END RSA PRIVATE KEY-----\n");
    assert_repaired(one_line, &[LineBreaks]);
}

#[test]
fn quotes_are_removed() {
    for (open, close) in [("\"", "\""), ("'", "'"), ("`", "`"), ("“", "”"), ("‘", "’"), ("«", "»")]
    {
        assert_repaired(format!("{open}{}{close}", pem()), &[Quotes]);
        assert_repaired(format!(" {open} {} {close} \n", pem().trim()), &[Quotes]);
    }
    assert_repaired(format!("'\"{}\"'", pem().trim()), &[Quotes]);
    assert_repaired(format!("\"{}\",", pem().trim()), &[Quotes]);
    assert_repaired(format!("'{}';", pem().trim()), &[Quotes]);
    assert_repaired(format!("\"{}\"", pem().replace('\n', "\\n")), &[Quotes, LiteralNewlines]);
    // A shell's quotes that were not closed, and those that were written into the value.
    assert_repaired(format!("\"{}", pem()), &[TextAround]);
    assert_repaired(
        format!("\\\"{}\\\"", pem().replace('\n', "\\n")),
        &[LiteralNewlines, TextAround],
    );
}

#[test]
fn strings_of_source_code_are_joined() {
    let joined: String = pem().lines().map(|line| format!("  \"{line}\\n\" +\n")).collect();
    assert_repaired(joined.trim_end_matches(" +\n"), &[Quotes, LiteralNewlines, LineBreaks]);
    let list: String = pem().lines().map(|line| format!("  '{line}',\n")).collect();
    assert_repaired(list, &[Quotes]);
}

#[test]
fn the_rest_of_a_settings_line_is_removed() {
    assert_repaired(format!("DOCUSIGN_KEY={}", pem()), &[TextAround]);
    assert_repaired(format!("DOCUSIGN_KEY=\"{}\"\n", pem()), &[TextAround]);
    let one_line = pem().replace('\n', "\\n");
    assert_repaired(format!("DOCUSIGN_KEY=\"{one_line}\""), &[LiteralNewlines, TextAround]);
    assert_repaired(format!("private_key: |\n{}", pem()), &[TextAround]);
    let object = format!("{{ private_key: '{one_line}', type: 'service' }}");
    assert_repaired(object, &[LiteralNewlines, TextAround]);
}

#[test]
fn invisible_characters_are_removed() {
    assert_repaired(format!("\u{feff}{}", pem()), &[InvisibleCharacters]);
    assert_repaired(pem().replace(' ', "\u{a0}"), &[InvisibleCharacters]);
    assert_repaired(pem().replace('\n', "\u{200b}\n"), &[InvisibleCharacters]);
    assert_repaired(pem().replace('\n', "\u{2028}"), &[InvisibleCharacters]);
    assert_repaired(format!("{}\0", pem()), &[InvisibleCharacters]);
}

#[test]
fn other_dashes_become_hyphens() {
    for dashes in ["—", "–––––", "———", "--", "----", "------", "−−−−−", "‑‑‑‑‑"]
    {
        assert_repaired(pem().replace("-----", dashes), &[Dashes]);
    }
    assert_repaired(pem().replace("-----", "----- ").replace("KEY----- ", "KEY -----"), &[Dashes]);
}

#[test]
fn a_wrong_label_is_corrected() {
    let pkcs1 = pem().replace("RSA PRIVATE", "PRIVATE");
    assert_repaired(&pkcs1, &[Label]);
    assert_eq!(PrivateKey::parse(&pkcs1).unwrap().format(), KeyFormat::Pkcs1Pem);
    let pkcs8 = text("rsa2048.pkcs8.pem").replace("PRIVATE", "RSA PRIVATE");
    assert_repaired(&pkcs8, &[Label]);
    assert_eq!(PrivateKey::parse(&pkcs8).unwrap().format(), KeyFormat::Pkcs8Pem);
}

#[test]
fn text_and_other_blocks_around_a_key_are_ignored() {
    let (public, certificate) = (text("public.spki.pem"), text("certificate.pem"));
    let around: &[KeyRepair] = &[TextAround];
    for bundle in [
        format!("{}{public}", pem()),
        format!("{public}{}", pem()),
        format!("{certificate}{}{certificate}", pem()),
        format!("# made on Monday\n{}", pem()),
        format!("{}\n# end", pem()),
        format!("{}{}", text("ec.sec1.pem"), pem()),
        format!("{}{}", text("ed25519.pkcs8.pem"), pem()),
        format!("{}{}", text("encrypted.pkcs8.pem"), pem()),
    ] {
        assert_repaired(bundle, around);
    }
}

#[test]
fn base64_of_every_format_is_decoded() {
    for name in [
        "rsa2048.pkcs1.pem",
        "rsa2048.pkcs8.pem",
        "rsa2048.pkcs1.der",
        "rsa2048.pkcs8.der",
        "rsa2048.jwk.json",
    ] {
        for engine in [STANDARD, STANDARD_NO_PAD, URL_SAFE, URL_SAFE_NO_PAD] {
            let once = engine.encode(file(name));
            assert_repaired(&once, &[Base64]);
            let lines: Vec<&str> =
                once.as_bytes().chunks(76).map(|line| str::from_utf8(line).unwrap()).collect();
            assert_repaired(lines.join("\n"), &[Base64]);
            assert_repaired(lines.join("\r\n") + "\r\n", &[LineEndings, Base64]);
            assert_repaired(lines.join("\\n"), &[LiteralNewlines, Base64]);
            assert_repaired(format!("'{once}'"), &[Quotes, Base64]);
            assert_repaired(engine.encode(&once), &[Base64]);
        }
    }
    assert_repaired(STANDARD.encode(pem().replace('\n', "\\n")), &[Base64, LiteralNewlines]);
    assert_repaired(format!("base64:{}", STANDARD.encode(pem())), &[TextAround, Base64]);
    let data_url = format!("data:application/x-pem-file;base64,{}", STANDARD.encode(pem()));
    assert_repaired(data_url, &[TextAround, Base64]);
}

#[test]
fn the_format_is_that_of_the_key_inside_base64() {
    for (name, format) in [
        ("rsa2048.pkcs1.pem", KeyFormat::Pkcs1Pem),
        ("rsa2048.pkcs8.der", KeyFormat::Pkcs8Der),
        ("rsa2048.jwk.json", KeyFormat::Jwk),
    ] {
        let key = PrivateKey::parse(STANDARD.encode(file(name))).unwrap();
        assert_eq!(key.format(), format, "{name}");
    }
}

#[test]
fn a_body_without_its_first_and_last_line_is_read() {
    assert_repaired(body(&pem()), &[Base64]);
    assert_repaired(body(&pem()).replace('\n', ""), &[Base64]);
    assert_repaired(body(&text("rsa2048.pkcs8.pem")), &[Base64]);
}

#[test]
fn a_jwk_in_quotes_or_in_a_string_is_read() {
    let jwk = text("rsa2048.jwk.json");
    assert_repaired(format!("'{}'", jwk.trim()), &[Quotes]);
    let compact = serde_json::from_str::<serde_json::Value>(&jwk).unwrap().to_string();
    assert_repaired(&compact, &[]);
    assert_repaired(format!("\u{feff}{jwk}"), &[InvisibleCharacters]);
    let string = serde_json::Value::String(jwk).to_string();
    assert_repaired(string, &[Quotes, LiteralNewlines]);
    assert_repaired(serde_json::Value::String(compact).to_string(), &[Quotes]);
}

#[test]
fn text_in_utf_16_is_read() {
    let little: Vec<u8> =
        format!("\u{feff}{}", pem()).encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_repaired(little, &[Encoding]);
    let big: Vec<u8> =
        format!("\u{feff}{}", pem()).encode_utf16().flat_map(u16::to_be_bytes).collect();
    assert_repaired(big, &[Encoding]);
}

#[test]
fn a_line_break_after_der_is_removed() {
    for name in ["rsa2048.pkcs1.der", "rsa2048.pkcs8.der"] {
        let mut der = file(name);
        der.push(b'\n');
        assert_repaired(der, &[TextAround]);
    }
}

#[test]
fn several_kinds_of_damage_are_repaired_at_once() {
    let mangled = pem().replace('\n', "\\r\\n").replace("-----", "—").replace(' ', "\u{a0}");
    let mangled = format!("\u{feff}KEY=“{mangled}”,\n");
    let key = PrivateKey::parse(mangled).unwrap();
    assert_eq!(key.thumbprint(), thumbprint());
    for repair in key.repairs() {
        assert!(!repair.as_str().is_empty());
    }
}
