use crate::call::Call;
use crate::commitment::Commitment;
use crate::norm::Norm;
use crate::sentence::Sentence;
use crate::shared::{Shared, shorten};
use crate::span::Span;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};
use servanda::output::decimal;
use servanda::{Kind, Topic};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

/// What one sentence states.
#[pyclass(frozen, module = "servanda")]
#[derive(Debug)]
pub(crate) struct Statement {
    shared: Arc<Shared>,
    number: usize,
}

impl Statement {
    pub(crate) fn new(shared: &Arc<Shared>, number: usize) -> Self {
        Self { shared: Arc::clone(shared), number }
    }

    fn get(&self) -> &servanda::Statement {
        &self.shared.doc.statements()[self.number]
    }
}

#[pymethods]
impl Statement {
    /// The sentence.
    #[getter]
    fn sent(&self) -> Sentence {
        Sentence::new(&self.shared, self.number)
    }

    /// One to three kinds, the primary one first.
    #[getter]
    fn kinds<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, self.get().kinds.iter().map(|kind| kind.as_str()).collect::<Vec<_>>())
    }

    /// The primary kind.
    #[getter]
    fn kind(&self) -> Option<&'static str> {
        self.get().kind().map(Kind::as_str)
    }

    /// A probability for each kind.
    #[getter]
    fn scores<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let scores = PyDict::new(py);
        for kind in Kind::ALL {
            scores.set_item(kind.as_str(), decimal(self.get().score(kind)))?;
        }
        Ok(scores)
    }

    /// The rule, if one of the kinds is `norm`.
    #[getter]
    fn norm(&self) -> Option<Norm> {
        self.get().norm.as_ref().map(|norm| Norm::new(&self.shared, norm))
    }

    /// The pledge, if one of the kinds is `commitment`.
    #[getter]
    fn commitment(&self) -> Option<Commitment> {
        self.get().commitment.as_ref().map(|commitment| Commitment::new(&self.shared, commitment))
    }

    /// The request, if one of the kinds is `call`.
    #[getter]
    fn call(&self) -> Option<Call> {
        self.get().call.as_ref().map(|call| Call::new(&self.shared, call))
    }

    /// What it is about, at most three.
    #[getter]
    fn topics<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, self.get().topics.iter().copied().map(Topic::as_str).collect::<Vec<_>>())
    }

    /// The norm of A/70/174, paragraph 13, whose content it states: `a` to `k`.
    #[getter]
    fn un_norm(&self) -> Option<&'static str> {
        self.get().un_norm.map(servanda::UnNorm::as_str)
    }

    /// The words that the labels rest on.
    #[getter]
    fn cues<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, self.get().cues.iter().map(|&span| self.shared.span(span)).collect::<Vec<Span>>())
    }

    /// The labels of the user's own set that the sentence has, in the order of the set.
    #[getter]
    fn labels<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let given = self.get().labels.iter().filter(|label| label.given);
        PyTuple::new(py, given.map(|label| &*label.name).collect::<Vec<&str>>())
    }

    /// A probability for each label of the user's own set.
    #[getter]
    fn label_scores<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let scores = PyDict::new(py);
        for label in &self.get().labels {
            scores.set_item(&*label.name, decimal(label.score))?;
        }
        Ok(scores)
    }

    fn __eq__(&self, other: &Self) -> bool {
        self.number == other.number && self.shared == other.shared
    }

    fn __hash__(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        (self.number, self.kind(), self.sent().text()).hash(&mut hasher);
        hasher.finish()
    }

    fn __repr__(&self) -> String {
        let kinds: Vec<_> = self.get().kinds.iter().map(|kind| kind.as_str()).collect();
        format!("Statement('{}', {})", kinds.join(", "), shorten(self.sent().text()))
    }
}
