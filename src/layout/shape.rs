//! What the border of a line, or a short line as a whole, looks like.

use super::cues::{ABBREVIATIONS, FUNCTION_WORDS, HONORIFICS, REFERENCE_WORDS};
use crate::span::ceil_boundary;

/// Longest line that is read word by word, in bytes; anything longer is prose.
pub(super) const SHORT: usize = 400;

/// How a run of text ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// `.`, `!`, `?`, with all that is glued to it.
    Sentence,
    /// `:`
    Colon,
    /// `;`, `; and`, `; or`
    Semicolon,
    /// `,`
    Comma,
    /// A letter and a hyphen.
    Hyphen,
    /// A word that wants another: `of`, `Mr.`
    Unfinished,
    /// A word that a number may follow: `paragraph`.
    Reference,
    /// Anything else.
    Open,
}

impl End {
    /// Whether no mark ends the text, and no word that wants another.
    pub(super) const fn is_open(self) -> bool {
        matches!(self, Self::Open | Self::Reference)
    }
}

/// How a run of text begins, opening quotes and brackets aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Start {
    Lower,
    Upper,
    Digit,
    /// A letter of a script without case.
    Caseless,
    Other,
}

/// How `text` ends. Looks at its last words only.
pub(super) fn end(text: &str) -> End {
    match text.as_bytes() {
        // Most lines of a wrapped text end in a plain word, and most others in a mark behind one.
        [.., b'a'..=b'z' | b'A'..=b'Z'] => return end_of_word(text),
        [.., b'a'..=b'z' | b'A'..=b'Z', b'.' | b',' | b';' | b':'] => return end_of_mark(text),
        _ => {}
    }
    end_of_mark(strip_note_mark(text.trim_end_matches(closes)).trim_end_matches(closes))
}

/// How `text` ends, which no quote, bracket or note mark closes.
fn end_of_mark(text: &str) -> End {
    let Some(last) = text.chars().next_back() else { return End::Open };
    match last {
        '.' if text.ends_with("...") => End::Open,
        '.' => {
            let word = last_word(&text[..text.len() - 1]);
            let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
            if ABBREVIATIONS.has(word) || (initial && ends_in_initials(text)) { End::Unfinished } else { End::Sentence }
        }
        '…' => End::Open,
        '!' | '?' | '。' | '！' | '？' | '؟' | '۔' | '।' => End::Sentence,
        ':' | '：' => End::Colon,
        ';' | '；' | '؛' => End::Semicolon,
        ',' | '，' | '、' | '،' => End::Comma,
        '-' | '\u{2010}' | '\u{AD}' if text[..text.len() - last.len_utf8()].ends_with(char::is_alphabetic) => {
            End::Hyphen
        }
        _ => end_of_word(text),
    }
}

/// `and` and `or` after a semicolon belong to it.
fn end_of_word(text: &str) -> End {
    let word = last_word(text);
    if matches!(word, "and" | "or") && text[..text.len() - word.len()].trim_end().ends_with(';') {
        return End::Semicolon;
    }
    // In a title, `All` and `Principles` may well be the last word.
    if word.starts_with(char::is_uppercase) && is_title_case(text) && !is_capitals(text) {
        End::Open
    } else if FUNCTION_WORDS.has(word) {
        End::Unfinished
    } else if REFERENCE_WORDS.has(word) {
        End::Reference
    } else {
        End::Open
    }
}

/// `text` without a footnote number or sign glued to its last mark: `acts.3`, `point.1)`, `acts.[4]`, `acts.*`.
fn strip_note_mark(text: &str) -> &str {
    let bare = text.trim_end_matches(|c: char| matches!(c, '*' | '†' | '‡' | '[') || is_superscript(c));
    let cut = bare.trim_end_matches(|c: char| c.is_ascii_digit());
    if bare.len() - cut.len() > 3 {
        return bare;
    }
    let cut = cut.trim_end_matches('[');
    let mark = cut.trim_end_matches(closes).trim_end_matches(['.', '!', '?', ';', ',']);
    let glued = mark.len() < cut.len() && !mark.ends_with(|c: char| c.is_ascii_digit());
    if glued { cut } else { bare }
}

pub(super) fn is_superscript(c: char) -> bool {
    matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹')
}

/// Closing quotes and brackets.
fn closes(c: char) -> bool {
    matches!(c, ')' | ']' | '"' | '”' | '’' | '\'' | '»' | '」' | '』' | '）' | '》')
}

/// Opening quotes and brackets.
fn opens(c: char) -> bool {
    matches!(c, '(' | '[' | '"' | '“' | '‘' | '\'' | '«' | '「' | '『' | '（' | '《')
}

/// `J.` of "Ms. J." asks for the family name; `A.` of "Group A." does not.
fn ends_in_initials(text: &str) -> bool {
    let before = text.trim_end_matches('.').trim_end_matches(char::is_uppercase).trim_end();
    before.strip_suffix('.').is_some_and(|name| HONORIFICS.has(last_word(name)))
}

