//! The package's entries beside those that are written by hand: for platforms that compile the core, for Node, for Deno,
//! and for `require`. Each has the same names; what differs is where the core comes from.

use std::fs;
use std::path::Path;

use anyhow::{Result, ensure};

use crate::package::stage;
use crate::run::{place, step};

/// Where the core comes from in `index.js`, and in the entries of platforms that compile it themselves.
const INLINE: &str = "./load/inline.js";
const PLATFORMS: [&str; 3] = ["workerd", "edge-light", "unwasm"];

/// Writes `index.workerd.js` and the like beside `index.js`. The condition of an entry chooses the loader, because not
/// every bundler reads `imports` of a package.
pub fn for_platforms(folder: &Path) -> Result<()> {
    let entry = fs::read_to_string(folder.join("index.js"))?;
    for platform in PLATFORMS {
        let own = exchanged(&entry, INLINE, &format!("./load/{platform}.js"))?;
        fs::write(folder.join(format!("index.{platform}.js")), own)?;
    }
    Ok(())
}

/// Makes the entries for Node: the same names, all from one file, which reads the modules of WebAssembly from the disk.
/// Names in it stay, so that a stack trace can be read.
pub fn for_node(plain: &Path, node: &Path) -> Result<()> {
    const PARTS: [(&str, &str); 2] =
        [("\"./client.js\"", "\"./all.js\""), ("\"./lib.js\"", "\"./all.js\"")];
    let read = |name: &str| fs::read_to_string(plain.join(name));
    let fitted = |text: String| PARTS.iter().fold(text, |text, (from, to)| text.replace(from, to));
    let whole = "export * as loader from \"./load/node.js\";\n\
        export * from \"./api.js\";\nexport * from \"./internal.js\";\n";
    // The entry alone says where the core comes from: with `slim.js`, the caller does.
    let provided = "import { loader, provide } from \"./all.js\";\nprovide(loader);\n";
    // Deno takes the entry for Node where a program requires it. Both have the same classes; who imports needs no
    // permission to read.
    let deno = "import * as loader from \"../load/inline.js\";\nimport { provide } from \"./all.js\";\n\
        export * from \"./index.js\";\nprovide(loader);\n";
    fs::write(plain.join("all.js"), whole)?;
    stage::copy(&plain.join("stores"), &node.join("stores"), &[])?;
    let names = fitted(read("api.js")?);
    fs::write(node.join("index.js"), format!("{provided}{names}"))?;
    fs::write(node.join("deno.js"), deno)?;
    fs::write(node.join("api.js"), names)?;
    fs::write(node.join("internal.js"), fitted(read("internal.js")?))?;
    fs::write(node.join("slim.js"), fitted(read("slim.js")?))?;
    whole_in_one(plain, &node.join("all.js"), &["--format=esm"])
}

/// Makes the entries for `require` of what `for_node` made: for tools that do not know the condition `module-sync`.
pub fn for_require(plain: &Path, node: &Path) -> Result<()> {
    let mut bundle = step::program(place::npm_program("esbuild"));
    bundle.args(["index.js", "api.js", "internal.js", "slim.js", "stores/*.js"]);
    bundle.args(["--format=cjs", "--platform=node", "--target=node20", "--charset=utf8"]);
    bundle.args(["--out-extension:.js=.cjs", "--log-level=warning", "--outdir=.", "--outbase=."]);
    bundle.current_dir(node);
    step::run("The entries for require", "seconds", &mut bundle)?;
    for folder in [node.to_path_buf(), node.join("stores")] {
        for file in fs::read_dir(folder)? {
            let path = file?.path();
            if path.extension().is_some_and(|end| end == "cjs") {
                let text = fs::read_to_string(&path)?;
                fs::write(&path, exchanged(&text, ".js\")", ".cjs\")")?)?;
            }
        }
    }
    let url = "const here = require(\"node:url\").pathToFileURL(__filename).href;";
    let own = ["--format=cjs", "--define:import.meta.url=here", &format!("--banner:js={url}")];
    whole_in_one(plain, &node.join("all.cjs"), &own)
}

fn whole_in_one(plain: &Path, file: &Path, format: &[&str]) -> Result<()> {
    let mut bundle = step::program(place::npm_program("esbuild"));
    bundle.args(["all.js", "--bundle", "--ignore-annotations", "--platform=node"]).args(format);
    bundle.args(["--target=node20", "--charset=utf8"]);
    bundle.args(["--legal-comments=none", "--log-level=warning"]);
    bundle.arg(format!("--outfile={}", file.display())).current_dir(plain);
    step::run("The modules in one file for Node", "seconds", &mut bundle)
}

/// Copies each declaration file for TypeScript's CommonJS: what `require` gives has declarations of its own format.
pub fn types_for_require(folder: &Path) -> Result<()> {
    for folder in [folder.to_path_buf(), folder.join("stores")] {
        for file in fs::read_dir(folder)? {
            let path = file?.path();
            let name = path.to_string_lossy().into_owned();
            if let Some(name) = name.strip_suffix(".d.ts") {
                let text = fs::read_to_string(&path)?;
                fs::write(format!("{name}.d.cts"), text.replace(".js\";", ".cjs\";"))?;
            }
        }
    }
    Ok(())
}

/// The text with another one in it, which has to be there.
fn exchanged(text: &str, from: &str, to: &str) -> Result<String> {
    ensure!(text.contains(from), "there is no {from} to exchange");
    Ok(text.replace(from, to))
}
