//! Stage 5: blocks to sentences.

use crate::document::Block;
use crate::names::named;
use crate::span::Span;

named! {
    /// Whose abbreviations and conventions sentences are split by.
    pub enum Language as "language" {
        /// English.
        English = "en",
        /// Any language: marks only, no abbreviations.
        Undetermined = "und",
    }
}

impl Default for Language {
    fn default() -> Self {
        Self::English
    }
}

impl Language {
    /// The language of a BCP 47 code; every language without rules of its own is [`Undetermined`](Self::Undetermined).
    /// `None` if `code` does not begin as a code does.
    pub fn from_code(code: &str) -> Option<Self> {
        let primary = code.split(['-', '_']).next()?;
        let sound = matches!(primary.len(), 2 | 3) && primary.bytes().all(|b| b.is_ascii_alphabetic());
        sound.then(|| if primary.eq_ignore_ascii_case("en") { Self::English } else { Self::Undetermined })
    }
}

/// Splits text into sentences.
#[derive(Debug, Clone)]
pub struct Segmenter {
    #[allow(dead_code)]
    language: Language,
}

impl Segmenter {
    /// A segmenter for `language`.
    pub const fn new(language: Language) -> Self {
        Self { language }
    }

    /// The sentences of one run of text.
    pub fn spans<'t>(&self, text: &'t str) -> impl Iterator<Item = Span> + use<'t> {
        let span = Span::new(0, text.len()).trim(text);
        (!span.is_empty()).then_some(span).into_iter()
    }

    /// The sentences of each block with the number of the block.
    pub fn sentences<'a>(&'a self, text: &'a str, blocks: &'a [Block]) -> impl Iterator<Item = (usize, Span)> + 'a {
        blocks.iter().enumerate().flat_map(move |(i, block)| {
            self.spans(&text[block.span()]).map(move |span| (i, span.shift(block.span().start())))
        })
    }
}