/// The last word of `text`, at most 48 bytes back; full stops inside belong to it (`H.E`).
fn last_word(text: &str) -> &str {
    let plain = text.bytes().rev().take(48).take_while(|&b| b.is_ascii_alphanumeric() || b == b'.').count();
    let before = text.len() - plain;
    if before == 0 || plain < 48 && text.as_bytes()[before - 1].is_ascii_whitespace() {
        return &text[before..];
    }
    let tail = &text[ceil_boundary(text, text.len().saturating_sub(48))..];
    tail.rsplit(|c: char| c.is_whitespace() || opens(c)).next().unwrap_or(tail)
}

/// How `text` begins.
pub(super) fn start(text: &str) -> Start {
    match text.bytes().next() {
        Some(b'a'..=b'z') => return Start::Lower,
        Some(b'A'..=b'Z') => return Start::Upper,
        _ => {}
    }
    match text.chars().find(|&c| !opens(c)) {
        Some(c) if c.is_lowercase() => Start::Lower,
        Some(c) if c.is_uppercase() => Start::Upper,
        Some(c) if c.is_numeric() => Start::Digit,
        Some(c) if c.is_alphabetic() => Start::Caseless,
        _ => Start::Other,
    }
}

/// Code points of the first word of `text`, counted up to 64.
pub(super) fn first_word_width(text: &str) -> usize {
    text.chars().take(64).take_while(|c| !c.is_whitespace()).count()
}

/// The words of `text` without the marks around them.
pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        loop {
            rest = trim_start(rest);
            if rest.is_empty() {
                return None;
            }
            let (word, tail) = rest.split_at(token_len(rest));
            rest = tail;
            let word = trim_marks(word);
            if !word.is_empty() {
                return Some(word);
            }
        }
    })
}

/// `text` without the white space before it, which in most cases is one space or none.
fn trim_start(text: &str) -> &str {
    let rest = text.strip_prefix(' ').unwrap_or(text);
    if rest.as_bytes().first().is_some_and(u8::is_ascii_graphic) { rest } else { rest.trim_start() }
}

/// Bytes up to the next white space.
fn token_len(text: &str) -> usize {
    let plain = text.bytes().take_while(u8::is_ascii_graphic).count();
    // Only characters beyond ASCII, and control characters, need a closer look.
    if text.as_bytes().get(plain).is_none_or(|&b| b == b' ') {
        return plain;
    }
    text[plain..].find(char::is_whitespace).map_or(text.len(), |i| plain + i)
}

fn trim_marks(word: &str) -> &str {
    let bytes = word.as_bytes();
    match (bytes.first(), bytes.last()) {
        (Some(first), Some(last)) if first.is_ascii_alphanumeric() && last.is_ascii_alphanumeric() => word,
        _ => word.trim_matches(|c: char| !c.is_alphanumeric()),
    }
}

/// Whether `text` has letters, and all that have a case are capitals.
pub(super) fn is_capitals(text: &str) -> bool {
    (4..=SHORT).contains(&text.len())
        && !text.chars().any(char::is_lowercase)
        && text.chars().filter(|c| c.is_uppercase()).count() > 3
}

/// Whether every word of the short `text` opens with a capital or a digit, function words aside.
pub(super) fn is_title_case(text: &str) -> bool {
    text.len() <= SHORT && words(text).all(|word| !word.starts_with(char::is_lowercase) || FUNCTION_WORDS.has(word))
}

/// Words, marks aside; counted to the end for short texts only.
pub(super) fn word_count(text: &str) -> usize {
    if text.len() > SHORT { usize::MAX } else { words(text).count() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends() {
        for (text, expected) in [
            ("It did.", End::Sentence),
            ("wrongful acts.3", End::Sentence),
            ("on this point.1)", End::Sentence),
            ("“be back.”", End::Sentence),
            ("views; and", End::Semicolon),
            ("we will:", End::Colon),
            ("Mr. President,", End::Comma),
            ("Govern-", End::Hyphen),
            ("set out in paragraph", End::Reference),
            ("asked that Mr.", End::Unfinished),
            ("Group A.", End::Sentence),
            ("by 2.5", End::Open),
            ("endorsed by the", End::Unfinished),
            ("Existing threats", End::Open),
        ] {
            assert_eq!(end(text), expected, "{text}");
        }
    }

    #[test]
    fn starts() {
        assert_eq!(start("“the"), Start::Lower);
        assert_eq!(start("(The"), Start::Upper);
        assert_eq!(start("12. The"), Start::Digit);
        assert_eq!(start("网络"), Start::Caseless);
    }

    #[test]
    fn an_initial_of_four_bytes_is_an_initial() {
        assert_eq!(end("thanked Ms. 𝔍."), End::Unfinished);
        assert_eq!(end("belongs to Group 𝔍."), End::Sentence);
    }
}
