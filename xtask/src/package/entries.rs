//! The package's entries beside those that are written by hand: for platforms that compile the core, and for Node.
//! Each has the same names; what differs is where the core comes from.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use crate::run::{copy, place, step};

/// The platforms that compile the core themselves.
const PLATFORMS: [&str; 3] = ["workerd", "edge-light", "unwasm"];

/// The entries that have a file for each of these platforms, with what they import and what they import there.
pub const FOR_PLATFORMS: [(&str, &str, &str); 2] = [
    ("index", "./load/inline.js", "./load/PLATFORM.js"),
    // The one store that makes clients itself, in a Worker which may import nothing else.
    ("stores/durable-object", "../index.js", "../index.PLATFORM.js"),
];

/// Writes `index.workerd.js` and the like beside `index.js`. The condition of an entry chooses the loader, because not
/// every bundler reads `imports` of a package.
pub fn for_platforms(folder: &Path) -> Result<()> {
    for (name, from, to) in FOR_PLATFORMS {
        let entry = fs::read_to_string(folder.join(format!("{name}.js")))?;
        for platform in PLATFORMS {
            let own = exchanged(&entry, from, &to.replace("PLATFORM", platform))?;
            fs::write(folder.join(format!("{name}.{platform}.js")), own)?;
        }
    }
    Ok(())
}

/// Makes the entries for Node: the same names, all from one file, which reads the modules of WebAssembly from the disk. This
/// file is CommonJS, so that `require` and `import` share it in every Node and in every tool; Node also reads it faster.
pub fn for_node(plain: &Path, node: &Path) -> Result<()> {
    let all = "export * as loader from \"./load/node.js\";\n\
        export * from \"./api.js\";\nexport * from \"./internal.js\";\n\
        export * from \"./lib/core/consent_input.js\";\n\
        export { unavailable } from \"./lib/core/unavailable.js\";\n";
    fs::write(plain.join("all.js"), all)?;
    fs::create_dir_all(node)?;
    whole_in_one(plain, &node.join("all.cjs"))?;
    // The entry alone says where the core comes from: with `slim.js`, the caller does.
    let names = fs::read_to_string(plain.join("api.js"))?;
    let provided = "import { isProvided, loader, provide } from \"./all.js\";\n\
        if (!isProvided()) provide(loader);\n";
    let entries = plain.join("entries");
    copy::folder(&plain.join("stores"), &entries.join("stores"), &[])?;
    fs::write(entries.join("index.js"), format!("{provided}{names}"))?;
    // The entry for pages stays a separate file: no other entry in Node has to read it.
    let page = fs::read_to_string(node.with_file_name("page.js"))?;
    fs::write(entries.join("page.js"), exchanged(&page, "./errors.js", "./all.js")?)?;
    for name in ["api.js", "internal.js", "slim.js"] {
        fs::copy(plain.join(name), entries.join(name))?;
    }
    for_require(&entries, node)?;
    for entry in cjs_in(node)?.into_iter().chain(cjs_in(&node.join("stores"))?) {
        let inside = ["all.cjs", "api.cjs", "internal.cjs"];
        if !inside.iter().any(|name| entry == node.join(name)) {
            for_import(&entry)?;
        }
    }
    Ok(())
}

/// All modules in one file. Names in it stay, so that a stack trace can be read.
fn whole_in_one(plain: &Path, file: &Path) -> Result<()> {
    let mut bundle = step::program(place::npm_program("esbuild"));
    bundle.args(["all.js", "--bundle", "--ignore-annotations", "--platform=node", "--format=cjs"]);
    bundle.args(["--target=node20", "--charset=utf8"]);
    bundle.args(["--legal-comments=none", "--log-level=warning"]);
    bundle.arg(format!("--outfile={}", file.display())).current_dir(plain);
    step::run("The modules in one file for Node", "seconds", &mut bundle)
}

/// Makes CommonJS of entries; `client.js` and `lib.js` are the one file.
fn for_require(entries: &Path, node: &Path) -> Result<()> {
    let mut convert = step::program(place::npm_program("esbuild"));
    convert.args(["*.js", "stores/*.js", "--format=cjs", "--platform=node", "--target=node20"]);
    convert.args(["--charset=utf8", "--out-extension:.js=.cjs", "--log-level=warning"]);
    convert.arg(format!("--outdir={}", node.display())).arg("--outbase=.").current_dir(entries);
    step::run("The entries for require", "seconds", &mut convert)?;
    for file in cjs_in(node)?.into_iter().chain(cjs_in(&node.join("stores"))?) {
        if file == node.join("all.cjs") {
            continue;
        }
        let text = exchanged(&fs::read_to_string(&file)?, ".js\")", ".cjs\")")?;
        let text = text.replace("\"./client.cjs\"", "\"./all.cjs\"");
        fs::write(&file, text.replace("\"./lib.cjs\"", "\"./all.cjs\""))?;
    }
    Ok(())
}

/// Writes the module beside an entry of CommonJS that gives the same to `import`.
fn for_import(entry: &Path) -> Result<()> {
    let mut list = step::program("node");
    list.args(["-p", "Object.keys(require(process.argv[1])).join(', ')"]).arg(entry);
    let names = step::output(&mut list).filter(|names| !names.is_empty());
    let names = names.with_context(|| format!("{} exports nothing", entry.display()))?;
    let file = entry.file_name().unwrap_or_default().to_string_lossy();
    // With `import`, Node would first look through the whole file for names.
    let module = format!(
        "import {{ createRequire }} from \"node:module\";\n\
        const require = createRequire(import.meta.url);\n\
        export const {{ {names} }} = require(\"./{file}\");\n"
    );
    fs::write(entry.with_extension("js"), module)?;
    Ok(())
}

fn cjs_in(folder: &Path) -> Result<Vec<PathBuf>> {
    let files = fs::read_dir(folder)?.flatten().map(|entry| entry.path());
    let mut files: Vec<_> =
        files.filter(|path| path.extension().is_some_and(|end| end == "cjs")).collect();
    files.sort();
    Ok(files)
}

/// Copies each declaration file for TypeScript's CommonJS, because `require` needs declarations in that format.
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
    ensure!(text.contains(from), "there is no {from} to replace");
    Ok(text.replace(from, to))
}
