//! UTF-8 with stray bytes, and UTF-16.

use crate::error::{Error, Result};
use encoding_rs::WINDOWS_1252;

/// Bytes looked at to tell UTF-16 without a mark from other files with NUL bytes.
const SAMPLE: usize = 1024;

/// Whether there are more characters beyond ASCII than bytes that are not UTF-8.
pub(super) fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += chunk.invalid().len();
    }
    good > bad
}

/// UTF-8, with each byte that is not UTF-8 read as Windows-1252.
pub(super) fn utf8_with_strays(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.push_str(&WINDOWS_1252.decode_without_bom_handling(chunk.invalid()).0);
    }
    text
}

/// UTF-16 after its mark, which took two bytes.
pub(super) fn utf16(bytes: &[u8], unit: impl Fn([u8; 2]) -> u16) -> Result<String> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let mut text = String::with_capacity(bytes.len());
    let mut offset = 2;
    for decoded in char::decode_utf16(pairs.iter().map(|&pair| unit(pair))) {
        let c = decoded.map_err(|_| Error::Decode { offset, reason: "half a surrogate pair of UTF-16" })?;
        offset += 2 * c.len_utf16();
        text.push(c);
    }
    if rest.is_empty() { Ok(text) } else { Err(Error::Decode { offset, reason: "half a code unit of UTF-16" }) }
}

/// Whether every other byte is NUL in most of the beginning, as in Western text in UTF-16.
pub(super) fn looks_like_utf16(bytes: &[u8]) -> bool {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let nuls = |parity: usize| sample.iter().skip(parity).step_by(2).filter(|&&b| b == 0).count();
    let (even, odd) = (nuls(0), nuls(1));
    even.min(odd) * 10 <= even.max(odd) && even.max(odd) * 4 >= sample.len()
}
