//! Building the tables of a model from data (feature `train`).

mod lm;
mod spin;

pub use lm::{LanguageModelOptions, language_model};
pub use spin::spin_table;

use std::collections::BTreeMap;

/// One part of a model, just made.
#[derive(Debug, Clone)]
pub struct Trained {
    /// Its content.
    pub bytes: Vec<u8>,
    /// What was measured on held-back data, by name.
    pub figures: BTreeMap<String, f64>,
}
