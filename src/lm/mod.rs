//! The word n-gram model.

use crate::bytes::Bytes;
use crate::error::Result;

/// The model.
#[derive(Debug, Clone)]
pub(crate) struct LanguageModel {}

impl LanguageModel {
    /// Opens it.
    ///
    /// # Errors
    /// If damaged.
    pub(crate) fn open(_bytes: Bytes) -> Result<Self> {
        Ok(Self {})
    }
}
