//! The functions of the module.

use crate::document::Document;
use crate::error;
use crate::pipeline::Pipeline;
use crate::segments::Segments;
use crate::text::Text;
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedStr;
use pyo3::types::{PyDict, PyString};
use servanda::output::{self, HtmlOptions};
use servanda::{Condition, Language, Model, Profile, RepairPolicy, Segmenter, UnknownName};

/// A pipeline with the model that comes along, or with one of your own.
///
/// `model` is `None`, the path of a model directory, or a packed model as `bytes`. `repair` says how boldly damaged text
/// is repaired: "off", "certain", "balanced" or "bold". `condition` says what all texts went through: "clean", "scanned",
/// "mistyped" or "spun"; it is found out for each unless given. `language` is "en", "fr", "es", "ru", "ar", "zh", or "und" for any
/// other; it is detected unless given. Only English is repaired and classified. With `classify=False`, sentences are not
/// classified. A kind less likely than `abstain_below` is not given: a sentence without a likelier one has no kind.
///
/// Raises `OSError` if a file cannot be read, `ModelError` for a damaged or foreign model, and `ValueError` for an
/// option that does not exist.
#[pyfunction]
#[pyo3(signature = (model=None, *, repair="balanced", condition=None, language=None, classify=true, abstain_below=0.0))]
pub(crate) fn load(
    py: Python<'_>,
    model: Option<&Bound<'_, PyAny>>,
    repair: &str,
    condition: Option<&str>,
    language: Option<&str>,
    classify: bool,
    abstain_below: f32,
) -> PyResult<Pipeline> {
    Pipeline::new(py, model, repair, condition, language, classify, abstain_below)
}

/// The sentences of a text as it stands, as `Segments`: `text[s.start:s.end] == s.text`.
///
/// Lines are joined where they are wrapped, list items and headings stand for themselves, and nothing is repaired. With
/// `layout=False` the text is taken for running text: only blank lines and marks part sentences, at about twice the
/// speed. The language is detected unless given. With `profile="law"` the number of an article or a paragraph is a sentence
/// of its own, and so are all items of a list that semicolons part, as in the corpus `MultiLegalSBD`.
///
/// Raises `ValueError` for a language or a profile that does not exist.
#[pyfunction]
#[pyo3(signature = (text, language=None, *, layout=true, profile="document"))]
pub(crate) fn segment(
    py: Python<'_>,
    text: &Bound<'_, PyString>,
    language: Option<&str>,
    layout: bool,
    profile: &str,
) -> PyResult<Segments> {
    let given = language.map(parse_language).transpose()?;
    let profile: Profile = profile.parse().map_err(|error| error::value_error(&error))?;
    let content = text.to_str()?;
    let (offsets, language) = py.detach(|| {
        if layout {
            let (language, spans) = servanda::split(content, given);
            (char_offsets(content, profile.regroup(content, spans)), language)
        } else {
            let language = given.or_else(|| Language::detect(content)).unwrap_or_default();
            (char_offsets(content, profile.regroup(content, Segmenter::new(language).spans(content))), language)
        }
    });
    Ok(Segments::new(py, text, &offsets, language.as_str()))
}

/// Start and end of each span in turn, in code points. The spans are in order, so that each character is counted once.
fn char_offsets(text: &str, spans: impl Iterator<Item = servanda::Span>) -> Vec<u64> {
    let (mut at, mut chars) = (0, 0);
    let mut to = |byte: usize| {
        chars += text[at..byte].chars().count() as u64;
        at = byte;
        chars
    };
    spans.flat_map(|span| [span.start(), span.end()]).map(&mut to).collect()
}

/// A language by its code: "en", "fr", "es", "ru", "ar", "zh", or "und" for any other.
pub(crate) fn parse_language(code: &str) -> PyResult<Language> {
    code.parse().map_err(|error| error::value_error(&error))
}

/// What a text went through: "clean", "scanned", "mistyped" or "spun".
pub(crate) fn parse_condition(name: &str) -> PyResult<Condition> {
    name.parse().map_err(|error| error::value_error(&error))
}

/// A text repaired: a `Document` with its edits, suggestions and verdict, but without statements.
///
/// `policy` and `condition` are `repair` and `condition` of `servanda.load`.
#[pyfunction]
#[pyo3(signature = (text, *, policy="balanced", condition=None))]
pub(crate) fn repair(py: Python<'_>, text: Text, policy: &str, condition: Option<&str>) -> PyResult<Document> {
    let condition = condition.map(parse_condition).transpose()?;
    let policy: RepairPolicy = policy.parse().map_err(|error| error::value_error(&error))?;
    let read = py.detach(|| {
        let builder = servanda::Pipeline::builder(Model::embedded()).repair(policy).condition(condition);
        text.annotate(&builder.classify(false).build())
    });
    read.map(Document::new).map_err(|error| error::to_py(py, &error))
}

/// The HTML of `servanda.render`, which says what the options mean.
#[pyfunction]
pub(crate) fn _html(
    py: Python<'_>,
    doc: &Bound<'_, Document>,
    kinds: Option<Vec<PyBackedStr>>,
    style: &str,
    theme: &str,
    page: bool,
) -> PyResult<String> {
    let mut options = HtmlOptions { page, ..HtmlOptions::default() };
    options.style = style.parse().map_err(|error| error::value_error(&error))?;
    options.theme = theme.parse().map_err(|error| error::value_error(&error))?;
    if let Some(kinds) = kinds {
        let kinds: Result<_, _> = kinds.iter().map(|kind| kind.parse()).collect();
        options.kinds = kinds.map_err(|error: UnknownName| error::value_error(&error))?;
    }
    let doc = doc.get();
    Ok(py.detach(|| output::html(doc.get(), &options)))
}

/// What a run has to cite: versions of servanda, of the model that comes along, of Python, and of the system.
///
/// `model_sha256` is the checksum of the packed model: of the manifest, which holds those of its parts, and of the parts.
#[pyfunction]
pub(crate) fn versions(py: Python<'_>) -> PyResult<Bound<'_, PyDict>> {
    let versions = PyDict::new(py);
    versions.set_item("servanda", env!("CARGO_PKG_VERSION"))?;
    let manifest = Model::embedded().manifest().clone();
    versions.set_item("model", manifest.id())?;
    versions.set_item("model_sha256", py.detach(|| manifest.sha256()))?;
    versions.set_item("python", Python::version_str().split(' ').next())?;
    versions.set_item("platform", py.import("platform")?.call_method0("platform")?)?;
    Ok(versions)
}

/// Runs the command `servanda` with these arguments; gives its exit status.
#[pyfunction]
pub(crate) fn main(py: Python<'_>, args: Vec<std::ffi::OsString>) -> u8 {
    let name = std::ffi::OsString::from("servanda");
    py.detach(|| servanda::cli::main(std::iter::once(name).chain(args)))
}
