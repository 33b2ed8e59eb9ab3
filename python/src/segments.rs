use crate::span::Span;
use pyo3::exceptions::PyIndexError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyMemoryView, PyRange, PySlice, PyString};

/// The sentences of a text: offsets in one flat array, and spans when they are asked for.
///
/// `segments[i]` is a `Span`, made on demand; `segments.offsets` is a read-only `memoryview` of unsigned 64-bit numbers,
/// start and end of each sentence in turn, in code points: `numpy.asarray(segments.offsets).reshape(-1, 2)` copies
/// nothing.
#[pyclass(frozen, sequence, module = "servanda")]
#[derive(Debug)]
pub(crate) struct Segments {
    text: Py<PyString>,
    /// The numbers, in the byte order of the machine.
    offsets: Py<PyBytes>,
    /// The language that the text was split by.
    #[pyo3(get)]
    language: &'static str,
}

/// Bytes of a number.
const WIDTH: usize = size_of::<u64>();

impl Segments {
    pub(crate) fn new(py: Python<'_>, text: &Bound<'_, PyString>, offsets: &[u64], language: &'static str) -> Self {
        let bytes: Vec<u8> = offsets.iter().flat_map(|offset| offset.to_ne_bytes()).collect();
        Self { text: text.clone().unbind(), offsets: PyBytes::new(py, &bytes).unbind(), language }
    }

    fn offset(&self, py: Python<'_>, i: usize) -> usize {
        let bytes = &self.offsets.as_bytes(py)[i * WIDTH..][..WIDTH];
        bytes.try_into().map_or(0, u64::from_ne_bytes) as usize
    }
}

#[pymethods]
impl Segments {
    /// Start and end of each sentence in turn, in code points.
    #[getter]
    fn offsets<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        PyMemoryView::from(self.offsets.bind(py).as_any())?.call_method1("cast", ("Q",))
    }

    fn __len__(&self, py: Python<'_>) -> usize {
        self.offsets.as_bytes(py).len() / (2 * WIDTH)
    }

    fn __getitem__(&self, py: Python<'_>, index: isize) -> PyResult<Span> {
        let len = self.__len__(py);
        let i = if index < 0 { index.checked_add_unsigned(len) } else { Some(index) };
        let i = i.and_then(|i| usize::try_from(i).ok()).filter(|&i| i < len);
        let i = i.ok_or_else(|| PyIndexError::new_err(format!("no sentence {index} of {len}")))?;
        let (start, end) = (self.offset(py, 2 * i), self.offset(py, 2 * i + 1));
        let slice = PySlice::new(py, start.cast_signed(), end.cast_signed(), 1);
        let text = self.text.bind(py).get_item(slice)?.extract()?;
        Ok(Span { start, end, text })
    }

    fn __iter__<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        let py = slf.py();
        let numbers = PyRange::new(py, 0, slf.get().__len__(py).cast_signed())?;
        py.import("builtins")?.call_method1("map", (slf.getattr("__getitem__")?, numbers))
    }

    fn __repr__(&self, py: Python<'_>) -> String {
        format!("<Segments: {} sentences in {}>", self.__len__(py), self.language)
    }
}
