//! Bytes that come in: text in several encodings, and what is no text.

use servanda::Error;
use servanda::source::decode;

fn utf16(text: &str, swap: bool) -> Vec<u8> {
    let units = [0xFEFF].into_iter().chain(text.encode_utf16());
    units.flat_map(|u| if swap { u.to_be_bytes() } else { u.to_le_bytes() }).collect()
}

fn check(bytes: &[u8], text: &str, encoding: &str) {
    let decoded = decode(bytes).unwrap();
    assert_eq!((decoded.text.as_str(), decoded.encoding), (text, encoding));
}

#[test]
fn encodings_are_told_apart() {
    let text = "Zürich’s café 🚒";
    check(text.as_bytes(), text, "UTF-8");
    check(format!("\u{FEFF}{text}").as_bytes(), text, "UTF-8");
    check(&utf16(text, false), text, "UTF-16LE");
    check(&utf16(text, true), text, "UTF-16BE");
    check(b"Z\xFCrich\x92s caf\xE9 \x81", "Zürich’s café \u{81}", "windows-1252");
    check(b"", "", "UTF-8");
    check(b"\xEF\xBB\xBF", "", "UTF-8");
    check(b"\xFF\xFE", "", "UTF-16LE");
}

#[test]
fn a_stray_byte_does_not_garble_the_rest() {
    check(b"caf\xC3\xA9 Z\xC3\xBCrich \x96 caf\xE9", "café Zürich – café", "UTF-8");
}

#[test]
fn every_byte_that_is_no_control_is_kept() {
    let all: Vec<u8> = (0..=255).filter(|b| !matches!(b, 0..=8 | 14..=31 | 127)).collect();
    assert_eq!(decode(&all).unwrap().text.chars().count(), all.len());
}

#[test]
fn other_files_are_named() {
    for (bytes, name) in [
        (&b"%PDF-1.4 ..."[..], "PDF"),
        (b"PK\x03\x04\x14\x00", "zip"),
        (b"\x89PNG\r\n\x1A\n", "PNG"),
        (b"{\\rtf1 hello}", "RTF"),
        (b"S\0t\0a\0t\0e\0", "NUL"),
        (b"\x01\x02\x03\x04abc", "control"),
    ] {
        let error = decode(bytes).unwrap_err();
        assert!(error.to_string().contains(name), "{error}");
    }
}

#[test]
fn half_a_character_is_an_error_with_its_place() {
    let mut bytes = utf16("ab", false);
    bytes.extend_from_slice(&[0x3D, 0xD8, b'c', 0]);
    assert!(matches!(decode(&bytes), Err(Error::Decode { offset: 6, .. })), "{:?}", decode(&bytes));
    assert!(matches!(decode(b"\xFF\xFEa"), Err(Error::Decode { offset: 2, .. })));
}
