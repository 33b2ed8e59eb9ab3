//! Single characters: ligatures, letters of full width, invisible characters, odd spaces, and Windows-1252 read as Latin-1;
//! and the sequences that steer a terminal.

use crate::bytes::find_byte;
use crate::edits::{Channel, Edit};
use crate::span::Span;

/// Nothing else is ever meant by these characters.
const CONFIDENCE: f32 = 1.0;

/// What Windows-1252 has at 0x80 to 0x9F, where Latin-1 has control characters; five bytes have nothing.
const CONTROLS_IN_WINDOWS: [&str; 32] = [
    "€", "", "‚", "ƒ", "„", "…", "†", "‡", "ˆ", "‰", "Š", "‹", "Œ", "", "Ž", "", //
    "", "‘", "’", "“", "”", "•", "–", "—", "˜", "™", "š", "›", "œ", "", "ž", "Ÿ",
];

/// What has a form of full width, from U+FF01 on.
const ASCII: &str = "!\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~";

/// A sequence that steers a terminal is at most so many bytes.
const LONGEST_ESCAPE: usize = 128;

/// Wide spaces in a row that are looked through.
const MOST_WIDE_SPACES: usize = 8;

/// The edits, in order.
pub(super) fn find(text: &str) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut context = Context { text, right_to_left: None, wide: None, windows: None, before: None };
    let mut at = 0;
    while let Some(found) = find_byte(text.as_bytes(), at, is_suspect) {
        if found > at {
            at = found;
            context.before = Some(char::from(text.as_bytes()[at - 1]));
        }
        let Some(c) = text[at..].chars().next() else { break };
        let len = if c == ESCAPE { escape_len(&text[at..]) } else { c.len_utf8() };
        match context.replace(c, at) {
            Some((after, channel)) => {
                edits.push(Edit::new(text, Span::new(at, at + len), after, channel, CONFIDENCE));
                context.before = after.chars().next_back().or(context.before);
            }
            None => context.before = Some(c),
        }
        at += len;
    }
    edits
}

const ESCAPE: char = '\x1B';

/// Bytes of the sequence that begins with the escape character (ECMA-48): a control sequence such as `ESC [ 1 m`, a
/// title up to a bell or `ESC \\`, the choice of a character set such as `ESC ( B`. Only the character itself if it is none.
fn escape_len(text: &str) -> usize {
    let bytes = &text.as_bytes()[..text.len().min(LONGEST_ESCAPE)];
    let end = match bytes.get(1) {
        Some(b'[') => bytes[2..].iter().position(|b| !(0x20..0x40).contains(b)).map(|i| i + 2),
        Some(b']') => bytes[2..].iter().position(|b| matches!(b, b'\x07' | b'\x1B' | b'\n')).map(|i| i + 2),
        Some(b'(' | b')') => Some(2),
        _ => None,
    };
    match end.and_then(|end| Some((end, *bytes.get(end)?))) {
        Some((end, b'\x07')) => end + 1,
        Some((end, b'\x1B')) if bytes.get(end + 1) == Some(&b'\\') => end + 2,
        Some((end, 0x40..=0x7E)) if bytes[1] != b']' => end + 1,
        _ => 1,
    }
}

/// Whether a byte is, or begins, a character that needs a look. Nearly no byte of English text is. Without a branch, so that
/// the compiler looks at many bytes at once.
fn is_suspect(byte: u8) -> bool {
    let white = u8::from(byte == b'\t') | u8::from(byte == b'\n') | u8::from(byte == b'\x0C') | u8::from(byte == b'\r');
    // White space is among the control characters.
    u8::from(byte >= 0x7F) | (u8::from(byte < b' ') ^ white) != 0
}

/// The character that Windows-1252 has where Latin-1 has the control character `c`; `c` itself if there is none.
pub(super) fn in_windows(c: char) -> char {
    let at = (c as usize).wrapping_sub(0x80);
    CONTROLS_IN_WINDOWS.get(at).and_then(|windows| windows.chars().next()).unwrap_or(c)
}

/// What stands around the character in question.
struct Context<'t> {
    text: &'t str,
    /// Whether the text has letters that run from right to left; found out when first asked.
    right_to_left: Option<bool>,
    /// Whether the text has letters of Chinese, Japanese or Korean; found out when first asked.
    wide: Option<bool>,
    /// Whether the text is Windows-1252 read as Latin-1; found out when first asked.
    windows: Option<bool>,
    /// The last character that stays.
    before: Option<char>,
}

