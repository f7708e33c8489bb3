//! The target wasm32-unknown-unknown: from rustup, or built from the library sources of exactly this
//! Rust.

mod library;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use anyhow::{Context, Result};

use crate::run::{place, step};

pub const NAME: &str = "wasm32-unknown-unknown";

/// Whether the toolchain has the target.
pub fn is_there() -> Result<bool> {
    let folder = libraries()?;
    let has_std = |entry: std::io::Result<fs::DirEntry>| {
        entry.is_ok_and(|entry| entry.file_name().to_string_lossy().starts_with("libstd-"))
    };
    Ok(fs::read_dir(folder).is_ok_and(|mut entries| entries.any(has_std)))
}

/// Sees to it that the toolchain has the target.
pub fn ensure() -> Result<()> {
    if is_there()? {
        return Ok(());
    }
    let own_sources = std::env::var_os("RUST_STD_SRC").map(PathBuf::from);
    if own_sources.is_none() && by_rustup() {
        return Ok(());
    }
    let sources = match own_sources {
        Some(sources) => library::unpacked(&sources)?,
        None => library::from_debian().context(ways_out())?,
    };
    build(&sources).context(ways_out())
}

fn ways_out() -> String {
    format!(
        "The Rust target {NAME} is missing and cannot be installed. Do one of these:\n\
         \x20 - rustup target add {NAME}   (where rustup reaches its servers)\n\
         \x20 - the Debian package rust-src of exactly Rust {version}, from any suite that apt reaches\n\
         \x20 - RUST_STD_SRC=… with the library sources of Rust {version}: a folder that has library/, or a .tar.xz of one",
        version = library::version().unwrap_or_default(),
    )
}

fn by_rustup() -> bool {
    println!("· Rust target {NAME}, by rustup (half a minute)");
    let mut command = step::program("rustup");
    command.args(["target", "add", NAME]).stdin(Stdio::null());
    command.stdout(Stdio::null()).stderr(Stdio::null());
    // Without a network, rustup would retry for minutes.
    command.env("RUSTUP_MAX_RETRIES", "1").env("RUSTUP_DOWNLOAD_TIMEOUT", "60");
    let done = command.status().is_ok_and(|status| status.success());
    if !done {
        println!("  rustup cannot fetch it here; building it from the library sources instead");
    }
    done && is_there().unwrap_or(false)
}

fn sysroot() -> Result<PathBuf> {
    let text = step::output(step::program("rustc").args(["--print", "sysroot"]));
    text.map(PathBuf::from).context("rustc --print sysroot does not run")
}

fn libraries() -> Result<PathBuf> {
    Ok(sysroot()?.join("lib/rustlib").join(NAME).join("lib"))
}

/// Builds the standard library for the target, and puts it where rustup would.
fn build(library: &Path) -> Result<()> {
    let source = sysroot()?.join("lib/rustlib/src/rust");
    let libraries = libraries()?;
    fs::create_dir_all(&libraries).with_context(|| {
        format!("{} cannot be written. Check the owner of the toolchain.", libraries.display())
    })?;
    fs::create_dir_all(&source)?;
    let link = source.join("library");
    let linked = !link.exists();
    if linked {
        let _ = fs::remove_file(&link);
        std::os::unix::fs::symlink(library, &link)?;
    }
    let built = build_with(&libraries);
    if linked {
        let _ = fs::remove_file(&link);
    }
    built
}

fn build_with(libraries: &Path) -> Result<()> {
    let folder = library::work()?.join("empty");
    fs::create_dir_all(folder.join("src"))?;
    fs::write(
        folder.join("Cargo.toml"),
        "[package]\nname = \"empty\"\nversion = \"0.0.0\"\nedition = \"2021\"\n[workspace]\n",
    )?;
    fs::write(folder.join("src/lib.rs"), "")?;
    let out = folder.join("target");
    let _ = fs::remove_dir_all(&out);
    let mut command = step::program("cargo");
    command.args([
        "build",
        "--release",
        "--target",
        NAME,
        "-Zbuild-std=std,panic_abort,panic_unwind,test",
    ]);
    command.current_dir(&folder).env("CARGO_TARGET_DIR", &out);
    command.env("RUSTC_BOOTSTRAP", "1").env("RUSTFLAGS", "-Cembed-bitcode=yes");
    step::run(&format!("Rust's standard library for {NAME}"), "a minute", &mut command)?;
    let dependencies = out.join(NAME).join("release/deps");
    let mut last = None;
    for entry in fs::read_dir(dependencies)?.flatten() {
        let name = entry.file_name();
        let text = name.to_string_lossy();
        if !text.ends_with(".rlib") || text.starts_with("libempty") {
            continue;
        }
        // The library that tells whether the target is there is copied last.
        if text.starts_with("libstd-") {
            last = Some(entry.path());
        } else {
            fs::copy(entry.path(), libraries.join(&name))?;
        }
    }
    let std = last.context("the build left no libstd")?;
    fs::copy(&std, libraries.join(std.file_name().unwrap_or_default()))?;
    // What was compiled against another standard library does not fit this one.
    let _ = fs::remove_dir_all(place::target().join(NAME));
    Ok(())
}
