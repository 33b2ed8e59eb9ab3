//! Stage 2: what is certain without context.
//!
//! * [`Entity`](Channel::Entity): character references of HTML in text without tags.
//! * [`Mojibake`](Channel::Mojibake): UTF-8 that was read in a code page of Windows, DOS, the Macintosh or ISO 8859,
//!   once or several times over, whole or with bytes lost, and Windows-1252 that was read as Latin-1.
//! * [`Ligature`](Channel::Ligature): the ligatures of Latin letters, U+FB00 to U+FB06, and pairs of letters that are one
//!   character (`ĳ`, `ǆ`); letters, digits and marks of full width in a text without wide letters.
//! * [`Invisible`](Channel::Invisible): soft hyphens, zero-width and control characters, sequences that steer a terminal.
//! * [`Space`](Channel::Space): spaces of unusual kind, and the rarer ends of lines.
//!
//! What is left alone: quotation marks and dashes of any form (they are how the text was written), `\t`, and the form
//! feed, which tells `layout` where a page ends. `\r\n` and `\r` stay too: an edit for every line would drown the log,
//! and `layout` has to look at line ends anyway. There is no compatibility normalisation: it would turn `H²` to `H2`.

mod chars;
mod entities;
mod mojibake;
mod natural;
mod page;
mod sequence;

#[cfg(doc)]
use crate::edits::Channel;
use crate::edits::EditLog;

/// The edits that clean `text`. Linear; `clean` of a cleaned text is empty.
///
/// ```
/// use servanda::clean::clean;
/// let text = "The oï¬ƒce of the Presidentâ€™s ad\u{AD}viser.";
/// assert_eq!(clean(text).apply(text), "The office of the President’s adviser.");
/// ```
pub fn clean(text: &str) -> EditLog {
    let mut log = pass(text);
    if log.is_empty() {
        return log;
    }
    // What is put right may uncover more (a zero-width space inside mojibake): go on until nothing is found. Each pass
    // leaves fewer odd characters, and two or three do.
    let mut cleaned = log.apply(text);
    loop {
        let more = pass(&cleaned);
        if more.is_empty() {
            return log;
        }
        log = log.then(&more, text);
        cleaned = more.apply(&cleaned);
    }
}

/// The first of these that finds anything: character references can hide mojibake, and soft hyphens and the like can be parts
/// of it.
fn pass(text: &str) -> EditLog {
    let stages = [entities::find, mojibake::find, chars::find];
    let found = stages.iter().map(|find| find(text)).find(|edits| !edits.is_empty());
    EditLog::new(found.unwrap_or_default())
}
