//! The outputs of the linear model, in order.

use crate::document::{Force, Kind, Status, Strength, Topic, UnNorm};
use std::ops::Range;

/// Kinds.
pub(crate) const KINDS: Range<usize> = 0..Kind::ALL.len();
/// Force of a norm, learnt from norms.
pub(crate) const FORCE: Range<usize> = after(&KINDS, Force::ALL.len());
/// Status of a commitment, learnt from commitments.
pub(crate) const STATUS: Range<usize> = after(&FORCE, Status::ALL.len());
/// Strength of a commitment, learnt from commitments.
pub(crate) const STRENGTH: Range<usize> = after(&STATUS, Strength::ALL.len());
/// Whether a commitment is to refrain, learnt from commitments.
pub(crate) const REFRAIN: Range<usize> = after(&STRENGTH, 1);
/// Topics.
pub(crate) const TOPICS: Range<usize> = after(&REFRAIN, Topic::ALL.len());
/// Whether a norm of A/70/174 is stated.
pub(crate) const STATES_UN_NORM: Range<usize> = after(&TOPICS, 1);
/// Which of them.
pub(crate) const UN_NORM: Range<usize> = after(&STATES_UN_NORM, UnNorm::ALL.len());
/// All of these.
pub(crate) const SENTENCE_HEADS: usize = UN_NORM.end;

/// The kinds have a layer of their own, which is wide: no other label has as many sentences to learn from.
pub(crate) const KIND_HEADS: usize = KINDS.end;
/// Force, status, strength and polarity are in a second layer.
pub(crate) const ATTRIBUTE_HEADS: usize = TOPICS.start - KIND_HEADS;
/// Topics and UN norms are in a third, which sees what a sentence speaks of and not how.
pub(crate) const SUBJECT_HEADS: usize = SENTENCE_HEADS - TOPICS.start;

/// Rows of a layer, powers of two. Features that share a row add up, in training as in use. Words may have rows of their
/// own, so that what is known of a word's kin can be added to what was learnt of it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rows {
    /// Rows of all features but words.
    pub(crate) features: usize,
    /// Rows of words, after those; 0 where words are features like any other.
    pub(crate) words: usize,
}

/// Buckets of the features that the layer of kinds keeps.
pub(crate) const KIND_BUCKETS: usize = 26_000;
/// Buckets of the features that the layer of subjects keeps.
pub(crate) const SUBJECT_BUCKETS: usize = 4_000;
/// Rows of the layer of attributes.
pub(crate) const ATTRIBUTE_ROWS: Rows = Rows { features: 1 << 14, words: 0 };
/// Rows of the layer of words in spans.
pub(crate) const SPAN_ROWS: Rows = Rows { features: 1 << 14, words: 0 };
/// Rows of the layer of stretches of words.
pub(crate) const STRETCH_ROWS: Rows = Rows { features: 1 << 12, words: 0 };

impl Rows {
    /// All of them.
    pub(crate) const fn all(self) -> usize {
        self.features + self.words
    }

    /// The row of a feature that is no word.
    pub(crate) const fn of(self, feature: u32) -> usize {
        feature as usize & (self.features - 1)
    }

    /// The row of the feature of a word.
    pub(crate) const fn of_word(self, feature: u32) -> usize {
        self.features + (feature as usize & (self.words - 1))
    }
}

/// What part of a statement a span is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    NormHolder,
    NormAction,
    CommitmentHolder,
    CommitmentAction,
    CallAddressee,
    CallAction,
}

impl Role {
    /// Every role, in the order of its heads.
    pub(crate) const ALL: [Self; 6] = [
        Self::NormHolder,
        Self::NormAction,
        Self::CommitmentHolder,
        Self::CommitmentAction,
        Self::CallAddressee,
        Self::CallAction,
    ];

    /// Number of the pair that it belongs to: who and what of a kind.
    pub(crate) const fn pair(self) -> usize {
        self as usize / 2
    }

    /// Its heads among those of its pair: first word, any word, last word.
    pub(crate) const fn heads(self) -> [usize; 3] {
        let start = self as usize % 2 * 3;
        [start, start + 1, start + 2]
    }
}

/// The roles; a stretch of words as a whole has a score for each.
pub(crate) const ROLES: usize = Role::ALL.len();
/// The heads of a word: three for each role.
pub(crate) const WORD_HEADS: usize = ROLES * 3;
/// The heads of a word for a pair of roles; norms, commitments and calls have one pair each.
pub(crate) const PAIR_HEADS: usize = 2 * WORD_HEADS / ROLES;

const fn after(range: &Range<usize>, len: usize) -> Range<usize> {
    range.end..range.end + len
}
