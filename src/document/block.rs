//! The parts of a page: headings, paragraphs, list items.

use crate::names::named;
use crate::span::Span;

named! {
    /// What part of a document a block is.
    pub enum BlockKind as "block kind" {
        /// The name of the document.
        Title = "title",
        /// The name of a section.
        Heading = "heading",
        /// Place and date of the document, on a line of its own.
        Dateline = "dateline",
        /// An address to the audience, on a line of its own.
        Salutation = "salutation",
        /// Running text.
        Paragraph = "paragraph",
        /// One point of a list, with its marker.
        ListItem = "list_item",
        /// A clause of a resolution or decision.
        Clause = "clause",
        /// A footnote or endnote.
        Note = "note",
        /// Running head, page number, job number, web debris.
        Furniture = "furniture",
        /// One entry of a list of names, or a list of States.
        NameList = "name_list",
    }
}

/// One block: its kind, and where it stands in the text.
///
/// ```
/// use servanda::{BlockKind, Model, Pipeline};
///
/// let doc = Pipeline::new(Model::embedded()).annotate("We will:\n\n(a) help;\n(b) report.");
/// let item = &doc.blocks()[1];
/// assert_eq!((item.kind(), item.number(), item.lead_in()), (BlockKind::ListItem, Some(1), Some(0)));
/// assert_eq!(&doc.text()[item.marker().unwrap()], "(a)");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    kind: BlockKind,
    span: Span,
    marker: Option<Span>,
    depth: u8,
    lead_in: Option<usize>,
    number: Option<u32>,
    called_at: Option<Span>,
}

impl Block {
    /// A block without a marker, at depth 0.
    pub const fn new(kind: BlockKind, span: Span) -> Self {
        Self { kind, span, marker: None, depth: 0, lead_in: None, number: None, called_at: None }
    }

    /// The same block with the marker that opens it: `1.`, `(a)`, `•`.
    #[must_use]
    pub const fn with_marker(mut self, marker: Span) -> Self {
        self.marker = Some(marker);
        self
    }

    /// The same block at `depth`: 0 for what stands at the margin, 1 for a list below it, and so on.
    #[must_use]
    pub const fn with_depth(mut self, depth: u8) -> Self {
        self.depth = depth;
        self
    }

    /// The same block, introduced by block number `lead_in`.
    #[must_use]
    pub const fn with_lead_in(mut self, lead_in: usize) -> Self {
        self.lead_in = Some(lead_in);
        self
    }

    /// The same block with the number that its marker gives it.
    #[must_use]
    pub const fn with_number(mut self, number: u32) -> Self {
        self.number = Some(number);
        self
    }

    /// The same block, a note, with the mark in the text that calls it.
    #[must_use]
    pub const fn with_call(mut self, mark: Span) -> Self {
        self.called_at = Some(mark);
        self
    }

    /// The same block with its spans changed, as when the text below it is edited.
    #[must_use]
    pub fn map(mut self, to: impl Fn(Span) -> Span) -> Self {
        self.span = to(self.span);
        self.marker = self.marker.map(&to);
        self.called_at = self.called_at.map(to);
        self
    }

    /// What part of the document it is.
    pub const fn kind(&self) -> BlockKind {
        self.kind
    }

    /// Bytes of the text, marker included, white space around it not.
    pub const fn span(&self) -> Span {
        self.span
    }

    /// The marker that opens it, if any.
    pub const fn marker(&self) -> Option<Span> {
        self.marker
    }

    /// Number that the marker gives it: 17 for `17.`, 3 for `(c)`; none for bullets.
    pub const fn number(&self) -> Option<u32> {
        self.number
    }

    /// For a note, the mark in the text that calls it: the `3` of `wrongful acts.3`.
    pub const fn called_at(&self) -> Option<Span> {
        self.called_at
    }

    /// Depth of nesting.
    pub const fn depth(&self) -> u8 {
        self.depth
    }

    /// Number of the block that introduces it ("We will:" for each item that follows).
    pub const fn lead_in(&self) -> Option<usize> {
        self.lead_in
    }
}
