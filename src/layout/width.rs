//! How wide the text was set, as far as its own line breaks tell.
//!
//! A break in the middle of a sentence was forced: the next word did not fit. The least width that did not fit is
//! where the margin stands, whatever the font.

use super::lines::Line;
use super::marker::marker;
use super::shape::{End, Start, end, first_word_width, start};

/// Narrower or wider lines tell nothing of a margin.
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
    /// For each line, the margin of the lines that stand together with it.
    columns: Vec<Option<usize>>,
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
        let mut all = Vec::new();
        let mut columns = vec![None; lines.len()];
        let mut from = 0;
        let (mut gaps, mut forced_gaps) = (0, Vec::new());
        for to in 1..=lines.len() {
            if to < lines.len() && lines[to].blanks == 0 {
                continue;
            }
            let mut widths: Vec<usize> =
                lines[from..to].windows(2).filter_map(|pair| forced(text, &pair[0], &pair[1])).collect();
            all.extend_from_slice(&widths);
            if widths.len() >= ENOUGH {
                columns[from..to].fill(low(&mut widths));
            }
            if to < lines.len() {
                gaps += 1;
                forced_gaps.extend(forced(text, &lines[to - 1], &lines[to]));
            }
            from = to;
        }
        // Where a third of all blank lines cut a sentence, blank lines are just how the lines are set.
        let double_spaced = forced_gaps.len() >= ENOUGH_GAPS && forced_gaps.len() * 3 > gaps;
        if double_spaced {
            all.append(&mut forced_gaps);
        }
        Self { columns, document: low(&mut all), double_spaced }
    }

    /// Whether line `b` could have begun on line number `i`, which is `a`. An `open` line, one that ends in no mark, is
    /// more likely to go on, and is given some tolerance.
    pub(super) fn room(&self, text: &str, i: usize, a: &Line, b: &Line, open: bool) -> Room {
        match self.columns[i].or(self.document) {
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

/// The width that did not fit, if the break between two lines cuts a sentence for certain.
fn forced(text: &str, a: &Line, b: &Line) -> Option<usize> {
    if !MARGINS.contains(&a.width) || a.new_page || marker(&text[b.span]).is_some() {
        return None;
    }
    // A web address is wider than what a margin leaves.
    if first_word_width(&text[b.span]) > LONGEST_WORD {
        return None;
    }
    let open = matches!(end(&text[a.span]), End::Open | End::Comma | End::Hyphen | End::Unfinished);
    let goes_on = matches!(start(&text[b.span]), Start::Lower | Start::Caseless);
    (open && goes_on).then(|| over(text, a, b))
}

/// The lowest width, outliers left out.
fn low(widths: &mut [usize]) -> Option<usize> {
    let rank = widths.len() / OUTLIERS;
    (!widths.is_empty()).then(|| *widths.select_nth_unstable(rank).1)
}
