use pyo3::prelude::*;
use pyo3::types::PyTuple;

/// What made a document, so that a result can be cited and made again.
#[pyclass(frozen, eq, hash, module = "servanda")]
#[derive(Debug, PartialEq, Eq, Hash)]
pub(crate) struct Provenance {
    /// Version of servanda.
    #[pyo3(get)]
    version: String,
    /// Name and version of the model.
    #[pyo3(get)]
    model: String,
    options: Vec<String>,
}

impl Provenance {
    pub(crate) fn new(provenance: &servanda::Provenance) -> Self {
        Self {
            version: provenance.version.clone(),
            model: provenance.model.clone(),
            options: provenance.options.clone(),
        }
    }
}

#[pymethods]
impl Provenance {
    /// Options that differ from the default, as `name=value`.
    #[getter]
    fn options<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, &self.options)
    }

    fn __repr__(&self) -> String {
        format!("Provenance(version='{}', model='{}', options={:?})", self.version, self.model, self.options)
    }
}
