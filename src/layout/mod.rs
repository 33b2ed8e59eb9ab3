//! Stage 3: lines to blocks.

use crate::document::{Block, BlockKind, Head};
use crate::edits::EditLog;
use crate::span::Span;

/// What [`layout`] finds.
#[derive(Debug, Clone, Default)]
pub struct Layout {
    /// The joins of hard wraps and line-end hyphens.
    pub joins: EditLog,
    /// The blocks of the joined text.
    pub blocks: Vec<Block>,
    /// The head of the document, in the joined text.
    pub head: Head,
}

/// Finds the blocks of `text`.
pub fn layout(text: &str) -> Layout {
    let span = Span::new(0, text.len()).trim(text);
    let blocks = if span.is_empty() { Vec::new() } else { vec![Block::new(BlockKind::Paragraph, span)] };
    Layout { joins: EditLog::default(), blocks, head: Head::default() }
}
