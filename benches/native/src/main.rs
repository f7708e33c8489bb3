//! Reads a key and signs with it once. Callgrind counts the instructions of the one or of the other.

use std::hint::black_box;
use std::process::ExitCode;

use docusign_jwt::{PrivateKey, Result};

/// As long as the signing input of an assertion.
const DATA: [u8; 400] = [b'a'; 400];

#[inline(never)]
fn read_key(text: Vec<u8>) -> Result<PrivateKey> {
    PrivateKey::parse(text)
}

#[inline(never)]
fn sign_once(key: &PrivateKey) -> Result<Vec<u8>> {
    key.sign(&DATA)
}

fn main() -> ExitCode {
    let file = std::env::args_os().nth(1);
    let Some(text) = file.and_then(|file| std::fs::read(file).ok()) else {
        eprintln!("The first argument is no file with a private key.");
        return ExitCode::FAILURE;
    };
    match read_key(black_box(text)).and_then(|key| sign_once(black_box(&key))) {
        Ok(signature) => {
            println!("{}", black_box(signature).len() * 8);
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