impl Context<'_> {
    /// What is put in the place of `c`, which stands at byte `at`.
    fn replace(&mut self, c: char, at: usize) -> Option<(&'static str, Channel)> {
        use Channel::{Invisible, Ligature, Mojibake, Space};
        Some(match c {
            '\u{FB00}' => ("ff", Ligature),
            '\u{FB01}' => ("fi", Ligature),
            '\u{FB02}' => ("fl", Ligature),
            '\u{FB03}' => ("ffi", Ligature),
            '\u{FB04}' => ("ffl", Ligature),
            // The first one is a long s and a t. A long s alone is a letter of old print and stays.
            '\u{FB05}' | '\u{FB06}' => ("st", Ligature),
            'Ĳ' => ("IJ", Ligature),
            'ĳ' => ("ij", Ligature),
            'ŉ' => ("’n", Ligature),
            'Ǆ' => ("DŽ", Ligature),
            'ǅ' => ("Dž", Ligature),
            'ǆ' => ("dž", Ligature),
            'Ǉ' => ("LJ", Ligature),
            'ǈ' => ("Lj", Ligature),
            'ǉ' => ("lj", Ligature),
            'Ǌ' => ("NJ", Ligature),
            'ǋ' => ("Nj", Ligature),
            'ǌ' => ("nj", Ligature),
            'Ǳ' => ("DZ", Ligature),
            'ǲ' => ("Dz", Ligature),
            'ǳ' => ("dz", Ligature),
            // In a text of wide letters this is how others are written.
            '\u{FF01}'..='\u{FF5E}' if !self.is_wide() => {
                let at = c as usize - 0xFF01;
                (&ASCII[at..=at], Ligature)
            }
            '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' => (" ", Space),
            '\u{3000}' if !self.is_chinese_around(at) => (" ", Space),
            '\u{85}' if self.is_windows() || !self.opens_line(at + 2) => ("…", Mojibake),
            '\u{B}' | '\u{85}' | '\u{2028}' => ("\n", Space),
            // A paragraph ends here, as at a blank line.
            '\u{2029}' => ("\n\n", Space),
            // At the end of a line it stands for the hyphen that the reader sees; `layout` joins the word.
            '\u{AD}' => (if self.ends_line(at + c.len_utf8()) { "-" } else { "" }, Invisible),
            // Word processors write a hyphen that does not break as this control character.
            '\u{1E}' => ("-", Invisible),
            '\u{200B}' if !self.before.is_some_and(is_unspaced) => ("", Invisible),
            '\u{200C}' | '\u{200D}' if !self.is_joined(at + c.len_utf8()) => ("", Invisible),
            '\u{2060}'..='\u{2064}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' => ("", Invisible),
            _ if is_bidi_mark(c) && !self.is_right_to_left() => ("", Invisible),
            // Windows-1252 read as Latin-1: nobody writes control characters, but all write dashes and quotes.
            '\u{80}'..='\u{9F}' => (CONTROLS_IN_WINDOWS[c as usize - 0x80], Mojibake),
            _ if c.is_control() && !c.is_whitespace() => ("", Invisible),
            _ => return None,
        })
    }

    /// Whether a line may begin at byte `at`: with text, that is.
    fn opens_line(&self, at: usize) -> bool {
        self.text[at..].chars().next().is_some_and(|c| c.is_alphanumeric() || c == '\u{85}')
    }

    /// Whether only spaces stand between byte `at` and the end of the line.
    fn ends_line(&self, at: usize) -> bool {
        let rest = self.text[at..].trim_start_matches([' ', '\t']);
        rest.starts_with(['\n', '\r', '\x0C'])
    }

    /// Whether a joiner that ends at byte `end` shapes the characters around it.
    fn is_joined(&self, end: usize) -> bool {
        let Some(before) = self.before else { return false };
        is_shaped(before) || (is_emoji(before) && self.text[end..].chars().next().is_some_and(is_emoji))
    }

    /// Whether a wide space at byte `at`, or the few of them that begin there, stand next to a wide character.
    fn is_chinese_around(&self, at: usize) -> bool {
        let after = self.text[at..].chars().take(MOST_WIDE_SPACES).find(|&c| c != '\u{3000}');
        self.before.is_some_and(|c| c == '\u{3000}' || is_wide(c)) || after.is_some_and(is_wide)
    }

    /// Whether there are control characters of Latin-1 other than the end of a line.
    fn is_windows(&mut self) -> bool {
        let text = self.text;
        *self.windows.get_or_insert_with(|| text.chars().any(|c| ('\u{80}'..='\u{9F}').contains(&c) && c != '\u{85}'))
    }

    fn is_wide(&mut self) -> bool {
        let text = self.text;
        let is_letter = |c| match c {
            '\u{FF01}'..='\u{FF5E}' => false,
            '\u{AC00}'..='\u{D7AF}' | '\u{FF61}'..='\u{FFDC}' => true,
            _ => is_wide(c),
        };
        *self.wide.get_or_insert_with(|| text.chars().any(is_letter))
    }

    fn is_right_to_left(&mut self) -> bool {
        let text = self.text;
        *self.right_to_left.get_or_insert_with(|| text.chars().any(is_right_to_left))
    }
}

/// Scripts written without spaces, where a zero-width one parts the words: Thai, Lao, Myanmar, Khmer, Tibetan.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{E00}'..='\u{109F}' | '\u{1780}'..='\u{17FF}')
}

/// Scripts whose letters take the form that a joiner after them asks for: from Arabic to Mongolian.
fn is_shaped(c: char) -> bool {
    matches!(c, '\u{600}'..='\u{109F}' | '\u{1700}'..='\u{1CFF}' | '\u{A800}'..='\u{ABFF}' | '\u{FB50}'..='\u{FDFF}')
        || matches!(c, '\u{FE70}'..='\u{FEFC}' | '\u{10A00}'..='\u{11FFF}' | '\u{1E900}'..='\u{1E95F}')
}

fn is_emoji(c: char) -> bool {
    matches!(c, '\u{2190}'..='\u{2BFF}' | '\u{FE0F}' | '\u{1F000}'..='\u{1FAFF}')
}

fn is_wide(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{2FFF}' | '\u{3001}'..='\u{A4CF}' | '\u{F900}'..='\u{FAFF}')
        || matches!(c, '\u{FF01}'..='\u{FF60}' | '\u{20000}'..='\u{3FFFF}')
}

fn is_bidi_mark(c: char) -> bool {
    matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{61B}' | '\u{61D}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}')
        || matches!(c, '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
}
