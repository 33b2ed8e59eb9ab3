//! Whether what looks like a list marker is one: `12.` at the start of a line may end the sentence before it.

use super::lines::Line;
use super::marker::{Marker, Style, marker};
use super::shape::End;
use super::width::Room;
use std::collections::HashMap;

/// Follows the numbers of a text from top to bottom.
#[derive(Debug)]
pub(super) struct Numbering {
    /// The marker that each line looks to open with.
    found: Vec<Option<Marker>>,
    /// For each marker, the next number of its style further down.
    next: Vec<Option<u32>>,
    /// The last number taken, by style: at most one entry a style.
    last: Vec<(Style, u32)>,
}

impl Numbering {
    pub(super) fn new(text: &str, lines: &[Line]) -> Self {
        let found: Vec<Option<Marker>> = lines.iter().map(|line| marker(&text[line.span])).collect();
        let mut next = vec![None; lines.len()];
        let mut below: HashMap<Style, u32> = HashMap::new();
        for (i, marker) in found.iter().enumerate().rev().filter_map(|(i, m)| m.map(|m| (i, m))) {
            next[i] = below.insert(marker.style, marker.ordinal);
        }
        Self { found, next, last: Vec::new() }
    }

    /// Whether line `b` looks to open with a marker.
    pub(super) fn is_marker(&self, b: usize) -> bool {
        self.found[b].is_some()
    }

    /// The marker of line `b`, if there it is one: `before` is how the line before it ends and whether it left room,
    /// `free` whether nothing ties the two: a blank line parts them, or the one before is a heading or the like.
    /// `sibling` is the marker of the piece before.
    pub(super) fn accept(
        &mut self,
        b: usize,
        before: Option<(End, Room)>,
        free: bool,
        sibling: Option<Marker>,
    ) -> Option<Marker> {
        let marker = self.read(self.found[b]?);
        let accepted = if marker.style.is_bullet() {
            free || self.accepts_bullet(b, marker, before, sibling)
        } else {
            self.accepts_number(b, marker, before, free, sibling)
        };
        if accepted {
            self.last.retain(|(style, _)| *style != marker.style);
            self.last.push((marker.style, marker.ordinal));
        }
        accepted.then_some(marker)
    }

    /// Settles whether `i` is a letter or a roman number: what continues a list is.
    fn read(&self, marker: Marker) -> Marker {
        let Some((style, ordinal)) = marker.other else { return marker };
        let as_letter = self.continues(marker.style, marker.ordinal);
        let as_roman = self.continues(style, ordinal) || ordinal == 1;
        if as_roman && !as_letter {
            Marker { style, ordinal, other: None, ..marker }
        } else {
            Marker { other: None, ..marker }
        }
    }

    /// Whether `ordinal` is the next number of its style.
    fn continues(&self, style: Style, ordinal: u32) -> bool {
        ordinal > 0 && self.last.contains(&(style, ordinal - 1))
    }

    /// Whether the next marker of this style counts on from this one; of bullets, any other does.
    fn is_counted_on(&self, b: usize, marker: Marker) -> bool {
        self.next[b].is_some_and(|below| marker.style.is_bullet() || below == marker.ordinal + 1)
    }

    /// A dash is a marker after a mark, or in a list of dashes.
    fn accepts_bullet(&self, b: usize, marker: Marker, before: Option<(End, Room)>, sibling: Option<Marker>) -> bool {
        let after_mark = matches!(before, Some((End::Sentence | End::Colon | End::Semicolon, _)));
        let beside = sibling.is_some_and(|s| s.style == marker.style);
        marker.style.is_plain_bullet() || after_mark || beside || self.is_counted_on(b, marker)
    }

    /// A number is a marker where the sentence before it has ended, or where it plainly goes on counting.
    fn accepts_number(
        &self,
        b: usize,
        marker: Marker,
        before: Option<(End, Room)>,
        free: bool,
        sibling: Option<Marker>,
    ) -> bool {
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
                let counted_on = self.is_counted_on(b, marker);
                (marker.ordinal == 1 && counted_on)
                    || (self.continues(marker.style, marker.ordinal) && room != Room::None)
                    || (room == Room::Some && (counts || counted_on))
            }
        }
    }
}
