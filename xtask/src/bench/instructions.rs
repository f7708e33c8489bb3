//! How many instructions the native release build takes to read a key and to sign, by valgrind's callgrind. The count is the
//! same each time, also on a loaded machine: the signer takes the same steps for every key of a size, and for all
//! randomness.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::callgrind::Profile;
use crate::install::debian;
use crate::run::{place, step};

/// A counted phase: its name, and its function in `benches/native`.
const PHASES: [(&str, &str); 2] = [("read", "read_key"), ("sign", "sign_once")];
const SIZES: [&str; 3] = ["2048", "3072", "4096"];

/// The functions in which nearly all of a signature is meant to be.
const KERNELS: [&str; 4] =
    ["column::multiply", "column::square", "column::reduce", "modulus::pick"];

/// Counts, and compares with `benches/instructions.txt`.
pub fn run() -> Result<()> {
    let valgrind = debian::VALGRIND.ensure()?;
    let program = program()?;
    let file = place::root().join("benches/instructions.txt");
    let expected = fs::read_to_string(&file).context("benches/instructions.txt is missing")?;
    let expected = Expected::parse(&expected).context("benches/instructions.txt")?;
    let mut found = String::new();
    let mut off = 0;
    for bits in SIZES {
        for (phase, function) in PHASES {
            let profile = profile(&valgrind, &program, bits, function)?;
            let again = profile_total(&valgrind, &program, bits, function)?;
            let total = profile.total();
            if again != total {
                bail!(
                    "{phase} {bits}: {total} instructions, and then {again}. Some step depends on the randomness."
                );
            }
            let _ = writeln!(found, "{phase} {bits} {total}");
            let expected_total = expected.of(phase, bits);
            let by = expected_total.map(|before| percent(total, before) - 100.0);
            let good = by.is_some_and(|by| by.abs() <= expected.tolerance);
            off += usize::from(!good);
            let by = by.map_or("not in the file".to_owned(), |by| format!("{by:+.2} %"));
            let mark = if good { "✓" } else { "✗" };
            println!("{mark} {phase} {bits}: {total} instructions ({by})");
            println!("    {}", shares(&profile));
        }
    }
    if off > 0 {
        bail!(
            "{off} counts are more than {} % from those expected. If that is meant, and rustc is that of the file, \
             benches/instructions.txt should say:\n{found}",
            expected.tolerance
        );
    }
    Ok(())
}

/// Functions with more than one percent.
fn shares(profile: &Profile) -> String {
    let mut kernels = 0.0;
    let mut parts = Vec::new();
    for (function, cost) in profile.by_function() {
        let share = percent(cost, profile.total());
        if KERNELS.iter().any(|kernel| function.ends_with(kernel)) {
            kernels += share;
        }
        if share >= 1.0 {
            parts.push(format!("{function} {share:.1} %"));
        }
    }
    format!("kernels {kernels:.1} %: {}", parts.join(", "))
}

fn percent(part: u64, whole: u64) -> f64 {
    part as f64 * 100.0 / whole as f64
}

fn program() -> Result<PathBuf> {
    if !cfg!(all(target_arch = "x86_64", target_os = "linux")) {
        bail!("The counts expected are those of x86-64 Linux.");
    }
    let mut cargo = step::program("cargo");
    cargo.args(["build", "--release", "--package", "docusign-jwt-native-bench"]);
    cargo.arg("--target-dir").arg(place::target());
    step::run("The native build", "a minute", &mut cargo)?;
    Ok(place::target().join("release/docusign-jwt-native-bench"))
}

fn profile_total(valgrind: &Path, program: &Path, bits: &str, function: &str) -> Result<u64> {
    Ok(profile(valgrind, program, bits, function)?.total())
}

fn profile(valgrind: &Path, program: &Path, bits: &str, function: &str) -> Result<Profile> {
    let out = place::target().join("bench").join(format!("{function}-{bits}.callgrind"));
    fs::create_dir_all(place::target().join("bench"))?;
    let key = place::root().join(format!("tests/vectors/keys/rsa{bits}.pkcs1.pem"));
    let mut command = step::program(valgrind);
    // The environment lies on the stack, and moves what is beside it.
    command.env_clear().args(["--quiet", "--tool=callgrind"]);
    command.arg(format!("--callgrind-out-file={}", out.display()));
    command.arg(format!("--toggle-collect=*{function}*")).arg(program).arg(key);
    let signed = step::output(&mut command).context("valgrind failed")?;
    if signed != bits {
        bail!("The program signed with {signed} bits, not with {bits}.");
    }
    Profile::parse(&fs::read_to_string(&out)?).context("valgrind left no profile")
}

/// The counts that a change should not alter unnoticed.
struct Expected {
    /// In percent.
    tolerance: f64,
    counts: Vec<(String, u64)>,
}

impl Expected {
    fn parse(text: &str) -> Result<Self> {
        let mut expected = Self { tolerance: 0.0, counts: Vec::new() };
        for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let (name, number) = line.rsplit_once(' ').context("a line without a number")?;
            match name {
                "tolerance" => expected.tolerance = number.parse()?,
                name => expected.counts.push((name.to_owned(), number.parse()?)),
            }
        }
        Ok(expected)
    }

    fn of(&self, phase: &str, bits: &str) -> Option<u64> {
        let name = format!("{phase} {bits}");
        self.counts.iter().find(|(of, _)| *of == name).map(|(_, count)| *count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_is_expected() {
        let expected = Expected::parse("# rustc\ntolerance 0.5\n\nsign 2048 17\n").unwrap();
        assert_eq!(expected.tolerance, 0.5);
        assert_eq!(expected.of("sign", "2048"), Some(17));
        assert_eq!(expected.of("sign", "3072"), None);
        assert!(Expected::parse("sign").is_err());
    }
}
