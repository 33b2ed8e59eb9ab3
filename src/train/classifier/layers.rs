//! The layers while they are learnt: first from what a better classifier labelled, then from what annotators did.

use super::keep::{Counts, keep};
use super::logistic::{Example, Kin, Learner, Learning};
use super::part::{Layer, Part};
use super::prepared::{KIND_ROWS, Prepared, SUBJECT_ROWS};
use super::spans::{Field, LabelledSpans};
use crate::classify::features::of_word;
use crate::classify::heads::{
    ATTRIBUTE_HEADS, ATTRIBUTE_ROWS, KIND_BUCKETS, KIND_HEADS, SUBJECT_BUCKETS, SUBJECT_HEADS, TOPICS,
};
use crate::classify::weights::feature_value;
use crate::train::WordVectors;

/// How each layer learns from a set of sentences.
pub(super) struct Lesson {
    kinds: Learning,
    attributes: Learning,
    subjects: Learning,
    spans: Learning,
}

// Chosen by cross-validation among several values each; all of the neighbours were within half a point.
/// From sentences that a better classifier labelled.
pub(super) const TAUGHT: Lesson = Lesson {
    kinds: Learning { epochs: 4, rate: 0.2, decay: 1e-6, seed: 0 },
    attributes: Learning { epochs: 4, rate: 0.2, decay: 1e-5, seed: 0 },
    subjects: Learning { epochs: 8, rate: 0.2, decay: 1e-5, seed: 0 },
    spans: Learning { epochs: 1, rate: 0.15, decay: 1e-6, seed: 0 },
};
/// From those that annotators labelled.
pub(super) const LABELLED: Lesson = Lesson {
    kinds: Learning { epochs: 5, rate: 0.2, decay: 1e-5, seed: 0 },
    attributes: Learning { epochs: 12, rate: 0.3, decay: 3e-3, seed: 0 },
    subjects: Learning { epochs: 12, rate: 0.3, decay: 3e-3, seed: 0 },
    spans: Learning { epochs: 6, rate: 0.15, decay: 1e-6, seed: 0 },
};

/// All layers of a part.
#[derive(Clone)]
pub(super) struct Layers<'k> {
    kinds: Learner<'k, KIND_HEADS>,
    attributes: Learner<'k, ATTRIBUTE_HEADS>,
    subjects: Learner<'k, SUBJECT_HEADS>,
    spans: Field,
}

impl<'k> Layers<'k> {
    /// Layers that know nothing. Kinds alone have vectors: what the words of a topic or of a norm have in common cannot be
    /// told from chance with so few sentences.
    pub(super) fn new(kin: Option<&'k Kin>) -> Self {
        Self {
            kinds: Learner::new(KIND_ROWS, kin),
            attributes: Learner::new(ATTRIBUTE_ROWS, None),
            subjects: Learner::new(SUBJECT_ROWS, None),
            spans: Field::new(),
        }
    }

    /// Learns from `sentences`; what was learnt before is not forgotten.
    pub(super) fn study(&mut self, sentences: &[&Prepared], lesson: &Lesson, seed: u64) {
        let seeded = |learning: Learning| Learning { seed, ..learning };
        let kinds: Vec<_> = sentences.iter().map(|p| example(p, &p.kinds, p.features.kinds.len(), 0)).collect();
        self.kinds.study(&kinds, seeded(lesson.kinds));
        let attributes = sentences.iter().map(|p| example(p, &p.attributes, p.features.attributes.len(), KIND_HEADS));
        self.attributes.study(&attributes.collect::<Vec<_>>(), seeded(lesson.attributes));
        let subjects = sentences.iter().map(|p| example(p, &p.subjects, p.features.subjects.len(), TOPICS.start));
        self.subjects.study(&subjects.collect::<Vec<_>>(), seeded(lesson.subjects));
        let spans: Vec<&LabelledSpans> = sentences.iter().filter_map(|p| p.spans.as_ref()).collect();
        self.spans.study(&spans, seeded(lesson.spans));
    }

    /// What was learnt, not yet calibrated.
    pub(super) fn finish(self, seen: &Seen) -> Part {
        let [words, stretches] = self.spans.finish();
        Part::new([
            ("kinds", keep(&self.kinds.finish(), KIND_ROWS, &seen.kinds, KIND_BUCKETS)),
            ("attributes", Layer::new(&self.attributes.finish())),
            ("subjects", keep(&self.subjects.finish(), SUBJECT_ROWS, &seen.subjects, SUBJECT_BUCKETS)),
            ("spans", Layer::new(&words)),
            ("stretches", Layer::new(&stretches)),
        ])
    }
}

/// How many sentences have each feature of the layers that keep the best features alone.
#[derive(Default)]
pub(super) struct Seen {
    kinds: Counts,
    subjects: Counts,
}

impl Seen {
    /// Counts the features of sentences.
    pub(super) fn add<'p>(&mut self, sentences: impl Iterator<Item = &'p Prepared>) {
        for p in sentences {
            self.kinds.add(&p.features.kinds, &p.features.words);
            self.subjects.add(&p.features.subjects, &p.features.words);
        }
    }

    /// Counts words that have a vector, which no sentence need have.
    pub(super) fn add_words(&mut self, vectors: &WordVectors) {
        self.kinds.add_words(vectors.words.iter().map(|&word| of_word(word)));
    }
}

/// An example for the heads from number `first` on; its features count as if there were `count` of them.
fn example<'p, const HEADS: usize>(p: &'p Prepared, rows: &'p [u32], count: usize, first: usize) -> Example<'p, HEADS> {
    let targets = std::array::from_fn(|h| p.targets[first + h]);
    Example { rows, value: feature_value(count), targets, weight: p.weight }
}
