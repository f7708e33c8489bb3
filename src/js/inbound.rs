//! Values of the core that JavaScript kept and passes back.

use crate::error::{Code, Error, Result, User};
use crate::flow::Lessons;
use crate::protocol::{Account, UserInfo};
use crate::wire::{Json, Misshapen};

type Shaped<T> = std::result::Result<T, Misshapen>;

/// Reads a value of the core. A value that cannot be read is a defect of this library, never an empty list.
pub(super) fn read<T>(what: &str, text: &str, read: fn(&Json<'_>) -> Shaped<T>) -> Result<T> {
    let unreadable = |_| Error::new(Code::Internal, format!("The core cannot read its {what}."));
    Json::read(text, read).map_err(unreadable)
}

pub(super) fn lessons(json: &Json<'_>) -> Shaped<Lessons> {
    let offset = json.member("clockOffset")?.and_then(Json::thousandths).unwrap_or_default();
    let key = json.member("key")?.and_then(Json::whole).unwrap_or_default();
    Ok(Lessons { clock_offset: offset / 1000, key: usize::try_from(key).unwrap_or_default() })
}

pub(super) fn user_info(json: &Json<'_>) -> Shaped<UserInfo> {
    Ok(UserInfo {
        user_id: json.needed_text("userId")?,
        name: json.text("name")?,
        given_name: json.text("givenName")?,
        family_name: json.text("familyName")?,
        email: json.text("email")?,
        accounts: json.items("accounts")?.iter().map(account).collect::<Shaped<_>>()?,
    })
}

fn account(json: &Json<'_>) -> Shaped<Account> {
    Ok(Account {
        account_id: json.needed_text("accountId")?,
        name: json.text("name")?,
        is_default: flag(json, "isDefault")?,
        base_uri: json.needed_text("baseUri")?,
        base_path: json.needed_text("basePath")?,
        organization_id: json.text("organizationId")?,
    })
}

pub(super) fn users(json: &Json<'_>) -> Shaped<Vec<User>> {
    let Json::List(users) = json else { return Err(Misshapen) };
    users.iter().map(user).collect()
}

fn user(json: &Json<'_>) -> Shaped<User> {
    Ok(User {
        user_id: json.needed_text("userId")?,
        name: json.text("name")?,
        email: json.needed_text("email")?,
        active: flag(json, "active")?,
        status: json.needed_text("status")?,
    })
}

/// The headers of a response: pairs of name and value.
pub(super) fn headers(json: &Json<'_>) -> Shaped<Vec<(String, String)>> {
    let Json::List(pairs) = json else { return Err(Misshapen) };
    let pair = |pair: &Json<'_>| match pair {
        Json::List(pair) => match pair.as_slice() {
            [Json::Text(name), Json::Text(value)] => Ok((name.to_string(), value.to_string())),
            _ => Err(Misshapen),
        },
        _ => Err(Misshapen),
    };
    pairs.iter().map(pair).collect()
}

fn flag(json: &Json<'_>, name: &str) -> Shaped<bool> {
    match json.member(name)? {
        Some(Json::Flag(flag)) => Ok(*flag),
        _ => Err(Misshapen),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_read_is_internal() {
        let odd =
            ["", "null", "{}", "[[]]", r#"[["name"]]"#, r#"[["name",1]]"#, r#"[["a","b","c"]]"#];
        for text in odd {
            let error = read("headers", text, headers).unwrap_err();
            assert_eq!(error.code(), Code::Internal, "{text}");
        }
        for text in ["", "[]", r#"{"userId":1}"#, r#"{"userId":"a","accounts":[{}]}"#] {
            let error = read("userinfo", text, user_info).unwrap_err();
            assert_eq!(error.code(), Code::Internal, "{text}");
        }
        assert_eq!(read("users", "{}", users).unwrap_err().code(), Code::Internal);
        assert_eq!(read("headers", "[]", headers), Ok(Vec::new()));
        assert_eq!(read("lessons", "{}", lessons), Ok(Lessons::default()));
    }
}
