//! Bytes that are no text, told by how they begin or by what no text holds.

use crate::error::{Error, Result};
use memchr::memchr;

/// How files of other kinds begin.
const MAGIC: &[(&[u8], &str)] = &[
    (b"%PDF-", "this looks like a PDF file"),
    (b"{\\rtf", "this looks like an RTF file"),
    (b"PK\x03\x04", "this looks like a zip archive (a Word or OpenDocument file is one too)"),
    (b"\xD0\xCF\x11\xE0", "this looks like an old Word or Excel file"),
    (b"\x89PNG", "this looks like a PNG image"),
    (b"\xFF\xD8\xFF", "this looks like a JPEG image"),
    (b"GIF8", "this looks like a GIF image"),
    (b"\x1F\x8B", "this looks like a gzip archive"),
    (b"\x28\xB5\x2F\xFD", "this looks like a zstd archive"),
    (b"BZh", "this looks like a bzip2 archive"),
    (b"7z\xBC\xAF", "this looks like a 7z archive"),
    (b"\x7FELF", "this looks like a program"),
];

/// One control character in so many bytes is an accident, more are no text.
const CONTROL_SHARE: usize = 20;

/// Refuses what is no text.
pub(super) fn check(bytes: &[u8]) -> Result<()> {
    if let Some(&(_, reason)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Err(Error::Decode { offset: 0, reason });
    }
    if let Some(offset) = memchr(0, bytes) {
        return Err(Error::Decode { offset, reason: "a NUL byte (UTF-16 without a byte order mark has them)" });
    }
    let controls = bytes.iter().filter(|b| is_control(**b)).count();
    if controls * CONTROL_SHARE > bytes.len() {
        let offset = bytes.iter().position(|b| is_control(*b)).unwrap_or(0);
        return Err(Error::Decode { offset, reason: "many control characters" });
    }
    Ok(())
}

/// Controls other than white space.
const fn is_control(byte: u8) -> bool {
    matches!(byte, 0..=8 | 14..=31 | 127)
}
