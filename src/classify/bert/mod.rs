//! The teacher: a BERT encoder with a head for everything that the linear model tells, and one for spans.
//!
//! Tensors of libtorch may be sent to another thread but not shared. So one thread of the teacher's own holds the
//! network, and a channel leads to it: outside, a teacher is shared like any other classifier. Whoever asks cuts
//! sentences into word pieces; the thread takes all that waits, and reads it in batches of like length.

mod batch;
mod network;
mod part;
mod spans;
mod tokens;
mod worker;

pub(crate) use batch::Batch;
pub(crate) use network::{DOWN, HEADS, Network, UP};
pub(crate) use part::{PART, Tensors, write_tensors};
pub(crate) use spans::{BEGIN, INSIDE, OUTSIDE, TAGS};
pub(crate) use tokens::{Encoded, Tokens, VOCABULARIES};
pub(crate) use worker::read as read_batches;

use super::heads::{KINDS, Role, SENTENCE_HEADS, TOPICS};
use super::weights::logistic;
use crate::error::{Error, Result};
use crate::span::Span;
use std::path::Path;
use worker::Worker;

/// Files of the base directory that every base has; its vocabulary is in one of [`tokens::VOCABULARIES`].
pub(crate) const BASE_FILES: [&str; 2] = [network::CONFIG, network::WEIGHTS];

/// The probability from which on a label is given: topics, which are rare, are given sooner. `docs/bert.md` says how this
/// and the shares were chosen.
pub(super) const THRESHOLDS: [f32; SENTENCE_HEADS] = {
    let mut thresholds = [0.5; SENTENCE_HEADS];
    let mut topic = TOPICS.start;
    while topic < TOPICS.end {
        thresholds[topic] = 0.35;
        topic += 1;
    }
    thresholds
};

/// The share of the linear model in the log-odds of a kind or topic, and of an attribute; the network has the rest. Words
/// and cues tell kinds and topics that the network misses, and the other way round.
const SHARE: f32 = 0.5;
const SHARE_OF_ATTRIBUTES: f32 = 0.2;

/// What the network says of a sentence.
#[derive(Debug, Clone)]
pub(crate) struct Found {
    /// The log-odds of each head.
    log_odds: [f32; SENTENCE_HEADS],
    /// The stretch of each role, in bytes of the sentence.
    pub(super) spans: [Option<Span>; Role::ALL.len()],
}

impl Found {
    /// The same, joined with what the linear model says.
    pub(super) fn joined(mut self, linear: &[f32; SENTENCE_HEADS]) -> Self {
        for (head, (log_odds, linear)) in self.log_odds.iter_mut().zip(linear).enumerate() {
            let alike = KINDS.contains(&head) || TOPICS.contains(&head);
            let share = if alike { SHARE } else { SHARE_OF_ATTRIBUTES };
            *log_odds += share * (linear - *log_odds);
        }
        self
    }

    /// The probability of each head.
    pub(super) fn probabilities(&self) -> [f32; SENTENCE_HEADS] {
        self.log_odds.map(logistic)
    }
}

/// A fine-tuned encoder; cheap to clone. Its thread ends with the last clone.
#[derive(Debug, Clone)]
pub(crate) struct Teacher {
    tokens: Tokens,
    worker: Worker,
}

impl Teacher {
    /// The encoder of the directory `base`, changed as `part` says.
    ///
    /// # Errors
    /// [`Error::Io`], [`Error::Json`] and [`Error::Model`], each with the file that is at fault.
    pub(crate) fn open(base: &Path, part: &[u8]) -> Result<Self> {
        let tokens = Tokens::open(base)?;
        let tuned = Tensors::read(PART, part)?;
        let base = base.to_owned();
        let worker = Worker::start(move || Ok(Network::open(&base, Some(&tuned))?.halve_if_faster()))?;
        Ok(Self { tokens, worker })
    }

    /// What the network says of each sentence with its lead-in.
    ///
    /// # Panics
    /// If libtorch fails, which it does when memory is short.
    pub(super) fn read(&self, sentences: &[(&str, Option<&str>)]) -> Vec<Found> {
        self.worker.read(sentences.iter().map(|(sentence, lead_in)| self.tokens.encode(sentence, *lead_in)).collect())
    }
}

/// The error of a file of the base or of the part.
fn damaged(file: &str, reason: impl std::fmt::Display) -> Error {
    Error::Model { part: file.to_owned(), reason: reason.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::classify::heads::FORCE;

    #[test]
    fn of_kinds_both_models_say_as_much_and_of_attributes_the_network_more() {
        let found = Found { log_odds: [-2.0; SENTENCE_HEADS], spans: [None; Role::ALL.len()] };
        let joined = found.joined(&[2.0; SENTENCE_HEADS]);
        assert_eq!(joined.probabilities()[KINDS], [0.5; KINDS.end]);
        let force = &joined.log_odds[FORCE];
        assert!(force.iter().all(|&odds| odds > -2.0 && odds < -1.0), "{force:?}");
    }
}
