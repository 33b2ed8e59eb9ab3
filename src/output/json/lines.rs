//! What the verbs of the command print: one object a text, without the `id`, which is the caller's.

use super::form::{self, Pair};
use super::write;
use crate::document::{BlockKind, Document, Language, Sentence, Statement};
use crate::segment::Profile;
use crate::span::CharIndex;
use serde::Serialize;

/// Sentences, as `profile` has them, and blocks: `{"language", "spans", "blocks"}`, in code points of the **source**.
pub fn segment_line(doc: &Document, profile: Profile) -> impl Serialize + use<> {
    let index = CharIndex::new(doc.source());
    let block = |block: &crate::Block| {
        let [start, end] = write::pair(&index, doc.log().to_source(block.span()));
        PlacedBlock { start, end, kind: block.kind() }
    };
    let sentences = doc.sentences().iter().map(Sentence::source_span);
    Segments {
        language: doc.language(),
        spans: profile.regroup(doc.source(), sentences).map(|span| write::pair(&index, span)).collect(),
        blocks: doc.blocks().iter().map(block).collect(),
    }
}

/// The repaired text: `{"language", "text", "edits", "suggestions", "verdict"}`, in code points of the source.
pub fn repair_line(doc: &Document) -> impl Serialize + '_ {
    let index = CharIndex::new(doc.source());
    Repaired {
        language: doc.language(),
        text: doc.text(),
        edits: write::edits(&index, doc.edits()),
        suggestions: write::edits(&index, doc.suggestions()),
        verdict: write::verdict(doc.verdict()),
    }
}

/// The statement of one sentence: `{"kinds", "scores", "norm", ...}`, in code points of `sentence`.
pub fn classify_line(sentence: &str, statement: &Statement) -> impl Serialize + use<> {
    write::statement(&CharIndex::new(sentence), statement)
}

#[derive(Serialize)]
struct Segments {
    language: Language,
    spans: Vec<Pair>,
    blocks: Vec<PlacedBlock>,
}

#[derive(Serialize)]
struct PlacedBlock {
    start: usize,
    end: usize,
    kind: BlockKind,
}

#[derive(Serialize)]
struct Repaired<'a> {
    language: Language,
    text: &'a str,
    edits: Vec<form::Edit<'a>>,
    suggestions: Vec<form::Edit<'a>>,
    verdict: form::Verdict,
}
