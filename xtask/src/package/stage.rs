//! Makes the published package in `target/package` from `pkg/`. The modules of `lib.js`, `client.js` and `page.js` are
//! bundled into these three files. `shared.js` has common parts of the first two, `errors.js` common parts of all.
//!
//! A runtime reads modules one by one, and an isolate waits for each. The bundles have no comments, but are not
//! minified; the types document them. The command line is one minified file.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Result, ensure};

use crate::install::npm;
use crate::package::{build, entries};
use crate::run::{copy, place, step};

/// The parts of `pkg/` that are only in bundles.
const BUNDLED: [&str; 7] = ["lib", "lib.js", "client.js", "page.js", "core.js", "cli", "cli.js"];

/// The parts of `pkg/` that only checks need.
const UNPUBLISHED: [&str; 4] = ["core.d.ts", "declared.ts", "platforms.d.ts", "tsconfig.json"];

/// Makes the package, and returns its folder.
pub fn package() -> Result<PathBuf> {
    let sources = build::package()?;
    let folder = place::target().join("package");
    stage(&sources, &folder)?;
    Ok(folder)
}

/// Makes the package of a complete `pkg/` in a folder, which is emptied first.
pub fn stage(sources: &Path, folder: &Path) -> Result<()> {
    npm::ensure()?;
    let _ = fs::remove_dir_all(folder);
    let plain = folder.with_file_name("package-without-comments");
    without_comments(sources, &plain)?;
    copy::folder(sources, folder, &[BUNDLED.as_slice(), &UNPUBLISHED].concat())?;
    copy::folder(&plain, folder, &BUNDLED)?;
    // TypeScript takes the annotations for comments; without them a bundler keeps what nobody uses.
    let entry = fs::read_to_string(plain.join("index.js"))?;
    let annotated = entry.replace("= provided(", "= /* @__PURE__ */ provided(");
    ensure!(annotated != entry, "index.js has no pure call of provided()");
    fs::write(folder.join("index.js"), annotated)?;
    // In `pkg/` a script refuses to pack, since what is there is not the package.
    let mut manifest = step::program("npm");
    manifest.args(["pkg", "delete", "scripts"]).current_dir(folder);
    step::run("The manifest without scripts", "seconds", &mut manifest)?;
    let mut bundle = step::program(place::npm_program("esbuild"));
    bundle.args(["lib.js", "client.js", "page.js", "--bundle", "--splitting"]);
    bundle.arg("--chunk-names=chunk-[hash]");
    bundle.args(["--format=esm", "--platform=neutral", "--target=es2022"]);
    bundle.args(["--charset=utf8", "--legal-comments=none", "--log-level=warning"]);
    bundle.arg(format!("--outdir={}", folder.display())).current_dir(&plain);
    step::run("The modules in files of their entries", "seconds", &mut bundle)?;
    name_chunks(folder)?;
    command_line(&plain, folder)?;
    entries::for_platforms(folder)?;
    entries::types_for_require(folder)?;
    let node = folder.join("node");
    // It is in the files that are made for Node.
    fs::remove_file(folder.join("load/node.js"))?;
    entries::for_node(&plain, &node)
}

/// Names the files that the entries share: `page.js` imports only `errors.js`.
fn name_chunks(folder: &Path) -> Result<()> {
    const ENTRIES: [&str; 3] = ["page.js", "lib.js", "client.js"];
    let mut chunks = Vec::new();
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if name.starts_with("chunk-") {
            chunks.push(name);
        }
    }
    ensure!(chunks.len() == 2, "esbuild shares {chunks:?} and not two files");
    let page = fs::read_to_string(folder.join("page.js"))?;
    chunks.sort_by_key(|chunk| !page.contains(chunk.as_str()));
    for (chunk, name) in chunks.iter().zip(["errors.js", "shared.js"]) {
        fs::rename(folder.join(chunk), folder.join(name))?;
    }
    for file in ENTRIES.into_iter().chain(["shared.js"]) {
        let mut text = fs::read_to_string(folder.join(file))?;
        for (chunk, name) in chunks.iter().zip(["errors.js", "shared.js"]) {
            text = text.replace(chunk, name);
        }
        fs::write(folder.join(file), text)?;
    }
    Ok(())
}

/// Writes the command line as one minified file: users run it and do not read it. It never shows a stack trace.
fn command_line(plain: &Path, folder: &Path) -> Result<()> {
    let mut bundle = step::program(place::npm_program("esbuild"));
    // It takes the place of its entry, so that its imports stay as they are.
    bundle.args(["cli.js", "--bundle", "--outfile=cli.js", "--allow-overwrite"]);
    bundle.args(["--external:./index.js", "--external:./internal.js"]);
    bundle.args(["--minify", "--format=esm", "--platform=node", "--target=node20"]);
    bundle.args(["--charset=utf8", "--legal-comments=none", "--log-level=warning"]);
    bundle.current_dir(plain);
    step::run("The command line in one file", "seconds", &mut bundle)?;
    fs::copy(plain.join("cli.js"), folder.join("cli.js"))?;
    Ok(())
}

/// Writes the modules without comments, and so without the types in these, into a folder. esbuild keeps some comments.
fn without_comments(sources: &Path, plain: &Path) -> Result<()> {
    let _ = fs::remove_dir_all(plain);
    fs::create_dir_all(plain)?;
    let mut modules = Vec::new();
    collect(sources, &mut modules)?;
    modules.sort();
    let mut strip = step::program(place::npm_program("tsc"));
    strip.args(["--ignoreConfig", "--allowJs", "--noCheck", "--removeComments", "--noResolve"]);
    strip.args([
        "--target",
        "esnext",
        "--module",
        "nodenext",
        "--newLine",
        "lf",
        "--types",
        "node",
    ]);
    strip.arg("--rootDir").arg(sources).arg("--outDir").arg(plain).args(modules);
    step::run("The modules without comments", "seconds", &mut strip)?;
    // It says which modules have effects.
    fs::copy(sources.join("package.json"), plain.join("package.json"))?;
    Ok(())
}

fn collect(folder: &Path, modules: &mut Vec<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, modules)?;
        } else if path.extension().is_some_and(|end| end == "js")
            && !path.ends_with("core-inline.js")
        {
            modules.push(path);
        }
    }
    Ok(())
}
