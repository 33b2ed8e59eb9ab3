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
        let span = trim(text, Span::new(at, stop));
        if span.is_empty() {
            // The blank after a form feed is the rest of the page's last line.
            blanks += usize::from(!(page && stop == at));
        } else {
            let indent = columns(&text[at..span.start()]);
            let content = &text[span];
            let width = indent + content.chars().count();
            lines.push(Line { span, indent, width, blanks, new_page, start: start(content), end: end(content) });
            (blanks, new_page) = (0, false);
        }
        new_page |= page;
        at = next;
    }
    lines
}

/// `span` without the white space at both its ends. Most lines have none.
fn trim(text: &str, span: Span) -> Span {
    match &text.as_bytes()[span.range()] {
        [first, .., last] if first.is_ascii_graphic() && last.is_ascii_graphic() => span,
        [only] if only.is_ascii_graphic() => span,
        _ => span.trim(text),
    }
}

/// The ends of lines other than LF, CR and CRLF.
const RARE: [&str; 5] = ["\u{B}", "\u{C}", "\u{85}", "\u{2028}", "\u{2029}"];

/// Finds the ends of lines, one after the other. Each rare end has a searcher of its own, which passes over the text
/// once.
struct Ends<'t> {
    text: &'t str,
    /// The next place of each rare end at or after the last place asked for, or the text's length.
    rare: [usize; RARE.len()],
    /// The first of them.
    next_rare: usize,
}

impl<'t> Ends<'t> {
    fn new(text: &'t str) -> Self {
        let rare = RARE.map(|end| find(text, 0, end));
        Self { text, rare, next_rare: first_of(&rare) }
    }

    /// End of the line that starts at `at`, start of the next, and whether a form feed parts them.
    fn after(&mut self, at: usize) -> (usize, usize, bool) {
        let text = self.text;
        if self.next_rare < at {
            for (place, end) in self.rare.iter_mut().zip(RARE).filter(|(place, _)| **place < at) {
                *place = find(text, at, end);
            }
            self.next_rare = first_of(&self.rare);
        }
        let stop = memchr2(b'\n', b'\r', &text.as_bytes()[at..self.next_rare]).map_or(self.next_rare, |i| at + i);
        match text.as_bytes().get(stop..) {
            None | Some([]) => (stop, stop, false),
            Some([b'\r', b'\n', ..]) => (stop, stop + 2, false),
            Some([b'\n', ..]) => (stop, stop + 1, false),
            Some([first, ..]) => (stop, stop + text[stop..].chars().next().map_or(0, char::len_utf8), *first == 0x0C),
        }
    }
}

fn first_of(rare: &[usize; RARE.len()]) -> usize {
    rare.iter().copied().min().unwrap_or(0)
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
