use crate::shared::{Shared, shorten};
use crate::span::Span;
use pyo3::prelude::*;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

/// A heading, paragraph, list item or other part of a page.
#[pyclass(frozen, module = "servanda")]
#[derive(Debug)]
pub(crate) struct Block {
    shared: Arc<Shared>,
    number: usize,
}

impl Block {
    pub(crate) fn new(shared: &Arc<Shared>, number: usize) -> Self {
        Self { shared: Arc::clone(shared), number }
    }

    fn get(&self) -> &servanda::Block {
        &self.shared.doc.blocks()[self.number]
    }
}

#[pymethods]
impl Block {
    /// What part of the document it is.
    #[getter]
    fn kind(&self) -> &'static str {
        self.get().kind().as_str()
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

    /// Its text, marker included.
    #[getter]
    fn text(&self) -> &str {
        &self.shared.doc.text()[self.get().span()]
    }

    /// The marker that opens it, such as `(a)`.
    #[getter]
    fn marker(&self) -> Option<Span> {
        self.get().marker().map(|span| self.shared.span(span))
    }

    /// Depth of nesting.
    #[getter]
    fn depth(&self) -> u8 {
        self.get().depth()
    }

    /// The block that introduces it.
    #[getter]
    fn lead_in(&self) -> Option<Self> {
        self.get().lead_in().map(|number| Self::new(&self.shared, number))
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
        format!("Block('{}', {}, {}, {})", self.kind(), self.start(), self.end(), shorten(self.text()))
    }
}
