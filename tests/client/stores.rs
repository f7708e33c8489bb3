//! Stores for the tests: one that is sound, and one that may do anything.

use std::collections::HashMap;
use std::future::pending;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use docusign_jwt::{
    BoxFuture, Failure, HttpRequest, Reqwest, ResponseHead, SourceError, StoreLock,
    StoreOperation as Operation, TokenStore, Transport,
};

/// What a store does when it is asked for something.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Mood {
    Works,
    Fails,
    Hangs,
}

#[derive(Default)]
struct Inside {
    records: HashMap<String, String>,
    locks: HashMap<String, (String, Instant)>,
    calls: Vec<Operation>,
    moods: HashMap<Operation, Mood>,
}

/// A store in memory. Clones are the same one.
#[derive(Clone, Default)]
pub(crate) struct MemoryStore(Arc<Mutex<Inside>>);

impl MemoryStore {
    pub(crate) fn calls(&self) -> Vec<Operation> {
        self.0.lock().unwrap().calls.clone()
    }

    pub(crate) fn records(&self) -> HashMap<String, String> {
        self.0.lock().unwrap().records.clone()
    }

    pub(crate) fn put(&self, records: HashMap<String, String>) {
        self.0.lock().unwrap().records = records;
    }

    pub(crate) fn mood(&self, operations: &[Operation], mood: Mood) {
        let mut inside = self.0.lock().unwrap();
        for operation in operations {
            inside.moods.insert(*operation, mood);
        }
    }

    /// Somebody has the lock of each name there is, for ever.
    pub(crate) fn lock_for_ever(&self, name: &str) {
        let end = Instant::now() + Duration::from_secs(3600);
        self.0.lock().unwrap().locks.insert(name.to_owned(), ("somebody".to_owned(), end));
    }

    fn does<'a, V: Send + 'a>(
        &'a self,
        operation: Operation,
        work: impl FnOnce(&mut Inside) -> V + Send + 'a,
    ) -> BoxFuture<'a, Result<V, SourceError>> {
        Box::pin(async move {
            let mood = {
                let mut inside = self.0.lock().unwrap();
                inside.calls.push(operation);
                inside.moods.get(&operation).copied().unwrap_or(Mood::Works)
            };
            match mood {
                Mood::Works => Ok(work(&mut self.0.lock().unwrap())),
                Mood::Fails => Err("the store is closed".into()),
                Mood::Hangs => pending().await,
            }
        })
    }
}

impl TokenStore for MemoryStore {
    fn get<'a>(&'a self, name: &'a str) -> BoxFuture<'a, Result<Option<String>, SourceError>> {
        self.does(Operation::Get, |inside| inside.records.get(name).cloned())
    }

    fn set<'a>(
        &'a self,
        name: &'a str,
        record: &'a str,
        lifetime: Duration,
    ) -> BoxFuture<'a, Result<(), SourceError>> {
        assert!(lifetime > Duration::ZERO && lifetime <= Duration::from_secs(3600));
        self.does(Operation::Set, |inside| {
            inside.records.insert(name.to_owned(), record.to_owned());
        })
    }

    fn delete<'a>(&'a self, name: &'a str) -> BoxFuture<'a, Result<(), SourceError>> {
        self.does(Operation::Delete, |inside| {
            inside.records.remove(name);
        })
    }

    fn lock(&self) -> Option<&dyn StoreLock> {
        Some(self)
    }
}

impl StoreLock for MemoryStore {
    fn take<'a>(
        &'a self,
        name: &'a str,
        owner: &'a str,
        lifetime: Duration,
    ) -> BoxFuture<'a, Result<bool, SourceError>> {
        self.does(Operation::Lock, move |inside| {
            let now = Instant::now();
            let is_free = inside.locks.get(name).is_none_or(|(_, end)| *end <= now);
            if is_free {
                inside.locks.insert(name.to_owned(), (owner.to_owned(), now + lifetime));
            }
            is_free
        })
    }

    fn release<'a>(
        &'a self,
        name: &'a str,
        owner: &'a str,
    ) -> BoxFuture<'a, Result<(), SourceError>> {
        self.does(Operation::Unlock, move |inside| {
            if inside.locks.get(name).is_some_and(|(holder, _)| holder == owner) {
                inside.locks.remove(name);
            }
        })
    }
}

/// The same without locks.
#[derive(Clone, Default)]
pub(crate) struct WithoutLocks(pub(crate) MemoryStore);

impl TokenStore for WithoutLocks {
    fn get<'a>(&'a self, name: &'a str) -> BoxFuture<'a, Result<Option<String>, SourceError>> {
        self.0.get(name)
    }

    fn set<'a>(
        &'a self,
        name: &'a str,
        record: &'a str,
        lifetime: Duration,
    ) -> BoxFuture<'a, Result<(), SourceError>> {
        self.0.set(name, record, lifetime)
    }
}

/// A transport whose clock may be off, and whose time may pass a hundred times as fast.
#[derive(Clone)]
pub(crate) struct Clocked {
    pub(crate) inner: Reqwest,
    pub(crate) ahead: Arc<AtomicU64>,
    pub(crate) hurries: bool,
    pub(crate) shares_work: bool,
}

impl Clocked {
    pub(crate) fn new() -> Self {
        Self {
            inner: Reqwest::new().unwrap(),
            ahead: Arc::default(),
            hurries: false,
            shares_work: true,
        }
    }
}

impl Transport for Clocked {
    type Response = <Reqwest as Transport>::Response;
    type Stream = <Reqwest as Transport>::Stream;

    async fn send(&self, request: HttpRequest<Self::Stream>) -> Result<Self::Response, Failure> {
        self.inner.send(request).await
    }

    fn head(&self, response: &Self::Response) -> ResponseHead {
        self.inner.head(response)
    }

    async fn chunk(&self, response: &mut Self::Response) -> Result<Option<bytes::Bytes>, Failure> {
        self.inner.chunk(response).await
    }

    /// The time runs from the call on, and not from the first look at the future.
    fn sleep(&self, duration: Duration) -> impl Future<Output = ()> {
        tokio::time::sleep(duration / if self.hurries { 100 } else { 1 })
    }

    fn now(&self) -> u64 {
        self.inner.now() + self.ahead.load(Ordering::Relaxed)
    }

    fn shares_work(&self) -> bool {
        self.shares_work
    }
}
