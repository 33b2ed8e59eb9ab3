//! The trained part: a safetensors file of 8-bit weights, read in place.

use super::features::Features;
use super::heads::{
    ATTRIBUTE_HEADS, ATTRIBUTE_ROWS, KIND_BUCKETS, KIND_HEADS, PAIR_HEADS, ROLES, Role, Rows, SENTENCE_HEADS,
    SPAN_ROWS, STRETCH_ROWS, SUBJECT_BUCKETS, SUBJECT_HEADS, TOPICS, WORD_HEADS,
};
use super::kept::KeptLayer;
use super::stretch::STRETCH_FEATURES;
use super::tensors::TensorFile;
use crate::bytes::Bytes;
use crate::error::Result;
use safetensors::tensor::Dtype;

/// Name of the part.
pub(crate) const PART: &str = "classifier.safetensors";

/// A linear layer: 8-bit weights (`rows` of one for each head), a scale and a bias for each head.
#[derive(Debug, Clone)]
pub(super) struct Layer {
    rows: Rows,
    weights: Bytes,
    scale: Vec<f32>,
    bias: Vec<f32>,
}

/// The weights of the classifier.
#[derive(Debug, Clone)]
pub(crate) struct Weights {
    kinds: KeptLayer,
    attributes: Layer,
    subjects: KeptLayer,
    spans: Layer,
    stretches: Layer,
    /// From a score to the log-odds of the label: factor and shift.
    calibration: Vec<f32>,
    /// The probability from which on a label is given.
    threshold: [f32; SENTENCE_HEADS],
}

impl Weights {
    /// Opens the part: checks its tensors, parses nothing but the header.
    ///
    /// # Errors
    /// [`Error::Model`] if it is not a safetensors file, or lacks a tensor, or a tensor has another shape or type, or
    /// holds a number that is not finite.
    pub(crate) fn open(bytes: Bytes) -> Result<Self> {
        let file = TensorFile::open(PART, bytes)?;
        Ok(Self {
            kinds: KeptLayer::open(&file, "kinds", KIND_BUCKETS, KIND_HEADS)?,
            attributes: Layer::open(&file, "attributes", ATTRIBUTE_ROWS, ATTRIBUTE_HEADS)?,
            subjects: KeptLayer::open(&file, "subjects", SUBJECT_BUCKETS, SUBJECT_HEADS)?,
            spans: Layer::open(&file, "spans", SPAN_ROWS, WORD_HEADS)?,
            stretches: Layer::open(&file, "stretches", STRETCH_ROWS, ROLES)?,
            calibration: file.numbers("calibration", &[SENTENCE_HEADS, 2])?,
            threshold: file.numbers("threshold", &[SENTENCE_HEADS])?.try_into().expect("as many as the shape says"),
        })
    }

    /// The probability of every sentence head, given the features of a sentence.
    pub(crate) fn sentence(&self, features: &Features) -> [f32; SENTENCE_HEADS] {
        self.log_odds(features).map(logistic)
    }

    /// The log-odds of every sentence head, given the features of a sentence.
    pub(super) fn log_odds(&self, features: &Features) -> [f32; SENTENCE_HEADS] {
        let mut scores = [0.0; SENTENCE_HEADS];
        let (kinds, attributes, subjects) = (&self.kinds, &self.attributes, &self.subjects);
        scores[..KIND_HEADS].copy_from_slice(&kinds.scores::<KIND_HEADS>(&features.kinds, &features.words));
        scores[KIND_HEADS..TOPICS.start].copy_from_slice(&attributes.scores::<ATTRIBUTE_HEADS>(&features.attributes));
        scores[TOPICS.start..].copy_from_slice(&subjects.scores::<SUBJECT_HEADS>(&features.subjects, &features.words));
        for (score, calibration) in scores.iter_mut().zip(self.calibration.chunks_exact(2)) {
            *score = *score * calibration[0] + calibration[1];
        }
        scores
    }

    /// The scores of the heads of a word for a pair of roles, given the features of the word.
    pub(super) fn word(&self, features: &[u32], pair: usize) -> [f32; PAIR_HEADS] {
        // Eight heads are as quickly added as one; they hold those of the pair.
        const AT_ONCE: usize = 8;
        let layer = &self.spans;
        let first = pair * PAIR_HEADS;
        let start = first.min(WORD_HEADS - AT_ONCE);
        let sums: [_; AT_ONCE] = sums(&layer.weights, features, |feature| layer.rows.of(feature) * WORD_HEADS + start);
        let value = feature_value(features.len());
        std::array::from_fn(|head| layer.score(first + head, sums[first - start + head], value))
    }

    /// The score of a stretch of words for a role, given its features.
    pub(super) fn stretch(&self, features: &[u32; STRETCH_FEATURES], role: Role) -> f32 {
        let layer = &self.stretches;
        let (rows, _) = layer.weights.as_chunks::<ROLES>();
        let weight = |&feature: &u32| i32::from(rows[layer.rows.of(feature)][role as usize].cast_signed());
        layer.score(role as usize, features.iter().map(weight).sum(), feature_value(STRETCH_FEATURES))
    }

