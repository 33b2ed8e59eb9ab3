//! Stage 5: blocks to sentences.

mod after;
mod apart;
mod before;
mod candidates;
mod detect;
mod glued;
mod items;
mod lexicon;
mod marks;
mod messages;
mod profile;
mod rates;
mod rules;
mod spans;

pub use self::profile::Profile;
#[cfg(feature = "train")]
pub(crate) use self::rates::BreakRates;
use self::spans::Spans;
pub use crate::document::Language;
use crate::document::{Block, BlockKind};
use crate::span::Span;

/// Splits text into sentences.
///
/// ```
/// use servanda::{Language, Segmenter};
///
/// let text = "Mr. Orm cited para. 4 of A/C.1/80/L.9/Rev.1. Norland agreed.1 We thank the U.S. delegation.";
/// let sentences: Vec<_> = Segmenter::new(Language::English).spans(text).map(|span| &text[span]).collect();
/// assert_eq!(sentences[0], "Mr. Orm cited para. 4 of A/C.1/80/L.9/Rev.1.");
/// assert_eq!(sentences[1], "Norland agreed.1");
/// assert_eq!(sentences.len(), 3);
/// ```
#[derive(Debug, Clone)]
pub struct Segmenter {
    language: Language,
}

impl Segmenter {
    /// A segmenter for `language`.
    pub const fn new(language: Language) -> Self {
        Self { language }
    }

    /// The sentences of one run of text, in bytes of it. A blank line always ends one; a single line break never does.
    ///
    /// Each character that is not white space lies in exactly one span. Linear in the length of the text.
    pub fn spans<'t>(&self, text: &'t str) -> impl Iterator<Item = Span> + use<'t> {
        Spans::of_text(text, self.language)
    }

    /// The sentences of each block with the number of the block, in bytes of `text`.
    ///
    /// Headings, names and the like are one sentence each; the marker of a list item belongs to its first sentence.
    pub fn sentences<'a>(&'a self, text: &'a str, blocks: &'a [Block]) -> impl Iterator<Item = (usize, Span)> + 'a {
        blocks.iter().enumerate().flat_map(move |(i, block)| self.block(text, block).map(move |span| (i, span)))
    }

    fn block<'t>(&self, text: &'t str, block: &Block) -> impl Iterator<Item = Span> + use<'t> {
        let span = block.span();
        let whole = match block.kind() {
            BlockKind::Title
            | BlockKind::Heading
            | BlockKind::Dateline
            | BlockKind::Salutation
            | BlockKind::Furniture
            | BlockKind::NameList => true,
            BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Clause | BlockKind::Note => false,
        };
        let one = Some(span.trim(text)).filter(|span| whole && !span.is_empty());
        let text = if whole { "" } else { &text[span] };
        let from = block.marker().map_or(0, |marker| (marker.end().max(span.start()) - span.start()).min(text.len()));
        one.into_iter().chain(Spans::of_block(text, self.language, from).map(move |inner| inner.shift(span.start())))
    }
}
