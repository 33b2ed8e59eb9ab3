//! Stage 3: lines to blocks.
//!
//! Nothing is switched on or off: whether a line break is a wrap, a number a list marker or a short line a heading is
//! read from the lines around it. Lines are measured and put together into pieces, the pieces become parts of the
//! joined text, the parts get their kinds, and the lists among them their depth. Linear in the length of the text.

mod bare;
mod clause;
mod cues;
mod date;
mod furniture;
mod head;
mod hyphen;
mod join;
mod kind;
mod lines;
mod marker;
mod nest;
mod notes;
mod numbering;
mod people;
mod shape;
mod title;
mod width;
mod wrap;

use crate::document::{Block, BlockKind, Head};
use crate::edits::EditLog;
use crate::span::Span;
use kind::Part;
use lines::Line;
use wrap::Piece;

/// What [`layout`] finds.
///
/// ```
/// use servanda::layout;
///
/// let text = "We will publish our\nview before May.";
/// let found = layout::layout(text);
/// assert_eq!(found.joins.apply(text), "We will publish our view before May.");
/// assert_eq!(found.blocks.len(), 1);
/// ```
#[derive(Debug, Clone, Default)]
pub struct Layout {
    /// The joins of hard wraps and line-end hyphens.
    pub joins: EditLog,
    /// The blocks of the joined text: in order, apart from each other, and together holding all that is not white
    /// space.
    pub blocks: Vec<Block>,
    /// The head of the document, in the joined text.
    pub head: Head,
}

/// Finds the blocks of `text`.
///
/// A paragraph with a number of its own (`17. The Group reaffirmed ...`) is a [`Paragraph`](BlockKind::Paragraph) with
/// a marker; numbered points that a colon introduces, or that are no whole sentences, are list items. Furniture that
/// cuts a sentence stays inside that sentence's block, with the line breaks around it.
pub fn layout(text: &str) -> Layout {
    let lines = lines::lines(text);
    let mut pieces = wrap::pieces(text, &lines);
    let joins = join::joins(text, &lines, &pieces);
    let joined = joins.apply(text);
    let whole = |piece: &Piece| Span::new(lines[piece.first].span.start(), lines[piece.last].span.end());
    let places = joins.all_to_target(pieces.all.iter().map(whole));
    let mut parts: Vec<Part> =
        pieces.all.iter().zip(places).map(|(piece, span)| part(piece, &lines[piece.first], span)).collect();
    // Where lines are short, they and their pieces take far more room than the text.
    drop((lines, pieces.all));
    pieces.notes.move_to(|mark| joins.to_target(mark));
    kind::settle(&joined, &mut parts, &mut pieces.notes);
    let blocks = nest::blocks(&joined, &parts);
    let head = head::head(&joined, &blocks);
    Layout { joins, blocks, head }
}

/// A piece where it stands in the joined text, its kind still open.
fn part(piece: &Piece, first: &Line, span: Span) -> Part {
    Part {
        span,
        indent: first.indent,
        furniture: piece.furniture,
        end: (piece.first == piece.last && piece.marker.is_none()).then_some(first.end),
        marker: piece.marker,
        marker_len: piece.marker.map_or(0, |m| m.len),
        called_at: None,
        kind: BlockKind::Paragraph,
    }
}
