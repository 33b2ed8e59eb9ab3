//! The trained part: a safetensors file of 8-bit weights, read in place.

use super::features::Features;
use super::heads::{
    ATTRIBUTE_HEADS, ATTRIBUTE_ROWS, KIND_BUCKETS, KIND_HEADS, ROLES, Rows, SENTENCE_HEADS, SPAN_ROWS, STRETCH_ROWS,
    SUBJECT_BUCKETS, SUBJECT_HEADS, TOPICS, WORD_HEADS,
};
use super::kept::KeptLayer;
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
        let mut scores = [0.0; SENTENCE_HEADS];
        let (kinds, attributes, subjects) = (&self.kinds, &self.attributes, &self.subjects);
        scores[..KIND_HEADS].copy_from_slice(&kinds.scores::<KIND_HEADS>(&features.kinds, &features.words));
        scores[KIND_HEADS..TOPICS.start]
            .copy_from_slice(&attributes.scores::<ATTRIBUTE_HEADS>(&features.attributes, &[]));
        scores[TOPICS.start..].copy_from_slice(&subjects.scores::<SUBJECT_HEADS>(&features.subjects, &features.words));
        for (score, calibration) in scores.iter_mut().zip(self.calibration.chunks_exact(2)) {
            *score = logistic(*score * calibration[0] + calibration[1]);
        }
        scores
    }

    /// The score of every word head, given the features of a word.
    pub(super) fn word(&self, features: &[u32]) -> [f32; WORD_HEADS] {
        self.spans.scores(features, &[])
    }

    /// The score for every role, given the features of a stretch of words.
    pub(super) fn stretch(&self, features: &[u32]) -> [f32; ROLES] {
        self.stretches.scores(features, &[])
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

    /// The score of each head, given features and words.
    fn scores<const HEADS: usize>(&self, features: &[u32], words: &[u32]) -> [f32; HEADS] {
        let mut sums = [0_i32; HEADS];
        for row in self.rows(features, words) {
            let weights = &self.weights[row * HEADS..(row + 1) * HEADS];
            sums.iter_mut().zip(weights).for_each(|(sum, weight)| *sum += i32::from(weight.cast_signed()));
        }
        let value = feature_value(features.len());
        std::array::from_fn(|h| sums[h] as f32 * self.scale[h] * value + self.bias[h])
    }
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
