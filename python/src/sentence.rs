use crate::block::Block;
use crate::shared::{Shared, shorten};
use crate::statement::Statement;
use pyo3::prelude::*;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

/// One sentence, or what stands in the place of one (a heading, a list item).
#[pyclass(frozen, module = "servanda")]
#[derive(Debug)]
pub(crate) struct Sentence {
    shared: Arc<Shared>,
    number: usize,
}

impl Sentence {
    pub(crate) fn new(shared: &Arc<Shared>, number: usize) -> Self {
        Self { shared: Arc::clone(shared), number }
    }

    fn get(&self) -> servanda::Sentence {
        self.shared.doc.sentences()[self.number]
    }
}

#[pymethods]
impl Sentence {
    /// Its text, repaired: `doc.text[start:end]`.
    #[getter]
    pub(crate) fn text(&self) -> &str {
        &self.shared.doc.text()[self.get().span()]
    }

    /// First code point in `doc.text`.
    #[getter]
    fn start(&self) -> usize {
        self.shared.in_text(self.get().span()).0
    }

    /// One past the last code point in `doc.text`.
    #[getter]
    fn end(&self) -> usize {
        self.shared.in_text(self.get().span()).1
    }

    /// First code point in `doc.source`.
    #[getter]
    fn source_start(&self) -> usize {
        self.shared.in_source(self.get().source_span()).0
    }

    /// One past the last code point in `doc.source`.
    #[getter]
    fn source_end(&self) -> usize {
        self.shared.in_source(self.get().source_span()).1
    }

    /// The block that it stands in.
    #[getter]
    fn block(&self) -> Block {
        Block::new(&self.shared, self.get().block())
    }

    /// What it states; `None` if classification was off.
    #[getter]
    fn statement(&self) -> Option<Statement> {
        let classified = self.number < self.shared.doc.statements().len();
        classified.then(|| Statement::new(&self.shared, self.number))
    }

    fn __len__(&self) -> usize {
        self.end() - self.start()
    }

    fn __str__(&self) -> &str {
        self.text()
    }

    fn __eq__(&self, other: &Self) -> bool {
        self.number == other.number && self.shared == other.shared
    }

    fn __hash__(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        (self.number, self.text()).hash(&mut hasher);
        hasher.finish()
    }

    fn __repr__(&self) -> String {
        format!("Sentence({}, {}, {})", self.start(), self.end(), shorten(self.text()))
    }
}
