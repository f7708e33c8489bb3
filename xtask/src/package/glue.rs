//! wasm-bindgen's JavaScript, made fit for every realm and every import.
//!
//! As generated, it asks `instanceof` of a module that may be of another realm (Next's edge runtime, jsdom, vm contexts),
//! and makes its text coders at import, where a runtime may lack them. Each change names its exact text, so that another
//! wasm-bindgen fails the build and not a user.

use anyhow::{Result, bail};

/// What stands in the generated file, and what stands there afterwards.
const CHANGES: [(&str, &str); 4] = [
    // `pkg/lib/core/core_start.js` hands over a module, compiled where it was bytes.
    (
        "    if (!(module instanceof WebAssembly.Module)) {\n        module = new WebAssembly.Module(module);\n    }\n",
        "",
    ),
    (
        "let cachedTextDecoder = new TextDecoder('utf-8', { ignoreBOM: true });\ncachedTextDecoder.decode();\nconst MAX",
        "let cachedTextDecoder;\nconst MAX",
    ),
    (
        "    numBytesDecoded += bytes.length;\n    if (numBytesDecoded >= MAX_SAFARI_DECODE_BYTES) {",
        "    numBytesDecoded += bytes.length;\n    if (cachedTextDecoder === undefined || numBytesDecoded >= MAX_SAFARI_DECODE_BYTES) {",
    ),
    (
        "\nconst cachedTextEncoder = new TextEncoder();\n",
        "\nlet textEncoder;\nconst cachedTextEncoder = {\n    encodeInto: (arg, view) => (textEncoder ??= new TextEncoder()).encodeInto(arg, view),\n};\n",
    ),
];

/// What is cut out: the part from the first text up to the second. The core starts synchronously, from a module.
const CUTS: [(&str, &str, &str); 3] = [
    ("if (!('encodeInto' in cachedTextEncoder)) {\n", "let WASM_VECTOR_LEN = 0;\n", ""),
    ("async function __wbg_load(module, imports) {\n", "function initSync(module) {\n", ""),
    (
        "let __wbg_init_promise;\n",
        "export { initSync, __wbg_init as default };\n",
        "export { initSync };\n",
    ),
];

/// The generated file as it goes into the package.
///
/// # Errors
/// The file is not what the changes were written for, or still does what they are against.
pub fn fit(generated: &str) -> Result<String> {
    let mut text = generated.to_owned();
    for (from, to) in CHANGES {
        once(&text, from)?;
        text = text.replace(from, to);
    }
    for (begin, end, instead) in CUTS {
        let (from, to) = (once(&text, begin)?, once(&text, end)?);
        if from > to {
            bail!("wasm-bindgen's file has another order: {begin}");
        }
        let to = if instead.is_empty() { to } else { to + end.len() };
        text.replace_range(from..to, instead);
    }
    for line in text.lines() {
        let is_top = !line.starts_with([' ', '*', '}']);
        let touches = ["new Text", "crypto.", "new WebAssembly", "AbortController"];
        if line.contains("instanceof") || is_top && touches.iter().any(|word| line.contains(word)) {
            bail!("wasm-bindgen's file still has: {line}");
        }
    }
    Ok(text)
}

/// Where a text stands that must stand there once.
fn once(text: &str, wanted: &str) -> Result<usize> {
    match text.match_indices(wanted).collect::<Vec<_>>().as_slice() {
        [(at, _)] => Ok(*at),
        found => bail!(
            "wasm-bindgen's file has this {} times and not once; see xtask/src/package/glue.rs:\n{wanted}",
            found.len()
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn generated() -> String {
        let parts = CHANGES.iter().map(|(from, _)| *from);
        let cuts = CUTS.iter().flat_map(|(begin, end, _)| [*begin, *end]);
        parts.chain(cuts).collect::<Vec<_>>().concat()
    }

    #[test]
    fn what_was_foreseen_is_changed() {
        let fitted = fit(&generated()).unwrap();
        assert!(!fitted.contains("instanceof") && !fitted.contains("__wbg_init"), "{fitted}");
        assert!(fitted.contains("export { initSync };"), "{fitted}");
    }

    #[test]
    fn another_file_is_refused() {
        for (from, _) in CHANGES {
            assert!(fit(&generated().replace(from, "")).is_err(), "{from}");
            assert!(fit(&(generated() + from)).is_err(), "{from}");
        }
        for (begin, end, _) in CUTS {
            assert!(fit(&generated().replace(begin, "")).is_err(), "{begin}");
            assert!(fit(&generated().replace(end, "")).is_err(), "{end}");
        }
    }

    #[test]
    fn a_new_question_of_the_same_kind_is_refused() {
        for more in ["    if (x instanceof Response) {}\n", "const coder = new TextDecoder();\n"] {
            assert!(fit(&(generated() + more)).is_err(), "{more}");
        }
    }
}
