//! User search in an organization: `GET /v2/organizations/{organizationId}/users` of the Admin API, with an
//! application's token.
//!
//! Source: `admin.rest.swagger-v2.1.json` of Docusign's OpenAPI specifications, and
//! <https://developers.docusign.com/docs/admin-api/admin101/application-auth/>.

use crate::error::{Code, Error, Result, User, surface};
use crate::flow::bearer_call::BearerCall;
use crate::flow::{At, Event, Flow, Step};
use crate::protocol::{OrganizationUsers, Response, organization_ids};
use crate::settings::Settings;
use crate::wire::encoded;

use super::{MOST_USERS, UserQuery};

const WHAT: &str = "the user search";
const PAGE: usize = 100;

#[derive(Debug)]
pub(super) struct AdminSearch {
    admin_url: String,
    query: UserQuery,
    organization_id: Option<String>,
    call: BearerCall,
    found: Vec<User>,
}

impl AdminSearch {
    pub(super) fn new(settings: &Settings, query: UserQuery, now: u64) -> Self {
        let admin_url = settings.environment().admin_url();
        let organization_id =
            query.organization_id.clone().or(settings.organization_id().map(str::to_owned));
        let first = match &organization_id {
            Some(organization_id) => users_url(&admin_url, organization_id, &query, 0),
            None => format!("{admin_url}/v2/organizations?mode=org_admin"),
        };
        let call = BearerCall::new(settings, first, WHAT, now);
        Self { admin_url, query, organization_id, call, found: Vec::new() }
    }

    fn received(&mut self, response: &Response) -> Result<Step<Vec<User>>> {
        match self.organization_id.clone() {
            None => self.organizations(response),
            Some(organization_id) => self.users(response, &organization_id),
        }
    }

    fn organizations(&mut self, response: &Response) -> Result<Step<Vec<User>>> {
        let list = response.read("the list of organizations", organization_ids)?;
        match list.as_slice() {
            [only] => {
                self.organization_id = Some(only.clone());
                Ok(self.next(only, 0))
            }
            several => {
                let ids = several.get(..20).unwrap_or(several);
                let message = if ids.is_empty() {
                    "No organization has authorized this application.".to_owned()
                } else {
                    format!(
                        "The option {} is missing. The application has several organizations: {}.",
                        surface!(js: "organizationId", rust: "organization_id"),
                        ids.join(", "),
                    )
                };
                Err(Error::new(Code::OptionMissing, message))
            }
        }
    }

    fn users(&mut self, response: &Response, organization_id: &str) -> Result<Step<Vec<User>>> {
        let OrganizationUsers { users, has_next } = response.read(WHAT, OrganizationUsers::read)?;
        let more = has_next && !users.is_empty();
        self.found.extend(users);
        let have = self.found.len();
        if more && have < MOST_USERS {
            return Ok(self.next(organization_id, have));
        }
        Ok(Step::Done(std::mem::take(&mut self.found)))
    }

    fn next(&mut self, organization_id: &str, start: usize) -> Step<Vec<User>> {
        let url = users_url(&self.admin_url, organization_id, &self.query, start);
        self.call.next_page(url)
    }
}

fn users_url(admin_url: &str, organization_id: &str, query: &UserQuery, start: usize) -> String {
    let organization_id = encoded(organization_id);
    let email = encoded(&query.email);
    let mut url = format!("{admin_url}/v2/organizations/{organization_id}/users?email={email}");
    if let Some(status) = &query.status {
        url.push_str("&status=");
        url.push_str(&encoded(status));
    }
    url.push_str(&format!("&start={start}&take={PAGE}"));
    url
}

impl Flow for AdminSearch {
    type Output = Vec<User>;

    fn advance(&mut self, event: Event, at: At) -> Result<Step<Vec<User>>> {
        self.call.advance(event, at)?.and_then(|response| self.received(&response))
    }
}
