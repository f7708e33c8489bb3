//! Look-up in an account: `GET /restapi/v2.1/accounts/{accountId}/users`, with an administrator's token.
//!
//! Source: <https://developers.docusign.com/docs/esign-rest-api/reference/users/users/list/>.

use serde::Deserialize;

use crate::bearer_call::BearerCall;
use crate::consent::encoded;
use crate::flow::{At, Event, Flow, Step};
use crate::userinfo::Account;
use crate::{Client, Response, Result};

use super::{MOST_USERS, User, UserQuery};

/// The most that one page can hold.
const PAGE: usize = 100;

#[derive(Debug)]
pub(super) struct EsignSearch {
    list_url: String,
    call: BearerCall,
    found: Vec<User>,
}

impl EsignSearch {
    pub(super) fn new(client: &Client, account: &Account, query: &UserQuery, now: u64) -> Self {
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
        let call = BearerCall::new(client, list_url.clone(), "the look-up of users", now);
        Self { list_url, call, found: Vec::new() }
    }

    fn page(&mut self, response: &Response) -> Result<Step<Vec<User>>> {
        let list: List = response.json("the look-up of users")?;
        let total = list.total_set_size.as_ref().and_then(Count::number).unwrap_or_default();
        let page = list.users.unwrap_or_default();
        let more = !page.is_empty();
        self.found.extend(page.into_iter().map(User::from));
        let have = self.found.len();
        if more && have < total && have < MOST_USERS {
            let next = format!("{}&start_position={have}", self.list_url);
            return Ok(self.call.next_page(next));
        }
        Ok(Step::Done(std::mem::take(&mut self.found)))
    }
}

impl Flow for EsignSearch {
    type Output = Vec<User>;

    fn advance(&mut self, event: Event, at: At) -> Result<Step<Vec<User>>> {
        self.call.advance(event, at)?.and_then(|response| self.page(&response))
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct List {
    users: Option<Vec<Listed>>,
    total_set_size: Option<Count>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Listed {
    user_id: String,
    user_name: Option<String>,
    email: Option<String>,
    user_status: Option<String>,
}

/// This API writes numbers as text.
#[derive(Deserialize)]
#[serde(untagged)]
enum Count {
    Text(String),
    Number(u32),
}

impl Count {
    fn number(&self) -> Option<usize> {
        match self {
            Self::Text(text) => text.trim().parse().ok(),
            Self::Number(number) => usize::try_from(*number).ok(),
        }
    }
}

impl From<Listed> for User {
    fn from(listed: Listed) -> Self {
        let status = listed.user_status.unwrap_or_default();
        Self {
            user_id: listed.user_id,
            name: listed.user_name,
            email: listed.email.unwrap_or_default(),
            active: status.eq_ignore_ascii_case("active"),
            status,
        }
    }
}
