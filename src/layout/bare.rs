//! Lists without markers: words or phrases one a line, without a capital or a mark that would tell where each ends.

use super::lines::Line;
use super::shape::{SHORT, Start, first_word_width};

/// Fewest lines of such a list.
const FEWEST: usize = 3;

/// Which lines belong to such a list. In prose that was wrapped, no line leaves room for the first word of the next.
pub(super) fn bare(text: &str, lines: &[Line]) -> Vec<bool> {
    let mut found = vec![false; lines.len()];
    let mut from = 0;
    for to in 1..=lines.len() {
        if to < lines.len() && lines[to].blanks == 0 {
            continue;
        }
        let column = &lines[from..to];
        if column.len() >= FEWEST && is_list(text, column) {
            found[from..to].fill(true);
        }
        from = to;
    }
    found
}

fn is_list(text: &str, column: &[Line]) -> bool {
    let is_item = |line: &Line| {
        let content = &text[line.span];
        content.len() <= SHORT
            && line.start == Start::Lower
            && !content.contains(|c: char| c.is_uppercase())
            && line.end.is_open()
    };
    let widest = column.iter().map(|line| line.width).max().unwrap_or(0);
    let fits = |pair: &[Line]| pair[0].width + 1 + first_word_width(&text[pair[1].span]) <= widest;
    column.iter().all(is_item) && column.windows(2).any(fits)
}
