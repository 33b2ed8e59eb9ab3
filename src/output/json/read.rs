//! The form of the JSON to a document: code points to bytes, and nothing taken on trust.

use super::SCHEMA;
use super::form::{self, Pair};
use super::write::Index;
use crate::document::{
    Block, Call, Commitment, Document, Evidence, Head, Kind, Norm, OwnLabel, Provenance, Scores, Sentence, Statement,
    Verdict,
};
use crate::edits::{Edit, EditLog};
use crate::error::{Error, Result};
use crate::span::{CharIndex, Span};

pub(super) fn document(form: form::Document<'_>) -> Result<Document> {
    if form.schema != SCHEMA {
        return fail(format!("schema is {}, this version of servanda reads schema {SCHEMA}", form.schema));
    }
    let in_source = Places::new(&form.source, "the source");
    let in_text = Places::new(&form.text, "the text");
    let log = log(&in_source, &form.edits)?;
    if log.apply(&form.source) != form.text {
        return fail("the edits do not turn the source into the text".to_owned());
    }
    let suggestions = suggestions(&in_source, &form.suggestions)?;
    let head = head(&in_text, &form.head)?;
    let blocks = blocks(&in_text, &form.blocks)?;
    let sentences = sentences(&in_text, &in_source, &form.sentences, &blocks)?;
    let statements = statements(&in_text, &form.sentences)?;
    let evidence = form.verdict.evidence.iter().map(|e| Evidence {
        condition: e.condition,
        per_100_words: e.per_100_words.0,
        threshold: e.threshold.0,
    });
    Ok(Document {
        log,
        suggestions,
        verdict: Verdict::new(form.verdict.condition, evidence.collect()),
        head,
        blocks,
        sentences,
        statements,
        provenance: Provenance {
            version: form.provenance.version.into_owned(),
            model: form.provenance.model.into_owned(),
            options: form.provenance.options.into_iter().map(Into::into).collect(),
        },
        language: form.language,
        source: form.source.into_owned(),
        text: form.text.into_owned(),
    })
}

fn fail<T>(reason: String) -> Result<T> {
    Err(Error::Document(reason))
}

/// The code points of one text, with its name for errors.
struct Places<'t> {
    index: Index<'t>,
    text: &'t str,
    chars: usize,
    name: &'static str,
}

impl<'t> Places<'t> {
    fn new(text: &'t str, name: &'static str) -> Self {
        let index = CharIndex::new(text);
        let chars = index.to_char(text.len());
        Self { index, text, chars, name }
    }

    /// The bytes of `[start, end)`.
    fn span(&self, [start, end]: Pair) -> Result<Span> {
        if start > end || end > self.chars {
            return fail(format!("no span {start}..{end} in {} of {} code points", self.name, self.chars));
        }
        Ok(self.index.bytes(start, end))
    }

    fn optional(&self, pair: Option<Pair>) -> Result<Option<Span>> {
        pair.map(|pair| self.span(pair)).transpose()
    }
}

fn edit(in_source: &Places<'_>, form: &form::Edit<'_>) -> Result<Edit> {
    let span = in_source.span([form.start, form.end])?;
    if in_source.text[span] != *form.before {
        return fail(format!("the edit at {} replaces {:?}, which does not stand there", form.start, form.before));
    }
    if form.before == form.after {
        return fail(format!("the edit at {} changes nothing", form.start));
    }
    let edit = Edit::new(in_source.text, span, &*form.after, form.channel, form.confidence.0);
    Ok(edit.with_runner_up(form.runner_up.as_deref()))
}

fn log(in_source: &Places<'_>, forms: &[form::Edit<'_>]) -> Result<EditLog> {
    if let Some(pair) = forms.windows(2).find(|pair| pair[1].start < pair[0].end) {
        return fail(format!("the edits at {} and {} overlap or are not in order", pair[0].start, pair[1].start));
    }
    Ok(EditLog::new(forms.iter().map(|e| edit(in_source, e)).collect::<Result<_>>()?))
}

/// In order like the log, but two of them may speak of the same place.
fn suggestions(in_source: &Places<'_>, forms: &[form::Edit<'_>]) -> Result<Vec<Edit>> {
    if let Some(pair) = forms.windows(2).find(|pair| pair[1].start < pair[0].start) {
        return fail(format!("the suggestions at {} and {} are not in order", pair[0].start, pair[1].start));
    }
    forms.iter().map(|e| edit(in_source, e)).collect()
}

fn head(in_text: &Places<'_>, form: &form::Head<'_>) -> Result<Head> {
    let field = |field: &Option<form::Field<'_>>| {
        let Some(field) = field else { return Ok(None) };
        let span = in_text.span([field.start, field.end])?;
        if in_text.text[span] != *field.text {
            return fail(format!("the head says {:?}, which does not stand at {}", field.text, field.start));
        }
        Ok(Some(span))
    };
    Ok(Head {
        title: field(&form.title)?,
        speaker: field(&form.speaker)?,
        office: field(&form.office)?,
        body: field(&form.body)?,
        date: field(&form.date)?,
        place: field(&form.place)?,
        on_behalf_of: field(&form.on_behalf_of)?,
    })
}

