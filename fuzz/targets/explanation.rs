//! Texts that somebody wants explained, of a server, a log or a person.
#![no_main]

use docusign_jwt::ErrorExplanation;
use docusign_jwt_fuzz::{SECRET, assert_silent, bounded, of_text};

of_text!(input => {
    for status in [None, Some(400), Some(503)] {
        let outcome = bounded(input.as_bytes(), || ErrorExplanation::read(input, status));
        assert_silent(&outcome, SECRET);
    }
});
