//! UTF-8 that was read in a legacy code page: `â€™` (Windows-1252) or `‚Äô` (Mac Roman) for `’`.
//!
//! Such damage undoes itself exactly: the characters are turned back into the bytes they came from, and if those are
//! valid UTF-8 they are read as such. Short texts can be valid by chance, so a run of characters is touched only where
//! it cannot have been meant (see `natural`), or where the rest of the text shows that it was not.

use super::natural::{is_foreign_letter, is_punctuation, oddness};
use super::page::{PAGES, PageSet, Row};
use super::sequence::{Piece, next_piece};
use crate::bytes::find_byte;
use crate::edits::{Channel, Edit};
use crate::span::Span;
use std::cmp::Ordering;

/// Runs that read well either way are not touched, so little doubt is left.
const CONFIDENCE: f32 = 0.99;

/// So many characters of UTF-8 in a row are not met by chance; nor letters of one foreign script of such weight, if what
/// stands there is no word.
const NO_CHANCE: usize = 4;
const NO_CHANCE_WEIGHT: usize = 10;

/// Runs that are compared where several pages explain a text.
const MOST_COMPARED: usize = 100;

/// Runs further apart, in bytes, say nothing of each other.
const NEAR: usize = 24;

/// The edits of one layer of mojibake, in order.
pub(super) fn find(text: &str) -> Vec<Edit> {
    let pages = pages_of(text);
    let readings = (0..PAGES).filter(|page| pages >> page & 1 == 1).map(|page| Reading::of(text, page));
    // The page that explains most; of several, the one whose words look best, or the first.
    let is_better = |other: &Reading, best: &Reading| match other.explained.cmp(&best.explained) {
        Ordering::Equal => other.explained > 0 && oddness(&other.words(text)) < oddness(&best.words(text)),
        order => order.is_gt(),
    };
    let best = readings.reduce(|best, other| if is_better(&other, &best) { other } else { best });
    best.map_or_else(Vec::new, |reading| reading.edits(text))
}

/// The pages in which some character of UTF-8 may be found.
fn pages_of(text: &str) -> PageSet {
    let mut pages = 0;
    let mut at = 0;
    while let Some(start) = find_byte(text.as_bytes(), at, |b| !b.is_ascii()) {
        let mut leads = 0;
        at = text.len();
        for (i, c) in text[start..].char_indices() {
            let row = if c.is_ascii() { None } else { Row::of(c) };
            pages |= match c {
                '\u{FFFD}' | ' ' => leads,
                _ => row.map_or(0, |row| leads & row.continues),
            };
            if c.is_ascii() {
                at = start + i;
                break;
            }
            leads = row.map_or(0, |row| row.leads);
        }
    }
    pages
}

/// A text read as UTF-8 that was taken for a page.
struct Reading {
    runs: Vec<Run>,
    /// Weight of the characters that cannot have been meant as they stand and are explained.
    explained: usize,
    /// Whether letters of the page stand in the text that are no UTF-8: they were meant.
    has_letters: bool,
}

/// A run of characters of the upper half of a page.
struct Run {
    span: Span,
    after: String,
    /// Weight of the characters that cannot have been meant as they stand.
    certain: usize,
    /// Whether it holds a space that must have been a no-break one.
    spaced: bool,
    /// Whether all of it is likely once it is read so.
    plausible: bool,
}

impl Reading {
    fn of(text: &str, page: usize) -> Self {
        let mut reading = Self { runs: Vec::new(), explained: 0, has_letters: false };
        let mut at = 0;
        while let Some(start) = find_byte(text.as_bytes(), at, |b| !b.is_ascii()) {
            let (end, run) = read_run(text, start, page, &mut reading.has_letters);
            at = end;
            if let Some(run) = run {
                reading.explained += run.certain;
                reading.runs.push(run);
            }
        }
        reading
    }

