//! Whether what looks like a list marker is one: `12.` at the start of a line may end the sentence before it.

use super::lines::Line;
use super::marker::{Marker, Style, marker};
use super::shape::End;
use super::width::Room;
use std::collections::HashMap;

/// Follows the numbers of a text from top to bottom.
#[derive(Debug)]
pub(super) struct Numbering {
    /// What looks like a marker, from top to bottom.
    found: Vec<Candidate>,
    /// How many of them stand above the line last asked for.
    above: usize,
    /// The last number taken, by style: at most one entry a style.
    last: Vec<(Style, u32)>,
}

/// What looks like a marker.
#[derive(Debug, Clone, Copy)]
pub(super) struct Candidate {
    line: usize,
    marker: Marker,
    /// The next number of its style further down.
    next: Option<u32>,
}

impl Candidate {
    /// Whether the next marker of this style counts on from this one; of bullets, any other does.
    fn is_counted_on(&self) -> bool {
        self.next.is_some_and(|below| self.marker.style.is_bullet() || below == self.marker.ordinal + 1)
    }

    /// A dash is a marker after a mark, or in a list of dashes.
    fn is_bullet(&self, before: Option<(End, Room)>, sibling: Option<Marker>) -> bool {
        let after_mark = matches!(before, Some((End::Sentence | End::Colon | End::Semicolon, _)));
        let beside = sibling.is_some_and(|s| s.style == self.marker.style);
        self.marker.style.is_plain_bullet() || after_mark || beside || self.is_counted_on()
    }
}

impl Numbering {
    pub(super) fn new(text: &str, lines: &[Line]) -> Self {
        let is_marker =
            |(line, l): (usize, &Line)| marker(&text[l.span]).map(|marker| Candidate { line, marker, next: None });
        let mut found: Vec<Candidate> = lines.iter().enumerate().filter_map(is_marker).collect();
        let mut below: HashMap<Style, u32> = HashMap::new();
        for Candidate { marker, next, .. } in found.iter_mut().rev() {
            *next = below.insert(marker.style, marker.ordinal);
        }
        Self { found, above: 0, last: Vec::new() }
    }

    /// What looks like the marker of line `b`, which never falls from call to call.
    pub(super) fn candidate(&mut self, b: usize) -> Option<Candidate> {
        while self.found.get(self.above).is_some_and(|found| found.line < b) {
            self.above += 1;
        }
        let found = self.found.get(self.above).filter(|found| found.line == b)?;
        Some(Candidate { marker: self.read(found.marker), ..*found })
    }

    /// The marker of a line, if there it is one: `before` is how the line before it ends and whether it left room,
    /// `free` whether nothing ties the two: a blank line parts them, or the one before is a heading or the like.
    /// `sibling` is the marker of the piece before.
    pub(super) fn accept(
        &mut self,
        candidate: &Candidate,
        before: Option<(End, Room)>,
        free: bool,
        sibling: Option<Marker>,
    ) -> Option<Marker> {
        let marker = candidate.marker;
        let accepted = if marker.style.is_bullet() {
            free || candidate.is_bullet(before, sibling)
        } else {
            self.accepts_number(candidate, before, free, sibling)
        };
        if accepted {
            self.last.retain(|(style, _)| *style != marker.style);
            self.last.push((marker.style, marker.ordinal));
        }
        accepted.then_some(marker)
    }

    /// Settles whether `i` is a letter or a roman number: what continues a list is.
    fn read(&self, marker: Marker) -> Marker {
        let Some((style, ordinal)) = marker.as_roman() else { return marker };
        let as_letter = self.continues(marker.style, marker.ordinal);
        let as_roman = self.continues(style, ordinal) || ordinal == 1;
        if as_roman && !as_letter { Marker { style, ordinal, ..marker } } else { marker }
    }

    /// Whether `ordinal` is the next number of its style.
    fn continues(&self, style: Style, ordinal: u32) -> bool {
        ordinal > 0 && self.last.contains(&(style, ordinal - 1))
    }

    /// A number is a marker where the sentence before it has ended, or where it plainly goes on counting.
    fn accepts_number(
        &self,
        candidate: &Candidate,
        before: Option<(End, Room)>,
        free: bool,
        sibling: Option<Marker>,
    ) -> bool {
        let marker = candidate.marker;
        let counts = self.continues(marker.style, marker.ordinal) || marker.ordinal == 1;
        if marker.style.is_capital() {
            // `J. Farrow` is a person.
            let unlike_initial = matches!(marker.style, Style::CapitalRoman(_)) && marker.len > 2;
            return (counts && (free || matches!(before, Some((End::Sentence, _) | (End::Open, Room::Some)))))
                || (free && unlike_initial);
        }
        if marker.glued && !counts {
            return false;
        }
        match before {
            _ if free => true,
            // `(a) ... and` stands before `(b) ...`.
            Some((End::Unfinished, _)) => {
                sibling.is_some_and(|s| s.style == marker.style && s.ordinal + 1 == marker.ordinal)
            }
            Some((End::Reference | End::Hyphen, _)) => false,
            Some((End::Sentence | End::Colon | End::Semicolon, _)) | None => true,
            Some((End::Comma | End::Open, room)) => {
                let counted_on = candidate.is_counted_on();
                (marker.ordinal == 1 && counted_on)
                    || (self.continues(marker.style, marker.ordinal) && room != Room::None)
                    || (room == Room::Some && (counts || counted_on))
            }
        }
    }
}
