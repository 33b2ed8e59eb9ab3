//! Single characters: ligatures, invisible characters, spaces.

use crate::edits::{Channel, Edit, EditLog};
use crate::span::Span;

/// Whether `text` is ASCII without control characters, so that nothing is left to do.
pub(super) fn is_plain(text: &str) -> bool {
    text.bytes().all(|b| matches!(b, b' '..=b'~' | b'\n' | b'\r' | b'\t' | b'\x0C'))
}

/// The edits of all characters that are not as they should be, neighbours of one channel as one edit.
pub(super) fn edits(text: &str) -> EditLog {
    let mut walk =
        Walk { text, right_to_left: text.chars().any(is_right_to_left), edits: Vec::new(), open: None, last: None };
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if is_invisible(c) {
            let mut end = at + c.len_utf8();
            while let Some(&(next, n)) = chars.peek().filter(|(_, n)| is_invisible(*n)) {
                end = next + n.len_utf8();
                chars.next();
            }
            walk.invisible(Span::new(at, end), chars.peek().map(|&(_, n)| n));
        } else {
            if let Some((after, channel)) = replacement(c) {
                walk.replace(Span::new(at, at + c.len_utf8()), after, channel);
            }
            walk.last = Some(c);
        }
    }
    walk.close();
    EditLog::new(walk.edits)
}

struct Walk<'t> {
    text: &'t str,
    right_to_left: bool,
    edits: Vec<Edit>,
    /// The edit that the next character may still join.
    open: Option<(Span, String, Channel)>,
    /// The last visible character.
    last: Option<char>,
}

impl Walk<'_> {
    /// A run of invisible characters before `next`, decided as a whole, so that what stays does not depend on what goes.
    fn invisible(&mut self, run: Span, next: Option<char>) {
        let at_line_end = matches!(next, Some('\n' | '\r'));
        let joins = self.last.is_some_and(is_joining) && next.is_some_and(is_joining);
        for (at, c) in self.text[run].char_indices() {
            let span = Span::new(run.start() + at, run.start() + at + c.len_utf8());
            let stays = match c {
                ZWNJ | ZWJ | '\u{FE0F}' => joins,
                _ => is_direction(c) && self.right_to_left,
            };
            match c {
                // At the end of a line it is a hyphen that shows: the layout stage will judge it.
                SOFT_HYPHEN if at_line_end && span.end() == run.end() => self.replace(span, "-", Channel::Invisible),
                _ if stays => {}
                _ => self.replace(span, "", Channel::Invisible),
            }
        }
    }

    fn replace(&mut self, span: Span, after: &str, channel: Channel) {
        match &mut self.open {
            Some((open, text, of)) if open.end() == span.start() && *of == channel => {
                *open = Span::new(open.start(), span.end());
                text.push_str(after);
            }
            _ => {
                self.close();
                self.open = Some((span, after.to_owned(), channel));
            }
        }
    }

    fn close(&mut self) {
        if let Some((span, after, channel)) = self.open.take() {
            self.edits.push(Edit::new(self.text, span, after, channel, 1.0));
        }
    }
}

const SOFT_HYPHEN: char = '\u{AD}';
const ZWNJ: char = '\u{200C}';
const ZWJ: char = '\u{200D}';

/// What a visible character, or a space, should be.
const fn replacement(c: char) -> Option<(&'static str, Channel)> {
    Some(match c {
        '\u{FB00}' => ("ff", Channel::Ligature),
        '\u{FB01}' => ("fi", Channel::Ligature),
        '\u{FB02}' => ("fl", Channel::Ligature),
        '\u{FB03}' => ("ffi", Channel::Ligature),
        '\u{FB04}' => ("ffl", Channel::Ligature),
        '\u{FB05}' | '\u{FB06}' => ("st", Channel::Ligature),
        // Line separators of other systems; a form feed stays, since it tells where a page ends.
        '\u{B}' | '\u{85}' | '\u{2028}' | '\u{2029}' => ("\n", Channel::Space),
        // The ideographic space U+3000 is the plain one of its script.
        '\u{A0}' | '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' => (" ", Channel::Space),
        _ => return None,
    })
}

/// Characters that show nothing and take no room.
const fn is_invisible(c: char) -> bool {
    matches!(c,
        '\0'..='\u{8}' | '\u{E}'..='\u{1F}' | '\u{7F}'..='\u{84}' | '\u{86}'..='\u{9F}'
        | SOFT_HYPHEN | '\u{34F}' | '\u{180E}' | '\u{200B}' | ZWNJ | ZWJ | '\u{2060}' | '\u{FEFF}' | '\u{FE0F}')
        || is_direction(c)
}

/// Marks that order text of mixed direction.
const fn is_direction(c: char) -> bool {
    matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Letters of Hebrew, Arabic and their neighbours.
const fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}') && !is_direction(c)
}

/// Characters between which a joiner changes what is seen: those of scripts from Hebrew on, and pictures.
const fn is_joining(c: char) -> bool {
    c as u32 >= 0x590 && !matches!(c, '\u{2000}'..='\u{206F}')
}
