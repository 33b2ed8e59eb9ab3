//! UTF-8 that was read as Windows-1252: `â€™` for `’`.
//!
//! Such damage undoes itself exactly: the characters are turned back into the bytes they came from, and if those are
//! valid UTF-8 they are read as such. Short texts can be valid by chance, so a run of characters is touched only where
//! the letters cannot have been meant. `Fuß“`, `JOSÉ’S` and `tombé…”` are valid UTF-8 too, but read well as they are:
//! a letter that closes a word, then punctuation. `Ã©` and `â€™` do not.
//!
//! The idea of judging how likely the characters are as text is that of R. Speer's ftfy; the rules here are our own.

use crate::edits::{Channel, Edit};
use crate::span::Span;

/// Runs that read well either way are not touched, so little doubt is left.
const CONFIDENCE: f32 = 0.99;

/// What Windows-1252 has at 0x80 to 0x9F; five bytes have no character and stand for control characters.
const UPPER_HALF: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}', //
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
];

/// The edits of one layer of mojibake, in order.
pub(super) fn find(text: &str) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut run = Run::default();
    let mut at = 0;
    while let Some(skip) = text.as_bytes()[at..].iter().position(|b| !b.is_ascii()) {
        let start = at + skip;
        let rest = &text[start..];
        run.read(text[..start].chars().next_back(), rest);
        if run.bytes.is_empty() {
            at = start + rest.chars().next().map_or(1, char::len_utf8);
            continue;
        }
        at = start + run.len;
        if let Some(after) = run.decoded() {
            edits.push(Edit::new(text, Span::new(start, at), after, Channel::Mojibake, CONFIDENCE));
        }
    }
    edits
}

/// A run of characters of the upper half of Windows-1252. The buffers are used again for the next run.
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
    fn read(&mut self, before: Option<char>, text: &str) {
        self.chars.clear();
        self.bytes.clear();
        self.before = before;
        self.after = None;
        self.len = 0;
        for c in text.chars() {
            let Some(byte) = byte_of(c) else {
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
    fn decoded(&self) -> Option<String> {
        let mut out = String::new();
        let mut certain = false;
        let mut at = 0;
        while at < self.bytes.len() {
            if let Some((c, len)) = sequence(&self.bytes[at..]) {
                certain |= is_plausible(c) && !self.reads_well(at, at + len);
                out.push(c);
                at += len;
            } else if is_punctuation(self.chars[at]) {
                out.push(self.chars[at]);
                at += 1;
            } else {
                return None;
            }
        }
        certain.then_some(out)
    }

    /// Whether the characters `start..end`, a letter and others, are good text as they stand.
    fn reads_well(&self, start: usize, end: usize) -> bool {
        let lead = self.chars[start];
        let before = if start == 0 { self.before } else { Some(self.chars[start - 1]) };
        let after = self.chars.get(end).copied().or(self.after);
        let ends_word = before.is_some_and(char::is_alphabetic);
        if !(if ends_word { fits_case(before, lead) } else { may_stand_alone(before, lead) }) {
            return false;
        }
        for &c in &self.chars[start + 1..end] {
            if matches!(c, '\u{A0}' | '–' | '—') {
                // The next word may begin with anything; but no word is a capital, a dash and more letters.
                return ends_word || c == '\u{A0}' || lead.is_lowercase() || !after.is_some_and(char::is_alphabetic);
            }
            if !closes_word(c) {
                return false;
            }
        }
        let glued = after.is_some_and(char::is_alphabetic);
        !glued || lead.is_lowercase() || self.chars[start + 1] == '’'
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

/// The byte from 0x80 up that Windows-1252 reads as `c`.
fn byte_of(c: char) -> Option<u8> {
    match c {
        '\u{80}'..='\u{FF}' => u8::try_from(u32::from(c)).ok(),
        '\u{152}'..='\u{2122}' => UPPER_HALF.iter().position(|&upper| upper == c).map(|i| 0x80 + i as u8),
        _ => None,
    }
}

/// Whether `c` is likely to be written at all: no control character, no phonetic letter, no script out of use.
fn is_plausible(c: char) -> bool {
    match c {
        '\u{1A0}' | '\u{1A1}' | '\u{1AF}' | '\u{1B0}' | '\u{192}' | '\u{218}'..='\u{21B}' | '\u{2C6}' | '\u{2DC}' => {
            true
        }
        '\u{80}'..='\u{9F}' | '\u{180}'..='\u{2FF}' | '\u{780}'..='\u{8FF}' | '\u{E000}'..='\u{F8FF}' => false,
        _ => c < '\u{1FB00}' || ('\u{20000}'..'\u{40000}').contains(&c),
    }
}

/// Whether `lead` may close the word whose last letter but one is `before`.
fn fits_case(before: Option<char>, lead: char) -> bool {
    !lead.is_uppercase() || before.is_some_and(char::is_uppercase)
}

/// Whether `lead` is a word of one letter in some language, or is spoken of: after a quotation mark, say.
fn may_stand_alone(before: Option<char>, lead: char) -> bool {
    matches!(
        lead,
        'É' | 'Ì'
            | 'Í'
            | 'Ò'
            | 'Ó'
            | 'Ö'
            | 'Å'
            | 'Æ'
            | 'à'
            | 'á'
            | 'è'
            | 'é'
            | 'ì'
            | 'í'
            | 'ò'
            | 'ó'
            | 'å'
            | 'æ'
    ) || before.is_some_and(|c| is_punctuation(c) || matches!(c, '"' | '\'' | '(' | '-' | '/'))
}

/// Whether `c` can follow the last letter of a word.
fn closes_word(c: char) -> bool {
    matches!(c, '’' | '‘' | '”' | '“' | '»' | '«' | '›' | '‹' | '…' | '•' | '·' | '†' | '‡' | '\u{AD}')
        || matches!(c, '™' | '®' | '©' | '°' | 'ª' | 'º' | '¹' | '²' | '³')
}

/// Whether `c` can stand next to mojibake without being part of it.
fn is_punctuation(c: char) -> bool {
    matches!(c, '\u{A0}' | '–' | '—' | '„' | '‚' | '¡' | '¿' | '§') || closes_word(c)
}
