//! Stage 6: sentences to statements.

use crate::bytes::Bytes;
use crate::document::{BlockKind, Kind, Statement};
use crate::error::Result;

/// The weights of the classifier.
#[derive(Debug, Clone)]
pub(crate) struct Weights {}

impl Weights {
    /// Opens it.
    ///
    /// # Errors
    /// If damaged.
    pub(crate) fn open(_bytes: Bytes) -> Result<Self> {
        Ok(Self {})
    }
}

/// Where a sentence stands.
#[derive(Debug, Clone, Copy)]
pub struct Context<'t> {
    /// Kind of its block.
    pub block: BlockKind,
    /// Text of the block that introduces it.
    pub lead_in: Option<&'t str>,
}

/// Classifies sentences.
#[derive(Debug, Clone)]
pub struct Classifier {}

impl Classifier {
    /// A classifier.
    pub(crate) fn new(_weights: Weights) -> Self {
        Self {}
    }

    /// What `sentence` states; spans are bytes of `sentence`.
    pub fn classify(&self, _sentence: &str, _context: &Context<'_>) -> Statement {
        Statement::new(0, vec![Kind::Report], [0.0; Kind::ALL.len()])
    }
}
