//! The emulator as a server. See the README.

use std::path::PathBuf;

use anyhow::Result;
use axum::Extension;
use docusign_emulator::host::process::Process;
use docusign_emulator::host::{files, listen, tls};
use docusign_emulator::{Config, Docusign, Reach, Scheme};
use lexopt::prelude::{Long, ValueExt};

const HELP: &str = "\
docusign-emulator [--listen 127.0.0.1:0] [--config FILE] [--tls [--ca-out FILE]] [--allow-remote]

A local Docusign for tests. The first line it prints is `listening on` and its origin, which is the auth server,
the API server and the Admin API's server at once. Without --config it uses its own fixtures, whose keys
are public.";

struct Arguments {
    listen: String,
    config: Option<PathBuf>,
    tls: bool,
    ca_out: Option<PathBuf>,
    allow_remote: bool,
}

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
            Long("help") => return Ok(None),
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(Some(arguments))
}

#[tokio::main]
async fn main() -> Result<()> {
    let Some(arguments) = arguments()? else {
        println!("{HELP}");
        return Ok(());
    };
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
    println!("listening on {scheme}://{}", listener.local_addr()?);
    eprintln!(
        "This is an emulator: its keys are public, and nothing it answers comes from Docusign."
    );
    match tls {
        Some(tls) => axum_server::from_tcp_rustls(listener, tls)?.serve(service).await?,
        None => axum_server::from_tcp(listener)?.serve(service).await?,
    }
    Ok(())
}
