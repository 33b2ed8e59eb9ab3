//! UTF-8 that was read in a legacy code page: `â€™` (Windows-1252) or `‚Äô` (Mac Roman) for `’`.
//!
//! Such damage undoes itself exactly: the characters are turned back into the bytes they came from, and if those are
//! valid UTF-8 they are read as such. Short texts can be valid by chance, so a run of characters is touched only where
//! the letters cannot have been meant (see `page`).

use super::page::{MACINTOSH, Page, WINDOWS_1252, is_plausible, is_punctuation};
use crate::bytes::find_byte;
use crate::edits::{Channel, Edit};
use crate::span::Span;

/// Runs that read well either way are not touched, so little doubt is left.
const CONFIDENCE: f32 = 0.99;

/// The edits of one layer of mojibake, in order.
pub(super) fn find(text: &str) -> Vec<Edit> {
    // Mac Roman first: `‚Ä¢` holds `Ä¢`, which could be Windows-1252.
    if text.contains("‚Ä") || text.contains('√') {
        let edits = find_page(text, &MACINTOSH);
        if !edits.is_empty() {
            return edits;
        }
    }
    find_page(text, &WINDOWS_1252)
}

fn find_page(text: &str, page: &Page) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut run = Run::default();
    let mut at = 0;
    while let Some(start) = find_byte(text.as_bytes(), at, |b| !b.is_ascii()) {
        let rest = &text[start..];
        run.read(text[..start].chars().next_back(), rest, page);
        if run.bytes.is_empty() {
            at = start + rest.chars().next().map_or(1, char::len_utf8);
            continue;
        }
        at = start + run.len;
        if let Some(after) = run.decoded(page) {
            edits.push(Edit::new(text, Span::new(start, at), after, Channel::Mojibake, CONFIDENCE));
        }
    }
    edits
}

/// A run of characters of the upper half of a code page. The buffers are used again for the next run.
#[derive(Default)]
struct Run {
    chars: Vec<char>,
    /// The bytes that the characters stand for.
    bytes: Vec<u8>,
    /// Bytes of the text that the run covers.
    len: usize,
    before: Option<char>,
    after: Option<char>,
}

impl Run {
    /// Reads the run that begins `text`; `before` stands before it.
    fn read(&mut self, before: Option<char>, text: &str, page: &Page) {
        self.chars.clear();
        self.bytes.clear();
        self.before = before;
        self.after = None;
        self.len = 0;
        for c in text.chars() {
            let Some(byte) = page.byte_of(c) else {
                self.after = Some(c);
                break;
            };
            self.chars.push(c);
            self.bytes.push(byte);
            self.len += c.len_utf8();
        }
    }

    /// The run with each UTF-8 sequence as the character that it is, if at least one cannot have been meant as it
    /// stands, and all else is punctuation.
    fn decoded(&self, page: &Page) -> Option<String> {
        let mut out = String::new();
        let mut certain = false;
        let mut at = 0;
        while at < self.bytes.len() {
            if let Some((c, len)) = sequence(&self.bytes[at..]) {
                certain |= is_plausible(c) && !self.reads_well(at, at + len, page);
                out.push(c);
                at += len;
            } else if self.chars[at..].starts_with(&['â', '€']) {
                // The last byte of ” has no character in Windows-1252 and is often dropped.
                certain = true;
                out.push('”');
                at += 2;
            } else if is_punctuation(self.chars[at]) {
                out.push(self.chars[at]);
                at += 1;
            } else {
                return None;
            }
        }
        certain.then_some(out)
    }

    /// Whether the characters `start..end` are good text as they stand.
    fn reads_well(&self, start: usize, end: usize, page: &Page) -> bool {
        let before = if start == 0 { self.before } else { Some(self.chars[start - 1]) };
        let after = self.chars.get(end).copied().or(self.after);
        (page.reads_well)(before, &self.chars[start..end], after)
    }
}

/// The first character of `bytes` if it is a well-formed sequence of two or more.
fn sequence(bytes: &[u8]) -> Option<(char, usize)> {
    let len = match bytes.first()? {
        0xC2..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xF4 => 4,
        _ => return None,
    };
    let c = std::str::from_utf8(bytes.get(..len)?).ok()?.chars().next()?;
    Some((c, len))
}
