//! Stage 4: what needs context.

use crate::bytes::Bytes;
use crate::document::{Block, Verdict};
use crate::edits::{Edit, EditLog};
use crate::error::Result;
use crate::lm::LanguageModel;
use crate::names::named;

named! {
    /// How boldly damaged text is repaired.
    pub enum RepairPolicy as "repair policy" {
        /// Not at all.
        Off = "off",
        /// Only what is as good as certain.
        Certain = "certain",
        /// What is more likely right than wrong.
        Balanced = "balanced",
        /// All that is likely in a damaged document.
        Bold = "bold",
    }
}

impl Default for RepairPolicy {
    fn default() -> Self {
        Self::Balanced
    }
}

/// The table of spun phrases.
#[derive(Debug, Clone)]
pub(crate) struct SpinTable {}

impl SpinTable {
    /// Opens it.
    ///
    /// # Errors
    /// If damaged.
    pub(crate) fn open(_bytes: Bytes) -> Result<Self> {
        Ok(Self {})
    }
}

/// Repairs text.
#[derive(Debug, Clone)]
pub struct Repairer {}

/// What [`Repairer::repair`] finds.
#[derive(Debug, Clone, Default)]
pub struct Repair {
    /// The edits to make.
    pub log: EditLog,
    /// Edits that are not sure enough.
    pub suggestions: Vec<Edit>,
    /// What happened to the document.
    pub verdict: Verdict,
}

impl Repairer {
    /// A repairer.
    pub(crate) fn new(_lm: LanguageModel, _spin: SpinTable, _policy: RepairPolicy) -> Self {
        Self {}
    }

    /// Repairs `text`, whose blocks are `blocks`.
    pub fn repair(&self, _text: &str, _blocks: &[Block]) -> Repair {
        Repair::default()
    }
}
