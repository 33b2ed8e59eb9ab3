//! Documents to the rows of a frame.

use crate::document::Document;
use crate::frame::Frame;
use crate::shared::Shared;
use arrow_array::{ArrayRef, Int64Array, RecordBatch, StringArray};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::PyIterator;
use servanda::output::arrow;
use std::sync::Arc;

/// Documents after which rows are made of them, so that no more than these are held at a time.
const BATCH: usize = 256;

/// What makes the rows.
type Table = fn(&[&servanda::Document], &ArrayRef) -> RecordBatch;

/// The statements, edits or ledger of documents, as rows that pandas, Polars, pyarrow and `DuckDB` read without a copy.
///
/// `docs` is a document, any iterable of documents, or of pairs (document, id), such as `Pipeline.pipe` gives with
/// `as_tuples=True`. The first column, `doc`, holds the ids: all `str` or all `int`, and numbers from 0 unless given.
/// `docs/frames.md` describes the columns.
#[pyfunction]
#[pyo3(signature = (docs, kind="statements", *, ids=None))]
pub(crate) fn frame(
    py: Python<'_>,
    docs: &Bound<'_, PyAny>,
    kind: &str,
    ids: Option<&Bound<'_, PyAny>>,
) -> PyResult<Frame> {
    let table: Table = match kind {
        "statements" => arrow::statements,
        "edits" => arrow::edits,
        "ledger" => arrow::ledger,
        _ => {
            let message = format!("kind is 'statements', 'edits' or 'ledger', not '{kind}'");
            return Err(PyValueError::new_err(message));
        }
    };
    let mut rows = Rows { table, pending: Vec::new(), ids: Ids::Numbers(Vec::new()), read: 0, batches: Vec::new() };
    if docs.is_instance_of::<Document>() {
        rows.push(docs, ids)?;
    } else {
        let mut ids = ids.map(PyAnyMethods::try_iter).transpose()?;
        for doc in docs.try_iter()? {
            let id = ids.as_mut().map(next_id).transpose()?;
            rows.push(&doc?, id.as_ref())?;
            if rows.pending.len() >= BATCH {
                rows.flush(py)?;
            }
        }
        if ids.is_some_and(|mut ids| ids.next().is_some()) {
            return Err(PyValueError::new_err("there are more ids than documents"));
        }
    }
    rows.flush(py)?;
    let schema = rows.batches.first().expect("one batch is always made").schema();
    Ok(Frame::new(schema, rows.batches))
}

fn next_id<'py>(ids: &mut Bound<'py, PyIterator>) -> PyResult<Bound<'py, PyAny>> {
    ids.next().unwrap_or_else(|| Err(PyValueError::new_err("there are fewer ids than documents")))
}

/// Documents that become rows.
struct Rows {
    table: Table,
    pending: Vec<Arc<Shared>>,
    /// Those of `pending`.
    ids: Ids,
    read: i64,
    batches: Vec<RecordBatch>,
}

enum Ids {
    Numbers(Vec<i64>),
    Names(Vec<String>),
}

impl Rows {
    /// Takes a document with its id, or a pair of both.
    fn push(&mut self, item: &Bound<'_, PyAny>, id: Option<&Bound<'_, PyAny>>) -> PyResult<()> {
        let not_a_document = || {
            let kind = item.get_type();
            PyTypeError::new_err(format!("frame takes documents or pairs (document, id), not {kind}"))
        };
        if let Ok(doc) = item.cast::<Document>() {
            self.push_id(id)?;
            self.pending.push(doc.get().shared());
        } else {
            let (doc, own): (Bound<'_, Document>, Bound<'_, PyAny>) = item.extract().map_err(|_| not_a_document())?;
            if id.is_some() {
                return Err(PyTypeError::new_err("ids come with the documents or as `ids`, not both"));
            }
            self.push_id(Some(&own))?;
            self.pending.push(doc.get().shared());
        }
        self.read += 1;
        Ok(())
    }

    fn push_id(&mut self, id: Option<&Bound<'_, PyAny>>) -> PyResult<()> {
        let Some(id) = id else {
            return self.push_number(self.read);
        };
        if let Ok(number) = id.extract() {
            return self.push_number(number);
        }
        let name =
            id.extract().map_err(|_| PyTypeError::new_err(format!("an id is str or int, not {}", id.get_type())))?;
        match &mut self.ids {
            Ids::Names(names) => names.push(name),
            Ids::Numbers(_) if self.read == 0 => self.ids = Ids::Names(vec![name]),
            Ids::Numbers(_) => return Err(mixed()),
        }
        Ok(())
    }

    fn push_number(&mut self, number: i64) -> PyResult<()> {
        match &mut self.ids {
            Ids::Numbers(numbers) => numbers.push(number),
            Ids::Names(_) => return Err(mixed()),
        }
        Ok(())
    }

    /// Makes rows of the documents that wait for it.
    fn flush(&mut self, py: Python<'_>) -> PyResult<()> {
        py.check_signals()?;
        let ids: ArrayRef = match &mut self.ids {
            Ids::Numbers(numbers) => Arc::new(Int64Array::from(std::mem::take(numbers))),
            Ids::Names(names) => Arc::new(StringArray::from(std::mem::take(names))),
        };
        let (table, pending) = (self.table, std::mem::take(&mut self.pending));
        let batch = py.detach(|| table(&pending.iter().map(|shared| &*shared.doc).collect::<Vec<_>>(), &ids));
        // One without rows carries the columns of an empty frame.
        if self.batches.is_empty() || batch.num_rows() > 0 {
            self.batches.push(batch);
        }
        Ok(())
    }
}

fn mixed() -> PyErr {
    PyTypeError::new_err("ids are all str or all int")
}
