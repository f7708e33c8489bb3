//! An envelope and its states: draft, sent, delivered, signed or declined.

use crate::state::config::User;
use crate::state::connect::{News, Subscription};

/// The state of an envelope or a recipient.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// A draft; for a recipient: not yet their turn.
    Created,
    Sent,
    /// Seen.
    Delivered,
    Completed,
    Declined,
}

impl Status {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Sent => "sent",
            Self::Delivered => "delivered",
            Self::Completed => "completed",
            Self::Declined => "declined",
        }
    }
}

#[derive(Clone)]
pub struct Envelope {
    pub id: String,
    pub account: String,
    /// The sender.
    pub sender: String,
    pub subject: String,
    pub status: Status,
    pub created_at: u64,
    pub sent_at: Option<u64>,
    pub ended_at: Option<u64>,
    pub changed_at: u64,
    pub documents: Vec<Document>,
    pub signers: Vec<Signer>,
    /// Additional subscribers to its events.
    pub subscriptions: Vec<Subscription>,
    /// Events since the last notification.
    pub news: Vec<News>,
}

#[derive(Clone)]
pub struct Document {
    pub id: String,
    pub name: String,
    /// The file extension, without the dot.
    pub extension: String,
    pub bytes: axum::body::Bytes,
}

#[derive(Clone)]
pub struct Signer {
    pub id: String,
    pub guid: String,
    pub name: String,
    pub email: String,
    /// The signer's ID in the application; with it the recipient is embedded and gets no e-mail.
    pub client_user_id: Option<String>,
    pub routing_order: u32,
    pub status: Status,
    pub delivered_at: Option<u64>,
    pub ended_at: Option<u64>,
    pub declined_reason: Option<String>,
}

impl Envelope {
    /// Whether the envelope is complete and can be sent.
    pub fn is_complete(&self) -> bool {
        !self.documents.is_empty() && !self.signers.is_empty() && !self.subject.is_empty()
    }

    /// Sends a draft, and returns the recipients of e-mails.
    pub fn send(&mut self, now: u64) -> Vec<usize> {
        self.sent_at = Some(now);
        self.change(Status::Sent, now);
        self.invite()
    }

    /// Whether it is a signer's turn: all signers with an earlier routing order have signed.
    pub fn is_turn_of(&self, signer: &Signer) -> bool {
        let earlier = |one: &&Signer| one.routing_order < signer.routing_order;
        self.signers.iter().filter(earlier).all(|one| one.status == Status::Completed)
    }

    /// Activates the signers whose turn has come, and returns those who get an e-mail.
    fn invite(&mut self) -> Vec<usize> {
        let turn: Vec<bool> = self.signers.iter().map(|signer| self.is_turn_of(signer)).collect();
        let mut mailed = Vec::new();
        for (at, (signer, turn)) in self.signers.iter_mut().zip(turn).enumerate() {
            if turn && signer.status == Status::Created {
                signer.status = Status::Sent;
                if signer.client_user_id.is_none() {
                    mailed.push(at);
                }
            }
        }
        for at in &mailed {
            self.tell("recipient-sent", Some(*at));
        }
        mailed
    }

    /// A signer has opened it.
    pub fn open(&mut self, at: usize, now: u64) {
        let Some(signer) = self.signers.get_mut(at) else { return };
        if signer.status != Status::Sent {
            return;
        }
        signer.status = Status::Delivered;
        signer.delivered_at = Some(now);
        self.tell("recipient-delivered", Some(at));
        let seen = |one: &Signer| matches!(one.status, Status::Delivered | Status::Completed);
        if self.status == Status::Sent && self.signers.iter().all(seen) {
            self.change(Status::Delivered, now);
        }
    }

    /// A signer has signed. Returns the next recipients of e-mails.
    pub fn sign(&mut self, at: usize, now: u64) -> Vec<usize> {
        self.end_of(at, Status::Completed, now);
        if self.signers.iter().all(|one| one.status == Status::Completed) {
            self.ended_at = Some(now);
            self.change(Status::Completed, now);
            return Vec::new();
        }
        self.invite()
    }

    /// A signer has declined, which ends the envelope for all.
    pub fn decline(&mut self, at: usize, reason: &str, now: u64) {
        self.end_of(at, Status::Declined, now);
        if let Some(signer) = self.signers.get_mut(at) {
            signer.declined_reason = Some(reason.to_owned());
        }
        self.ended_at = Some(now);
        self.change(Status::Declined, now);
    }

    /// Whether a signer can still sign or decline.
    pub fn is_open_for(&self, at: usize) -> bool {
        let alive = matches!(self.status, Status::Sent | Status::Delivered);
        let waiting = |one: &Signer| matches!(one.status, Status::Sent | Status::Delivered);
        alive && self.signers.get(at).is_some_and(waiting)
    }

    /// Whether a user may see it: the sender, and signers who were asked to sign.
    pub fn is_visible_to(&self, user: &User) -> bool {
        let asked = |one: &Signer| {
            one.status != Status::Created && one.email.eq_ignore_ascii_case(&user.email)
        };
        self.sender == user.id || self.signers.iter().any(asked)
    }

    fn end_of(&mut self, at: usize, status: Status, now: u64) {
        if let Some(signer) = self.signers.get_mut(at) {
            signer.status = status;
            signer.ended_at = Some(now);
        }
        let declined = status == Status::Declined;
        self.tell(if declined { "recipient-declined" } else { "recipient-completed" }, Some(at));
    }

    fn change(&mut self, status: Status, now: u64) {
        self.status = status;
        self.changed_at = now;
        let event = match status {
            Status::Created => "envelope-created",
            Status::Sent => "envelope-sent",
            Status::Delivered => "envelope-delivered",
            Status::Completed => "envelope-completed",
            Status::Declined => "envelope-declined",
        };
        self.tell(event, None);
    }

    fn tell(&mut self, event: &'static str, recipient: Option<usize>) {
        self.news.push(News { event, recipient });
    }

    /// Takes the events since the last call.
    pub fn take_news(&mut self) -> Vec<News> {
        std::mem::take(&mut self.news)
    }
}

impl Signer {
    /// The signer to ask by e-mail, if the address is valid.
    pub fn new(guid: String, id: String, name: String, email: Option<String>) -> Option<Self> {
        let email = email.unwrap_or_default().trim().to_owned();
        let (local, domain) = email.rsplit_once('@')?;
        if local.is_empty() || domain.is_empty() {
            return None;
        }
        Some(Self {
            id,
            guid,
            name,
            email,
            client_user_id: None,
            routing_order: 1,
            status: Status::Created,
            delivered_at: None,
            ended_at: None,
            declined_reason: None,
        })
    }
}
