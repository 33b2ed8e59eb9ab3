//! What the crate returns: a [`Document`] and its parts. Knows no stage.

mod block;
mod head;
mod labels;
mod language;
mod statement;
mod verdict;

pub use block::{Block, BlockKind};
pub use head::Head;
pub use labels::{Force, Kind, Polarity, Status, Strength, Topic, UnNorm};
pub use language::Language;
pub use statement::{Call, Commitment, Norm, OwnLabel, Scores, Statement};
pub use verdict::{Condition, Evidence, Verdict};

use crate::edits::{Edit, EditLog};
use crate::span::Span;

/// A text that was read: the source as it came, the clean text, and all that was found in it.
///
/// Spans of blocks, sentences, statements and the head are bytes of [`text`](Self::text); spans of edits and
/// suggestions are bytes of [`source`](Self::source).
///
/// ```
/// use servanda::{Model, Pipeline};
///
/// let doc = Pipeline::new(Model::embedded()).annotate("States rnust act. We will help.");
/// assert_eq!(doc.source(), "States rnust act. We will help.");
/// assert_eq!(doc.text(), "States must act. We will help.");
/// assert_eq!((doc.blocks().len(), doc.sentences().len(), doc.statements().len()), (1, 2, 2));
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Document {
    pub(crate) source: String,
    pub(crate) text: String,
    pub(crate) language: Language,
    pub(crate) log: EditLog,
    pub(crate) suggestions: Vec<Edit>,
    pub(crate) verdict: Verdict,
    pub(crate) head: Head,
    pub(crate) blocks: Vec<Block>,
    pub(crate) sentences: Vec<Sentence>,
    pub(crate) statements: Vec<Statement>,
    pub(crate) provenance: Provenance,
}

/// One sentence, or what stands in the place of one (a heading, a list item).
///
/// ```
/// use servanda::{Model, Pipeline};
///
/// let doc = Pipeline::new(Model::embedded()).annotate("We will help. States rnust act.");
/// let sentence = doc.sentences()[1];
/// assert_eq!(&doc.text()[sentence.span()], "States must act.");
/// assert_eq!(&doc.source()[sentence.source_span()], "States rnust act.");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sentence {
    pub(crate) span: Span,
    pub(crate) source_span: Span,
    pub(crate) block: usize,
}

/// What made a document, so that a result can be cited and made again.
///
/// ```
/// use servanda::{Model, Pipeline};
///
/// let doc = Pipeline::builder(Model::embedded()).classify(false).build().annotate("We will help.");
/// assert_eq!(doc.provenance().options, ["classify=false"]);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Provenance {
    /// Version of the crate.
    pub version: String,
    /// Name and version of the model.
    pub model: String,
    /// Options that differ from the default, as `name=value`.
    pub options: Vec<String>,
}

impl Sentence {
    /// Bytes of the clean text.
    pub const fn span(&self) -> Span {
        self.span
    }

    /// Bytes of the source that it comes from.
    pub const fn source_span(&self) -> Span {
        self.source_span
    }

    /// Number of its block.
    pub const fn block(&self) -> usize {
        self.block
    }
}

impl Document {
    /// The text as it was given.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The clean text: the source with all edits applied.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The language that it was read in: given, or detected.
    pub const fn language(&self) -> Language {
        self.language
    }

    /// Every change from source to text, in order.
    pub fn edits(&self) -> &[Edit] {
        self.log.edits()
    }

    /// The changes as a log, which maps spans both ways.
    pub const fn log(&self) -> &EditLog {
        &self.log
    }

    /// Changes that were not sure enough to be made, in order.
    pub fn suggestions(&self) -> &[Edit] {
        &self.suggestions
    }

    /// What happened to the document on its way here.
    pub const fn verdict(&self) -> &Verdict {
        &self.verdict
    }

    /// Title, speaker, date and the like.
    pub const fn head(&self) -> &Head {
        &self.head
    }

    /// The blocks in order; together they hold every character that is not white space.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// The sentences in order.
    pub fn sentences(&self) -> &[Sentence] {
        &self.sentences
    }

    /// One statement for each sentence, in order; empty if classification was switched off.
    pub fn statements(&self) -> &[Statement] {
        &self.statements
    }

    /// What made this document.
    pub const fn provenance(&self) -> &Provenance {
        &self.provenance
    }
}
