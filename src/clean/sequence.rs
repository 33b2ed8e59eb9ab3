//! Characters of UTF-8 in a text that was read in a legacy code page.

use super::chars::in_windows;
use super::natural::{is_plausible, is_rare, is_root_after_word, reads_well, suits};
use super::page::Row;

/// Characters of the longest sequence: a pair of surrogates, three bytes each.
const MOST_CHARS: usize = 6;
/// Words of Portuguese that begin with `à`, without it.
const AFTER_A_GRAVE: &[&str] = &["s", "quela", "quelas", "quele", "queles", "quilo"];
const LONGEST_AFTER_A_GRAVE: usize = 7;

/// A step in a run of characters of a page.
#[derive(Debug)]
pub(super) enum Piece {
    Sequence(Sequence),
    /// A character of the page that is part of no sequence.
    Other(char),
}

/// What was one character.
#[derive(Debug)]
pub(super) struct Sequence {
    pub c: char,
    /// Characters of the text that it is now.
    pub chars: usize,
    /// Bytes of the text.
    len: usize,
    /// Whether it cannot have been meant as it stands.
    pub certain: bool,
    /// Whether a space in it must have been a no-break one.
    pub spaced: bool,
    /// Whether it has control characters of Latin-1 where its page has others.
    mixed: bool,
}

impl Piece {
    /// Bytes of the text.
    pub(super) fn len(&self) -> usize {
        match self {
            Self::Sequence(sequence) => sequence.len,
            Self::Other(c) => c.len_utf8(),
        }
    }
}

impl Sequence {
    pub(super) fn is_plausible(&self) -> bool {
        is_plausible(self.c)
    }

    /// How much it speaks for the page, if it cannot have been meant as it stands.
    pub(super) fn weight(&self) -> usize {
        2 * self.chars - usize::from(is_rare(self.c)) - usize::from(self.mixed)
    }

    /// Writes the character; `end` is where the sequence ends in `text`.
    pub(super) fn write(&self, text: &str, end: usize, out: &mut String) {
        out.push(self.c);
        // `à` is a word, or ends one: the space after it is often the only one that is left.
        if self.c == 'à' && self.spaced {
            let next: String =
                text[end..].chars().take_while(|c| c.is_alphabetic()).take(LONGEST_AFTER_A_GRAVE).collect();
            if !next.is_empty() && !AFTER_A_GRAVE.contains(&next.as_str()) {
                out.push(' ');
            }
        }
    }
}

/// The piece at byte `at`, if a character of the page's upper half stands there.
pub(super) fn next_piece(text: &str, at: usize, page: usize) -> Option<Piece> {
    let first = text[at..].chars().next()?;
    let lead = Row::of(first)?.byte(page)?;
    let sequence = Shown::of(text, at, page, lead).and_then(Shown::sequence);
    Some(sequence.map_or(Piece::Other(first), Piece::Sequence))
}

/// The characters that show a sequence.
struct Shown<'t> {
    text: &'t str,
    at: usize,
    page: usize,
    chars: [char; MOST_CHARS],
    /// What they stand for; 0 for a byte that was lost.
    bytes: [u8; MOST_CHARS],
    count: usize,
    len: usize,
}

impl<'t> Shown<'t> {
    /// The characters from byte `at` on, as many as a sequence that begins with `lead` has, or as there are.
    fn of(text: &'t str, at: usize, page: usize, lead: u8) -> Option<Self> {
        let wanted = match lead {
            0xC2..=0xDF => 2,
            0xE0..=0xEF => 3,
            0xF0..=0xF4 => 4,
            _ => return None,
        };
        let mut shown = Self { text, at, page, chars: ['\0'; MOST_CHARS], bytes: [0; MOST_CHARS], count: 0, len: 0 };
        shown.push(text[at..].chars().next()?, lead);
        shown.read(wanted);
        let pair = shown.count == 3 && lead == 0xED && shown.bytes[1] >= 0xA0;
        if pair && shown.text[at + shown.len..].starts_with(shown.chars[0]) {
            shown.push(shown.chars[0], lead);
            shown.read(6);
        }
        (shown.count == wanted || shown.count == 6 || shown.is_cut_quote()).then_some(shown)
    }

