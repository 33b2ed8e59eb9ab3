//! How wide the text was set, as far as its own line breaks tell.
//!
//! A break in the middle of a sentence was forced: the next word did not fit. The least width that did not fit is
//! where the margin stands, whatever the font.

use super::lines::Line;
use super::marker::marker;
use super::shape::{End, Start, first_word_width};

/// Narrower or wider lines tell nothing of a margin; no margin is wider than a byte can say.
const MARGINS: std::ops::Range<usize> = 24..220;
/// Longer first words are none.
const LONGEST_WORD: usize = 24;
/// So many forced breaks in one column tell its margin better than the document's.
const ENOUGH: usize = 4;
/// So many blank lines that cut a sentence are no accident.
const ENOUGH_GAPS: usize = 3;
/// One break in so many may be shorter than the margin by chance.
const OUTLIERS: usize = 20;
/// An open line may fall short of the margin by one part in so many.
const TOLERANCE: usize = 10;

/// The margins of a text.
#[derive(Debug, Clone)]
pub(super) struct Margins {
    /// For each line, the margin of the lines that stand together with it; 0 if it is not known.
    columns: Vec<u8>,
    document: Option<usize>,
    /// Whether blank lines stand between the lines of a paragraph.
    pub double_spaced: bool,
}

/// Whether the words before a break would have left room for the next one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Room {
    /// The next word did not fit: the break was forced.
    None,
    /// It did: the break was made on purpose.
    Some,
    /// The text does not tell.
    Unknown,
}

impl Margins {
    /// Measures all forced breaks of a text. Linear.
    pub(super) fn new(text: &str, lines: &[Line]) -> Self {
        let (mut document, mut gaps) = (Breaks::default(), Breaks::default());
        let mut blanks = 0;
        let mut columns = vec![0; lines.len()];
        let mut from = 0;
        for to in 1..=lines.len() {
            if to < lines.len() && lines[to].blanks == 0 {
                continue;
            }
            let mut column = Breaks::default();
            lines[from..to].windows(2).for_each(|pair| column.measure(text, &pair[0], &pair[1]));
            document.add(&column);
            if column.over.len() >= ENOUGH {
                columns[from..to].fill(column.margin().map_or(0, |margin| margin as u8));
            }
            if to < lines.len() {
                blanks += 1;
                gaps.measure(text, &lines[to - 1], &lines[to]);
            }
            from = to;
        }
        // Where a third of all blank lines cut a sentence, blank lines are just how the lines are set.
        let double_spaced = gaps.over.len() >= ENOUGH_GAPS && gaps.over.len() * 3 > blanks;
        if double_spaced {
            document.add(&gaps);
        }
        Self { columns, document: document.margin(), double_spaced }
    }

    /// Whether line `b` could have begun on line number `i`, which is `a`. An `open` line, one that ends in no mark, is
    /// more likely to go on, and is given some tolerance.
    pub(super) fn room(&self, text: &str, i: usize, a: &Line, b: &Line, open: bool) -> Room {
        let column = Some(usize::from(self.columns[i])).filter(|&margin| margin > 0);
        match column.or(self.document) {
            None => Room::Unknown,
            Some(margin) if over(text, a, b) + if open { margin / TOLERANCE } else { 0 } >= margin => Room::None,
            Some(_) => Room::Some,
        }
    }
}

/// Width of line `a` with the first word of `b` after it.
fn over(text: &str, a: &Line, b: &Line) -> usize {
    a.width + 1 + first_word_width(&text[b.span])
}

/// Forced breaks.
#[derive(Debug, Default)]
struct Breaks {
    /// The widths that did not fit.
    over: Vec<usize>,
    /// The greatest width that did.
    widest: usize,
}

impl Breaks {
    /// Counts the break between two lines, if it cuts a sentence for certain.
    fn measure(&mut self, text: &str, a: &Line, b: &Line) {
        if is_forced(text, a, b) {
            self.over.push(over(text, a, b));
            self.widest = self.widest.max(a.width);
        }
    }

    fn add(&mut self, other: &Self) {
        self.over.extend_from_slice(&other.over);
        self.widest = self.widest.max(other.widest);
    }

    /// The least width that does not fit, outliers left out; no more than the widest line and one.
    fn margin(mut self) -> Option<usize> {
        let rank = self.over.len() / OUTLIERS;
        let least = (!self.over.is_empty()).then(|| *self.over.select_nth_unstable(rank).1);
        least.map(|least| least.min(self.widest + 1))
    }
}

/// Whether the break between two lines cuts a sentence for certain.
fn is_forced(text: &str, a: &Line, b: &Line) -> bool {
    let after = &text[b.span];
    // A web address is wider than what a margin leaves.
    let open = !matches!(a.end, End::Sentence | End::Semicolon | End::Colon);
    open && matches!(b.start, Start::Lower | Start::Caseless)
        && MARGINS.contains(&a.width)
        && !b.new_page
        && first_word_width(after) <= LONGEST_WORD
        && marker(after).is_none()
}
