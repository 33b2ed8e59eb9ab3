//! One row a norm, commitment or call: who, what, how; and who said so, where and when.

use super::column::{Column, decimals, lists, numbers, optional_numbers, optional_texts, texts};
use super::row::{Entry, Row, Texts};
use crate::document::{Document, Force, Head, Polarity, Status, Strength};
use crate::span::Span;
use arrow_array::{ArrayRef, RecordBatch};

/// The norms, commitments and calls of `docs`, each with the entry of `ids` for its document. Linear.
///
/// # Panics
/// If there is not one entry of `ids` for each document, or if the texts together are longer than 2 GB.
pub fn ledger(docs: &[&Document], ids: &ArrayRef) -> RecordBatch {
    super::check(docs.len(), ids);
    let docs = super::texts(docs);
    let sentences: Vec<_> = Row::all(&docs).collect();
    let rows: Vec<_> = sentences
        .iter()
        .flat_map(|row| row.statement().into_iter().flat_map(Entry::of).map(move |entry| (row, entry)))
        .collect();
    let mut columns = entry(&rows);
    columns.extend(sentence(&rows));
    columns.extend(head(&rows.iter().map(|(row, _)| Some(row.texts)).collect::<Vec<_>>()));
    super::table(ids, rows.iter().map(|(row, _)| row.document), columns)
}

/// Who is to do what, and how it binds.
fn entry(rows: &[(&Row<'_>, Entry)]) -> Vec<Column> {
    let entries = || rows.iter().map(|(_, entry)| entry);
    let mut columns = vec![
        numbers("sentence", rows.iter().map(|(row, _)| row.number)),
        texts("kind", entries().map(|entry| entry.kind.as_str())),
    ];
    columns.extend(span("who", rows, |entry| entry.who));
    columns.extend(span("what", rows, |entry| entry.what));
    columns.extend([
        optional_texts("force", entries().map(|entry| entry.force.map(Force::as_str))),
        optional_texts("status", entries().map(|entry| entry.status.map(Status::as_str))),
        optional_texts("strength", entries().map(|entry| entry.strength.map(Strength::as_str))),
        optional_texts("polarity", entries().map(|entry| entry.polarity.map(Polarity::as_str))),
        decimals("score", rows.iter().map(|(row, e)| row.statement().map_or(0.0, |s| s.score(e.kind)))),
    ]);
    columns
}

/// A piece of the sentence, and where in the text it stands.
fn span(name: &str, rows: &[(&Row<'_>, Entry)], of: impl Fn(&Entry) -> Option<Span>) -> [Column; 3] {
    let place = |(row, entry): &(&Row<'_>, Entry)| of(entry).map(|span| row.texts.in_text(span));
    [
        optional_texts(name, rows.iter().map(|(row, entry)| of(entry).map(|span| row.slice(span)))),
        optional_numbers(&format!("{name}_start"), rows.iter().map(|row| place(row).map(|place| place.0))),
        optional_numbers(&format!("{name}_end"), rows.iter().map(|row| place(row).map(|place| place.1))),
    ]
}

/// The sentence that says so.
fn sentence(rows: &[(&Row<'_>, Entry)]) -> Vec<Column> {
    let each = || rows.iter().map(|(row, _)| row);
    vec![
        texts("text", each().map(|row| row.text())),
        numbers("start", each().map(|row| row.in_text().0)),
        numbers("end", each().map(|row| row.in_text().1)),
        numbers("source_start", each().map(|row| row.in_source().0)),
        numbers("source_end", each().map(|row| row.in_source().1)),
        lists("topics", each().map(|row| row.topics())),
        optional_texts("un_norm", each().map(|row| row.un_norm())),
    ]
}

/// What the top of each document says.
pub(super) fn head(docs: &[Option<&Texts<'_>>]) -> Vec<Column> {
    let names = Head::default().fields().map(|(name, _)| name);
    let said = |number| docs.iter().map(move |texts| texts.and_then(|texts| texts.head(number)));
    names.into_iter().enumerate().map(|(number, name)| optional_texts(name, said(number))).collect()
}
