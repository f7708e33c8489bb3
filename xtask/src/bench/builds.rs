//! Alternative builds of the core: the peers of `sign`, and experiments.

use std::fs;
use std::path::PathBuf;

use anyhow::Result;

use crate::package::build::{self, PUBLISHED, Recipe};
use crate::package::stage;
use crate::run::{copy, place, step};

/// A build, by the name of its folder in `target/bench`.
pub struct Build {
    name: &'static str,
    recipe: Recipe,
}

/// The flags for rustc without those for crypto-bigint and for loops.
const FLAGS: &str = "--cfg sha2_backend_soft=\"compact\" -Ctarget-feature=+bulk-memory,+sign-ext,+nontrapping-fptoint";

/// `rsa` as the signer, with limbs of 32 bits and of the 64 that it has by default, by the variables that
/// tell the benchmark where they are.
pub const WITH_RSA: [(&str, Build); 2] = [
    (
        "RSA_LIMBS_32",
        Build { name: "rsa-32", recipe: Recipe { cargo: &["--features", "rsa"], ..PUBLISHED } },
    ),
    (
        "RSA_LIMBS_64",
        Build {
            name: "rsa-64",
            recipe: Recipe {
                cargo: &["--features", "rsa"],
                variables: &[("RUSTFLAGS", FLAGS)],
                ..PUBLISHED
            },
        },
    ),
];

const SIMD: &str = "-Cllvm-args=-disable-lsr --cfg sha2_backend_soft=\"compact\" -Ctarget-feature=+bulk-memory,+sign-ext,+nontrapping-fptoint,+simd128";

/// Builds that differ from the published build in one point.
const TRIED: [Build; 10] = [
    Build { name: "as published", recipe: PUBLISHED },
    Build {
        name: "simd128",
        recipe: Recipe {
            variables: &[("RUSTFLAGS", SIMD)],
            optimize: &["-O3", "--enable-simd"],
            ..PUBLISHED
        },
    },
    Build {
        name: "loop strength reduction",
        recipe: Recipe { variables: &[("RUSTFLAGS", FLAGS)], ..PUBLISHED },
    },
    Build { name: "wasm-opt O3", recipe: Recipe { optimize: &["-O3"], ..PUBLISHED } },
    Build { name: "wasm-opt O4", recipe: Recipe { optimize: &["-O4"], ..PUBLISHED } },
    Build { name: "wasm-opt Oz", recipe: Recipe { optimize: &["-Oz"], ..PUBLISHED } },
    Build {
        name: "dependencies at opt-level z",
        recipe: Recipe {
            cargo: &["--config", "profile.release.package.\"*\".opt-level=\"z\""],
            ..PUBLISHED
        },
    },
    Build {
        name: "opt-level s",
        recipe: Recipe { variables: &[("CARGO_PROFILE_RELEASE_OPT_LEVEL", "s")], ..PUBLISHED },
    },
    Build {
        name: "opt-level 2",
        recipe: Recipe { variables: &[("CARGO_PROFILE_RELEASE_OPT_LEVEL", "2")], ..PUBLISHED },
    },
    Build {
        name: "opt-level 3",
        recipe: Recipe { variables: &[("CARGO_PROFILE_RELEASE_OPT_LEVEL", "3")], ..PUBLISHED },
    },
];

/// Builds them, and measures size and time of each.
pub fn run() -> Result<()> {
    let mut command = super::script("builds.mjs", &[])?;
    for build in TRIED {
        command.arg(package(build)?);
    }
    super::show(&mut command)
}

/// The package with the core of a build, in a separate folder.
pub fn package(build: Build) -> Result<PathBuf> {
    let bench = place::target().join("bench");
    let package = bench.join(build.name);
    let key =
        step::fingerprint(&["src", "Cargo.toml", "Cargo.lock", ".cargo", "xtask/src", "pkg"])?;
    if !package.join("core.wasm").is_file() {
        step::forget(build.name);
    }
    step::once(build.name, &key, || {
        println!("  {}", build.name);
        let sources = bench.join("pkg");
        let _ = fs::remove_dir_all(&sources);
        copy::folder(&build::package()?, &sources, &[])?;
        build::core_by(&build.recipe, &place::root(), &bench.join("target"), &sources)?;
        stage::stage(&sources, &package)
    })?;
    Ok(package)
}