    /// What the runs become, each with the characters next to it.
    fn words(&self, text: &str) -> String {
        let mut words = String::new();
        for run in self.runs.iter().take(MOST_COMPARED) {
            words.extend(text[..run.span.start()].chars().next_back());
            words.push_str(&run.after);
            words.extend(text[run.span.end()..].chars().next());
        }
        words
    }

    fn edits(self, text: &str) -> Vec<Edit> {
        // Where some characters were not meant, and no letter of the page was, the rest was not meant either.
        let established = self.explained > 0 && !self.has_letters;
        let is_made = |run: &Run| (run.certain > 0 && !run.spaced) || (established && run.plausible);
        let mut made: Vec<bool> = self.runs.iter().map(is_made).collect();
        // Nor was what is likely meant by itself in the word next to it.
        let joins = |i: usize, j: usize| {
            let gap = &text[self.runs[i].span.end()..self.runs[j].span.start()];
            gap.len() <= NEAR && gap.chars().filter(|c| c.is_whitespace()).count() <= 1
        };
        let follows = |made: &mut Vec<bool>, from: usize, to: usize| {
            made[to] |= made[from] && self.runs[to].plausible && joins(from.min(to), from.max(to));
        };
        (1..made.len()).for_each(|i| follows(&mut made, i - 1, i));
        (1..made.len()).rev().for_each(|i| follows(&mut made, i, i - 1));
        let made = self.runs.into_iter().zip(made).filter(|(_, made)| *made);
        made.map(|(run, _)| Edit::new(text, run.span, run.after, Channel::Mojibake, CONFIDENCE)).collect()
    }
}

/// The end of the run that begins at byte `start`, and the run if it is UTF-8.
fn read_run(text: &str, start: usize, page: usize, has_letters: &mut bool) -> (usize, Option<Run>) {
    let mut run =
        Run { span: Span::new(start, start), after: String::new(), certain: 0, spaced: false, plausible: true };
    let (mut sequences, mut letters, mut weight) = (0, 0, 0);
    let mut at = start;
    while let Some(piece) = next_piece(text, at, page) {
        at += piece.len();
        match piece {
            Piece::Sequence(sequence) => {
                sequences += 1;
                weight += sequence.weight();
                run.certain += if sequence.certain { sequence.weight() } else { 0 };
                run.spaced |= sequence.spaced;
                // A control character is likely where it goes on with another layer of the same damage.
                let goes_on = is_control(sequence.c) && run.after.ends_with(is_upper);
                run.plausible &= sequence.is_plausible() || goes_on;
                run.certain += if goes_on { sequence.weight() } else { 0 };
                sequence.write(text, at, &mut run.after);
            }
            Piece::Other(c) => {
                letters += usize::from(!is_punctuation(c));
                run.after.push(c);
            }
        }
    }
    // Characters of other pages are passed over.
    let end = at.max(start + text[start..].chars().next().map_or(1, char::len_utf8));
    run.span = Span::new(start, at);
    let is_text = letters > 0 && (run.certain < 8 || letters * 2 > sequences);
    // A letter of another script by itself is no word.
    if sequences == 1 && weight <= 4 && run.after.chars().any(is_foreign_letter) {
        run.certain = 0;
    }
    let is_word = || text[start..at].chars().all(char::is_alphabetic);
    let is_foreign = || run.after.chars().all(is_foreign_letter);
    let no_chance = sequences >= NO_CHANCE || (weight >= NO_CHANCE_WEIGHT && is_foreign() && !is_word());
    if run.certain == 0 && letters == 0 && run.plausible && no_chance {
        run.certain = weight;
    }
    *has_letters |= is_text;
    (end, (sequences > 0 && !is_text).then_some(run))
}

/// A control character of Latin-1.
fn is_control(c: char) -> bool {
    ('\u{80}'..='\u{9F}').contains(&c)
}

/// What stands before a further byte of UTF-8 that was read in Latin-1.
fn is_upper(c: char) -> bool {
    is_control(c) || ('\u{C2}'..='\u{F4}').contains(&c)
}
