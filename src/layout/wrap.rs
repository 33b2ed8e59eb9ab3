//! Lines into pieces: which line goes on where the one before it stopped.

use super::bare::bare;
use super::clause;
use super::date::dateline;
use super::furniture::furniture;
use super::lines::Line;
use super::marker::{Marker, marker};
use super::notes::NoteMarks;
use super::numbering::Numbering;
use super::people::{is_person_entry, is_salutation};
use super::shape::{End, Start, is_capitals, is_title_case};
use super::width::{Margins, Room};

/// Lines that belong together. Furniture inside a sentence stands between them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece {
    /// Number of the first line.
    pub first: usize,
    /// Number of the last line.
    pub last: usize,
    /// Whether it is furniture.
    pub furniture: bool,
    /// The marker that opens it.
    pub marker: Option<Marker>,
}

/// What the lines of a text make.
#[derive(Debug, Default)]
pub(super) struct Pieces {
    pub all: Vec<Piece>,
    /// The marks of notes.
    pub notes: NoteMarks,
    /// Which lines are furniture, between sentences or inside.
    pub furniture: Vec<bool>,
}

/// Without a known margin, a break can only be a wrap after so many columns ...
const NARROWEST: usize = 45;
/// ... and if no line of the text is longer than this.
const WIDEST: usize = 130;
/// A line cut off by a blank line is at least so wide, if nothing speaks against it.
const NARROWEST_CUT: usize = 30;
/// A caseless script says more in fewer columns.
const NARROWEST_CASELESS: usize = 16;
/// A first-line indent is at least this much deeper.
const INDENT: usize = 2;

/// Puts the lines of `text` together. Linear: each decision looks at two neighbours and at what was measured before.
pub(super) fn pieces(text: &str, lines: &[Line]) -> Pieces {
    let furniture = furniture(text, lines);
    let mut joiner = Joiner {
        text,
        lines,
        margins: Margins::new(text, lines),
        numbering: Numbering::new(text, lines),
        notes: NoteMarks::new(text),
        bare: bare(text, lines),
        widest: lines.iter().map(|l| l.width).max().unwrap_or(0),
    };
    let mut pieces: Vec<Piece> = Vec::new();
    let mut open: Option<Piece> = None;
    let mut pending = 0;
    for (b, &is_furniture) in furniture.iter().enumerate() {
        if is_furniture {
            pending += 1;
            continue;
        }
        let marker = joiner.accept_marker(open.as_ref(), b);
        let goes_on = marker.is_none() && open.as_ref().is_some_and(|a| joiner.goes_on(a, b, pending > 0));
        if goes_on {
            if let Some(piece) = &mut open {
                piece.last = b;
            }
        } else {
            pieces.extend(open.take());
            pieces.extend((b - pending..b).map(|i| Piece { first: i, last: i, furniture: true, marker: None }));
            open = Some(Piece { first: b, last: b, furniture: false, marker });
        }
        pending = 0;
    }
    pieces.extend(open);
    let n = lines.len();
    pieces.extend((n - pending..n).map(|i| Piece { first: i, last: i, furniture: true, marker: None }));
    Pieces { all: pieces, notes: joiner.notes, furniture }
}

struct Joiner<'a> {
    text: &'a str,
    lines: &'a [Line],
    margins: Margins,
    numbering: Numbering,
    notes: NoteMarks,
    bare: Vec<bool>,
    widest: usize,
}