    fn push(&mut self, c: char, byte: u8) {
        self.chars[self.count] = in_windows(c);
        self.bytes[self.count] = byte;
        self.count += 1;
        self.len += c.len_utf8();
    }

    /// Adds characters that go on with a sequence, until there are `wanted`.
    fn read(&mut self, wanted: usize) {
        while self.count < wanted {
            let Some(c) = self.text[self.at + self.len..].chars().next() else { return };
            let byte = match c {
                '\u{FFFD}' => 0,
                // A no-break space that became a plain one; but a quotation mark that lost its end comes before any.
                ' ' if self.bytes[..self.count] != [0xE2, 0x80] => 0xA0,
                _ => match Row::of(c).and_then(|row| row.byte(self.page)) {
                    Some(byte @ 0x80..=0xBF) => byte,
                    _ => return,
                },
            };
            self.push(c, byte);
        }
    }

    /// `â€`: the last byte of `”` has no character in most pages, and is often lost.
    fn is_cut_quote(&self) -> bool {
        let lost = self.count == 2 || (self.count == 3 && self.bytes[2] == 0);
        lost && self.bytes[..2] == [0xE2, 0x80] && Row::of('\u{9D}').is_some_and(|row| row.byte(self.page).is_some())
    }

    /// Latin-1 and Windows-1252 are one page here; other pages are seldom mixed with Latin-1.
    fn is_mixed(&self) -> bool {
        let mut shown = self.text[self.at..self.at + self.len].chars();
        self.page > 0 && shown.any(|c| Row::of(c).is_some_and(|row| row.is_alias(self.page)))
    }

    fn sequence(self) -> Option<Sequence> {
        let (shown, bytes) = (&self.chars[..self.count], &self.bytes[..self.count]);
        let before = self.text[..self.at].chars().next_back();
        let after = self.text[self.at + self.len..].chars().next();
        let spaced = shown.contains(&' ');
        let lost = bytes.iter().map(|&byte| usize::from(byte == 0)).sum::<usize>();
        let c = if self.is_cut_quote() {
            '”'
        } else if lost == 0 {
            decode(bytes)?
        } else if lost < (self.count - 1).max(2) {
            '\u{FFFD}'
        } else {
            return None;
        };
        // What is left of two characters, one of them lost, may as well be a letter before a lost one.
        let is_half = lost > 0 && self.count == 2 && c == '\u{FFFD}';
        let certain = is_plausible(c)
            && !is_half
            && if spaced {
                let inside = c.is_alphabetic() && after.is_some_and(|c| c.is_alphabetic() || Row::of(c).is_some());
                if !inside && !matches!(c, 'à' | '\u{A0}') {
                    return None;
                }
                let next = self.text[self.at + self.len..].trim_start_matches(' ').chars().next();
                let is_lone = match (shown[0], c) {
                    ('Ã', 'à') => next.is_some_and(|c| c.is_lowercase() || !c.is_ascii()),
                    ('Â', '\u{A0}') => true,
                    _ => false,
                };
                is_lone && !before.is_some_and(char::is_uppercase)
            } else {
                let reads_well = reads_well(before, shown, after) && !is_root_after_word(&self.text[..self.at], shown);
                suits(before, c, after) && (self.count >= 4 || !reads_well)
            };
        Some(Sequence { c, chars: self.count, len: self.len, certain, spaced, mixed: self.is_mixed() })
    }
}

/// The character of one sequence of UTF-8, or of two surrogates that were encoded each by itself.
fn decode(bytes: &[u8]) -> Option<char> {
    if let &[0xED, a @ 0xA0..=0xAF, b, 0xED, c @ 0xB0..=0xBF, d] = bytes {
        let bits = |byte: u8| u32::from(byte & 0x3F);
        let (high, low) = ((bits(a) & 0xF) << 6 | bits(b), (bits(c) & 0xF) << 6 | bits(d));
        return char::from_u32(0x10000 + (high << 10 | low));
    }
    std::str::from_utf8(bytes).ok()?.chars().next()
}
