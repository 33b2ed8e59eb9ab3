//! Stage 1: bytes to text.
//!
//! The encoding is found from the bytes alone: a byte order mark decides; bytes that are UTF-8 are UTF-8; all else is
//! Windows-1252, in which every byte stands for a character. No byte of a text is lost on the way, so no character is
//! ever replaced by U+FFFD.

mod magic;
mod unicode;

use crate::error::{Error, Result};
use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// A decoded text.
///
/// ```
/// use servanda::source;
///
/// let decoded = source::decode(b"The Union\x92s caf\xe9.")?;
/// assert_eq!(decoded.text, "The Union’s café.");
/// # Ok::<(), servanda::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// The encoding it was in, by its WHATWG name.
    pub encoding: &'static str,
}

/// Bytes of which more than one in so many is a control character are no text.
const CONTROLS_ONE_IN: usize = 20;

/// Decodes a plain text. Linear; an empty input is an empty text.
///
/// A text in UTF-8 with a few bytes that are not (a line pasted from elsewhere) stays UTF-8: those bytes alone are
/// read as Windows-1252. It counts as such if it has more good characters beyond ASCII than bad bytes, or a UTF-8
/// mark; in a text in Windows-1252, bytes that happen to form a character of UTF-8 are rare.
///
/// ```
/// let decoded = servanda::source::decode(b"The C\xF4te d'Ivoire agreed.")?;
/// assert_eq!((decoded.text.as_str(), decoded.encoding), ("The Côte d'Ivoire agreed.", "windows-1252"));
/// # Ok::<(), servanda::Error>(())
/// ```
///
/// # Errors
/// [`Error::Decode`] if the bytes are a known kind of file that is not plain text, hold a NUL byte without a UTF-16
/// mark, hold more than one control character in twenty bytes, or are broken UTF-16 (half a surrogate pair, an
/// odd number of bytes): a half pair stands for no character, and dropping it would lose bytes.
pub fn decode(bytes: &[u8]) -> Result<Decoded> {
    if let Some(kind) = magic::kind(bytes) {
        return Err(Error::Decode { offset: 0, reason: kind });
    }
    let (text, encoding) = match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => (unicode::utf8_with_strays(text_bytes(rest, 3)?), UTF_8),
        [0xFE, 0xFF, rest @ ..] => (unicode::utf16(rest, u16::from_be_bytes)?, UTF_16BE),
        [0xFF, 0xFE, rest @ ..] => (unicode::utf16(rest, u16::from_le_bytes)?, UTF_16LE),
        _ => unmarked(text_bytes(bytes, 0)?),
    };
    Ok(Decoded { text, encoding: encoding.name() })
}

/// Decodes bytes without a byte order mark.
fn unmarked(bytes: &[u8]) -> (String, &'static encoding_rs::Encoding) {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return (text.to_owned(), UTF_8);
    }
    if unicode::is_mostly_utf8(bytes) {
        return (unicode::utf8_with_strays(bytes), UTF_8);
    }
    (WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(), WINDOWS_1252)
}

/// The bytes, if they may be text in an encoding of single bytes; `before` bytes of the input stand before them.
fn text_bytes(bytes: &[u8], before: usize) -> Result<&[u8]> {
    let refuse = |at: usize, reason| Err(Error::Decode { offset: at + before, reason });
    match memchr::memchr(0, bytes) {
        Some(at) if unicode::looks_like_utf16(bytes) => return refuse(at, "NUL bytes, as in UTF-16 without a mark,"),
        Some(at) => return refuse(at, "a NUL byte, as in a binary file,"),
        None => {}
    }
    let mut controls = bytes.iter().enumerate().filter(|(_, b)| b.is_ascii_control() && !matches!(b, b'\t'..=b'\r'));
    match controls.next() {
        Some((first, _)) if (controls.count() + 1) * CONTROLS_ONE_IN > bytes.len() => {
            refuse(first, "control characters, as in a binary file,")
        }
        _ => Ok(bytes),
    }
}
