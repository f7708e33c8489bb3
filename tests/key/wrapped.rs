//! Keys in what mails, forms, editors and tools put around or into them, and how that is taken off.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use docusign_jwt::KeyRepair::{
    Base64, Dashes, Escapes, Hexadecimal, Html, Label, LineBreaks, LineMarks, LiteralNewlines,
    PercentEncoding, PlusSigns, TextAround,
};
use docusign_jwt::{Code, PrivateKey};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use crate::{assert_refused, assert_repaired, body, file, pem, text, thumbprint};

fn read(input: impl AsRef<[u8]>) -> PrivateKey {
    let key = PrivateKey::parse(&input)
        .unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(input.as_ref())));
    assert_eq!(key.thumbprint(), thumbprint());
    key
}

#[test]
fn plus_signs_that_became_spaces_are_put_back() {
    assert!(body(&pem()).matches('+').count() > 5);
    assert_repaired(pem().replace('+', " "), &[PlusSigns]);
    assert_repaired(text("rsa2048.pkcs8.pem").replace('+', " "), &[PlusSigns]);
    let one_line = pem().replace(['+', '\n'], " ");
    assert_repaired(&one_line, &[PlusSigns]);
    assert_repaired(one_line.trim_end(), &[PlusSigns]);
    assert_repaired(pem().replace('\n', "").replace('+', " "), &[PlusSigns, LineBreaks]);
    assert_repaired(
        pem().replace('\n', "\r\n").replace('+', " "),
        &[docusign_jwt::KeyRepair::LineEndings, PlusSigns],
    );
    assert_repaired(pem().replace('\n', "\\n").replace('+', " "), &[LiteralNewlines, PlusSigns]);
    let bare = body(&pem());
    assert_repaired(bare.replace('+', " "), &[Base64, PlusSigns]);
    assert_repaired(bare.replace('\n', "").replace('+', " "), &[Base64, PlusSigns]);
    let der = STANDARD.encode(file("rsa2048.pkcs8.der"));
    assert_repaired(der.replace('+', " "), &[Base64, PlusSigns]);
    for width in [76, 72] {
        let body = bare.replace('\n', "");
        let lines: Vec<&str> =
            body.as_bytes().chunks(width).map(|line| str::from_utf8(line).unwrap()).collect();
        let pem = format!(
            "-----BEGIN RSA PRIVATE KEY-----\n{}\n-----END RSA PRIVATE KEY-----",
            lines.join("\n"),
        );
        assert_repaired(pem.replace('+', " "), &[PlusSigns]);
        read(pem.replace(['+', '\n'], " "));
    }
    // Spaces at the ends of lines were trimmed too.
    let trimmed: Vec<String> =
        pem().replace('+', " ").lines().map(|line| line.trim_end().to_owned()).collect();
    read(trimmed.join("\n"));
}

#[test]
fn ambiguous_spaces_are_refused() {
    let lines: Vec<String> = pem()
        .replace('+', " ")
        .lines()
        .enumerate()
        .map(|(n, line)| line.chars().take(if n == 0 { 64 } else { 64 - n % 7 }).collect())
        .collect();
    assert_refused(lines.join("\n"), Code::KeyMalformed, "The key contains spaces");
    let irregular = body(&pem()).replace('\n', "").replacen('+', "", 1).replace('+', " ");
    assert_refused(irregular, Code::KeyMalformed, "replaced its + signs");
    let inside = pem().replace('+', "  ");
    assert_refused(inside, Code::KeyMalformed, "contains spaces");
    // Without plus signs that were lost, the spaces are not blamed.
    let cut = pem().replace('\n', " ");
    let cut = format!("{} -----END RSA PRIVATE KEY-----", cut.get(..700).unwrap());
    assert_refused(cut, Code::KeyTruncated, "incomplete");
}

#[test]
fn other_spaces_are_removed() {
    assert_repaired(pem().replace('\n', " \n"), &[LineBreaks]);
    assert_repaired(pem().replace('\n', "  \n  "), &[LineBreaks]);
    let spaced: String = body(&pem()).chars().flat_map(|c| [c, ' ']).collect();
    let pem = format!("-----BEGIN RSA PRIVATE KEY-----\n{spaced}\n-----END RSA PRIVATE KEY-----");
    assert_repaired(pem, &[LineBreaks]);
}

