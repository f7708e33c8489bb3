//! The state of the emulator, and its configuration.

mod bounds;
mod config;
mod config_file;
mod connect;
mod emulator;
mod envelope;
mod fault;
mod grant;
mod host;
mod journal;
mod limits;
mod mail;
mod reading;
mod references;
mod retry_queue;
mod scopes;
mod signature;
mod view;

pub use bounds::trim;
pub use config::{Client, Config, Organization, User};
pub use connect::{Delivery, Message, News, Report, Subscription, Webhook};
pub use emulator::Emulator;
pub use envelope::{Document, Envelope, Signer, Status};
pub use fault::{Kind, Rule, Rules};
pub use grant::{Access, CODE_LIFE, Code, Refresh};
pub use host::{Host, Sleep};
pub use limits::{HOUR, Limits};
pub use mail::invite;
pub use reading::{key_name, read};
pub use scopes::scopes;
pub use signature::{uploaded_key, verifies};
pub use view::{Opens, Session, View};
