use pyo3::prelude::*;
use servanda::output::decimal;

/// How strongly a document shows one kind of damage.
#[pyclass(frozen, eq, get_all, module = "servanda")]
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Evidence {
    /// The condition that it speaks for.
    condition: &'static str,
    /// Places that show it, per 100 words.
    per_100_words: f64,
    /// How many such places make the condition certain enough, per 100 words.
    threshold: f64,
}

impl Evidence {
    pub(crate) fn new(evidence: &servanda::Evidence) -> Self {
        Self {
            condition: evidence.condition.as_str(),
            per_100_words: decimal(evidence.per_100_words),
            threshold: decimal(evidence.threshold),
        }
    }
}

#[pymethods]
impl Evidence {
    fn __repr__(&self) -> String {
        let Self { condition, per_100_words, threshold } = self;
        format!("Evidence(condition='{condition}', per_100_words={per_100_words}, threshold={threshold})")
    }
}
