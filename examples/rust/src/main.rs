//! Prints the user of the token, and the user's envelopes of the last 30 days. The settings are environment variables: see
//! README.md.

mod file_store;
mod transport;

use std::env::var;
use std::process::ExitCode;

use docusign_jwt::{Code, DocusignAuth, Error, PrivateKey, Settings};
use file_store::FileStore;
use time::{Duration, OffsetDateTime};
use transport::Ureq;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let Err(problem) = run().await else { return ExitCode::SUCCESS };
    match problem.downcast_ref::<Error>() {
        Some(error) => eprintln!("{}: {error}", error.code().as_str()),
        None => eprintln!("{problem}"),
    }
    let consent = |error: &Error| error.code() == Code::ConsentRequired;
    ExitCode::from(if problem.downcast_ref().is_some_and(consent) { 3 } else { 1 })
}

async fn run() -> Result<(), Box<dyn std::error::Error>> {
    let variable = |name: &str| var(name).ok();
    let settings = Settings::from_variables(variable)?;
    let key =
        PrivateKey::parse(variable("DOCUSIGN_PRIVATE_KEY").ok_or("Set DOCUSIGN_PRIVATE_KEY.")?)?;
    // Return every status as a response: the client interprets it. A token must follow no redirect.
    let agent = ureq::Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .build();
    let mut builder = DocusignAuth::builder(settings, Ureq(agent.into())).key(key);
    if let Ok(folder) = var("DOCUSIGN_TOKEN_FOLDER") {
        builder = builder.store(FileStore::new(folder)?);
    }
    let auth = builder.build()?;

    let (user, account) = (auth.user_info().await?, auth.account().await?);
    let name = |name: &Option<String>| name.clone().unwrap_or_default();
    println!("{} at {}", name(&user.name), name(&account.name));

    let from = (OffsetDateTime::now_utc() - Duration::days(30)).date();
    let target = format!("/restapi/v2.1/accounts/{{accountId}}/envelopes?from_date={from}");
    let response = auth.get(target).await?;
    if !response.status().is_success() {
        return Err(format!("Docusign returned {}.", response.status().as_u16()).into());
    }
    let list: serde_json::Value = serde_json::from_slice(response.body())?;
    for envelope in list["envelopes"].as_array().into_iter().flatten() {
        let text = |name: &str| envelope[name].as_str().unwrap_or_default();
        println!("{}  {}  {}", text("envelopeId"), text("status"), text("emailSubject"));
    }
    Ok(())
}
