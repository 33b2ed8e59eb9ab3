//! The functions of the module.

use crate::document::Document;
use crate::error;
use crate::pipeline::Pipeline;
use crate::span::Span;
use crate::text::Text;
use pyo3::prelude::*;
use pyo3::types::PyDict;
use servanda::{CharIndex, Language, Model, RepairPolicy};

/// A pipeline with the model that comes along, or with one of your own.
///
/// `model` is `None`, the path of a model directory, or a packed model as `bytes`. `repair` says how boldly damaged text
/// is repaired: "off", "certain", "balanced" or "bold". `language` is "en", or "und" for any other. With
/// `classify=False`, sentences are not classified.
///
/// Raises `OSError` if a file cannot be read, `ModelError` for a damaged or foreign model, and `ValueError` for an
/// option that does not exist.
#[pyfunction]
#[pyo3(signature = (model=None, *, repair="balanced", language="en", classify=true))]
pub(crate) fn load(
    py: Python<'_>,
    model: Option<&Bound<'_, PyAny>>,
    repair: &str,
    language: &str,
    classify: bool,
) -> PyResult<Pipeline> {
    Pipeline::new(py, model, repair, language, classify)
}

/// The sentences of a text as it stands: `text[s.start:s.end] == s.text`. Lines are joined, nothing is repaired.
#[pyfunction]
#[pyo3(signature = (text, language="en"))]
pub(crate) fn segment(py: Python<'_>, text: &str, language: &str) -> PyResult<Vec<Span>> {
    let language: Language = language.parse().map_err(|error| error::value_error(&error))?;
    let spans = py.detach(|| {
        let builder = servanda::Pipeline::builder(Model::embedded());
        let doc = builder.repair(RepairPolicy::Off).language(language).classify(false).build().annotate(text);
        let index = CharIndex::new(text);
        let span = |span: servanda::Span| {
            let (start, end) = index.chars(span);
            Span { start, end, text: text[span].to_owned() }
        };
        doc.sentences().iter().map(|sentence| span(sentence.source_span())).collect()
    });
    Ok(spans)
}

/// A text repaired: a `Document` with its edits, suggestions and verdict, but without statements.
#[pyfunction]
#[pyo3(signature = (text, *, policy="balanced"))]
pub(crate) fn repair(py: Python<'_>, text: Text, policy: &str) -> PyResult<Document> {
    let policy: RepairPolicy = policy.parse().map_err(|error| error::value_error(&error))?;
    let read = py.detach(|| {
        let pipeline = servanda::Pipeline::builder(Model::embedded()).repair(policy).classify(false).build();
        text.annotate(&pipeline)
    });
    read.map(Document::new).map_err(|error| error::to_py(py, &error))
}

/// What a run has to cite: versions of servanda, of the model that comes along, and of Python.
#[pyfunction]
pub(crate) fn versions(py: Python<'_>) -> PyResult<Bound<'_, PyDict>> {
    let versions = PyDict::new(py);
    versions.set_item("servanda", env!("CARGO_PKG_VERSION"))?;
    versions.set_item("model", Model::embedded().manifest().id())?;
    versions.set_item("python", Python::version_str().split(' ').next())?;
    Ok(versions)
}
