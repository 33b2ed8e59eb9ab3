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
    index: usize,
}

impl Block {
    pub(crate) fn new(shared: &Arc<Shared>, index: usize) -> Self {
        Self { shared: Arc::clone(shared), index }
    }

    fn get(&self) -> &servanda::Block {
        &self.shared.doc.blocks()[self.index]
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
        self.get().lead_in().map(|index| Self::new(&self.shared, index))
    }

    /// The number that its marker gives it: 17 for `17.`, 3 for `(c)`; `None` for bullets.
    #[getter]
    fn number(&self) -> Option<u32> {
        self.get().number()
    }

    /// For a note, the mark in the text that calls it.
    #[getter]
    fn called_at(&self) -> Option<Span> {
        self.get().called_at().map(|span| self.shared.span(span))
    }

    fn __eq__(&self, other: &Self) -> bool {
        self.index == other.index && self.shared == other.shared
    }

    fn __hash__(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        (self.index, self.text()).hash(&mut hasher);
        hasher.finish()
    }

    fn __repr__(&self) -> String {
        format!("Block('{}', {}, {}, {})", self.kind(), self.start(), self.end(), shorten(self.text()))
    }
}