#[test]
fn escapes_are_decoded() {
    let padded = text("rsa2048.pkcs8.pem");
    assert!(padded.contains('='));
    assert_repaired(padded.replace('=', "\\u003d"), &[Escapes]);
    assert_repaired(padded.replace('=', "\\u003D").replace('+', "\\u002b"), &[Escapes]);
    assert_repaired(pem().replace('\n', "\\u000a"), &[LiteralNewlines]);
    assert_repaired(
        pem().replace('\n', "\\u000D\\u000A").replace("\\u000D", ""),
        &[LiteralNewlines],
    );
    assert_repaired(pem().replace('/', "\\/"), &[Escapes]);
    assert_repaired(
        pem().replace('/', "\\\\/").replace('\n', "\\\\n"),
        &[LiteralNewlines, Escapes],
    );
    assert_repaired(padded.replace('=', "\\\\u003d"), &[Escapes]);
    assert_repaired(pem().replace('+', "\\x2b"), &[Escapes]);
    read(pem().replace('-', "\\u2014"));
    read(STANDARD.encode(pem()).replace('=', "\\u003d"));
    assert_refused(pem().replace('+', "\\u00"), Code::KeyMalformed, "not base64");
    assert_refused(pem().replacen('M', "\\q", 1), Code::KeyMalformed, "not base64");
}

#[test]
fn percent_encoding_is_decoded() {
    let whole = utf8_percent_encode(&pem(), NON_ALPHANUMERIC).to_string();
    assert_repaired(&whole, &[PercentEncoding]);
    let form = whole.replace("%20", "+");
    assert_repaired(&form, &[PercentEncoding]);
    let twice = utf8_percent_encode(&whole, NON_ALPHANUMERIC).to_string();
    assert_repaired(&twice, &[PercentEncoding]);
    // As encodeURI has it, which leaves +, / and =.
    assert_repaired(pem().replace('\n', "%0A").replace(' ', "%20"), &[PercentEncoding]);
    assert_repaired(
        pem().replace('\n', "%0d%0a").replace('+', "%2b"),
        &[PercentEncoding, docusign_jwt::KeyRepair::LineEndings],
    );
    let base64 = STANDARD.encode(file("rsa2048.pkcs1.der"));
    let base64 = base64.replace('+', "%2B").replace('/', "%2F").replace('=', "%3D");
    assert_repaired(base64, &[PercentEncoding, Base64]);
    read(utf8_percent_encode(&text("rsa2048.jwk.json"), NON_ALPHANUMERIC).to_string());
    read(form_urlencoded::byte_serialize(&file("rsa2048.jwk.json")).collect::<String>());
    read(format!("key={whole}"));
    // A percent sign that encodes nothing.
    let damaged = pem().replacen("MII", "M%II", 1);
    assert_refused(damaged, Code::KeyMalformed, "not base64");
    assert_refused(pem().replacen("MII", "%41II", 1), Code::KeyMalformed, "not base64");
}

#[test]
fn html_is_removed() {
    assert_repaired(pem().replace('\n', "<br>\n"), &[Html, LineBreaks]);
    assert_repaired(pem().replace('\n', "<br/>"), &[Html]);
    assert_repaired(pem().trim_end().replace('\n', "<br />"), &[Html]);
    let paragraphs: String = pem().lines().map(|line| format!("<p>{line}</p>")).collect();
    read(format!("<div class=\"x\">{paragraphs}</div>"));
    read(format!("<pre><code>{}</code></pre>", pem()));
    assert_repaired(pem().replace('+', "&#43;").replace('/', "&#x2F;"), &[Html]);
    assert_repaired(pem().replace('+', "&plus;").replace('/', "&sol;"), &[Html]);
    read(pem().replace(' ', "&nbsp;").replace("-----", "&mdash;"));
    assert_refused(pem().replacen("MII", "&x;II", 1), Code::KeyMalformed, "not base64");
}

