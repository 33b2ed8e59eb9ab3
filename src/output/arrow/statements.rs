//! One row a sentence.

use super::column::{Column, lists, numbers, optional_decimals, optional_numbers, optional_texts, texts};
use super::row::{Entry, Row};
use crate::document::{Document, Force, Kind, Polarity, Status, Strength};
use crate::span::Span;
use arrow_array::{ArrayRef, RecordBatch};

/// The sentences of `docs` and what they state, each with the entry of `ids` for its document. Linear.
///
/// # Panics
/// If there is not one entry of `ids` for each document, or if the texts together are longer than 2 GB.
pub fn statements(docs: &[&Document], ids: &ArrayRef) -> RecordBatch {
    super::check(docs.len(), ids);
    let docs = super::texts(docs);
    let rows: Vec<_> = Row::all(&docs).collect();
    super::table(ids, rows.iter().map(|row| row.document), columns(&rows))
}

/// Everything but the name of the document.
pub(super) fn columns(rows: &[Row<'_>]) -> Vec<Column> {
    let mut columns = place(rows);
    columns.extend(kinds(rows));
    columns.extend(attributes(rows));
    columns
}

/// Where the sentence stands.
fn place(rows: &[Row<'_>]) -> Vec<Column> {
    let each = || rows.iter();
    vec![
        numbers("sentence", each().map(|row| row.number)),
        texts("text", each().map(Row::text)),
        numbers("start", each().map(|row| row.in_text().0)),
        numbers("end", each().map(|row| row.in_text().1)),
        numbers("source_start", each().map(|row| row.in_source().0)),
        numbers("source_end", each().map(|row| row.in_source().1)),
        numbers("block", each().map(|row| row.sentence().block())),
        texts("block_kind", each().map(|row| row.block().kind().as_str())),
        optional_numbers("paragraph", each().map(|row| row.block().number().map(|number| number as usize))),
    ]
}

/// Its kinds, with a score for each.
fn kinds(rows: &[Row<'_>]) -> Vec<Column> {
    let statements = || rows.iter().map(Row::statement);
    let mut columns = vec![
        optional_texts("kind", statements().map(|statement| statement?.kind().map(Kind::as_str))),
        lists("kinds", statements().map(|s| s.into_iter().flat_map(|s| &s.kinds).map(|kind| kind.as_str()))),
    ];
    columns.extend(Kind::ALL.map(|kind| {
        let scores = statements().map(|statement| statement.map(|s| s.score(kind)));
        optional_decimals(&format!("score_{kind}"), scores)
    }));
    columns
}

/// Who is to do what, how it binds, and what it is about.
fn attributes(rows: &[Row<'_>]) -> Vec<Column> {
    let each = || rows.iter();
    let piece = |name, pick: fn(Entry) -> Option<Span>| {
        optional_texts(name, each().map(|row| row.first(pick).map(|span| row.slice(span))))
    };
    vec![
        optional_texts("force", each().map(|row| row.first(|e| e.force).map(Force::as_str))),
        optional_texts("status", each().map(|row| row.first(|e| e.status).map(Status::as_str))),
        optional_texts("strength", each().map(|row| row.first(|e| e.strength).map(Strength::as_str))),
        optional_texts("polarity", each().map(|row| row.first(|e| e.polarity).map(Polarity::as_str))),
        piece("holder", |e| e.who.filter(|_| e.kind != Kind::Call)),
        piece("action", |e| e.what),
        piece("addressee", |e| e.who.filter(|_| e.kind == Kind::Call)),
        lists("topics", each().map(Row::topics)),
        optional_texts("un_norm", each().map(Row::un_norm)),
        lists("cues", each().map(Row::cues)),
    ]
}
