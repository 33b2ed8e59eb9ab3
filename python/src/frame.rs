use arrow_array::{ArrayRef, RecordBatch, StructArray};
use arrow_schema::{Field, SchemaRef};
use pyo3::exceptions::PyImportError;
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyTuple};
use pyo3_arrow::ffi::{ArrayIterator, to_schema_pycapsule, to_stream_pycapsule};
use std::sync::Arc;

/// Rows that were made of documents: a table that every library of Arrow reads, without a copy.
///
/// `polars.DataFrame(frame)`, `pyarrow.table(frame)`, `duckdb.sql("from frame")`; or `frame.to_pandas()`.
#[pyclass(frozen, module = "servanda")]
#[derive(Debug)]
pub(crate) struct Frame {
    schema: SchemaRef,
    batches: Vec<RecordBatch>,
}

impl Frame {
    /// A frame of batches that all have the columns of `schema`.
    pub(crate) const fn new(schema: SchemaRef, batches: Vec<RecordBatch>) -> Self {
        Self { schema, batches }
    }
}

#[pymethods]
impl Frame {
    /// Names of the columns.
    #[getter]
    fn columns<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, self.schema.fields().iter().map(|field| field.name()))
    }

    /// The rows as a `pandas.DataFrame`; needs pandas and pyarrow.
    fn to_pandas<'py>(this: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        import(this.py(), "pandas", "to_pandas")?;
        Self::to_arrow(this)?.call_method0("to_pandas")
    }

    /// The rows as a `polars.DataFrame`; needs polars.
    fn to_polars<'py>(this: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        import(this.py(), "polars", "to_polars")?.call_method1("DataFrame", (this,))
    }

    /// The rows as a `pyarrow.Table`; needs pyarrow.
    fn to_arrow<'py>(this: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        import(this.py(), "pyarrow", "to_arrow")?.call_method1("table", (this,))
    }

    /// The columns, for libraries of Arrow.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        Ok(to_schema_pycapsule(py, self.schema.as_ref())?)
    }

    /// The rows, for libraries of Arrow; may be asked for any number of times.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyCapsule>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        let field = Arc::new(Field::new_struct("", self.schema.fields().clone(), false));
        // Rows are shared with whoever reads them.
        let structs = self.batches.clone().into_iter().map(|batch| Ok(Arc::new(StructArray::from(batch)) as ArrayRef));
        Ok(to_stream_pycapsule(py, Box::new(ArrayIterator::new(structs, field)), requested_schema)?)
    }

    fn __len__(&self) -> usize {
        self.batches.iter().map(RecordBatch::num_rows).sum()
    }

    fn __repr__(&self) -> String {
        format!("Frame(rows={}, columns={})", self.__len__(), self.schema.fields().len())
    }
}

fn import<'py>(py: Python<'py>, library: &str, method: &str) -> PyResult<Bound<'py, PyModule>> {
    py.import(library).map_err(|error| {
        let advice = format!("{method} needs {library}, which cannot be imported; `pip install {library}`");
        let advice = PyImportError::new_err(advice);
        advice.set_cause(py, Some(error));
        advice
    })
}
