//! The edits that put the lines of a piece together.

use super::hyphen::{Division, Evidence, Halves};
use super::lines::Line;
use super::shape::{End, Start};
use super::wrap::Pieces;
use crate::edits::{Channel, Edit, EditLog};
use crate::span::Span;

/// How sure a join of two lines is; what would show it wrong was weighed before.
const WRAP_CONFIDENCE: f32 = 0.97;

/// One edit for each line break inside a piece, those around furniture left out. Linear.
pub(super) fn joins(text: &str, lines: &[Line], pieces: &Pieces) -> EditLog {
    let inside = pieces.all.iter().flat_map(|piece| piece.first..piece.last);
    let breaks =
        inside.filter(|&i| !pieces.furniture[i] && !pieces.furniture[i + 1]).map(|i| (&lines[i], &lines[i + 1]));
    let divided: Vec<Halves> = breaks.clone().filter_map(|(a, b)| halves(text, a, b)).collect();
    let evidence = Evidence::new(text, &divided);
    EditLog::new(breaks.map(|(a, b)| edit(text, a, b, &evidence)).collect())
}

/// The halves of the word that the break between two lines divides, if it does.
fn halves<'t>(text: &'t str, a: &Line, b: &Line) -> Option<Halves<'t>> {
    if a.end != End::Hyphen || b.start == Start::Other {
        return None;
    }
    let before = &text[a.span];
    let hyphen = before.chars().next_back()?;
    Some(Halves::new(&before[..before.len() - hyphen.len_utf8()], &text[b.span]))
}

fn edit(text: &str, a: &Line, b: &Line, evidence: &Evidence) -> Edit {
    let gap = Span::new(a.span.end(), b.span.start());
    let wrap = |after: &str| Edit::new(text, gap, after, Channel::Wrap, WRAP_CONFIDENCE);
    match halves(text, a, b).map(|halves| evidence.decide(&halves)) {
        Some(Division::Join(confidence)) => {
            let hyphen = text[a.span].chars().next_back().map_or(0, char::len_utf8);
            Edit::new(text, Span::new(gap.start() - hyphen, gap.end()), "", Channel::Hyphen, confidence)
        }
        Some(Division::Keep(confidence)) => Edit::new(text, gap, "", Channel::Hyphen, confidence),
        None if text[a.span].ends_with(is_unspaced) && text[b.span].starts_with(is_unspaced) => wrap(""),
        Some(Division::Suspended) | None => wrap(" "),
    }
}

/// Characters of scripts that put no space between words: Chinese and Japanese, with their marks.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FF60}')
}
