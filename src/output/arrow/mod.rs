//! Documents as Arrow tables: one row a sentence, an edit, an entry of the ledger, or a document.
//!
//! `docs/frames.md` describes every column. Offsets are code points, probabilities have the four decimals of the JSON, and
//! the columns and their types never depend on what the documents hold. Each table has a name for each document, of any
//! type, in its first column.
//!
//! ```
//! use arrow_array::{ArrayRef, Int64Array};
//! use servanda::{Model, Pipeline, output::arrow};
//! use std::sync::Arc;
//!
//! let doc = Pipeline::new(Model::embedded()).annotate("States must not harm hospitals. We will help.");
//! let ids: ArrayRef = Arc::new(Int64Array::from(vec![7]));
//! let table = arrow::statements(&[&doc], &ids);
//! assert_eq!(table.num_rows(), 2);
//! assert_eq!(table.schema().field(0).name(), "doc");
//! ```

mod column;
mod documents;
mod edits;
mod ledger;
mod row;
mod statements;

pub use documents::documents;
pub use edits::edits;
pub use ledger::ledger;
pub use statements::statements;

use crate::document::Document;
use arrow_array::{ArrayRef, Int64Array, RecordBatch};
use arrow_schema::{Field, Schema};
use arrow_select::take::take;
use column::Column;
use std::sync::Arc;

/// A table of `columns`, before them a column `doc` with the entry of `ids` that each row belongs to.
fn table(ids: &ArrayRef, docs: impl Iterator<Item = usize>, columns: Vec<Column>) -> RecordBatch {
    let docs: Int64Array = docs.map(|doc| i64::try_from(doc).ok()).collect();
    let ids = take(ids, &docs, None).expect("each document has a name");
    batch(Column::new(Field::new("doc", ids.data_type().clone(), true), ids), columns)
}

fn batch(first: Column, columns: Vec<Column>) -> RecordBatch {
    let columns = std::iter::once(first).chain(columns);
    let (fields, values): (Vec<_>, Vec<_>) = columns.map(|column| (column.field, column.values)).unzip();
    RecordBatch::try_new(Arc::new(Schema::new(fields)), values).expect("all columns have the same rows")
}

/// # Panics
/// If there is not one name for each document.
fn check(docs: usize, ids: &ArrayRef) {
    assert_eq!(docs, arrow_array::Array::len(ids), "there must be one name for each document");
}

/// The rows of all documents: what `rows` gives for each, which is told its number.
fn texts<'d>(docs: &[&'d Document]) -> Vec<row::Texts<'d>> {
    docs.iter().map(|doc| row::Texts::new(doc)).collect()
}
