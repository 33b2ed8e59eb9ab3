//! How deep list items stand, and what introduces them.

use super::clause;
use super::kind::Part;
use super::marker::{Marker, Style};
use super::shape::{End, end};
use crate::document::{Block, BlockKind};
use crate::span::Span;

/// Items whose indents differ by less stand in one column.
const SAME_COLUMN: usize = 2;
/// Deeper lists are cut off: nobody nests so deep, and the search for a level stays short.
const DEEPEST: usize = 12;

/// A list that is still open.
#[derive(Debug, Clone)]
struct Level {
    style: Style,
    indent: usize,
    ordinal: u32,
    lead_in: Option<usize>,
}

impl Level {
    /// Whether an item belongs to this list.
    fn takes(&self, marker: &Marker, indent: usize) -> bool {
        let beside = self.indent.abs_diff(indent) < SAME_COLUMN;
        self.style == marker.style && (beside || (!marker.style.is_bullet() && marker.ordinal == self.ordinal + 1))
    }
}

/// The blocks of the parts, with markers, depths and lead-ins. Linear.
pub(super) fn blocks(text: &str, parts: &[Part]) -> Vec<Block> {
    let mut nest =
        Nest { text, blocks: Vec::with_capacity(parts.len()), open: Vec::new(), closed: Vec::new(), enacting: None };
    for part in parts {
        nest.push(part);
    }
    nest.blocks
}

struct Nest<'t> {
    text: &'t str,
    blocks: Vec<Block>,
    open: Vec<Level>,
    /// The lists that the last paragraph closed: one of them may go on after it.
    closed: Vec<Level>,
    /// The line that names who resolves, or the paragraph that proposes it, as long as the clauses last.
    enacting: Option<usize>,
}

impl Nest<'_> {
    fn push(&mut self, part: &Part) {
        let mut block = Block::new(part.kind, part.span);
        if part.marker_len > 0 {
            block = block.with_marker(Span::new(part.span.start(), part.span.start() + part.marker_len));
        }
        if let Some(number) = part.marker.and_then(|marker| marker.number()).filter(|_| part.kind != BlockKind::Note) {
            block = block.with_number(number);
        }
        if let Some(mark) = part.called_at {
            block = block.with_call(mark);
        }
        match (part.kind, part.marker) {
            (BlockKind::ListItem, Some(marker)) => {
                let lead_in = self.enter(&marker, part.indent);
                block = with_lead_in(block.with_depth(self.open.len() as u8), lead_in);
            }
            (BlockKind::Furniture | BlockKind::Note, _) => {}
            (BlockKind::NameList, _) => {
                let lead_in = self.introducer().or_else(|| self.lead_in_of_last(BlockKind::NameList));
                block = with_lead_in(block, lead_in);
                self.close();
            }
            (BlockKind::Clause, _) => {
                self.close();
                if clause::is_enacting(&self.text[part.span]) {
                    self.enacting = Some(self.blocks.len());
                } else {
                    // A speech may propose clauses: "I propose that the conference:".
                    self.enacting = self.enacting.or_else(|| self.colon());
                    block = with_lead_in(block, self.enacting);
                }
            }
            (BlockKind::Heading | BlockKind::Title, _) => {
                self.open.clear();
                self.closed.clear();
                self.enacting = None;
            }
            _ => {
                self.close();
                self.enacting = None;
            }
        }
        self.blocks.push(block);
    }

    /// Closes all lists, and remembers them if they were open.
    fn close(&mut self) {
        if !self.open.is_empty() {
            self.closed = std::mem::take(&mut self.open);
        }
    }

    /// Enters the list of an item and gives what introduces it.
    fn enter(&mut self, marker: &Marker, indent: usize) -> Option<usize> {
        if self.open.is_empty() && !marker.style.is_bullet() {
            let goes_on = self.closed.iter().any(|l| l.style == marker.style && l.ordinal + 1 == marker.ordinal);
            if goes_on {
                self.open = std::mem::take(&mut self.closed);
            }
        }
        if let Some(at) = self.open.iter().rposition(|level| level.takes(marker, indent)) {
            self.open.truncate(at + 1);
            self.open[at].ordinal = marker.ordinal;
            return self.open[at].lead_in;
        }
        // Another marker further out ends the lists that stand further in.
        while self.open.last().is_some_and(|level| indent + SAME_COLUMN <= level.indent) {
            self.open.pop();
        }
        if self.open.len() == DEEPEST {
            self.open.pop();
        }
        let lead_in = self.introducer();
        self.open.push(Level { style: marker.style, indent, ordinal: marker.ordinal, lead_in });
        lead_in
    }

    /// Number of the last block that is text.
    fn last(&self) -> Option<usize> {
        let skipped = |block: &&Block| matches!(block.kind(), BlockKind::Furniture | BlockKind::Note);
        let back = self.blocks.iter().rev().take_while(skipped).count();
        (self.blocks.len() - back).checked_sub(1)
    }

    /// The last block, if it asks for more: it ends in a colon or in no mark at all.
    fn introducer(&self) -> Option<usize> {
        let last = self.last()?;
        let block = &self.blocks[last];
        let asks = match block.kind() {
            BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Clause => {
                !matches!(end(&self.text[block.span()]), End::Sentence | End::Semicolon)
            }
            BlockKind::Heading | BlockKind::Salutation => end(&self.text[block.span()]) == End::Colon,
            _ => false,
        };
        asks.then_some(last)
    }

    /// The last block, if it is a paragraph that ends in a colon.
    fn colon(&self) -> Option<usize> {
        let is_colon = |&last: &usize| {
            let block = &self.blocks[last];
            block.kind() == BlockKind::Paragraph && end(&self.text[block.span()]) == End::Colon
        };
        self.last().filter(is_colon)
    }

    fn lead_in_of_last(&self, kind: BlockKind) -> Option<usize> {
        self.last().map(|last| &self.blocks[last]).filter(|block| block.kind() == kind).and_then(Block::lead_in)
    }
}

fn with_lead_in(block: Block, lead_in: Option<usize>) -> Block {
    match lead_in {
        Some(lead_in) => block.with_lead_in(lead_in),
        None => block,
    }
}
