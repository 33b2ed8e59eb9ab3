//! A labelled sentence as the layers learn it.

use super::examples::LabelledSentence;
use super::spans::LabelledSpans;
use super::targets;
use crate::classify::features::{self, Features, Reading};
use crate::classify::heads::{ATTRIBUTE_ROWS, Rows, SENTENCE_HEADS};

/// Rows of the layer of kinds while it is learnt: so many that few features share one. The model keeps the best.
pub(super) const KIND_ROWS: Rows = Rows { features: 1 << 20, words: 1 << 17 };
/// The same of the layer of topics and norms.
pub(super) const SUBJECT_ROWS: Rows = Rows { features: 1 << 16, words: 1 << 17 };

/// One labelled sentence, read.
pub(super) struct Prepared {
    pub(super) features: Features,
    /// Rows of the features, in each layer of sentences.
    pub(super) kinds: Vec<u32>,
    pub(super) attributes: Vec<u32>,
    pub(super) subjects: Vec<u32>,
    pub(super) targets: [f32; SENTENCE_HEADS],
    pub(super) spans: Option<LabelledSpans>,
    pub(super) weight: f32,
}

impl Prepared {
    /// Reads a sentence, which counts `unsure_weight` if the annotator hesitated.
    pub(super) fn new(example: &LabelledSentence, unsure_weight: f32) -> Self {
        let reading = Reading::new(&example.text, None);
        let features = features::sentence(&reading);
        Self {
            kinds: rows_of(KIND_ROWS, &features.kinds, &features.words),
            attributes: rows_of(ATTRIBUTE_ROWS, &features.attributes, &[]),
            subjects: rows_of(SUBJECT_ROWS, &features.subjects, &features.words),
            features,
            targets: targets::of_sentence(example),
            spans: targets::of_spans(example, &reading),
            weight: if example.unsure { unsure_weight } else { 1.0 },
        }
    }
}

/// The rows of the features and the words of a sentence.
pub(super) fn rows_of(rows: Rows, features: &[u32], words: &[u32]) -> Vec<u32> {
    let features = features.iter().map(|&feature| rows.of(feature) as u32);
    features.chain(words.iter().map(|&word| rows.of_word(word) as u32)).collect()
}
