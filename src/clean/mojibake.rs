//! UTF-8 that was read as Windows-1252: `â€™` for `’`, `Ã©` for `é`.
//!
//! Turned back by strict decoding: the characters as bytes must be valid UTF-8. That alone is not certain (`É…` is), so
//! the result has to be one that such text holds, or several such characters have to stand together. The idea of
//! decoding and testing the result is that of Robyn Speer's ftfy; the tests here are our own.

use crate::edits::{Channel, Edit, EditLog};
use crate::span::Span;

/// How sure a sequence is on its own.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Trust {
    /// Nobody writes this.
    Certain,
    /// A letter and a mark that may both be meant: certain only beside or among others.
    Doubtful,
}

/// One garbled character.
struct Found {
    span: Span,
    after: char,
    trust: Trust,
}

/// The edits that turn mojibake back, one layer of it.
pub(super) fn edits(text: &str) -> EditLog {
    let found = find(text);
    if !found.iter().any(|f| f.trust == Trust::Certain) {
        return EditLog::default();
    }
    let mut edits: Vec<Edit> = Vec::new();
    let mut open: Option<(Span, String)> = None;
    for Found { span, after, .. } in found {
        match &mut open {
            Some((run, text)) if run.end() == span.start() => {
                *run = Span::new(run.start(), span.end());
                text.push(after);
            }
            _ => {
                edits.extend(open.take().map(|(run, after)| Edit::new(text, run, after, Channel::Mojibake, 1.0)));
                open = Some((span, after.to_string()));
            }
        }
    }
    edits.extend(open.map(|(run, after)| Edit::new(text, run, after, Channel::Mojibake, 1.0)));
    EditLog::new(edits)
}

/// All sequences, in order. A doubtful one next to another of any kind is certain.
fn find(text: &str) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let mut at = 0;
    while let Some(skip) = text[at..].bytes().position(|b| b >= 0x80) {
        at += skip;
        let rest = &text[at..];
        let Some((after, len)) = decode(rest) else {
            at += rest.chars().next().map_or(1, char::len_utf8);
            continue;
        };
        let span = Span::new(at, at + len);
        let mut trust = trust(rest, after, text[span.end()..].chars().next());
        if let Some(previous) = found.last_mut().filter(|f| f.span.end() == at) {
            previous.trust = Trust::Certain;
            trust = Trust::Certain;
        }
        found.push(Found { span, after, trust });
        at += len;
    }
    found
}

/// The character that the bytes behind the first characters of `text` encode, and how many bytes of `text` they take.
fn decode(text: &str) -> Option<(char, usize)> {
    let mut bytes = [0; 4];
    let mut len = 0;
    let mut chars = text.chars();
    bytes[0] = legacy_byte(chars.next()?)?;
    len += text.chars().next()?.len_utf8();
    let need = match bytes[0] {
        0xC2..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xF4 => 4,
        _ => return None,
    };
    for byte in &mut bytes[1..need] {
        let c = chars.next()?;
        *byte = legacy_byte(c).filter(|b| (0x80..0xC0).contains(b))?;
        len += c.len_utf8();
    }
    let decoded = std::str::from_utf8(&bytes[..need]).ok()?.chars().next()?;
    Some((decoded, len))
}

/// Whether a sequence that begins `text` and decodes to `after` may be taken for meant, with `next` behind it.
fn trust(text: &str, after: char, next: Option<char>) -> Trust {
    let second = text.chars().nth(1).unwrap_or(' ');
    let certain = match after {
        // C1 controls and what follows a capital letter as punctuation: `É…`, `Ã”`; inside a word it is none.
        '\u{80}'..='\u{9F}' => false,
        '\u{A0}'..='\u{17F}' => !is_closing(second) || next.is_some_and(char::is_alphabetic),
        // Punctuation and symbols behind `â`, byte order mark and ligatures behind `ï`, pictures behind `ð`.
        '\u{2000}'..='\u{2BFF}' | '\u{FB00}'..='\u{FB06}' | '\u{FEFF}' | '\u{FFFD}' | '\u{1F000}'..='\u{1FAFF}' => true,
        _ => false,
    };
    if certain { Trust::Certain } else { Trust::Doubtful }
}

/// Marks that may well follow a letter.
const fn is_closing(c: char) -> bool {
    matches!(
        c,
        '’' | '‘'
            | '“'
            | '”'
            | '‚'
            | '„'
            | '…'
            | '–'
            | '—'
            | '›'
            | '»'
            | '«'
            | '\u{A0}'
            | '·'
            | 'º'
            | 'ª'
            | '°'
            | '™'
            | '®'
    )
}

/// The Windows-1252 byte above ASCII that reads as `c`.
fn legacy_byte(c: char) -> Option<u8> {
    /// What bytes 0x80 to 0x9F read as; the five that the code page leaves open read as the C1 control.
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}', '\u{90}', '‘',
        '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
    ];
    match c {
        // Latin-1 readers leave the C1 controls themselves.
        '\u{80}'..='\u{FF}' => Some(c as u8),
        _ => HIGH.iter().position(|&h| h == c).map(|i| 0x80 + i as u8),
    }
}
