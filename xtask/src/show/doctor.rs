//! `cargo xtask doctor`: installed and missing tools, and how to install them.

use anyhow::Result;

use crate::install::{browser, debian, npm, target, tools};
use crate::run::{place, step};

pub fn run() -> Result<()> {
    let rustc = step::output(step::program("rustc").arg("--version"));
    say("Rust", rustc, "install it by rustup: https://rustup.rs");
    say("Node", npm::check_node().ok(), "install Node 20 or newer, with npm");
    let cc = ["cc", "gcc", "clang"].iter().find_map(|name| debian::on_path(name));
    let cc = cc.map(|path| path.display().to_string());
    say("C compiler", cc, "on Debian: apt-get install gcc libc6-dev");
    let there = target::is_there()?.then(|| "installed in the toolchain".to_owned());
    say(target::NAME, there, "cargo xtask build installs it");
    for tool in [tools::WASM_BINDGEN, tools::WASM_PACK, tools::GECKODRIVER] {
        let version = tool.version()?;
        let there = tool.is_there()?.then(|| version.clone());
        say(tool.package, there, &format!("cargo xtask test installs {version}"));
    }
    let installed = place::root().join("node_modules/.docusign-jwt").is_file();
    let installed = installed.then(|| "as package-lock.json says".to_owned());
    say("npm packages", installed, "cargo xtask build installs them");
    let reference = place::tools().join("reference/node_modules/.docusign-jwt").is_file();
    let reference = reference.then(|| "as its package-lock.json says".to_owned());
    say("TypeDoc", reference, "cargo xtask docs installs it");
    let browsers = browser::ALL.map(|browser| (browser.name, browser.find()));
    let others = [
        ("chromedriver", browser::find_chromedriver()),
        (debian::REDIS.name, debian::REDIS.find()),
        (debian::ZSH.name, debian::ZSH.find()),
        (debian::FISH.name, debian::FISH.find()),
        (debian::VALGRIND.name, debian::VALGRIND.find()),
    ];
    for (name, found) in browsers.into_iter().chain(others) {
        let version = found.and_then(|path| step::output(step::program(path).arg("--version")));
        say(name, version, "cargo xtask installs it on Debian as root where it is needed");
    }
    Ok(())
}

fn say(what: &str, found: Option<String>, remedy: &str) {
    match found {
        Some(found) => println!("✓ {what}: {found}"),
        None => println!("✗ {what}: missing; {remedy}"),
    }
}