#[test]
fn marks_before_lines_are_removed() {
    let each = |mark: &str| pem().lines().map(|line| format!("{mark}{line}\n")).collect::<String>();
    for mark in ["> ", ">", ">> ", "> > ", "| ", "  | ", "# ", "* "] {
        assert_repaired(each(mark), &[LineMarks]);
    }
    for mark in ["+", "// ", "; "] {
        assert_repaired(each(mark), &[LineMarks]);
    }
    assert_repaired(
        format!("> {}", pem().trim_end().replace('\n', " > ")),
        &[LineMarks, LineBreaks],
    );
    read(format!("On Monday somebody wrote:\n{}> Regards", each("> ")));
    for (before, behind) in
        [("", ": "), ("", "\t"), ("  ", "  "), ("", " | "), ("", ". "), ("", ") ")]
    {
        let numbered: String = pem()
            .lines()
            .enumerate()
            .map(|(n, line)| format!("{before}{}{behind}{line}\n", n + 1))
            .collect();
        assert_repaired(numbered, &[LineMarks]);
    }
    // A mark before the first line alone, and a block of YAML.
    read(format!("- {}", pem()));
    read(format!("* {}", pem()));
    read(format!("key: |\n{}", each("    ")));
    read(format!("key: >-\n{}", each("  ")));
    read(format!("1. {}", pem().replace('\n', "\\n")));
}

#[test]
fn first_lines_without_spaces_or_dashes_are_read() {
    let pkcs8 = text("rsa2048.pkcs8.pem");
    for (from, to) in [("RSA PRIVATE KEY", "RSAPRIVATEKEY"), ("RSA PRIVATE KEY", "RSA PRIVATEKEY")]
    {
        let pem = pem().replace(from, to);
        assert_repaired(&pem, &[Label]);
        assert_repaired(pem.replace("BEGIN ", "BEGIN").replace("END ", "END"), &[Label]);
    }
    let squeezed: String = pem().split_whitespace().collect();
    assert_repaired(&squeezed, &[Label, LineBreaks]);
    let squeezed: String = pkcs8.split_whitespace().collect();
    assert_repaired(&squeezed, &[Label, LineBreaks]);
    assert!(squeezed.starts_with("-----BEGINPRIVATEKEY-----"));
    assert_repaired(pem().replace("RSA PRIVATE KEY", "RSA  PRIVATE\tKEY"), &[Label]);
    assert_repaired(pem().replace("N RSA PRIVATE KEY", "N+RSA+PRIVATE+KEY"), &[Label]);
    assert_repaired(pem().replace("RSA PRIVATE KEY", "RSA_PRIVATE_KEY"), &[Label]);
    assert_repaired(pem().replace("RSA PRIVATE", "RSA\nPRIVATE"), &[Label]);
    assert_repaired(pem().replace("-----", ""), &[Dashes]);
    for dash in ["–", "—", "−", "――"] {
        let squeezed: String = pkcs8.replace("-----", dash).split_whitespace().collect();
        assert_repaired(&squeezed, &[Dashes, Label, LineBreaks]);
    }
    let public: String = text("public.spki.pem").split_whitespace().collect();
    assert_refused(public, Code::KeyPublic, "public key");
    let encrypted: String = text("encrypted.pkcs8.pem").split_whitespace().collect();
    assert_refused(encrypted, Code::KeyEncrypted, "passphrase");
}

#[test]
fn hexadecimal_is_decoded() {
    let der = file("rsa2048.pkcs1.der");
    let hex = |separator: &str| {
        der.iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().join(separator)
    };
    for separator in ["", ":", " ", ", ", "\n"] {
        assert_repaired(hex(separator), &[Hexadecimal]);
    }
    assert_repaired(hex("").to_uppercase(), &[Hexadecimal]);
    assert_repaired(format!("0x{}", hex("")), &[Hexadecimal]);
    assert_repaired(format!("0x{}", hex(", 0x")), &[Hexadecimal]);
    let lines = hex("");
    let lines: Vec<&str> =
        lines.as_bytes().chunks(60).map(|line| str::from_utf8(line).unwrap()).collect();
    assert_repaired(lines.join("\n"), &[Hexadecimal]);
    let of_pem: String = pem().bytes().map(|byte| format!("{byte:02x}")).collect();
    assert_repaired(of_pem, &[Hexadecimal]);
    assert_refused(hex("").get(..1000).unwrap(), Code::KeyTruncated, "incomplete");
    assert_refused(hex("").get(..1001).unwrap(), Code::KeyTruncated, "incomplete");
    assert_refused("ab".repeat(400), Code::KeyUnrecognized, "neither");
}

#[test]
fn several_wrappings_are_taken_off() {
    let html = pem().replace('+', "&#43;").replace('\n', "<br>");
    read(STANDARD.encode(&html));
    let whole = utf8_percent_encode(&html, NON_ALPHANUMERIC).to_string();
    read(serde_json::json!({ "key": whole }).to_string());
    assert_repaired(format!("PRIVATE_KEY={}", pem().replace('/', "\\/")), &[Escapes, TextAround]);
}