impl Joiner<'_> {
    fn line(&self, i: usize) -> &str {
        &self.text[self.lines[i].span]
    }

    /// The marker of line `b`, if it is one there, after the piece `a`.
    fn accept_marker(&mut self, a: Option<&Piece>, b: usize) -> Option<Marker> {
        let candidate = self.numbering.candidate(b)?;
        let before = a.map(|a| (self.lines[a.last].end, self.room(a, b)));
        let apart = self.lines[b].blanks > 0 && !self.margins.double_spaced;
        let free = apart || a.is_none_or(|a| self.is_label(a, b));
        self.numbering.accept(&candidate, before, free, a.and_then(|a| a.marker))
    }

    fn room(&self, a: &Piece, b: usize) -> Room {
        let open = !matches!(self.lines[a.last].end, End::Sentence | End::Semicolon | End::Colon);
        self.margins.room(self.text, a.last, &self.lines[a.last], &self.lines[b], open)
    }

    /// Whether line `b`, which has no marker, continues the piece `a`; `parted` if furniture stands between.
    fn goes_on(&self, a: &Piece, b: usize, parted: bool) -> bool {
        let line = &self.lines[b];
        let blanks = if self.margins.double_spaced { line.blanks.saturating_sub(1) } else { line.blanks };
        if a.marker.is_some_and(|m| m.len == self.line(a.last).len()) && a.first == a.last {
            // A marker alone: its text was set apart from it.
            return line.blanks <= 1 && !parted;
        }
        if parted || line.new_page || blanks > 0 {
            blanks <= 1 + 2 * usize::from(parted) && self.goes_on_after_gap(a, b, parted || line.new_page)
        } else {
            self.goes_on_below(a, b)
        }
    }

    /// After a blank line or a page border: only a sentence that was plainly cut.
    fn goes_on_after_gap(&self, a: &Piece, b: usize, page: bool) -> bool {
        let after = self.line(b);
        let cut = match self.lines[a.last].end {
            End::Unfinished => true,
            End::Sentence | End::Semicolon | End::Colon => false,
            _ => self.lines[b].start == Start::Lower,
        } && !is_salutation(after);
        let width = self.lines[a.last].width;
        // Without a mark, only a line that had no room left, or is as wide as others are, was cut.
        let full = page
            || !self.lines[a.last].end.is_open()
            || match self.room(a, b) {
                Room::None => true,
                Room::Some => false,
                Room::Unknown => self.widest <= WIDEST && width * 4 >= self.widest * 3,
            };
        let forced = full && (width >= NARROWEST || (width >= NARROWEST_CUT && self.room(a, b) != Room::Some));
        cut && !self.is_label(a, b) && (page || forced)
    }

    /// On the very next line.
    fn goes_on_below(&self, a: &Piece, b: usize) -> bool {
        if self.bare[b] {
            return false;
        }
        let (before, after) = (self.line(a.last), self.line(b));
        let (end, start, room) = (self.lines[a.last].end, self.lines[b].start, self.room(a, b));
        match end {
            End::Unfinished | End::Hyphen => true,
            End::Reference if is_label_of_reference(after) => true,
            End::Semicolon if start == Start::Lower && room == Room::Unknown => self.is_prose(a, b),
            End::Sentence | End::Semicolon | End::Colon => {
                room == Room::None
                    && !self.is_indented(a, b)
                    && !is_salutation(after)
                    && dateline(after).is_none()
                    && !self.notes.opens(after)
            }
            End::Comma | End::Open | End::Reference if start == Start::Lower => !self.is_label(a, b),
            End::Comma | End::Open | End::Reference => {
                let dated = room != Room::None && dateline(after).is_some();
                let apart = self.is_label(a, b)
                    || dated
                    || is_salutation(after)
                    || clause::opens_preambular(after)
                    || (is_person_entry(before) && is_person_entry(after));
                !apart && (room == Room::None || (room == Room::Unknown && self.is_prose(a, b)))
            }
        }
    }

    /// Whether the piece is one line that says by itself what it is, or stands in capitals, unlike line `b`.
    fn is_label(&self, a: &Piece, b: usize) -> bool {
        let line = self.line(a.last);
        let alone = a.first == a.last && (is_salutation(line) || dateline(line).is_some());
        // `IV. Conclusions` before `45. The Group ...`
        let section = a.first == a.last
            && self.lines[a.last].end.is_open()
            && marker(line).is_some_and(|m| m.style.is_capital())
            && marker(self.line(b)).is_some_and(|m| m.style.is_paragraph_number());
        alone || section || (is_capitals(line) && !is_capitals(self.line(b)))
    }

    /// Whether line `b` is set in from the lines before it, or back out of a list item.
    fn is_indented(&self, a: &Piece, b: usize) -> bool {
        let (above, below) = (self.lines[a.last].indent, self.lines[b].indent);
        let hanging = a.marker.is_some() && a.first == a.last;
        let out = a.first < a.last || a.marker.is_some();
        (!hanging && below >= above + INDENT) || (out && below + INDENT <= above)
    }

    /// Whether, without a known margin, two lines look like one paragraph.
    fn is_prose(&self, a: &Piece, b: usize) -> bool {
        let (above, below) = (&self.lines[a.last], &self.lines[b]);
        let caseless = below.start == Start::Caseless;
        let narrowest = if caseless { NARROWEST_CASELESS } else { NARROWEST };
        above.width >= narrowest
            && self.widest <= WIDEST
            && below.width <= above.width + above.width / 4
            && (caseless || !(is_title_case(self.line(a.last)) || self.is_heading_like(b)))
    }

    /// Whether line `b` has the capitals of a heading, and no mark that would end a sentence.
    fn is_heading_like(&self, b: usize) -> bool {
        self.lines[b].end != End::Sentence && is_title_case(self.line(b))
    }
}

/// Whether a line opens with what follows `paragraph` or `annex`: a number, a letter, a roman number.
fn is_label_of_reference(line: &str) -> bool {
    let first = line.split(|c: char| !c.is_alphanumeric()).next().unwrap_or(line);
    let capitals = first.len() <= 4 && first.chars().all(char::is_uppercase);
    !first.is_empty() && (capitals || first.starts_with(|c: char| c.is_ascii_digit()))
}
