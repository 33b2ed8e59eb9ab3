//! A text as lines, each with what can be measured of it alone.

use super::shape::{End, Start, end, start};
use crate::span::Span;
use memchr::{memchr2, memmem};

/// Bytes of a line, roughly, for the first allocation.
const USUAL_LINE: usize = 64;
/// Columns to the next tab stop.
const TAB: usize = 4;

/// A line that holds more than white space.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line {
    /// Bytes of the text, without the white space around it.
    pub span: Span,
    /// Columns of white space before it.
    pub indent: usize,
    /// Code points from the first column to its last character.
    pub width: usize,
    /// Blank lines just before it.
    pub blanks: usize,
    /// Whether a form feed stands between it and the line before.
    pub new_page: bool,
    /// How it begins.
    pub start: Start,
    /// How it ends.
    pub end: End,
}

/// The lines of `text` that are not blank, in order. Lines end in LF, CR, CRLF, a form feed or a Unicode separator.
pub(super) fn lines(text: &str) -> Vec<Line> {
    let mut lines = Vec::with_capacity(text.len() / USUAL_LINE);
    let (mut blanks, mut new_page) = (0, false);
    let mut at = 0;
    let mut ends = Ends::new(text);
    while at < text.len() {
        if text.as_bytes()[at] == b'\n' {
            blanks += 1;
            at += 1;
            continue;
        }
        let (stop, next, page) = ends.after(at);
        let span = Span::new(at, stop).trim(text);
        if span.is_empty() {
            // The blank after a form feed is the rest of the page's last line.
            blanks += usize::from(!(page && stop == at));
        } else {
            let indent = columns(&text[at..span.start()]);
            let width = indent + text[span].chars().count();
            let content = &text[span];
            lines.push(Line { span, indent, width, blanks, new_page, start: start(content), end: end(content) });
            (blanks, new_page) = (0, false);
        }
        new_page |= page;
        at = next;
    }
    lines
}

/// The ends of lines other than LF, CR and CRLF.
const RARE: [&str; 5] = ["\u{B}", "\u{C}", "\u{85}", "\u{2028}", "\u{2029}"];

/// Finds the ends of lines, one after the other. Each rare end has a searcher of its own, which passes over the text
/// once.
struct Ends<'t> {
    text: &'t str,
    /// The next place of each rare end at or after the last place asked for, or the text's length.
    rare: [usize; RARE.len()],
}

impl<'t> Ends<'t> {
    fn new(text: &'t str) -> Self {
        Self { text, rare: RARE.map(|end| find(text, 0, end)) }
    }

    /// End of the line that starts at `at`, start of the next, and whether a form feed parts them.
    fn after(&mut self, at: usize) -> (usize, usize, bool) {
        let text = self.text;
        for (place, end) in self.rare.iter_mut().zip(RARE).filter(|(place, _)| **place < at) {
            *place = find(text, at, end);
        }
        let rare = self.rare.into_iter().min().unwrap_or(text.len());
        let stop = memchr2(b'\n', b'\r', &text.as_bytes()[at..rare]).map_or(rare, |i| at + i);
        let Some(c) = text[stop..].chars().next() else { return (stop, stop, false) };
        let crlf = c == '\r' && text[stop + 1..].starts_with('\n');
        (stop, stop + c.len_utf8() + usize::from(crlf), c == '\u{C}')
    }
}

fn find(text: &str, at: usize, end: &str) -> usize {
    memmem::find(&text.as_bytes()[at..], end.as_bytes()).map_or(text.len(), |i| at + i)
}

fn columns(space: &str) -> usize {
    space.chars().fold(0, |column, c| if c == '\t' { (column / TAB + 1) * TAB } else { column + 1 })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(text: &str) -> Vec<(&str, usize, usize)> {
        lines(text).iter().map(|l| (&text[l.span], l.indent, l.blanks)).collect()
    }

    #[test]
    fn all_line_ends_count_once() {
        assert_eq!(shape("a\r\nb\rc\n\nd"), [("a", 0, 0), ("b", 0, 0), ("c", 0, 0), ("d", 0, 1)]);
    }

    #[test]
    fn a_form_feed_ends_a_page_and_leaves_no_blank_line() {
        let found = lines("a\n\u{C}b");
        assert_eq!((found[1].new_page, found[1].blanks), (true, 0));
    }

    #[test]
    fn indent_counts_tabs_to_their_stop() {
        assert_eq!(shape("  \tx"), [("x", 4, 0)]);
    }
}
