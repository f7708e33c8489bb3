//! What `Cargo.toml` and `pkg/stores` say, in the manifests of the npm packages and of the examples.

use std::fs;

use anyhow::{Context, Result, ensure};

use crate::package::entries;
use crate::run::place;

/// The files that name the version, as `git ls-files` takes them.
pub const FILES: [&str; 6] = [
    "pkg/package.json",
    "emulator/npm/package.json",
    "examples/*/package.json",
    "examples/*/deno.json",
    "examples/*/README.md",
    "tests/js/frameworks/projects/*/package.json",
];

const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The manifest of the npm package.
pub const OF_PACKAGE: &str = "pkg/package.json";

/// The texts before a version that an example asks for.
const ASKED: [&str; 5] = [
    "\"docusign-jwt\": \"^",
    "\"docusign-emulator\": \"^",
    "\"npm:docusign-jwt@^",
    "`docusign-jwt = \"",
    "`docusign-jwt = { version = \"",
];

/// The text of a file with this version, and with this lowest Node.
pub fn versions(name: &str, text: &str, node: &str) -> String {
    if [OF_PACKAGE, "emulator/npm/package.json"].contains(&name) {
        let text = replaced(text, "\n  \"version\": \"", VERSION);
        return replaced(&text, "\n  \"engines\": { \"node\": \">=", node);
    }
    let minor = VERSION.rsplit_once('.').map_or(VERSION, |(minor, _)| minor);
    ASKED.iter().fold(text.to_owned(), |text, before| {
        replaced(&text, before, if before.starts_with('`') { minor } else { VERSION })
    })
}

/// The text with `value` from each `before` to the next quotation mark.
fn replaced(text: &str, before: &str, value: &str) -> String {
    let mut parts = text.split(before);
    let mut replaced = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let rest = part.find('"').map_or("", |end| &part[end..]);
        replaced += &format!("{before}{value}{rest}");
    }
    replaced
}

/// The manifest of the npm package with its entries.
pub fn exports(text: &str) -> Result<String> {
    const BEGIN: &str = "\n  \"exports\": {\n";
    const END: &str = "\n  },\n";
    let (before, rest) = text.split_once(BEGIN).context("pkg/package.json has no exports")?;
    let (_, after) = rest.split_once(END).context("the exports of pkg/package.json do not end")?;
    let mut blocks: Vec<String> = ["index", "slim", "page"].into_iter().map(entry).collect();
    for name in stores()? {
        blocks.push(entry(&format!("stores/{name}")));
    }
    blocks.push(
        "    \"./core.wasm\": { \"types\": { \"require\": \"./core.wasm.d.cts\", \"default\": \"./core.wasm.d.ts\" }, \"default\": \"./core.wasm\" }".to_owned(),
    );
    blocks.push("    \"./package.json\": \"./package.json\"".to_owned());
    Ok(format!("{before}{BEGIN}{}{END}{after}", blocks.join(",\n")))
}

/// The conditions of an entry. A bundler reads `module`; Node reads `module-sync`, `require` or `node`.
fn entry(name: &str) -> String {
    let public = if name == "index" { ".".to_owned() } else { format!("./{name}") };
    let compiles = entries::FOR_PLATFORMS.iter().any(|(entry, ..)| *entry == name);
    let on = |platform: &str| {
        let own = if compiles { format!(".{platform}") } else { String::new() };
        format!("./{name}{own}.js")
    };
    let mut lines = vec![format!(
        "\"types\": {{ \"require\": \"./{name}.d.cts\", \"default\": \"./{name}.d.ts\" }}"
    )];
    if compiles {
        let unwasm = on("unwasm");
        lines.push(format!(
            "\"unwasm\": {{ \"workerd\": \"{unwasm}\", \"edge-light\": \"{unwasm}\" }}"
        ));
    }
    for (condition, file) in [
        ("deno", format!("./{name}.js")),
        ("bun", format!("./{name}.js")),
        ("workerd", on("workerd")),
        ("edge-light", on("edge-light")),
        ("module", format!("./{name}.js")),
        ("module-sync", format!("./node/{name}.js")),
        ("require", format!("./node/{name}.cjs")),
        ("node", format!("./node/{name}.js")),
        ("default", format!("./{name}.js")),
    ] {
        lines.push(format!("\"{condition}\": \"{file}\""));
    }
    format!("    \"{public}\": {{\n      {}\n    }}", lines.join(",\n      "))
}

/// The adapters, by name.
fn stores() -> Result<Vec<String>> {
    let mut names = Vec::new();
    for file in fs::read_dir(place::root().join("pkg/stores"))? {
        let name = file?.file_name().to_string_lossy().into_owned();
        names.extend(name.strip_suffix(".js").map(str::to_owned));
    }
    for name in &names {
        let types = place::root().join(format!("pkg/stores/{name}.d.ts"));
        ensure!(types.is_file(), "pkg/stores/{name}.js has no types: there is no {name}.d.ts.");
    }
    names.sort();
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_of_file_gets_the_version() {
        let old = "{\n  \"version\": \"0.0.9\",\n  \"a\": \"0.0.9\"\n}";
        let new = format!("{{\n  \"version\": \"{VERSION}\",\n  \"a\": \"0.0.9\"\n}}");
        assert_eq!(versions(OF_PACKAGE, old, "20"), new);
        let old = "{ \"docusign-jwt\": \"^0.0.9\", \"vitest\": \"^0.0.9\" }";
        let new = format!("{{ \"docusign-jwt\": \"^{VERSION}\", \"vitest\": \"^0.0.9\" }}");
        assert_eq!(versions("examples/a/package.json", old, "20"), new);
        let text = versions("examples/a/README.md", "Write `docusign-jwt = \"0.0\"` there.", "20");
        let (minor, _) = VERSION.rsplit_once('.').unwrap();
        assert_eq!(text, format!("Write `docusign-jwt = \"{minor}\"` there."));
    }
}
