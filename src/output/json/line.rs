//! One value on one line, for every reader's idea of a line.

use memchr::memchr2;
use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};
use std::io;

/// A value as one line of JSON, without a line break at its end.
///
/// Some readers (Python's `str.splitlines`, JavaScript before 2019) also break lines at U+0085, U+2028 and U+2029, which
/// JSON allows in strings; they are written as escapes.
///
/// # Errors
/// Those of `out`, and those of a value that JSON cannot hold.
pub fn write_line(value: &impl Serialize, out: impl io::Write) -> io::Result<()> {
    value.serialize(&mut Serializer::with_formatter(out, OneLine)).map_err(io::Error::from)
}

struct OneLine;

impl Formatter for OneLine {
    fn write_string_fragment<W: io::Write + ?Sized>(&mut self, out: &mut W, fragment: &str) -> io::Result<()> {
        // Those characters start with one of two bytes, which are rare.
        if memchr2(0xC2, 0xE2, fragment.as_bytes()).is_none() {
            return out.write_all(fragment.as_bytes());
        }
        for piece in fragment.split_inclusive(breaks_line) {
            match piece.char_indices().next_back().filter(|&(_, c)| breaks_line(c)) {
                Some((at, c)) => {
                    out.write_all(&piece.as_bytes()[..at])?;
                    write!(out, "\\u{:04x}", u32::from(c))?;
                }
                None => out.write_all(piece.as_bytes())?,
            }
        }
        Ok(())
    }
}

const fn breaks_line(c: char) -> bool {
    matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    #[test]
    fn line_separators_are_escaped_and_come_back() {
        let text = "a\u{2028}\u{2029}b\u{85}\nü\u{2028}";
        let mut line = Vec::new();
        super::write_line(&text, &mut line).unwrap();
        let line = String::from_utf8(line).unwrap();
        assert_eq!(line, "\"a\\u2028\\u2029b\\u0085\\nü\\u2028\"");
        assert_eq!(serde_json::from_str::<String>(&line).unwrap(), text);
    }
}
