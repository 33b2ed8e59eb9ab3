//! Labels of a user's own: a linear layer beside the built-in ones, over the features of a sentence.

use super::features::Features;
use super::heads::{ATTRIBUTE_ROWS, Rows};
use super::tensors::TensorFile;
use super::weights::{Layer, logistic};
use crate::bytes::Bytes;
use crate::document::OwnLabel;
use crate::error::Result;
use std::sync::Arc;

/// Name of the part, and of its layer.
pub(crate) const PART: &str = "labels.safetensors";
pub(crate) const LAYER: &str = "labels";
/// The text of the header that holds the names of the labels, a JSON list.
pub(crate) const NAMES: &str = "labels";
/// Rows of the layer: own label sets are learnt from as few sentences as attributes are, so from the same features.
pub(crate) const OWN_ROWS: Rows = Rows { features: ATTRIBUTE_ROWS.features, words: 1 << 14 };

/// A label set with its weights.
#[derive(Debug, Clone)]
pub(crate) struct OwnLabels {
    names: Vec<Arc<str>>,
    layer: Layer,
    /// From a score to the log-odds of the label: factor and shift.
    calibration: Vec<f32>,
    /// The probability from which on a label is given.
    threshold: Vec<f32>,
}

impl OwnLabels {
    /// Opens the part.
    ///
    /// # Errors
    /// [`Error::Model`](crate::Error::Model) if it is not such a file, or its tensors do not fit its label set.
    pub(crate) fn open(bytes: Bytes) -> Result<Self> {
        let file = TensorFile::open(PART, bytes)?;
        let names: Vec<Arc<str>> = serde_json::from_str(file.text(NAMES)?)
            .map_err(|error| file.damaged(format!("the names of its labels are no list of texts: {error}")))?;
        let heads = names.len();
        Ok(Self {
            layer: Layer::open(&file, LAYER, OWN_ROWS, heads)?,
            calibration: file.numbers("calibration", &[heads, 2])?,
            threshold: file.numbers("threshold", &[heads])?,
            names,
        })
    }

    /// Every label with its probability, in the order of the set.
    pub(super) fn of(&self, features: &Features) -> Vec<OwnLabel> {
        let scores = self.layer.all_scores(&features.attributes, &features.words);
        let label = |(i, score): (usize, f32)| {
            let score = logistic(score * self.calibration[2 * i] + self.calibration[2 * i + 1]);
            OwnLabel { name: Arc::clone(&self.names[i]), score, given: score >= self.threshold[i] }
        };
        scores.into_iter().enumerate().map(label).collect()
    }
}
