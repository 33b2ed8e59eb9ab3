//! Code pages that UTF-8 is mistaken for, and whether what they give can have been meant.
//!
//! `Fuß“`, `JOSÉ’S` and `tombé…”` are valid UTF-8 in Windows-1252, but read well as they are: a letter that closes a
//! word, then punctuation. `Ã©` and `â€™` do not. The idea of judging how likely the characters are as text is that of
//! R. Speer's ftfy; the rules here are our own.

use encoding_rs::Encoding;
use std::sync::LazyLock;

/// A code page.
pub(super) struct Page {
    /// Its upper half, sorted by character.
    upper: LazyLock<Vec<(char, u8)>>,
    /// Whether characters that make one of UTF-8 are good text as they stand, between what is before and after them.
    pub reads_well: fn(Option<char>, &[char], Option<char>) -> bool,
}

/// With the control characters of Latin-1, which is often meant by, or mistaken for, Windows-1252.
pub(super) static WINDOWS_1252: Page = Page {
    upper: LazyLock::new(|| {
        let mut upper = upper_half(encoding_rs::WINDOWS_1252);
        upper.extend((0x80..0xA0).map(|byte| (char::from(byte), byte)));
        upper.sort_unstable();
        upper
    }),
    reads_well: reads_well_in_windows,
};

pub(super) static MACINTOSH: Page =
    Page { upper: LazyLock::new(|| upper_half(encoding_rs::MACINTOSH)), reads_well: reads_well_in_macintosh };

impl Page {
    /// The byte from 0x80 up that the page reads as `c`. Bytes without a character stand for control characters.
    pub(super) fn byte_of(&self, c: char) -> Option<u8> {
        if c > self.upper.last()?.0 {
            return None;
        }
        self.upper.binary_search_by_key(&c, |&(upper, _)| upper).ok().map(|i| self.upper[i].1)
    }
}

fn upper_half(encoding: &'static Encoding) -> Vec<(char, u8)> {
    let bytes: Vec<u8> = (0x80..=0xFF).collect();
    let text = encoding.decode_without_bom_handling(&bytes).0;
    let mut upper: Vec<(char, u8)> = text.chars().zip(bytes.iter().copied()).collect();
    upper.sort_unstable();
    upper
}

/// A letter that ends a word, or is one, and then what may follow a word.
fn reads_well_in_windows(before: Option<char>, chars: &[char], after: Option<char>) -> bool {
    let [lead, rest @ ..] = chars else { return true };
    let ends_word = before.is_some_and(char::is_alphabetic);
    if !(if ends_word { fits_case(before, *lead) } else { may_stand_alone(before, *lead) }) {
        return false;
    }
    let glued = after.is_some_and(char::is_alphabetic);
    for &c in rest {
        if matches!(c, '\u{A0}' | '–' | '—') {
            // The next word may begin with anything; but no word is a capital, a dash and more letters.
            return ends_word || c == '\u{A0}' || lead.is_lowercase() || !glued;
        }
        if !closes_word(c) {
            return false;
        }
    }
    !glued || lead.is_lowercase() || rest.first() == Some(&'’')
}

/// Anything but `‚Äô` (general punctuation) and, inside or at the edge of a word, `√©` (a Latin letter).
fn reads_well_in_macintosh(before: Option<char>, chars: &[char], after: Option<char>) -> bool {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
    match chars {
        ['‚', 'Ä', ..] => false,
        // A root of π and the like is mathematics unless it stands inside a word.
        ['√', 'π' | '∂' | '∑' | '∏' | '∫' | 'Ω'] => !(letter(before) && letter(after)),
        ['√', _] => !(letter(before) || letter(after)),
        _ => true,
    }
}

/// Whether `c` is likely to be written at all: no control character, no phonetic letter, no script out of use.
pub(super) fn is_plausible(c: char) -> bool {
    match c {
        '\u{1A0}' | '\u{1A1}' | '\u{1AF}' | '\u{1B0}' | '\u{192}' | '\u{218}'..='\u{21B}' | '\u{2C6}' | '\u{2DC}' => {
            true
        }
        '\u{80}'..='\u{9F}' | '\u{180}'..='\u{2FF}' | '\u{780}'..='\u{8FF}' | '\u{E000}'..='\u{F8FF}' => false,
        _ => c < '\u{1FB00}' || ('\u{20000}'..'\u{40000}').contains(&c),
    }
}

/// Whether `lead` may close the word whose last letter but one is `before`.
fn fits_case(before: Option<char>, lead: char) -> bool {
    !lead.is_uppercase() || before.is_some_and(char::is_uppercase)
}

/// Whether `lead` is a word of one letter in some language, or is spoken of: after a quotation mark, say.
fn may_stand_alone(before: Option<char>, lead: char) -> bool {
    matches!(
        lead,
        'É' | 'Ì'
            | 'Í'
            | 'Ò'
            | 'Ó'
            | 'Ö'
            | 'Å'
            | 'Æ'
            | 'à'
            | 'á'
            | 'è'
            | 'é'
            | 'ì'
            | 'í'
            | 'ò'
            | 'ó'
            | 'å'
            | 'æ'
    ) || before.is_some_and(|c| is_punctuation(c) || matches!(c, '"' | '\'' | '(' | '-' | '/'))
}

/// Whether `c` can follow the last letter of a word.
fn closes_word(c: char) -> bool {
    matches!(c, '’' | '‘' | '”' | '“' | '»' | '«' | '›' | '‹' | '…' | '•' | '·' | '†' | '‡' | '\u{AD}')
        || matches!(c, '™' | '®' | '©' | '°' | 'ª' | 'º' | '¹' | '²' | '³')
}

/// Whether `c` can stand next to mojibake without being part of it.
pub(super) fn is_punctuation(c: char) -> bool {
    matches!(c, '\u{A0}' | '–' | '—' | '„' | '‚' | '¡' | '¿' | '§') || closes_word(c)
}