    /// The probability from which on the label of each sentence head is given.
    pub(super) const fn thresholds(&self) -> &[f32; SENTENCE_HEADS] {
        &self.threshold
    }
}

impl Layer {
    /// The layer `name` of a file.
    pub(super) fn open(file: &TensorFile, name: &str, rows: Rows, heads: usize) -> Result<Self> {
        Ok(Self {
            rows,
            weights: file.tensor(name, Dtype::I8, &[rows.all(), heads])?,
            scale: file.numbers(&format!("{name}.scale"), &[heads])?,
            bias: file.numbers(&format!("{name}.bias"), &[heads])?,
        })
    }

    /// The score of each head, of however many, given features and words.
    pub(super) fn all_scores(&self, features: &[u32], words: &[u32]) -> Vec<f32> {
        let heads = self.scale.len();
        let value = feature_value(features.len());
        let of_head = |h: usize| {
            let weight = |row: usize| i32::from(self.weights[row * heads + h].cast_signed());
            self.rows(features, words).map(weight).sum::<i32>() as f32 * self.scale[h] * value + self.bias[h]
        };
        (0..heads).map(of_head).collect()
    }

    fn rows(&self, features: &[u32], words: &[u32]) -> impl Iterator<Item = usize> {
        features.iter().map(|&f| self.rows.of(f)).chain(words.iter().map(|&w| self.rows.of_word(w)))
    }

    /// The score of each head, given features.
    fn scores<const HEADS: usize>(&self, features: &[u32]) -> [f32; HEADS] {
        let sums = sums::<HEADS>(&self.weights, features, |feature| self.rows.of(feature) * HEADS);
        let value = feature_value(features.len());
        std::array::from_fn(|head| self.score(head, sums[head], value))
    }

    /// The score of a head, given the sum of its weights and the value of each feature.
    fn score(&self, head: usize, sum: i32, value: f32) -> f32 {
        sum as f32 * self.scale[head] * value + self.bias[head]
    }
}

/// Rows that are added up in 16 bits; the sum of no more of them can leave these.
const ROWS_AT_ONCE: usize = 256;

/// The sums of the weights of features, head by head, given what tells where those of a feature start.
pub(super) fn sums<const HEADS: usize>(weights: &[u8], features: &[u32], start: impl Fn(u32) -> usize) -> [i32; HEADS] {
    let mut sums = [0_i32; HEADS];
    for some in features.chunks(ROWS_AT_ONCE) {
        let mut of_some = [0_i16; HEADS];
        for &feature in some {
            let weights: &[u8; HEADS] = weights[start(feature)..].first_chunk().expect("the file has all rows");
            for head in 0..HEADS {
                of_some[head] += i16::from(weights[head].cast_signed());
            }
        }
        for head in 0..HEADS {
            sums[head] += i32::from(of_some[head]);
        }
    }
    sums
}

/// The value that each of `count` features has: together they have length one.
pub(crate) fn feature_value(count: usize) -> f32 {
    1.0 / (count.max(1) as f32).sqrt()
}

/// From log-odds to a probability.
pub(crate) fn logistic(x: f32) -> f32 {
    1.0 / (1.0 + (-x).exp())
}

#[cfg(all(test, feature = "embedded"))]
mod tests {
    use super::*;
    use crate::error::Error;
    use safetensors::tensor::SafeTensors;

    const EMBEDDED: &[u8] = include_bytes!("../model/en/classifier.safetensors");

    fn reason(bytes: Vec<u8>) -> String {
        match Weights::open(bytes.into()) {
            Err(Error::Model { part, reason }) if part == PART => reason,
            other => panic!("expected a model error, got {other:?}"),
        }
    }

    #[test]
    fn damage_is_an_error_wherever_the_file_is_cut() {
        Weights::open(EMBEDDED.into()).unwrap();
        for cut in [0, 1, 7, 8, 9, 100, EMBEDDED.len() / 2, EMBEDDED.len() - 1] {
            assert!(!reason(EMBEDDED[..cut].to_vec()).is_empty(), "cut at {cut}");
        }
        assert!(reason(b"\xff\xff\xff\xff\xff\xff\xff\xff{}".to_vec()).contains("safetensors"));
    }

    #[test]
    fn foreign_tensors_are_named() {
        let renamed = String::from_utf8_lossy(&EMBEDDED[..1000]).find("calibration").unwrap();
        let mut bytes = EMBEDDED.to_vec();
        bytes[renamed] = b'k';
        assert!(reason(bytes).contains("`calibration`"));
    }

    #[test]
    fn numbers_are_finite() {
        let (header, metadata) = SafeTensors::read_metadata(EMBEDDED).unwrap();
        let at = 8 + header + metadata.info("threshold").unwrap().data_offsets.0;
        let mut bytes = EMBEDDED.to_vec();
        bytes[at..at + 4].copy_from_slice(&f32::NAN.to_le_bytes());
        assert!(reason(bytes).contains("not finite"));
    }
}
