//! Texts as Python gives them, kept where they are while no thread holds the interpreter.

use crate::shared::Shared;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::pybacked::{PyBackedBytes, PyBackedStr};
use pyo3::types::{PyByteArray, PyBytes, PyString};
use servanda::Pipeline;

/// A text to read.
pub(crate) enum Text {
    Str(PyBackedStr),
    Bytes(PyBackedBytes),
}

impl FromPyObject<'_, '_> for Text {
    type Error = PyErr;

    fn extract(given: Borrowed<'_, '_, PyAny>) -> PyResult<Self> {
        if given.is_instance_of::<PyString>() {
            // Fails with UnicodeEncodeError for lone surrogates, which are no text and have no UTF-8.
            given.extract().map(Self::Str)
        } else if given.is_instance_of::<PyBytes>() || given.is_instance_of::<PyByteArray>() {
            Ok(Self::Bytes(given.extract()?))
        } else {
            Err(PyTypeError::new_err(format!("a text is str or bytes, not {}", given.get_type().name()?)))
        }
    }
}

impl Text {
    /// Reads it; no interpreter is needed.
    pub(crate) fn annotate(self, pipeline: &Pipeline) -> servanda::Result<Shared> {
        match self {
            Self::Str(text) => Ok(pipeline.annotate(&text)),
            Self::Bytes(bytes) => pipeline.annotate_bytes(&bytes),
        }
        .map(Shared::new)
    }
}
