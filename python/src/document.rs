use crate::block::Block;
use crate::edit::{Edit, List};
use crate::error;
use crate::head::Head;
use crate::provenance::Provenance;
use crate::sentence::Sentence;
use crate::shared::Shared;
use crate::statement::Statement;
use crate::verdict::Verdict;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyString, PyTuple, PyType};
use servanda::output;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

/// A text that was read: the source as it came, the clean text, and all that was found in it.
///
/// Offsets are code points: `doc.text[s.start:s.end] == s.text` for sentences, blocks and spans, and
/// `doc.source[e.start:e.end] == e.before` for edits and suggestions.
#[pyclass(frozen, module = "servanda")]
pub(crate) struct Document {
    shared: Arc<Shared>,
    // What Python code asks for again and again is made once.
    source: PyOnceLock<Py<PyString>>,
    text: PyOnceLock<Py<PyString>>,
    edits: Cell,
    suggestions: Cell,
    blocks: Cell,
    sents: Cell,
    statements: Cell,
}

type Cell = PyOnceLock<Py<PyTuple>>;

/// The tuple of a cell, of `len` views that `view` makes.
fn views<'py, T: IntoPyObject<'py>>(
    py: Python<'py>,
    cell: &'py Cell,
    len: usize,
    view: impl Fn(usize) -> T,
) -> PyResult<Bound<'py, PyTuple>> {
    let make = || PyTuple::new(py, (0..len).map(view)).map(Bound::unbind);
    Ok(cell.get_or_try_init(py, make)?.bind(py).clone())
}

impl Document {
    pub(crate) fn new(shared: Shared) -> Self {
        Self {
            shared: Arc::new(shared),
            source: PyOnceLock::new(),
            text: PyOnceLock::new(),
            edits: Cell::new(),
            suggestions: Cell::new(),
            blocks: Cell::new(),
            sents: Cell::new(),
            statements: Cell::new(),
        }
    }

    pub(crate) fn shared(&self) -> Arc<Shared> {
        Arc::clone(&self.shared)
    }

    pub(crate) fn get(&self) -> &servanda::Document {
        &self.shared.doc
    }
}

#[pymethods]
impl Document {
    /// The text as it was given.
    #[getter]
    fn source<'py>(&'py self, py: Python<'py>) -> &'py Bound<'py, PyString> {
        self.source.get_or_init(py, || PyString::new(py, self.get().source()).unbind()).bind(py)
    }

    /// The clean text: the source with all edits applied.
    #[getter]
    fn text<'py>(&'py self, py: Python<'py>) -> &'py Bound<'py, PyString> {
        if self.get().edits().is_empty() {
            return self.source(py);
        }
        self.text.get_or_init(py, || PyString::new(py, self.get().text()).unbind()).bind(py)
    }

    /// The language that it was read in: given, or detected.
    #[getter]
    fn language(&self) -> &'static str {
        self.get().language().as_str()
    }

    /// Title, speaker, date and the like.
    #[getter]
    fn head(&self) -> Head {
        Head::new(&self.shared)
    }

    /// What happened to the document on its way here.
    #[getter]
    fn verdict(&self) -> Verdict {
        Verdict::new(self.get().verdict())
    }

    /// Every change from source to text, in order.
    #[getter]
    fn edits<'py>(&'py self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let edit = |number| Edit::new(&self.shared, List::Edits, number);
        views(py, &self.edits, self.get().edits().len(), edit)
    }

    /// Changes that were not sure enough to be made, in order.
    #[getter]
    fn suggestions<'py>(&'py self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let edit = |number| Edit::new(&self.shared, List::Suggestions, number);
        views(py, &self.suggestions, self.get().suggestions().len(), edit)
    }

    /// Headings, paragraphs, list items, in order.
    #[getter]
    fn blocks<'py>(&'py self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        views(py, &self.blocks, self.get().blocks().len(), |number| Block::new(&self.shared, number))
    }

    /// The sentences in order.
    #[getter]
    fn sents<'py>(&'py self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        views(py, &self.sents, self.get().sentences().len(), |number| Sentence::new(&self.shared, number))
    }

    /// One statement for each sentence, in order; empty if classification was off.
    #[getter]
    fn statements<'py>(&'py self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        views(py, &self.statements, self.get().statements().len(), |number| Statement::new(&self.shared, number))
    }

    /// What made this document.
    #[getter]
    fn provenance(&self) -> Provenance {
        Provenance::new(self.get().provenance())
    }

    /// The whole document as one line of JSON, offsets in code points.
    fn to_json(&self, py: Python<'_>) -> String {
        py.detach(|| output::json::to_json(self.get()))
    }

    /// What `to_json` says, as a dictionary.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        py.import("json")?.call_method1("loads", (self.to_json(py),))
    }

    /// The document that `to_json` wrote.
    ///
    /// Raises `ValueError` if `json` is not JSON of that form, or says what does not hold together.
    #[classmethod]
    fn from_json(_cls: &Bound<'_, PyType>, py: Python<'_>, json: &str) -> PyResult<Self> {
        let read = py.detach(|| output::json::from_json(json).map(Shared::new));
        read.map(Self::new).map_err(|error| error::value_error(&error))
    }

    /// The document as HTML, for notebooks.
    fn _repr_html_(&self, py: Python<'_>) -> String {
        py.detach(|| output::html(self.get(), &output::HtmlOptions::default()))
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (String,))> {
        Ok((py.get_type::<Self>().getattr("from_json")?, (self.to_json(py),)))
    }

    fn __len__(&self) -> usize {
        self.get().sentences().len()
    }

    fn __eq__(&self, py: Python<'_>, other: &Self) -> bool {
        py.detach(|| self.shared == other.shared)
    }

    fn __hash__(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.get().source().hash(&mut hasher);
        hasher.finish()
    }

    fn __repr__(&self) -> String {
        let doc = self.get();
        let (sents, edits) = (doc.sentences().len(), doc.edits().len());
        format!("Document(sents={sents}, edits={edits}, condition='{}')", doc.verdict().condition())
    }
}
