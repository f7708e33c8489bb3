//! Users as Docusign's APIs list them: in an account (eSignature REST API), and in an organization (Admin API).

use crate::error::User;
use crate::wire::{Json, Misshapen, guid};

/// A page of the users of an account.
///
/// Source: <https://developers.docusign.com/docs/esign-rest-api/reference/users/users/list/>.
pub(crate) struct AccountUsers {
    pub(crate) users: Vec<User>,
    /// The number of users on all pages.
    pub(crate) total: usize,
}

impl AccountUsers {
    pub(crate) fn read(json: &Json<'_>) -> Result<Self, Misshapen> {
        // This API writes numbers as strings.
        let total = match json.member("totalSetSize")? {
            None => 0,
            Some(Json::Text(text)) => text.trim().parse().unwrap_or_default(),
            Some(number) => number.whole().ok_or(Misshapen)?,
        };
        let one = |json: &Json<'_>| {
            let status = json.text("userStatus")?;
            user(&json.needed_text("userId")?, json.text("userName")?, json.text("email")?, status)
        };
        Ok(Self {
            users: json.items("users")?.iter().map(one).collect::<Result<_, _>>()?,
            total: usize::try_from(total).unwrap_or(usize::MAX),
        })
    }
}

/// A page of the users of an organization.
///
/// Source: `admin.rest.swagger-v2.1.json` of Docusign's OpenAPI specifications.
pub(crate) struct OrganizationUsers {
    pub(crate) users: Vec<User>,
    pub(crate) has_next: bool,
}

impl OrganizationUsers {
    pub(crate) fn read(json: &Json<'_>) -> Result<Self, Misshapen> {
        let next = match json.member("paging")? {
            None => None,
            Some(paging) => paging.text("next")?,
        };
        let one = |json: &Json<'_>| {
            let status = json.text("membership_status")?.or(json.text("user_status")?);
            user(&json.needed_text("id")?, json.text("user_name")?, json.text("email")?, status)
        };
        let users = json.items("users")?.iter().map(one);
        Ok(Self { users: users.collect::<Result<_, _>>()?, has_next: next.is_some() })
    }
}

/// The IDs of the organizations that have authorized an application.
pub(crate) fn organization_ids(json: &Json<'_>) -> Result<Vec<String>, Misshapen> {
    // The IDs go into paths.
    let id = |one: &Json<'_>| guid(&one.needed_text("id")?).ok_or(Misshapen);
    json.items("organizations")?.iter().map(id).collect()
}

fn user(
    id: &str,
    name: Option<String>,
    email: Option<String>,
    status: Option<String>,
) -> Result<User, Misshapen> {
    let id = guid(id).ok_or(Misshapen)?;
    Ok(User { name, ..User::new(id, email.unwrap_or_default(), status.unwrap_or_default()) })
}
