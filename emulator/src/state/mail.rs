//! The e-mails that ask remote recipients to sign. None is sent: a control endpoint shows them.

use serde_json::json;

use crate::state::emulator::Emulator;
use crate::state::envelope::Envelope;
use crate::state::view::{Opens, View};

/// Adds an e-mail for each of these signers, with their own link.
pub fn invite(emulator: &Emulator, envelope: &Envelope, signers: &[usize], origin: &str) {
    let now = emulator.now();
    for at in signers {
        let Some(signer) = envelope.signers.get(*at) else { continue };
        let token = emulator.random_text();
        let view = View {
            envelope: envelope.id.clone(),
            opens: Opens::Signing { signer: *at },
            return_url: None,
            expires_at: u64::MAX,
            redeemed: false,
        };
        let letter = json!({
            "at": now,
            "to": signer.email,
            "subject": envelope.subject,
            "envelopeId": envelope.id,
            "url": view.url(origin, &token),
        });
        let mut state = emulator.state();
        state.views.insert(token, view);
        state.mail.push(&letter);
    }
}
