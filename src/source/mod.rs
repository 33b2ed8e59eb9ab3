//! Stage 1: bytes to text.
//!
//! Plain text in UTF-8, in UTF-16 with a byte order mark, or in Windows-1252, which has a character for every byte and
//! so reads all the legacy Western code pages of statements from before 2005.

mod kind;

use crate::error::{Error, Result};
use encoding_rs::{DecoderResult, Encoding, UTF_8, WINDOWS_1252};

/// A decoded text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// The encoding it was in, by its WHATWG name: `UTF-8`, `UTF-16LE`, `UTF-16BE` or `windows-1252`.
    pub encoding: &'static str,
}

/// Decodes `bytes`. Linear.
///
/// A byte order mark decides. Without one, what is valid UTF-8 is UTF-8. What is not is UTF-8 with some bytes of
/// Windows-1252 between, if at least as many characters above ASCII are valid UTF-8 as are not, and otherwise
/// Windows-1252 altogether. No byte is dropped or replaced in either case.
///
/// # Errors
/// [`Error::Decode`] for what is no plain text: a PDF, an archive, an image, UTF-16 without a mark or with half a
/// character, a NUL byte, many control characters.
pub fn decode(bytes: &[u8]) -> Result<Decoded> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes)
        && encoding != UTF_8
    {
        return decode_utf16(encoding, bytes, mark);
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    kind::check(bytes)?;
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(Decoded { text: text.to_owned(), encoding: UTF_8.name() });
    }
    let (mixed, encoding) =
        if mostly_utf8(bytes) { (utf8_with_strays(bytes), UTF_8) } else { (legacy(bytes), WINDOWS_1252) };
    Ok(Decoded { text: mixed, encoding: encoding.name() })
}

/// Strict: half a character is an error, since replacing it would lose it.
fn decode_utf16(encoding: &'static Encoding, bytes: &[u8], mark: usize) -> Result<Decoded> {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let body = &bytes[mark..];
    let mut text = String::with_capacity(decoder.max_utf8_buffer_length(body.len()).unwrap_or(0));
    match decoder.decode_to_string_without_replacement(body, &mut text, true) {
        (DecoderResult::InputEmpty, _) => Ok(Decoded { text, encoding: encoding.name() }),
        (DecoderResult::Malformed(length, after), read) => Err(Error::Decode {
            offset: mark + read - usize::from(length) - usize::from(after),
            reason: "half a character of UTF-16",
        }),
        (DecoderResult::OutputFull, _) => unreachable!("the buffer has the length that the decoder asked for"),
    }
}

/// Whether at least as many characters above ASCII are valid UTF-8 as bytes are not.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut valid, mut stray) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        valid += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        stray += chunk.invalid().len();
    }
    valid >= stray
}

/// UTF-8 where it is valid, Windows-1252 where it is not.
fn utf8_with_strays(bytes: &[u8]) -> String {
    bytes.utf8_chunks().fold(String::with_capacity(bytes.len()), |mut text, chunk| {
        text.push_str(chunk.valid());
        text.push_str(&legacy(chunk.invalid()));
        text
    })
}

fn legacy(bytes: &[u8]) -> String {
    WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned()
}
