//! The bar of `Pipeline.pipe`.

use pyo3::exceptions::PyImportError;
use pyo3::prelude::*;
use pyo3::types::IntoPyDict;

/// A bar of tqdm, which knows by itself whether it is in a notebook or on a terminal.
pub(crate) struct Progress(Py<PyAny>);

impl Progress {
    /// A bar over as many documents as there are `texts`, if they can be counted.
    pub(crate) fn new(texts: &Bound<'_, PyAny>) -> PyResult<Self> {
        let py = texts.py();
        let tqdm = py.import("tqdm.auto").map_err(|error| {
            let advice = PyImportError::new_err("progress needs tqdm, which cannot be imported; `pip install tqdm`");
            advice.set_cause(py, Some(error));
            advice
        })?;
        let options = [("total", texts.len().ok().into_pyobject(py)?.into_any())].into_py_dict(py)?;
        options.set_item("unit", "docs")?;
        Ok(Self(tqdm.getattr("tqdm")?.call((), Some(&options))?.unbind()))
    }

    pub(crate) fn step(&self, py: Python<'_>) -> PyResult<()> {
        self.0.call_method1(py, "update", (1,)).map(drop)
    }

    pub(crate) fn close(&self, py: Python<'_>) -> PyResult<()> {
        self.0.call_method0(py, "close").map(drop)
    }
}
