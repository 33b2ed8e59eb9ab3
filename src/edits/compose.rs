//! Two logs into one: source -> middle -> target.

use super::{Edit, EditLog};
use crate::span::Span;

/// See [`EditLog::then`]. One sweep over both logs; edits that touch in the middle text form a group.
pub(super) fn compose(first: &EditLog, second: &EditLog, source: &str) -> EditLog {
    let mut sweep = Sweep { first, second, source, i: 0, j: 0, out: Vec::with_capacity(first.len() + second.len()) };
    while sweep.i < first.len() || sweep.j < second.len() {
        sweep.next_group();
    }
    EditLog::new(sweep.out)
}

struct Sweep<'a> {
    first: &'a EditLog,
    second: &'a EditLog,
    source: &'a str,
    /// Next edit of `first`.
    i: usize,
    /// Next edit of `second`.
    j: usize,
    out: Vec<Edit>,
}

impl Sweep<'_> {
    /// Takes the next edit of either log and all that hang together with it.
    fn next_group(&mut self) {
        let (from_i, from_j) = (self.i, self.j);
        let first_leads = match (self.middle_first(), self.middle_second()) {
            (Some(a), Some(b)) => a.start() <= b.start(),
            (a, _) => a.is_some(),
        };
        let mut group = if first_leads { self.take_first() } else { self.take_second() };
        loop {
            if self.middle_first().is_some_and(|span| joined(span, group)) {
                let span = self.take_first();
                group = cover(group, span);
            } else if self.middle_second().is_some_and(|span| joined(span, group)) {
                let span = self.take_second();
                group = cover(group, span);
            } else {
                break;
            }
        }
        self.emit(group, from_i, from_j);
    }

    /// Span of the next edit of `first` in the middle text.
    fn middle_first(&self) -> Option<Span> {
        (self.i < self.first.len()).then(|| self.first.target_span(self.i))
    }

    /// Span of the next edit of `second` in the middle text.
    fn middle_second(&self) -> Option<Span> {
        self.second.edits.get(self.j).map(|e| e.span)
    }

    fn take_first(&mut self) -> Span {
        self.i += 1;
        self.first.target_span(self.i - 1)
    }

    fn take_second(&mut self) -> Span {
        self.j += 1;
        self.second.edits[self.j - 1].span
    }

    /// Writes the edits `from_i..i` and `from_j..j`, which together cover `group` of the middle text, as one.
    fn emit(&mut self, group: Span, from_i: usize, from_j: usize) {
        let firsts = &self.first.edits[from_i..self.i];
        let seconds = &self.second.edits[from_j..self.j];
        // Inside the group, no edit of `first` is cut by its borders, so plain shifting is exact.
        let start = group.start().wrapping_add_signed(-self.first.shift_before(from_i));
        let end = group.end().wrapping_add_signed(-self.first.shift_before(self.i));
        let span = Span::new(start, end);
        // Most edits stay as they were.
        if let ([edit], []) | ([], [edit]) = (firsts, seconds) {
            self.out.push(Edit { span, ..edit.clone() });
            return;
        }
        let middle = replay(&self.source[span], start, firsts);
        let after = replay(&middle, group.start(), seconds);
        let channel = seconds.last().or(firsts.last()).map(|e| e.channel);
        let confidence = firsts.iter().chain(seconds).map(|e| e.confidence).product();
        if let Some(channel) = channel {
            self.out.push(Edit::new(self.source, span, after, channel, confidence));
        }
    }
}

/// `edits` applied to a piece of text that starts at byte `base` of the text they were made for.
fn replay(piece: &str, base: usize, edits: &[Edit]) -> String {
    let mut out = String::with_capacity(piece.len());
    let mut at = 0;
    for edit in edits {
        out.push_str(&piece[at..edit.span.start() - base]);
        out.push_str(&edit.after);
        at = edit.span.end() - base;
    }
    out.push_str(&piece[at..]);
    out
}

/// Whether two spans of the middle text cannot be told apart: they overlap, or one is empty and they touch.
fn joined(a: Span, b: Span) -> bool {
    a.overlaps(b) || ((a.is_empty() || b.is_empty()) && a.start() <= b.end() && b.start() <= a.end())
}

fn cover(a: Span, b: Span) -> Span {
    Span::new(a.start().min(b.start()), a.end().max(b.end()))
}
