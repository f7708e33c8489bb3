//! The emulator as a server. See the README.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use axum::Extension;
use docusign_emulator::host::process::Process;
use docusign_emulator::host::{files, listen, tls};
use docusign_emulator::{Config, Docusign, Reach, Scheme};
use lexopt::prelude::{Long, Short, ValueExt};

const HELP: &str = "\
docusign-emulator: a strict local Docusign for tests

Usage: docusign-emulator [options]

  --listen HOST:PORT   Listen here. Default: 127.0.0.1:0, which is a free port
  --config FILE        Use the integration keys, users and accounts of this JSON file
  --tls                Speak https, with a certificate that is made at the start
  --ca-out FILE        Write the certificate to trust to this file; needs --tls
  --allow-remote       Let other machines connect; all keys are public
  -h, --help           Show this help
  -V, --version        Show the version

The first line of the output is \"listening on\" and the origin. The origin is the auth server and the server of all APIs.";

struct Arguments {
    listen: String,
    config: Option<PathBuf>,
    tls: bool,
    ca_out: Option<PathBuf>,
    allow_remote: bool,
}

/// The arguments. None for `--help` and the like, which print their text here.
fn arguments() -> Result<Option<Arguments>> {
    let mut parser = lexopt::Parser::from_env();
    let listen = "127.0.0.1:0".to_owned();
    let mut arguments =
        Arguments { listen, config: None, tls: false, ca_out: None, allow_remote: false };
    while let Some(argument) = parser.next()? {
        match argument {
            Long("listen") => arguments.listen = parser.value()?.string()?,
            Long("config") => arguments.config = Some(parser.value()?.into()),
            Long("tls") => arguments.tls = true,
            Long("ca-out") => arguments.ca_out = Some(parser.value()?.into()),
            Long("allow-remote") => arguments.allow_remote = true,
            Long("help") | Short('h') => {
                println!("{HELP}");
                return Ok(None);
            }
            Long("version") | Short('V') => {
                println!("{}", env!("CARGO_PKG_VERSION"));
                return Ok(None);
            }
            other => return Err(other.unexpected().into()),
        }
    }
    if arguments.ca_out.is_some() && !arguments.tls {
        bail!("--ca-out needs --tls.");
    }
    Ok(Some(arguments))
}

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // The chain of causes; a backtrace of this program would tell nobody anything.
            eprintln!("Error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Result<()> {
    let read = arguments().context("run docusign-emulator --help to see how to use it");
    let Some(arguments) = read? else { return Ok(()) };
    let config = match &arguments.config {
        Some(file) => files::configuration(file)?,
        None => Config::built_in()?,
    };
    let docusign = Docusign::new(config, Process);
    let listener = listen::open(&arguments.listen, arguments.allow_remote)?;
    let scheme = if arguments.tls { "https" } else { "http" };
    let reach = if arguments.allow_remote { Reach::Anywhere } else { Reach::ThisMachine };
    let router = docusign.into_router().layer(Extension(reach)).layer(Extension(Scheme(scheme)));
    let service = router.into_make_service();
    let tls = if arguments.tls { Some(tls::config(arguments.ca_out.as_deref())?) } else { None };
    let origin = format!("{scheme}://{}", listener.local_addr()?);
    println!("listening on {origin}");
    eprintln!(
        "This is an emulator: its keys are public, and its responses do not come from Docusign.\n\
         {origin}/ shows its integration keys and users."
    );
    if arguments.tls && arguments.ca_out.is_none() {
        eprintln!("Clients must trust its certificate: --ca-out FILE writes it.");
    }
    match tls {
        Some(tls) => axum_server::from_tcp_rustls(listener, tls)?.serve(service).await?,
        None => axum_server::from_tcp(listener)?.serve(service).await?,
    }
    Ok(())
}
