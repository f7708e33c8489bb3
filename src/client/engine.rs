//! The state that a client and its derived clients share: transport, keys, memory, listener.

use std::fmt;
use std::sync::Arc;

use crate::client::event::{EventKind, Listener};
use crate::client::identity::Identity;
use crate::client::memory::SharedMemory;
use crate::client::signer::AnySigner;
#[cfg(feature = "store")]
use crate::client::store::Sharing;
use crate::client::transport::Transport;
use crate::error::{Code, Error, Result};
use crate::flow::At;

pub(crate) struct Engine<T> {
    pub(crate) transport: T,
    pub(crate) signers: Vec<AnySigner>,
    pub(crate) memory: SharedMemory,
    pub(crate) listener: Listener,
    #[cfg(feature = "store")]
    pub(crate) sharing: Option<Arc<Sharing>>,
}

impl<T: Transport> Engine<T> {
    pub(crate) fn at(&self) -> At {
        // Without random numbers there is no jitter, which is acceptable.
        let random = getrandom::u32().map_or(0.5, |random| f64::from(random) / 4_294_967_296.0);
        At { now: self.transport.now(), random }
    }

    pub(crate) async fn sign(&self, key: usize, data: &str) -> Result<Vec<u8>> {
        match self.signers.get(key) {
            Some(signer) => signer.sign(data.as_bytes()).await,
            None => Err(Error::new(Code::Internal, "The client has no key of this number.")),
        }
    }

    /// Calls the listener, without holding a lock.
    pub(crate) fn tell(&self, who: &Arc<Identity>, kind: EventKind) {
        if let Some(listener) = &self.listener.0 {
            listener(&who.event(kind));
        }
    }
}

impl<T> fmt::Debug for Engine<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Engine").field("signers", &self.signers).finish_non_exhaustive()
    }
}
