use crate::evidence::Evidence;
use pyo3::prelude::*;
use pyo3::types::PyTuple;

/// What happened to a document on its way here, and the evidence.
#[pyclass(frozen, eq, module = "servanda")]
#[derive(Debug, PartialEq)]
pub(crate) struct Verdict {
    /// `clean`, `scanned`, `mistyped` or `spun`.
    #[pyo3(get)]
    condition: &'static str,
    evidence: Vec<Evidence>,
}

impl Verdict {
    pub(crate) fn new(verdict: &servanda::Verdict) -> Self {
        let evidence = verdict.evidence().iter().map(Evidence::new).collect();
        Self { condition: verdict.condition().as_str(), evidence }
    }
}

#[pymethods]
impl Verdict {
    /// What the verdict rests on, one entry a kind of damage; empty where repair was off.
    #[getter]
    fn evidence<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, self.evidence.clone())
    }

    fn __repr__(&self) -> String {
        format!("Verdict(condition='{}', evidence={})", self.condition, self.evidence.len())
    }
}
