//! Bytes to text: which encoding is found, and what is refused.

use servanda::Error;
use servanda::source::{Decoded, decode};

fn decoded(text: &str, encoding: &'static str) -> Decoded {
    Decoded { text: text.to_owned(), encoding }
}

fn refused(bytes: &[u8]) -> (usize, &'static str) {
    match decode(bytes) {
        Err(Error::Decode { offset, reason }) => (offset, reason),
        other => panic!("{other:?} is not a decoding error"),
    }
}

fn utf16(text: &str, mark: &[u8], bytes: impl Fn(u16) -> [u8; 2]) -> Vec<u8> {
    mark.iter().copied().chain(text.encode_utf16().flat_map(bytes)).collect()
}

#[test]
fn nothing_is_an_empty_text() {
    assert_eq!(decode(b"").unwrap(), decoded("", "UTF-8"));
    assert_eq!(decode(b"\xEF\xBB\xBF").unwrap(), decoded("", "UTF-8"));
    assert_eq!(decode(b"\xFF\xFE").unwrap(), decoded("", "UTF-16LE"));
}

#[test]
fn utf8_with_and_without_a_mark() {
    assert_eq!(decode("Norland’s view".as_bytes()).unwrap(), decoded("Norland’s view", "UTF-8"));
    assert_eq!(decode("\u{FEFF}Norland’s view".as_bytes()).unwrap(), decoded("Norland’s view", "UTF-8"));
}

#[test]
fn utf16_by_its_mark() {
    let text = "Moróvia: 网络 \u{1F54A}";
    assert_eq!(decode(&utf16(text, b"\xFF\xFE", u16::to_le_bytes)).unwrap(), decoded(text, "UTF-16LE"));
    assert_eq!(decode(&utf16(text, b"\xFE\xFF", u16::to_be_bytes)).unwrap(), decoded(text, "UTF-16BE"));
}

#[test]
fn broken_utf16_is_refused_with_its_place() {
    assert_eq!(refused(b"\xFF\xFEa\0\x3D\xD8b\0"), (4, "half a surrogate pair of UTF-16"));
    assert_eq!(refused(b"\xFF\xFEa\0b"), (4, "half a code unit of UTF-16"));
}

#[test]
fn all_else_is_windows_1252() {
    assert_eq!(decode(b"\x93C\xF4te\x94 \x96 \x80 5").unwrap(), decoded("“Côte” – € 5", "windows-1252"));
}

#[test]
fn a_stray_byte_does_not_spoil_a_utf8_text() {
    let bytes = [b"caf\xE9 ".as_slice(), "– Norland’s “view”".as_bytes()].concat();
    assert_eq!(decode(&bytes).unwrap(), decoded("café – Norland’s “view”", "UTF-8"));
}

#[test]
fn a_mark_says_utf8_whatever_the_bytes() {
    assert_eq!(decode(b"\xEF\xBB\xBFcaf\xE9").unwrap(), decoded("café", "UTF-8"));
}

#[test]
fn a_chance_pair_does_not_make_utf8() {
    // "Ã©" as two Windows-1252 letters among other single ones.
    assert_eq!(decode(b"\xE9t\xE9 \xC3\xA9 \xE0").unwrap().encoding, "windows-1252");
}

#[test]
fn files_that_are_not_text_are_named() {
    for (bytes, name) in [
        (b"%PDF-1.7\n%\xE2\xE3".as_slice(), "a PDF file"),
        (b"\x89PNG\r\n\x1A\n\0\0", "a PNG image"),
        (b"\x1F\x8B\x08\0", "a gzip file"),
        (b"{\\rtf1\\ansi", "an RTF file"),
    ] {
        assert_eq!(refused(bytes), (0, name));
    }
    assert!(refused(b"PK\x03\x04\x14\0").1.starts_with("a ZIP archive"));
}

#[test]
fn nul_bytes_are_refused_with_their_place() {
    assert_eq!(refused(b"abc\0\0\x01def-ghi-jkl").0, 3);
    assert!(refused(b"N\0o\0r\0l\0a\0n\0d\0").1.contains("UTF-16"));
    assert!(!refused(b"Norland\0Morovia\0").1.contains("UTF-16"));
}

#[test]
fn many_control_characters_are_refused_and_few_are_not() {
    assert_eq!(refused(b"ab\x01\x02\x03\x04cdef").0, 2);
    assert!(decode(b"One page of plain text of some length\x1A").is_ok());
    assert!(decode(b"a\tb\r\nc\x0Cd\x0B").is_ok());
}

proptest::proptest! {
    #[test]
    fn no_byte_is_lost_whatever_the_bytes(bytes: Vec<u8>) {
        if let Ok(found) = decode(&bytes) && found.encoding == "windows-1252" {
            proptest::prop_assert_eq!(found.text.chars().count(), bytes.len());
        }
    }

    #[test]
    fn utf8_comes_back_as_it_was(text in "[^\\p{Cc}\u{FEFF}%{]\\PC*") {
        proptest::prop_assert_eq!(decode(text.as_bytes()).unwrap(), decoded(&text, "UTF-8"));
    }
}
