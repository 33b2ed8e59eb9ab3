//! Notes, known by the mark that calls them: `acts.3` in the text and `3 See also ...` below.

use super::shape::is_superscript;
use crate::bytes::find_byte;
use crate::span::Span;
use std::collections::{HashMap, VecDeque};

/// Marks of notes in a text.
#[derive(Debug, Default)]
pub(super) struct NoteMarks {
    /// Where each number is called and not yet answered, in order.
    calls: HashMap<u32, VecDeque<Span>>,
    /// Where an asterisk calls a note first.
    star: Option<Span>,
}

impl NoteMarks {
    /// Finds the numbers and asterisks that are glued to the end of a word or a mark. One pass.
    pub(super) fn new(text: &str) -> Self {
        let mut marks = Self::default();
        let mut at = 0;
        while let Some(next) = next_sign(text.as_bytes(), at) {
            at = next + marks.read(text, next);
        }
        marks
    }

    /// Reads the sign at byte `at` of `text`: a digit, an asterisk, or the first byte of what may be a superscript.
    /// Gives the bytes to pass over.
    fn read(&mut self, text: &str, at: usize) -> usize {
        let ahead = &text[at..];
        if let [0xC2 | 0xE2, second, ..] = ahead.as_bytes()
            && !matches!(second, 0x81 | 0xB2 | 0xB3 | 0xB9)
        {
            return 2;
        }
        let mut behind = text[..at].chars().rev();
        let (before, earlier) = (behind.next().unwrap_or(' '), behind.next().unwrap_or(' '));
        match ahead.as_bytes()[0] {
            b'*' => {
                if self.star.is_none() && ends_word(before) && !ahead[1..].starts_with('*') {
                    self.star = Some(Span::new(at, at + 1));
                }
                1
            }
            b'0'..=b'9' => {
                let digits = ahead.bytes().take_while(u8::is_ascii_digit).count();
                if (1..=3).contains(&digits) && calls(before, earlier, &ahead[digits..]) {
                    self.call(ahead[..digits].parse().unwrap_or(0), Span::new(at, at + digits));
                }
                digits
            }
            _ => {
                if !is_superscript(before)
                    && let Some((number, len)) = superscript(ahead)
                {
                    self.call(number, Span::new(at, at + len));
                }
                ahead.chars().next().map_or(1, char::len_utf8)
            }
        }
    }

    fn call(&mut self, number: u32, place: Span) {
        self.calls.entry(number).or_default().push_back(place);
    }

    /// Moves all marks, as when lines are joined.
    pub(super) fn move_to(&mut self, place: impl Fn(Span) -> Span) {
        self.calls.values_mut().flatten().for_each(|call| *call = place(*call));
        self.star = self.star.map(place);
    }

    /// Bytes of the mark, if `text` opens as the note of a mark that was found, and where that stands. A number is
    /// answered once.
    pub(super) fn answer(&mut self, text: &str) -> Option<(usize, Option<Span>)> {
        let (number, len) = self.opening(text)?;
        let Some(calls) = self.calls.get_mut(&number) else { return Some((len, self.star)) };
        let call = calls.pop_front();
        if calls.is_empty() {
            self.calls.remove(&number);
        }
        Some((len, call))
    }

    /// Number, 0 for a star, and bytes of the mark.
    fn opening(&self, text: &str) -> Option<(u32, usize)> {
        if let Some((number, len)) = superscript(text) {
            return self.calls.contains_key(&number).then_some((number, len));
        }
        if text.starts_with("* ") {
            return self.star.is_some().then_some((0, 1));
        }
        let open = usize::from(text.starts_with('['));
        let digits = text[open..].bytes().take(4).take_while(u8::is_ascii_digit).count();
        let close = usize::from(text[open + digits..].starts_with(if open == 1 { ']' } else { ')' }));
        let (len, rest) = (open + digits + close, &text[open + digits + close..]);
        let content = rest.trim_start();
        let apart =
            content.len() < rest.len() && content.starts_with(|c: char| !c.is_lowercase() && !c.is_ascii_digit());
        let address = content.starts_with("www.") || content.starts_with("http");
        let number = text[open..open + digits].parse().ok().filter(|n| self.calls.contains_key(n))?;
        (open <= close && (apart || address)).then_some((number, len))
    }

    /// Whether `text` opens as such a note.
    pub(super) fn opens(&self, text: &str) -> bool {
        self.opening(text).is_some()
    }
}

/// The next digit, asterisk, or first byte of a superscript digit at or after byte `at`.
fn next_sign(bytes: &[u8], at: usize) -> Option<usize> {
    // Without a branch, so that the compiler looks at many bytes at once.
    find_byte(bytes, at, |b| {
        u8::from(b.is_ascii_digit()) | u8::from(b == b'*') | u8::from(b == 0xC2) | u8::from(b == 0xE2) != 0
    })
}

/// Whether a number between `before` and `rest` is a mark: glued to a word, to a mark or a bracket after one, or set
/// as `1)` in the middle of a sentence.
fn calls(before: char, earlier: char, rest: &str) -> bool {
    let next = rest.chars().next().unwrap_or(' ');
    if before == '[' {
        return next == ']' && ends_word(earlier);
    }
    let glued = match before {
        '.' | ',' => earlier.is_alphabetic() || closes(earlier),
        _ => before.is_lowercase() || closes(before) || matches!(before, ';' | ':' | '!' | '?'),
    };
    let bracketed = next == ')' && matches!(before, ' ' | '\u{A0}') && earlier.is_alphabetic();
    let ends = next.is_whitespace() || matches!(next, ')' | ',' | ';' | '.' | ']');
    (glued && ends) || bracketed
}

fn ends_word(c: char) -> bool {
    c.is_alphanumeric() || closes(c) || matches!(c, '.' | ',' | ';' | ':' | '?' | '!')
}

fn closes(c: char) -> bool {
    matches!(c, '"' | '”' | '’' | ')' | ']' | '»')
}

/// Value and length of the superscript number that opens `text`.
fn superscript(text: &str) -> Option<(u32, usize)> {
    let digit = |c: char| match c {
        '⁰' => Some(0),
        '¹' => Some(1),
        '²' => Some(2),
        '³' => Some(3),
        '⁴'..='⁹' => Some(u32::from(c) - 0x2070),
        _ => None,
    };
    let (mut value, mut len) = (0, 0);
    for c in text.chars().take(3) {
        let Some(d) = digit(c) else { break };
        value = value * 10 + d;
        len += c.len_utf8();
    }
    (len > 0).then_some((value, len))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_glued_to_what_they_explain() {
        let marks = NoteMarks::new(
            "wrongful acts.3 He said so.[4] On this point.1) Security 2) in all ³ since 2019. In 7 days",
        );
        let mut numbers: Vec<u32> = marks.calls.keys().copied().collect();
        numbers.sort_unstable();
        assert_eq!(numbers, [1, 2, 3, 4]);
    }

    #[test]
    fn a_note_opens_with_its_mark() {
        let marks = NoteMarks::new("acts.3");
        assert_eq!(marks.opening("3 See also"), Some((3, 1)));
        assert_eq!(marks.opening("3) See also"), Some((3, 2)));
        assert_eq!(marks.opening("3 days later"), None);
        assert_eq!(marks.opening("4 See also"), None);
    }
}
