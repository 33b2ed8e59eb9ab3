//! One row a document, with its sentences as a list.

use super::column::{Column, optional_decimals, optional_numbers, optional_texts};
use super::row::{Row, Texts};
use super::{ledger, statements};
use crate::document::{Condition, Document, Language};
use arrow_array::{Array, ArrayRef, ListArray, RecordBatch, StructArray};
use arrow_buffer::OffsetBuffer;
use arrow_schema::{DataType, Field, FieldRef, Fields};
use std::sync::Arc;

/// What was made of each text: a document, or the reason why there is none. `name` and `ids` are the first column.
/// Linear.
///
/// # Panics
/// If there is not one entry of `ids` for each text, or if the texts together are longer than 2 GB.
pub fn documents(read: &[Result<&Document, &str>], name: &FieldRef, ids: &ArrayRef) -> RecordBatch {
    super::check(read.len(), ids);
    let texts: Vec<_> = read.iter().map(|read| read.ok().map(Texts::new)).collect();
    let all: Vec<_> = texts.iter().map(Option::as_ref).collect();
    let docs = || all.iter().copied();
    let verdict = |texts: &Texts<'_>| texts.doc.verdict().condition().as_str();
    let mut columns = vec![
        optional_texts("text", docs().map(|texts| texts.map(|texts| texts.doc.text()))),
        optional_texts("language", docs().map(|texts| texts.map(|texts| Language::as_str(texts.doc.language())))),
        optional_texts("condition", docs().map(|texts| texts.map(verdict))),
    ];
    columns.extend([Condition::Scanned, Condition::Mistyped, Condition::Spun].map(|c| evidence(c, docs())));
    columns.extend(ledger::head(&all));
    columns.push(optional_numbers("n_edits", docs().map(|texts| texts.map(|texts| texts.doc.edits().len()))));
    columns.push(lists(&all));
    columns.push(optional_texts("error", read.iter().map(|read| read.err())));
    super::batch(Column::new(Field::clone(name), Arc::clone(ids)), columns)
}

/// Places that show one kind of damage, per 100 words; null where it was not looked for.
fn evidence<'t>(condition: Condition, docs: impl Iterator<Item = Option<&'t Texts<'t>>>) -> Column {
    let strength = |texts: Option<&Texts<'_>>| {
        let found = texts?.doc.verdict().evidence().iter().find(|evidence| evidence.condition == condition);
        found.map(|evidence| evidence.per_100_words)
    };
    optional_decimals(condition.as_str(), docs.map(strength))
}

/// The sentences of each document, in the columns of the table of statements.
fn lists(docs: &[Option<&Texts<'_>>]) -> Column {
    let sentences = |texts: Option<&Texts<'_>>| texts.map_or(0, |texts| texts.doc.sentences().len());
    let offsets = OffsetBuffer::from_lengths(docs.iter().copied().map(sentences));
    let read = docs.iter().copied().flatten();
    let rows: Vec<_> = read.enumerate().flat_map(|(document, texts)| Row::of(document, texts)).collect();
    let columns = statements::columns(&rows).into_iter().map(|column| (column.field, column.values));
    let (fields, values): (Vec<_>, Vec<_>) = columns.unzip();
    let structs = StructArray::new(Fields::from(fields), values, None);
    let item = Arc::new(Field::new("item", structs.data_type().clone(), false));
    let lists = ListArray::new(Arc::clone(&item), offsets, Arc::new(structs), None);
    Column::new(Field::new("statements", DataType::List(item), false), Arc::new(lists))
}
