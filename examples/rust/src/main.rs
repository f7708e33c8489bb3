//! Prints who the program acts for, and the envelopes of the last 30 days. Its settings are environment variables: see
//! README.md.

mod driver;

use std::process::ExitCode;

use docusign_jwt::{
    AuthorizedCall, CallOptions, ClientId, Code, Environment, Error, PrivateKey, Settings, UserId,
    UserInfoCall,
};

use driver::Driver;
use time::{Duration, OffsetDateTime};

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("{}", problem.text);
            ExitCode::from(problem.exit_code)
        }
    }
}

fn run() -> Result<(), Problem> {
    let (client, key) = settings()?;
    let mut driver = Driver::new(client, key);
    let today = OffsetDateTime::now_utc();
    let now = driver::at().now;

    let (user, _) = driver.run(UserInfoCall::new(&driver.client, now))?;
    let account = user.account(None)?;
    let name = |name: &Option<String>| name.clone().unwrap_or_default();
    println!("{} at {}", name(&user.name), name(&account.name));

    let from = (today - Duration::days(30)).date();
    let target = format!("/restapi/v2.1/accounts/{{accountId}}/envelopes?from_date={from}");
    let options = CallOptions::get(target);
    let call = AuthorizedCall::new(driver.client.clone(), options, now)?;
    let ((), answer) = driver.run(call)?;
    if !answer.is_success() {
        return Err(Problem::new(format!("Docusign answered {}.", answer.status())));
    }
    let list: serde_json::Value = serde_json::from_str(answer.body())
        .map_err(|_| Problem::new("The list of envelopes is no JSON.".to_owned()))?;
    for envelope in list["envelopes"].as_array().into_iter().flatten() {
        let text = |name: &str| envelope[name].as_str().unwrap_or_default().to_owned();
        println!("{}  {}  {}", text("envelopeId"), text("status"), text("emailSubject"));
    }
    Ok(())
}

fn settings() -> Result<(Settings, PrivateKey), Problem> {
    let variable = |name: &str| {
        std::env::var(name).map_err(|_| Problem::new(format!("Set the variable {name}.")))
    };
    let environment = match std::env::var("DOCUSIGN_AUTH_SERVER") {
        Ok(server) => Environment::custom(&server, None, None)?,
        Err(_) => std::env::var("DOCUSIGN_ENVIRONMENT").as_deref().unwrap_or("demo").parse()?,
    };
    let mut client = Settings::new(ClientId::parse(&variable("DOCUSIGN_CLIENT_ID")?)?, environment)
        .with_user(UserId::parse(&variable("DOCUSIGN_USER_ID")?)?);
    if let Ok(uri) = std::env::var("DOCUSIGN_REDIRECT_URI") {
        client = client.with_redirect_uri(uri);
    }
    Ok((client, PrivateKey::parse(variable("DOCUSIGN_PRIVATE_KEY")?.as_bytes())?))
}

/// What went wrong, for people and for scripts.
struct Problem {
    text: String,
    exit_code: u8,
}

impl Problem {
    fn new(text: String) -> Self {
        Self { text, exit_code: 1 }
    }
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        let exit_code = if error.code() == Code::ConsentRequired { 3 } else { 1 };
        Self { text: format!("{}: {error}", error.code().as_str()), exit_code }
    }
}
