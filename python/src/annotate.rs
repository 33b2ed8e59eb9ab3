//! Tables of texts to tables of documents.

use crate::error;
use crate::frame::Frame;
use crate::threads::interruptibly;
use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, BinaryViewArray, Int64Array, RecordBatch, StringViewArray};
use arrow_cast::cast;
use arrow_schema::{ArrowError, DataType, Field, FieldRef, Schema};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3_arrow::input::AnyRecordBatch;
use rayon::ThreadPool;
use rayon::prelude::*;
use servanda::output::arrow;
use servanda::{Document, Pipeline};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Rows, and bytes of text, of which one batch of the result is made.
const ROWS: usize = 256;
const BYTES: usize = 16 << 20;

/// Longer texts have no room in a column together with what is found in them.
const LONGEST: usize = 1 << 30;

/// Names of the columns that are read.
pub(crate) struct Columns<'n> {
    pub(crate) text: &'n str,
    /// `None` to number the rows.
    pub(crate) id: Option<&'n str>,
}

/// One row a row of `table`, in its order.
pub(crate) fn annotate(
    py: Python<'_>,
    pipeline: &Pipeline,
    table: AnyRecordBatch,
    columns: &Columns<'_>,
    pool: &ThreadPool,
) -> PyResult<Frame> {
    let mut reader = table.into_reader()?;
    let schema = reader.schema();
    let (text, id) = (find(&schema, columns.text)?, columns.id.map(|id| find(&schema, id)).transpose()?);
    check_type(schema.field(text))?;
    let name =
        id.map_or_else(|| Arc::new(Field::new("id", DataType::Int64, true)), |id| Arc::clone(&schema.fields()[id]));
    let empty = arrow::documents(&[], &name, &arrow_array::new_empty_array(name.data_type()));
    if empty.schema().fields().iter().skip(1).any(|field| field.name() == name.name()) {
        let message =
            format!("the result has a column '{}' of its own; rename that of the ids, or give id=None", name.name());
        return Err(PyValueError::new_err(message));
    }
    let (mut batches, mut rows) = (Vec::new(), 0);
    while let Some(batch) = py.detach(|| reader.next()) {
        let batch = batch.map_err(|error| arrow_error(&error))?;
        let texts = Texts::new(batch.column(text)).map_err(|error| arrow_error(&error))?;
        let ids = id.map_or_else(|| numbers(rows, batch.num_rows()), |id| Arc::clone(batch.column(id)));
        rows += batch.num_rows();
        for (start, len) in texts.pieces() {
            let (ids, stop) = (ids.slice(start, len), AtomicBool::new(false));
            let read = |row| texts.annotate(row, pipeline, &stop);
            let work = || to_batch(&(start..start + len).into_par_iter().map(read).collect::<Vec<_>>(), &name, &ids);
            batches.push(interruptibly(py, pool, &stop, work)?);
        }
    }
    Ok(Frame::new(empty.schema(), batches))
}

fn to_batch(read: &[Result<Document, String>], name: &FieldRef, ids: &ArrayRef) -> RecordBatch {
    let read: Vec<_> = read.iter().map(|read| read.as_ref().map_err(String::as_str)).collect();
    arrow::documents(&read, name, ids)
}

/// Number of the column `name`.
fn find(schema: &Schema, name: &str) -> PyResult<usize> {
    schema.index_of(name).map_err(|_| {
        let names: Vec<_> = schema.fields().iter().map(|field| format!("'{}'", field.name())).collect();
        PyValueError::new_err(format!("the table has no column '{name}'; it has {}", names.join(", ")))
    })
}

fn check_type(field: &Field) -> PyResult<()> {
    let mut kind = field.data_type();
    if let DataType::Dictionary(_, values) = kind {
        kind = values;
    }
    if matches!(kind, DataType::Null) || is_text(kind) || is_bytes(kind) {
        return Ok(());
    }
    Err(PyTypeError::new_err(format!("column '{}' holds {}, not texts", field.name(), field.data_type())))
}

const fn is_text(kind: &DataType) -> bool {
    matches!(kind, DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View)
}

const fn is_bytes(kind: &DataType) -> bool {
    matches!(kind, DataType::Binary | DataType::LargeBinary | DataType::BinaryView)
}

fn arrow_error(error: &ArrowError) -> PyErr {
    PyValueError::new_err(error::message(error))
}

fn numbers(from: usize, len: usize) -> ArrayRef {
    Arc::new(Int64Array::from_iter_values((from..from + len).map(|number| number.cast_signed() as i64)))
}

/// A column of texts, of whatever type it was.
enum Texts {
    Text(StringViewArray),
    Bytes(BinaryViewArray),
}

impl Texts {
    fn new(column: &ArrayRef) -> Result<Self, ArrowError> {
        let column = match column.data_type() {
            DataType::Dictionary(_, values) => cast(column, values)?,
            _ => Arc::clone(column),
        };
        Ok(if is_bytes(column.data_type()) {
            Self::Bytes(cast(&column, &DataType::BinaryView)?.as_binary_view().clone())
        } else {
            Self::Text(cast(&column, &DataType::Utf8View)?.as_string_view().clone())
        })
    }

    fn len(&self) -> usize {
        match self {
            Self::Text(texts) => texts.len(),
            Self::Bytes(texts) => texts.len(),
        }
    }

    fn bytes(&self, row: usize) -> Option<&[u8]> {
        match self {
            Self::Text(texts) => texts.is_valid(row).then(|| texts.value(row).as_bytes()),
            Self::Bytes(texts) => texts.is_valid(row).then(|| texts.value(row)),
        }
    }

    /// First row and number of rows of the pieces that are read at a time.
    fn pieces(&self) -> Vec<(usize, usize)> {
        let (mut pieces, mut start, mut bytes) = (Vec::new(), 0, 0);
        for row in 0..self.len() {
            bytes += self.bytes(row).map_or(0, <[u8]>::len);
            if bytes >= BYTES || row + 1 - start == ROWS || row + 1 == self.len() {
                pieces.push((start, row + 1 - start));
                (start, bytes) = (row + 1, 0);
            }
        }
        pieces
    }

    /// The document of a row, or why there is none.
    fn annotate(&self, row: usize, pipeline: &Pipeline, stop: &AtomicBool) -> Result<Document, String> {
        if stop.load(Ordering::Relaxed) {
            return Err("interrupted".to_owned());
        }
        let bytes = self.bytes(row).ok_or("the text is null")?;
        if bytes.len() > LONGEST {
            return Err(format!("the text is longer than {LONGEST} bytes; read it alone, not in a table"));
        }
        match self {
            Self::Text(texts) => Ok(pipeline.annotate(texts.value(row))),
            Self::Bytes(_) => pipeline.annotate_bytes(bytes).map_err(|error| error::message(&error)),
        }
    }
}
