use crate::shared::shorten;
use pyo3::prelude::*;

/// A piece of a text: `text[span.start:span.end] == span.text`.
#[pyclass(frozen, eq, hash, get_all, module = "servanda")]
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Span {
    /// First code point.
    pub(crate) start: usize,
    /// One past the last code point.
    pub(crate) end: usize,
    /// What stands there.
    pub(crate) text: String,
}

#[pymethods]
impl Span {
    fn __len__(&self) -> usize {
        self.end - self.start
    }

    fn __str__(&self) -> &str {
        &self.text
    }

    fn __repr__(&self) -> String {
        format!("Span({}, {}, {})", self.start, self.end, shorten(&self.text))
    }
}

/// A span, or its absence, inside of a `repr`.
pub(crate) fn named(span: Option<&Span>) -> String {
    span.map_or_else(|| "None".to_owned(), |span| shorten(&span.text))
}
