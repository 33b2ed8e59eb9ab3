//! One row an edit, made or suggested.

use super::column::{Column, decimals, numbers, optional_texts, texts};
use super::row::Texts;
use crate::document::Document;
use crate::edits::Edit;
use arrow_array::{ArrayRef, BooleanArray, RecordBatch};
use arrow_schema::{DataType, Field};
use std::sync::Arc;

struct Row<'t> {
    texts: &'t Texts<'t>,
    document: usize,
    edit: &'t Edit,
    applied: bool,
}

/// The edits of `docs`, then the suggestions of each, with the entry of `ids` for its document. Linear.
///
/// # Panics
/// If there is not one entry of `ids` for each document, or if the texts together are longer than 2 GB.
pub fn edits(docs: &[&Document], ids: &ArrayRef) -> RecordBatch {
    super::check(docs.len(), ids);
    let docs = super::texts(docs);
    let rows: Vec<_> = docs.iter().enumerate().flat_map(|(document, texts)| of(document, texts)).collect();
    super::table(ids, rows.iter().map(|row| row.document), columns(&rows))
}

fn of<'t>(document: usize, texts: &'t Texts<'t>) -> impl Iterator<Item = Row<'t>> {
    let made = texts.doc.edits().iter().map(|edit| (edit, true));
    let suggested = texts.doc.suggestions().iter().map(|edit| (edit, false));
    made.chain(suggested).map(move |(edit, applied)| Row { texts, document, edit, applied })
}

fn columns(rows: &[Row<'_>]) -> Vec<Column> {
    let edits = || rows.iter().map(|row| row.edit);
    let in_source = |row: &Row<'_>| row.texts.in_source(row.edit.span());
    let applied: BooleanArray = rows.iter().map(|row| Some(row.applied)).collect();
    vec![
        numbers("start", rows.iter().map(|row| in_source(row).0)),
        numbers("end", rows.iter().map(|row| in_source(row).1)),
        texts("before", edits().map(Edit::before)),
        texts("after", edits().map(Edit::after)),
        texts("channel", edits().map(|edit| edit.channel().as_str())),
        decimals("confidence", edits().map(Edit::confidence)),
        optional_texts("runner_up", edits().map(Edit::runner_up)),
        Column::new(Field::new("applied", DataType::Boolean, false), Arc::new(applied)),
    ]
}
