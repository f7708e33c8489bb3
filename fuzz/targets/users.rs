//! Lists of users by both APIs: pages that end, and one user chosen or a reason why not.
#![no_main]

use docusign_jwt::{
    Account, Settings, ClientId, Environment, Event, Flow, Step, UserInfo, UserQuery, UserSearch,
    select_user,
};
use docusign_jwt_fuzz::{NOW, SECRET, assert_silent, at, bounded, client, of_text, response};

/// A search that gets the same page again and again ends after 1000 users, or when it brings none.
const MOST: usize = 1010;

of_text!(input => {
    let application =
        Settings::new(ClientId::parse("c0000000-0000-4000-8000-000000000001").unwrap(), Environment::demo());
    to_the_end(client(), input);
    to_the_end(application, input);
});

fn to_the_end(client: Settings, input: &str) {
    let email = "ann@example.com".to_owned();
    let query = UserQuery::new(&email);
    let response = response(input, true);
    let mut search = UserSearch::new(client, query, NOW).unwrap();
    let mut event = Event::Start;
    let mut sent = 0;
    loop {
        let step = bounded(&vec![0; input.len() * (sent + 1)], || search.advance(event, at()));
        if let Err(error) = &step {
            assert_silent(&Err::<(), _>(error.clone()), SECRET);
        }
        event = match step {
            Err(_) => return,
            Ok(Step::Done(users)) => {
                if let Ok(user) = select_user(&users, &email) {
                    assert!(user.active && user.email.trim().to_lowercase() == email);
                }
                return;
            }
            Ok(Step::Token { .. }) => Event::Token(SECRET.to_owned()),
            Ok(Step::UserInfo) => Event::UserInfo(user_info()),
            Ok(Step::Send(request)) => {
                assert!(!request.url().contains(SECRET) && request.url().starts_with("https://"));
                sent += 1;
                assert!(sent <= MOST, "{sent} requests");
                Event::Answered(response.clone())
            }
            Ok(_) => Event::Waited,
        };
    }
}

fn user_info() -> UserInfo {
    let account = Account::new("acc00000-0000-4000-8000-000000000001", "https://demo.docusign.net");
    UserInfo::new("a", vec![account])
}