fn blocks(in_text: &Places<'_>, forms: &[form::Block]) -> Result<Vec<Block>> {
    let mut blocks: Vec<Block> = Vec::with_capacity(forms.len());
    for (i, form) in forms.iter().enumerate() {
        let span = in_text.span([form.start, form.end])?;
        if blocks.last().is_some_and(|last| span.start() < last.span().end()) {
            return fail(format!("block {i} overlaps the one before it"));
        }
        let mut block = Block::new(form.kind, span).with_depth(form.depth);
        if let Some(marker) = in_text.optional(form.marker)? {
            if !span.contains(marker) {
                return fail(format!("the marker of block {i} lies outside of it"));
            }
            block = block.with_marker(marker);
        }
        if let Some(lead_in) = form.lead_in {
            if lead_in >= forms.len() {
                return fail(format!("block {i} is introduced by block {lead_in} of {}", forms.len()));
            }
            block = block.with_lead_in(lead_in);
        }
        if let Some(number) = form.number {
            block = block.with_number(number);
        }
        if let Some(mark) = in_text.optional(form.called_at)? {
            block = block.with_call(mark);
        }
        blocks.push(block);
    }
    Ok(blocks)
}

fn sentences(
    in_text: &Places<'_>,
    in_source: &Places<'_>,
    forms: &[form::Sentence],
    blocks: &[Block],
) -> Result<Vec<Sentence>> {
    let mut sentences: Vec<Sentence> = Vec::with_capacity(forms.len());
    for (i, form) in forms.iter().enumerate() {
        let span = in_text.span([form.start, form.end])?;
        if sentences.last().is_some_and(|last| span.start() < last.span().end()) {
            return fail(format!("sentence {i} overlaps the one before it"));
        }
        if !blocks.get(form.block).is_some_and(|block| block.span().contains(span)) {
            return fail(format!("sentence {i} does not lie in block {}", form.block));
        }
        let source_span = in_source.span([form.source_start, form.source_end])?;
        sentences.push(Sentence { span, source_span, block: form.block });
    }
    Ok(sentences)
}

/// One statement for each sentence, or none at all.
fn statements(in_text: &Places<'_>, forms: &[form::Sentence]) -> Result<Vec<Statement>> {
    let classified = forms.iter().filter_map(|form| form.statement.as_ref());
    let statements: Vec<_> =
        classified.enumerate().map(|(i, form)| statement(in_text, form, i)).collect::<Result<_>>()?;
    if !statements.is_empty() && statements.len() != forms.len() {
        return fail(format!("{} of {} sentences have a statement", statements.len(), forms.len()));
    }
    Ok(statements)
}

fn statement(in_text: &Places<'_>, form: &form::Statement, sentence: usize) -> Result<Statement> {
    let mut scores: Scores = Default::default();
    for kind in Kind::ALL {
        let Some(score) = form.scores.get(&kind).filter(|score| (0.0..=1.0).contains(&score.0)) else {
            return fail(format!("sentence {sentence} has no probability for {kind}"));
        };
        scores[kind as usize] = score.0;
    }
    let attributes = [
        (Kind::Norm, form.norm.is_some()),
        (Kind::Commitment, form.commitment.is_some()),
        (Kind::Call, form.call.is_some()),
    ];
    if let Some((kind, _)) = attributes.iter().find(|(kind, given)| form.kinds.contains(kind) != *given) {
        return fail(format!("in sentence {sentence}, the kind {kind} and its attributes do not go together"));
    }
    let mut statement = Statement::new(sentence, form.kinds.clone(), scores);
    if let Some(norm) = &form.norm {
        let (holder, action) = (in_text.optional(norm.holder)?, in_text.optional(norm.action)?);
        statement.norm = Some(Norm { force: norm.force, holder, action });
    }
    if let Some(form::Commitment { status, strength, polarity, holder, action }) = form.commitment {
        let (holder, action) = (in_text.optional(holder)?, in_text.optional(action)?);
        statement.commitment = Some(Commitment { status, strength, polarity, holder, action });
    }
    if let Some(call) = &form.call {
        let (addressee, action) = (in_text.optional(call.addressee)?, in_text.optional(call.action)?);
        statement.call = Some(Call { addressee, action });
    }
    statement.topics.clone_from(&form.topics);
    statement.un_norm = form.un_norm;
    let own = |l: &form::OwnLabel| OwnLabel { name: l.name.clone(), score: l.score.0, given: l.given };
    statement.labels = form.labels.iter().map(own).collect();
    statement.cues = form.cues.iter().map(|&pair| in_text.span(pair)).collect::<Result<_>>()?;
    Ok(statement)
}
