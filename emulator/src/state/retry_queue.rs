//! The Connect messages that wait for their listener.

use std::collections::BTreeMap;

use crate::state::connect::Message;

/// The delay of a retry: Docusign retries once a day.
const DAY: u64 = 24 * 60 * 60 * 1000;
/// The maximum number of retries.
const MOST_RETRIES: u32 = 10;

/// The queue of one listener. The listener is down while the queue has messages.
#[derive(Default)]
pub struct RetryQueue {
    /// By number, in order of events; with the time of the next attempt after a failure.
    waiting: BTreeMap<u64, (Message, Option<u64>)>,
    /// Whether one of them is in delivery.
    trying: bool,
}

impl RetryQueue {
    pub fn is_down(&self) -> bool {
        self.trying || !self.waiting.is_empty()
    }

    /// Queues a message without an attempt.
    pub fn wait(&mut self, message: Message, now: u64) {
        self.waiting.insert(message.number, (message, None));
        self.set_alarm(now);
    }

    /// Notes the result of an attempt, and returns the next message to send.
    pub fn settle(&mut self, message: Message, acknowledged: bool, now: u64) -> Option<Message> {
        if message.waited {
            self.trying = false;
        }
        if acknowledged {
            return self.take(|_| true);
        }
        if message.retries < MOST_RETRIES {
            let later = Message { retries: message.retries + 1, waited: true, ..message };
            self.waiting.insert(later.number, (later, Some(now.saturating_add(DAY))));
        }
        self.set_alarm(now);
        self.take_due(now)
    }

    /// The first message whose time has come.
    pub fn take_due(&mut self, now: u64) -> Option<Message> {
        self.take(|due| due.is_some_and(|due| due <= now))
    }

    /// The size of the queue, in bytes.
    pub fn size(&self) -> usize {
        self.waiting.values().map(|(message, _)| message.size).sum()
    }

    /// Drops the oldest message.
    pub fn forget_one(&mut self, now: u64) {
        self.waiting.pop_first();
        self.set_alarm(now);
    }

    fn take(&mut self, fits: impl Fn(Option<u64>) -> bool) -> Option<Message> {
        if self.trying {
            return None;
        }
        let number = *self.waiting.iter().find(|(_, (_, due))| fits(*due))?.0;
        let (message, _) = self.waiting.remove(&number)?;
        self.trying = true;
        Some(Message { waited: true, ..message })
    }

    /// The first that waits has a time, else all would wait for ever behind one that was given up.
    fn set_alarm(&mut self, now: u64) {
        if let Some(mut first) = self.waiting.first_entry().filter(|_| !self.trying) {
            first.get_mut().1.get_or_insert(now.saturating_add(DAY));
        }
    }
}

#[cfg(test)]
pub mod tests {
    use super::*;

    pub fn message(number: u64, size: usize) -> Message {
        Message {
            number,
            listener: String::new(),
            url: String::new(),
            account: String::new(),
            envelope_id: String::new(),
            event: "envelope-sent",
            include_hmac: true,
            needs_acknowledgement: true,
            body: serde_json::Value::Null,
            size,
            retries: 0,
            waited: false,
        }
    }

    #[test]
    fn one_is_tried_at_a_time_in_the_order_in_which_they_happened() {
        let mut queue = RetryQueue::default();
        // Three were under way when the listener went down, and the last one failed first.
        for number in [3, 1, 2] {
            assert!(queue.settle(message(number, 1), false, 0).is_none());
        }
        assert!(queue.take_due(DAY - 1).is_none());
        let first = queue.take_due(DAY).unwrap();
        assert_eq!((first.number, first.retries), (1, 1));
        assert!(queue.take_due(DAY).is_none(), "one is under way");
        let second = queue.settle(first, false, DAY).unwrap();
        assert_eq!(second.number, 2, "it is due too");
        let third = queue.settle(second, true, DAY).unwrap();
        assert_eq!(third.number, 1, "what failed today goes again when one is taken");
        let last = queue.settle(third, true, DAY).unwrap();
        assert_eq!((last.number, last.retries), (3, 1));
        assert!(queue.settle(last, true, DAY).is_none() && !queue.is_down());
    }
}
