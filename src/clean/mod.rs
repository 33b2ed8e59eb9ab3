//! Stage 2: what is certain without context.
//!
//! Mojibake, ligatures, invisible characters and odd spaces. Typographic quotes and dashes stay, and so do accents,
//! full-width forms and everything else that a writer may have meant: this is no normalisation.

mod chars;
mod mojibake;

use crate::edits::EditLog;

/// The edits that clean `text`. Cleaning the result again changes nothing.
///
/// Linear for text; each layer of text that was garbled several times over costs another pass, and at least doubles
/// the length of what it garbles.
pub fn clean(text: &str) -> EditLog {
    let mut log = EditLog::default();
    if chars::is_plain(text) {
        return log;
    }
    let mut current = text.to_owned();
    loop {
        let pass = mojibake::edits(&current);
        let decoded = pass.apply(&current);
        let pass = pass.then(&chars::edits(&decoded), &current);
        if pass.is_empty() {
            return log;
        }
        current = pass.apply(&current);
        log = log.then(&pass, text);
    }
}
