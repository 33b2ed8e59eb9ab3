//! Marks: what ends a sentence, and what is glued to the end.

use memchr::memrchr_iter;

/// How far back the beginning of a quotation is looked for, in bytes.
const QUOTATION: usize = 640;
/// How many quotes are looked at on the way.
const QUOTES: usize = 16;

/// How a mark ends a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// A full stop, which may also belong to an abbreviation or a number.
    Stop,
    /// `...` or `…`, which may also stand for words left out.
    Ellipsis,
    /// `!` or `?`, alone or among stops.
    Strong,
    /// A mark that is never anything else and needs no space after it: 。！？.
    Full,
}

/// A run of marks and what closes with them: `.`, `?!`, `.”)`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Run {
    pub(super) mark: Mark,
    /// First byte of the first mark.
    pub(super) start: usize,
    /// One past the last byte, closing quotes and brackets included.
    pub(super) end: usize,
    /// Whether a quote or bracket closes after the last mark.
    pub(super) closed: bool,
}

impl Run {
    /// The run that opens at byte `start`, if a mark stands there.
    pub(super) fn at(text: &str, start: usize) -> Option<Self> {
        let mut chars = text[start..].chars();
        let mut mark = mark(chars.next()?)?;
        let mut end = text.len() - chars.as_str().len();
        let mut closed = false;
        while let Some(c) = chars.next() {
            if let Some(next) = self::mark(c) {
                mark = join(mark, next);
                closed = false;
            } else if is_closer(c) || mark != Mark::Full && is_reversed(c, chars.as_str()) {
                closed = true;
            } else if !is_direction(c) {
                break;
            }
            end = text.len() - chars.as_str().len();
        }
        let run = Self { mark, start, end, closed };
        Some(run.with_spaced_closer(text))
    }
}

impl Run {
    /// The run with a closing quote or bracket that one space parts from it, as in « Oui. » and in loose typing.
    fn with_spaced_closer(self, text: &str) -> Self {
        let mut chars = text[self.end..].chars();
        if !chars.next().is_some_and(char::is_whitespace) {
            return self;
        }
        let Some(closer) = chars.next().filter(|&c| is_closer(c) && !matches!(c, '\'' | '’')) else { return self };
        let end = text.len() - chars.as_str().len();
        let alone = chars.next().is_none_or(char::is_whitespace);
        if alone && (closer != '"' || is_quote_open(&text.as_bytes()[..self.start])) {
            return Self { end, closed: true, ..self };
        }
        self
    }
}

/// Whether a quotation in straight quotes is open at the end of `text`. A quote with white space on both sides turns round
/// what the one before it says.
fn is_quote_open(text: &[u8]) -> bool {
    let near = &text[text.len().saturating_sub(QUOTATION)..];
    let mut open = false;
    for at in memrchr_iter(b'"', near).take(QUOTES) {
        let apart = |neighbour: Option<&u8>| neighbour.is_none_or(u8::is_ascii_whitespace);
        match (apart(at.checked_sub(1).map(|i| &near[i])), apart(near.get(at + 1))) {
            (true, false) => return !open,
            (false, true) => return open,
            _ => open = !open,
        }
    }
    open
}

fn join(first: Mark, second: Mark) -> Mark {
    match (first, second) {
        (Mark::Full, _) | (_, Mark::Full) => Mark::Full,
        (Mark::Strong, _) | (_, Mark::Strong) => Mark::Strong,
        _ => Mark::Ellipsis,
    }
}

/// What `c` is as a mark.
pub(super) fn mark(c: char) -> Option<Mark> {
    match c {
        '.' => Some(Mark::Stop),
        '…' => Some(Mark::Ellipsis),
        '!' | '?' | '؟' | '‼' | '⁇' | '⁈' | '⁉' => Some(Mark::Strong),
        '。' | '｡' | '．' | '！' | '？' | '۔' | '।' | '॥' => Some(Mark::Full),
        _ => None,
    }
}

/// Says in which direction the text runs, and is not seen: these stand between marks and white space in Arabic.
pub(super) const fn is_direction(c: char) -> bool {
    matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Closes a quotation or a bracket. The straight quotes also open one; glued to a mark they close.
pub(super) fn is_closer(c: char) -> bool {
    matches!(
        c,
        ')' | ']' | '}' | '"' | '\'' | '”' | '’' | '»' | '›' | '」' | '』' | '）' | '】' | '》' | '〉' | '］' | '＂'
    )
}

/// Whether `c`, with `rest` behind it, closes a quotation though it opens one in most languages: in German, and in Arabic
/// typed from left to right.
fn is_reversed(c: char, rest: &str) -> bool {
    matches!(c, '“' | '«') && rest.chars().next().is_none_or(char::is_whitespace)
}

/// Opens a quotation or a bracket, or a sentence in Spanish.
pub(super) fn is_opener(c: char) -> bool {
    matches!(
        c,
        '(' | '['
            | '{'
            | '"'
            | '\''
            | '`'
            | '“'
            | '‘'
            | '„'
            | '«'
            | '‹'
            | '¿'
            | '¡'
            | '「'
            | '『'
            | '（'
            | '【'
            | '《'
            | '〈'
    )
}

/// Opens a list item.
pub(super) fn is_bullet(c: char) -> bool {
    matches!(c, '•' | '⁃' | '▪' | '‣' | '◦' | '●' | '■' | '□' | '○' | '➢' | '►' | '\u{F0B7}')
}
