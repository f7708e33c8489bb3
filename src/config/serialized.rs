//! Environment and scopes as settings files write them, with serde.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::{Environment, Scopes};
use crate::error::Result;

/// An environment: the name of a Docusign environment, or your own servers.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Written {
    Name(String),
    Servers {
        auth_server: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        api_server: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        admin_server: Option<String>,
    },
}

/// As `"demo"` or `"production"`, or as a map with `auth_server`, and with `api_server` and `admin_server` where they differ.
impl Serialize for Environment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let written = match self.name() {
            "custom" => Written::Servers {
                auth_server: self.auth_origin().to_owned(),
                api_server: self.api_origin().map(str::to_owned),
                admin_server: Some(self.admin_origin().to_owned()),
            },
            name => Written::Name(name.to_owned()),
        };
        written.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Environment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let environment = match Written::deserialize(deserializer)? {
            Written::Name(name) => name.parse(),
            Written::Servers { auth_server, api_server, admin_server } => {
                Self::custom(&auth_server, api_server.as_deref(), admin_server.as_deref())
            }
        };
        environment.map_err(de::Error::custom)
    }
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Words {
    One(String),
    Many(Vec<String>),
}

/// As one string with the scopes separated by spaces. A list of words is accepted too.
impl Serialize for Scopes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Scopes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let scopes = match Words::deserialize(deserializer)? {
            Words::One(words) => words.parse(),
            Words::Many(words) => Self::new(words),
        };
        scopes.map_err(de::Error::custom)
    }
}
