//! Marks: what ends a sentence, and what is glued to the end.

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
            } else if is_closer(c) {
                closed = true;
            } else {
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
        let space = chars.next().is_some_and(char::is_whitespace);
        let closer = chars.next().is_some_and(|c| is_closer(c) && !matches!(c, '"' | '\'' | '’'));
        let end = text.len() - chars.as_str().len();
        if space && closer && chars.next().is_none_or(char::is_whitespace) {
            return Self { end, closed: true, ..self };
        }
        self
    }
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

/// Closes a quotation or a bracket. The straight quotes also open one; glued to a mark they close.
pub(super) fn is_closer(c: char) -> bool {
    matches!(
        c,
        ')' | ']' | '}' | '"' | '\'' | '”' | '’' | '»' | '›' | '」' | '』' | '）' | '】' | '》' | '〉' | '］' | '＂'
    )
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
