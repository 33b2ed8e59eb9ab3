//! What the rows of the tables are read from.

use crate::document::{Block, Document, Force, Kind, Polarity, Sentence, Statement, Status, Strength};
use crate::span::{CharIndex, Span};

/// A document with the code points of its two texts.
pub(super) struct Texts<'d> {
    pub(super) doc: &'d Document,
    in_text: CharIndex<&'d str>,
    in_source: CharIndex<&'d str>,
}

impl<'d> Texts<'d> {
    pub(super) fn new(doc: &'d Document) -> Self {
        Self { doc, in_text: CharIndex::new(doc.text()), in_source: CharIndex::new(doc.source()) }
    }

    /// Code points of a span of the text.
    pub(super) fn in_text(&self, span: Span) -> (usize, usize) {
        self.in_text.chars(span)
    }

    pub(super) fn slice(&self, span: Span) -> &'d str {
        &self.doc.text()[span]
    }

    /// Field number `number` of the head.
    pub(super) fn head(&self, number: usize) -> Option<&'d str> {
        self.doc.head().fields()[number].1.map(|span| self.slice(span))
    }

    /// Code points of a span of the source.
    pub(super) fn in_source(&self, span: Span) -> (usize, usize) {
        self.in_source.chars(span)
    }
}

/// One sentence, and what it states.
pub(super) struct Row<'t> {
    pub(super) texts: &'t Texts<'t>,
    /// Number of the document among those of the table.
    pub(super) document: usize,
    pub(super) number: usize,
}

impl<'t> Row<'t> {
    /// The sentences of all documents.
    pub(super) fn all(texts: &'t [Texts<'t>]) -> impl Iterator<Item = Self> {
        texts.iter().enumerate().flat_map(|(document, texts)| Self::of(document, texts))
    }

    /// The sentences of document number `document`.
    pub(super) fn of(document: usize, texts: &'t Texts<'t>) -> impl Iterator<Item = Self> {
        (0..texts.doc.sentences().len()).map(move |number| Self { texts, document, number })
    }

    pub(super) fn sentence(&self) -> Sentence {
        self.texts.doc.sentences()[self.number]
    }

    /// What it states; `None` if the document was not classified.
    pub(super) fn statement(&self) -> Option<&'t Statement> {
        self.texts.doc.statements().get(self.number)
    }

    pub(super) fn slice(&self, span: Span) -> &'t str {
        self.texts.slice(span)
    }

    pub(super) fn text(&self) -> &'t str {
        self.slice(self.sentence().span())
    }

    pub(super) fn in_text(&self) -> (usize, usize) {
        self.texts.in_text(self.sentence().span())
    }

    pub(super) fn in_source(&self) -> (usize, usize) {
        self.texts.in_source(self.sentence().source_span())
    }

    /// What `pick` makes of the first entry of which it makes something.
    pub(super) fn first<T>(&self, pick: impl Fn(Entry) -> Option<T>) -> Option<T> {
        Entry::of(self.statement()?).find_map(pick)
    }

    pub(super) fn block(&self) -> &'t Block {
        &self.texts.doc.blocks()[self.sentence().block()]
    }

    pub(super) fn cues(&self) -> impl Iterator<Item = &'t str> {
        let texts = self.texts;
        self.statement().into_iter().flat_map(|statement| &statement.cues).map(|&cue| texts.slice(cue))
    }

    pub(super) fn topics(&self) -> impl Iterator<Item = &'static str> {
        self.statement().into_iter().flat_map(|statement| &statement.topics).map(|topic| topic.as_str())
    }

    pub(super) fn un_norm(&self) -> Option<&'static str> {
        self.statement()?.un_norm.map(crate::document::UnNorm::as_str)
    }
}

/// A norm, a commitment or a call: who is to do what, and how it binds.
#[derive(Clone, Copy)]
pub(super) struct Entry {
    pub(super) kind: Kind,
    /// The holder, or the one who is called upon.
    pub(super) who: Option<Span>,
    pub(super) what: Option<Span>,
    pub(super) force: Option<Force>,
    pub(super) status: Option<Status>,
    pub(super) strength: Option<Strength>,
    pub(super) polarity: Option<Polarity>,
}

impl Entry {
    const fn new(kind: Kind, who: Option<Span>, what: Option<Span>) -> Self {
        Self { kind, who, what, force: None, status: None, strength: None, polarity: None }
    }

    /// The entries that a statement makes, in the order of its kinds.
    pub(super) fn of(statement: &Statement) -> impl Iterator<Item = Self> {
        statement.kinds.iter().filter_map(|&kind| match kind {
            Kind::Norm => statement
                .norm
                .as_ref()
                .map(|norm| Self { force: Some(norm.force), ..Self::new(kind, norm.holder, norm.action) }),
            Kind::Commitment => statement.commitment.as_ref().map(|pledge| Self {
                status: Some(pledge.status),
                strength: Some(pledge.strength),
                polarity: Some(pledge.polarity),
                ..Self::new(kind, pledge.holder, pledge.action)
            }),
            Kind::Call => statement.call.as_ref().map(|call| Self::new(kind, call.addressee, call.action)),
            _ => None,
        })
    }
}
