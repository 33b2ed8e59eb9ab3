//! What was found out about a document as a whole, before any of it was repaired.

use crate::names::named;

named! {
    /// What happened to a document on its way here.
    pub enum Condition as "condition" {
        /// Nothing worth repairing.
        Clean = "clean",
        /// Read by optical recognition, with errors.
        Scanned = "scanned",
        /// Typed with slips.
        Mistyped = "mistyped",
        /// Run through an article spinner.
        Spun = "spun",
    }
}

/// The verdict on a document, with the evidence that it rests on.
///
/// ```
/// use servanda::{Condition, Model, Pipeline};
///
/// let doc = Pipeline::new(Model::embedded()).annotate("We will publish our view before May.");
/// assert_eq!(doc.verdict().condition(), Condition::Clean);
/// assert!(doc.verdict().evidence().iter().all(|evidence| evidence.per_100_words < evidence.threshold));
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Verdict {
    condition: Condition,
    evidence: Vec<Evidence>,
}

/// How strongly the document shows one kind of damage.
///
/// ```
/// use servanda::{Condition, Evidence};
///
/// let evidence = Evidence { condition: Condition::Scanned, per_100_words: 8.3, threshold: 2.0 };
/// assert!(evidence.per_100_words >= evidence.threshold);
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    /// The condition that it speaks for.
    pub condition: Condition,
    /// Places that show it, per 100 words.
    pub per_100_words: f32,
    /// How many such places make the condition certain enough, per 100 words.
    pub threshold: f32,
}

impl Verdict {
    /// A verdict with its evidence.
    pub const fn new(condition: Condition, evidence: Vec<Evidence>) -> Self {
        Self { condition, evidence }
    }

    /// What happened to the document.
    pub const fn condition(&self) -> Condition {
        self.condition
    }

    /// What the verdict rests on, one entry a kind of damage that was looked for; empty where repair was off.
    pub fn evidence(&self) -> &[Evidence] {
        &self.evidence
    }
}

impl Default for Verdict {
    fn default() -> Self {
        Self::new(Condition::Clean, Vec::new())
    }
}
