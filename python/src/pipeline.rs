use crate::document::Document;
use crate::error::{self, ModelError};
use crate::frame::Frame;
use crate::functions::{parse_condition, parse_language};
use crate::pipe::{self, Pipe};
use crate::text::Text;
use crate::{annotate, threads};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{IntoPyDict, PyBytes, PyDict};
use pyo3_arrow::input::AnyRecordBatch;
use servanda::{Error, Model};
use std::path::{Path, PathBuf};

/// Reads texts: `nlp(text)` gives a `Document`.
///
/// Made by `servanda.load`. May be shared between threads, pickled, and used after a fork.
#[pyclass(frozen, module = "servanda")]
#[derive(Debug)]
pub(crate) struct Pipeline {
    inner: servanda::Pipeline,
    model: Source,
    name: String,
    repair: &'static str,
    condition: Option<&'static str>,
    language: Option<&'static str>,
    classify: bool,
    abstain_below: f32,
}

/// Where a model comes from; what is pickled in its place.
#[derive(Debug)]
enum Source {
    Embedded,
    Path(PathBuf),
    Bytes(Py<PyBytes>),
}

impl Source {
    fn new(model: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        let Some(model) = model else { return Ok(Self::Embedded) };
        if let Ok(bytes) = model.cast::<PyBytes>() {
            return Ok(Self::Bytes(bytes.clone().unbind()));
        }
        let path = model.extract().map_err(|_| {
            let kind = model.get_type();
            PyTypeError::new_err(format!("a model is None, the path of a directory, or bytes, not {kind}"))
        })?;
        Ok(Self::Path(path))
    }

    fn open(&self, py: Python<'_>) -> PyResult<Model> {
        let opened = match self {
            Self::Embedded => Ok(py.detach(Model::embedded)),
            Self::Path(path) => py.detach(|| Model::from_dir(path)),
            Self::Bytes(bytes) => {
                let bytes = bytes.as_bytes(py);
                py.detach(|| Model::from_bytes(bytes))
            }
        };
        opened.map_err(|error| match error {
            Error::Json { .. } => ModelError::new_err(error::message(&error)),
            error => error::to_py(py, &error),
        })
    }
}

#[pymethods]
impl Pipeline {
    #[new]
    #[pyo3(signature = (model=None, *, repair="balanced", condition=None, language=None, classify=true, abstain_below=0.0))]
    pub(crate) fn new(
        py: Python<'_>,
        model: Option<&Bound<'_, PyAny>>,
        repair: &str,
        condition: Option<&str>,
        language: Option<&str>,
        classify: bool,
        abstain_below: f32,
    ) -> PyResult<Self> {
        let repair: servanda::RepairPolicy = repair.parse().map_err(|error| error::value_error(&error))?;
        let condition = condition.map(parse_condition).transpose()?;
        let language = language.map(parse_language).transpose()?;
        if !(0.0..=1.0).contains(&abstain_below) {
            return Err(PyValueError::new_err(format!(
                "abstain_below is a probability from 0 to 1, not {abstain_below}"
            )));
        }
        let source = Source::new(model)?;
        let model = source.open(py)?;
        let name = model.manifest().id();
        let builder = servanda::Pipeline::builder(model).repair(repair).classify(classify).abstain_below(abstain_below);
        let builder = builder.condition(condition).language(language);
        let inner = py.detach(|| builder.build());
        let condition = condition.map(servanda::Condition::as_str);
        let language = language.map(servanda::Language::as_str);
        let repair = repair.as_str();
        Ok(Self { inner, model: source, name, repair, condition, language, classify, abstain_below })
    }

    /// Reads a text: a `str`, or `bytes` in UTF-8, UTF-16 with a byte order mark, or Windows-1252.
    ///
    /// A `str` always gives a document; bytes that are not text raise `DecodeError`.
    fn __call__(&self, py: Python<'_>, text: Text) -> PyResult<Document> {
        let read = py.detach(|| text.annotate(&self.inner));
        read.map(Document::new).map_err(|error| error::to_py(py, &error))
    }

    /// Reads many texts on threads of its own; the documents come lazily, in the order of the texts.
    ///
    /// `threads` is the number of cores unless given; at most `batch_size` texts are read ahead. With `as_tuples`, `texts`
    /// are pairs (text, anything) and what comes are pairs (document, the same thing). `progress` shows a bar of tqdm.
    #[pyo3(signature = (texts, *, as_tuples=false, threads=None, batch_size=64, progress=false))]
    fn pipe(
        &self,
        texts: &Bound<'_, PyAny>,
        as_tuples: bool,
        threads: Option<i64>,
        batch_size: i64,
        progress: bool,
    ) -> PyResult<Pipe> {
        Pipe::new(self.inner.clone(), texts, &pipe::Options { as_tuples, threads, batch_size, progress })
    }

    /// Reads a column of a table: Arrow in, Arrow out, one row a document.
    ///
    /// `table` is anything with the Arrow interface (a table, frame or batch of pyarrow, Polars, pandas or `DuckDB`); `text`
    /// and `id` name columns of it; with `id=None` rows are numbered. A text that is null or cannot be decoded gives a
    /// row with an `error`. `docs/frames.md` describes the columns.
    #[pyo3(
        signature = (table, *, text="text", id=Some("id"), threads=None),
        text_signature = "($self, table, *, text='text', id='id', threads=None)"
    )]
    fn annotate(
        &self,
        py: Python<'_>,
        table: AnyRecordBatch,
        text: &str,
        id: Option<&str>,
        threads: Option<i64>,
    ) -> PyResult<Frame> {
        annotate::annotate(py, &self.inner, table, &annotate::Columns { text, id }, &threads::pool(threads)?)
    }

    fn __getnewargs_ex__<'py>(&self, py: Python<'py>) -> PyResult<((Bound<'py, PyAny>,), Bound<'py, PyDict>)> {
        let model = match &self.model {
            Source::Embedded => py.None().into_bound(py),
            // Where it is unpickled, another directory may be the current one.
            Source::Path(path) => absolute(path).into_os_string().into_pyobject(py)?.into_any(),
            Source::Bytes(bytes) => bytes.bind(py).clone().into_any(),
        };
        let options = [("repair", self.repair)].into_py_dict(py)?;
        options.set_item("condition", self.condition)?;
        options.set_item("language", self.language)?;
        options.set_item("classify", self.classify)?;
        options.set_item("abstain_below", self.abstain_below)?;
        Ok(((model,), options))
    }

    fn __repr__(&self) -> String {
        let Self { name, repair, abstain_below, .. } = self;
        let classify = if self.classify { "True" } else { "False" };
        let or_none = |option: Option<&str>| option.map_or_else(|| "None".to_owned(), |name| format!("'{name}'"));
        let (condition, language) = (or_none(self.condition), or_none(self.language));
        format!(
            "Pipeline('{name}', repair='{repair}', condition={condition}, language={language}, classify={classify}, \
             abstain_below={abstain_below})"
        )
    }
}

fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}
