//! Stage 1: bytes to text.

use crate::error::Result;

/// A decoded text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// The encoding it was in, by its WHATWG name.
    pub encoding: &'static str,
}

/// Decodes.
///
/// # Errors
/// If not text.
pub fn decode(bytes: &[u8]) -> Result<Decoded> {
    Ok(Decoded { text: String::from_utf8_lossy(bytes).into_owned(), encoding: "UTF-8" })
}
