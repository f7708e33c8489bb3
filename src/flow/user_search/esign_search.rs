//! User search in an account: `GET /restapi/v2.1/accounts/{accountId}/users`, with an administrator's token.
//!
//! Source: <https://developers.docusign.com/docs/esign-rest-api/reference/users/users/list/>.

use crate::error::{Result, User};
use crate::flow::bearer_call::BearerCall;
use crate::flow::{At, Event, Flow, Step};
use crate::protocol::{Account, AccountUsers, Response};
use crate::settings::Settings;
use crate::wire::{encoded, path_of};
use std::fmt;

use super::{MOST_USERS, UserQuery};

/// The maximum size of a page.
const PAGE: usize = 100;

pub(super) struct EsignSearch {
    list_url: String,
    call: BearerCall,
    found: Vec<User>,
}

impl EsignSearch {
    pub(super) fn new(settings: &Settings, account: &Account, query: &UserQuery, now: u64) -> Self {
        let mut list_url = format!(
            "{}/v2.1/accounts/{}/users?email={}&count={PAGE}",
            account.base_path,
            encoded(&account.account_id),
            encoded(&query.email),
        );
        if let Some(status) = &query.status {
            list_url.push_str("&status=");
            list_url.push_str(&encoded(status));
        }
        let call = BearerCall::new(settings, list_url.clone(), "the user search", now);
        Self { list_url, call, found: Vec::new() }
    }

    fn page(&mut self, response: &Response) -> Result<Step<Vec<User>>> {
        let AccountUsers { users, total } = response.read("the user search", AccountUsers::read)?;
        let more = !users.is_empty();
        self.found.extend(users);
        let have = self.found.len();
        if more && have < total && have < MOST_USERS {
            let next = format!("{}&start_position={have}", self.list_url);
            return Ok(self.call.next_page(next));
        }
        Ok(Step::Done(std::mem::take(&mut self.found)))
    }
}

/// Without the query, which holds an e-mail address.
impl fmt::Debug for EsignSearch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EsignSearch")
            .field("list_url", &path_of(&self.list_url))
            .field("call", &self.call)
            .finish_non_exhaustive()
    }
}

impl Flow for EsignSearch {
    type Output = Vec<User>;

    fn advance(&mut self, event: Event, at: At) -> Result<Step<Vec<User>>> {
        self.call.advance(event, at)?.and_then(|response| self.page(&response))
    }
}
