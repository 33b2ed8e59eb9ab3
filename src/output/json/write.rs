//! Documents to the form of the JSON: bytes to code points, everything else as it is.

use super::SCHEMA;
use super::form::{self, Decimal, Pair};
use crate::document::{Block, Document, Head, OwnLabel, Sentence, Statement, Verdict};
use crate::edits::Edit;
use crate::span::{CharIndex, Span};

/// Code points of a text.
pub(super) type Index<'t> = CharIndex<&'t str>;

pub(super) fn document(doc: &Document) -> form::Document<'_> {
    let in_text = CharIndex::new(doc.text());
    let in_source = CharIndex::new(doc.source());
    let sentence = |(i, s): (usize, &Sentence)| sentence(&in_text, &in_source, *s, doc.statements().get(i));
    let provenance = doc.provenance();
    form::Document {
        schema: SCHEMA,
        source: doc.source().into(),
        text: doc.text().into(),
        language: doc.language(),
        head: head(&in_text, doc.text(), doc.head()),
        verdict: verdict(doc.verdict()),
        edits: edits(&in_source, doc.edits()),
        suggestions: edits(&in_source, doc.suggestions()),
        blocks: doc.blocks().iter().map(|b| block(&in_text, b)).collect(),
        sentences: doc.sentences().iter().enumerate().map(sentence).collect(),
        provenance: form::Provenance {
            version: provenance.version.as_str().into(),
            model: provenance.model.as_str().into(),
            options: provenance.options.iter().map(|o| o.as_str().into()).collect(),
        },
    }
}

fn head<'t>(index: &Index<'_>, text: &'t str, head: &Head) -> form::Head<'t> {
    let field = |span: Option<Span>| {
        span.map(|span| {
            let (start, end) = index.chars(span);
            form::Field { start, end, text: text[span].into() }
        })
    };
    form::Head {
        title: field(head.title),
        speaker: field(head.speaker),
        office: field(head.office),
        body: field(head.body),
        date: field(head.date),
        place: field(head.place),
        on_behalf_of: field(head.on_behalf_of),
    }
}

pub(super) fn verdict(verdict: &Verdict) -> form::Verdict {
    let evidence = verdict.evidence().iter().map(|e| form::Evidence {
        condition: e.condition,
        per_100_words: Decimal(e.per_100_words),
        threshold: Decimal(e.threshold),
    });
    form::Verdict { condition: verdict.condition(), evidence: evidence.collect() }
}

pub(super) fn edits<'e>(in_source: &Index<'_>, edits: &'e [Edit]) -> Vec<form::Edit<'e>> {
    let edit = |edit: &'e Edit| {
        let (start, end) = in_source.chars(edit.span());
        form::Edit {
            start,
            end,
            before: edit.before().into(),
            after: edit.after().into(),
            channel: edit.channel(),
            confidence: Decimal(edit.confidence()),
            runner_up: edit.runner_up().map(Into::into),
        }
    };
    edits.iter().map(edit).collect()
}

fn block(index: &Index<'_>, block: &Block) -> form::Block {
    let [start, end] = pair(index, block.span());
    form::Block {
        kind: block.kind(),
        start,
        end,
        marker: block.marker().map(|span| pair(index, span)),
        depth: block.depth(),
        lead_in: block.lead_in(),
        number: block.number(),
        called_at: block.called_at().map(|span| pair(index, span)),
    }
}

fn sentence(
    in_text: &Index<'_>,
    in_source: &Index<'_>,
    sentence: Sentence,
    said: Option<&Statement>,
) -> form::Sentence {
    let [start, end] = pair(in_text, sentence.span());
    let [source_start, source_end] = pair(in_source, sentence.source_span());
    let statement = said.map(|s| statement(in_text, s));
    form::Sentence { start, end, source_start, source_end, block: sentence.block(), statement }
}

pub(super) fn statement(index: &Index<'_>, statement: &Statement) -> form::Statement {
    let place = |span: Option<Span>| span.map(|span| pair(index, span));
    form::Statement {
        kinds: statement.kinds.clone(),
        scores: crate::Kind::ALL.into_iter().map(|kind| (kind, Decimal(statement.score(kind)))).collect(),
        norm: statement.norm.as_ref().map(|n| form::Norm {
            force: n.force,
            holder: place(n.holder),
            action: place(n.action),
        }),
        commitment: statement.commitment.as_ref().map(|c| form::Commitment {
            status: c.status,
            strength: c.strength,
            polarity: c.polarity,
            holder: place(c.holder),
            action: place(c.action),
        }),
        call: statement.call.as_ref().map(|c| form::Call { addressee: place(c.addressee), action: place(c.action) }),
        topics: statement.topics.clone(),
        un_norm: statement.un_norm,
        cues: statement.cues.iter().map(|&span| pair(index, span)).collect(),
        labels: statement.labels.iter().map(own_label).collect(),
    }
}

fn own_label(label: &OwnLabel) -> form::OwnLabel {
    form::OwnLabel { name: label.name.clone(), score: Decimal(label.score), given: label.given }
}

pub(super) fn pair(index: &Index<'_>, span: Span) -> Pair {
    let (start, end) = index.chars(span);
    [start, end]
}
