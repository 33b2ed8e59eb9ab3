//! Lists of edits for people: each change once, with how often it was made, and nothing in it that acts on the page.

use crate::edits::Edit;
use std::collections::HashMap;

/// Each change of `before` into `after` once, in the order of the first, with how often it occurs. Linear.
pub(super) fn grouped<'a>(edits: impl Iterator<Item = &'a Edit>) -> Vec<(&'a Edit, usize)> {
    let mut order: Vec<(&Edit, usize)> = Vec::new();
    let mut seen: HashMap<(&str, &str), usize> = HashMap::new();
    for edit in edits {
        let at = *seen.entry((edit.before(), edit.after())).or_insert_with(|| {
            order.push((edit, 0));
            order.len() - 1
        });
        order[at].1 += 1;
    }
    order
}

/// Control and bidirectional characters as pictures or escapes.
pub(super) fn visible(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\0'..='\u{1F}' => char::from_u32(0x2400 + c as u32).unwrap_or('\u{FFFD}'),
            '\u{7F}' => '\u{2421}',
            '\u{80}'..='\u{9F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => '\u{FFFD}',
            c => c,
        })
        .collect()
}
