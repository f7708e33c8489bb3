//! Error responses, and how often a flow retries after them.
#![no_main]

use docusign_jwt::{
    ClientProof, CodeExchange, Event, Flow, JwtExchange, Lessons, Step, UserInfoCall,
};
use docusign_jwt_fuzz::{NOW, SECRET, assert_silent, at, bounded, client, of_text, response};

/// More requests than any of these operations may make if all responses are the same.
const MOST: usize = 8;

of_text!(input => {
    let jwt = JwtExchange::new(client(), 2, Lessons::default(), NOW);
    let code = CodeExchange::of_refresh_token(client(), &ClientProof::default(), SECRET, NOW);
    let userinfo = UserInfoCall::new(&client(), NOW);
    to_the_end(jwt, input);
    to_the_end(code, input);
    to_the_end(userinfo, input);
});

fn to_the_end<F: Flow>(mut flow: F, input: &str)
where
    F::Output: std::fmt::Debug,
{
    let response = response(input, false);
    let mut event = Event::Start;
    let mut sent = 0;
    let mut now = at();
    loop {
        let step = bounded(input.as_bytes(), || flow.advance(event, now));
        assert_silent(&step, SECRET);
        event = match step {
            Err(_) | Ok(Step::Done(_)) => return,
            Ok(Step::Sign { .. }) => Event::Signed(vec![0; 256]),
            Ok(Step::Token { .. }) => Event::Token(SECRET.to_owned()),
            Ok(Step::Send(_)) => {
                sent += 1;
                assert!(sent <= MOST, "{sent} requests");
                Event::Answered(response.clone())
            }
            Ok(Step::Wait { delay, .. }) => {
                now.now += delay;
                assert!(now.now < NOW + client().timeout(), "a wait past the end");
                Event::Waited
            }
            Ok(_) => return,
        };
    }
}
