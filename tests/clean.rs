//! What is certain without context: case files, and what holds for any text.

mod support;

use proptest::prelude::*;
use servanda::Channel;
use servanda::clean::clean;

#[test]
fn cases() {
    support::check("clean", |case| clean(&case.input).apply(&case.input));
}

#[test]
fn ascii_text_is_left_alone_but_for_control_characters() {
    let printable: String = (b' '..=b'~').map(char::from).chain("\t\r\n\x0C".chars()).collect();
    assert!(clean(&printable).is_empty());
    assert_eq!(clean("a\0b\x7Fc\x1Bd").apply("a\0b\x7Fc\x1Bd"), "abcd");
}

#[test]
fn each_kind_of_damage_has_its_channel() {
    let text = "R&amp;D doesnâ€™t o\u{FB03}ce co\u{AD}operate 5\u{A0}May";
    let log = clean(text);
    let channels: Vec<_> = log.edits().iter().map(|e| (e.before(), e.after(), e.channel())).collect();
    assert_eq!(
        channels,
        [
            ("&amp;", "&", Channel::Entity),
            ("â€™", "’", Channel::Mojibake),
            ("\u{FB03}", "ffi", Channel::Ligature),
            ("\u{AD}", "", Channel::Invisible),
            ("\u{A0}", " ", Channel::Space),
        ]
    );
}

/// Text in which all that the stage looks for is frequent.
fn dirty() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "&amp;",
        "&nbsp",
        ";",
        "<",
        "a",
        "T",
        " ",
        ".",
        "\n",
        "é",
        "É",
        "ß",
        "à",
        "Ã",
        "Â",
        "â",
        "ã",
        "€",
        "™",
        "œ",
        "ƒ",
        "‚",
        "„",
        "©",
        "¢",
        "¬",
        "“",
        "”",
        "’",
        "…",
        "–",
        "»",
        "Ð",
        "¿",
        "Ñ",
        "\u{80}",
        "\u{9D}",
        "\u{A0}",
        "\u{AD}",
        "\u{200B}",
        "\u{200D}",
        "\u{200C}",
        "\u{FEFF}",
        "\u{200F}",
        "\u{3000}",
        "\u{2029}",
        "\u{1E}",
        "\u{FB01}",
        "中",
        "م",
        "क",
        "❤",
        "\u{FE0F}",
        "😀",
        "Ã©",
        "â€™",
        "Ã¢â‚¬â„¢",
    ]);
    prop::collection::vec(pieces, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn a_clean_text_stays_as_it_is(text in dirty()) {
        let once = clean(&text).apply(&text);
        prop_assert!(clean(&once).is_empty(), "{text:?} -> {once:?}");
    }

    #[test]
    fn any_text_can_be_cleaned_and_mapped_back(text in any::<String>()) {
        let log = clean(&text);
        let cleaned = log.apply(&text);
        prop_assert!(clean(&cleaned).is_empty());
        prop_assert_eq!(log.to_source(servanda::Span::new(0, cleaned.len())).len() <= text.len(), true);
    }

    #[test]
    fn mojibake_of_a_typographic_text_is_undone(words in prop::collection::vec("[a-z]{2,6}[’é™ó…]s|“[a-z]+”|[a-z]+ – [a-z]+", 1..9)) {
        let text = words.join(" ");
        let misread = |text: &str| -> String { text.bytes().map(as_windows_1252).collect() };
        let once = misread(&text);
        prop_assert_eq!(clean(&once).apply(&once), text.clone());
        let twice = misread(&once);
        prop_assert_eq!(clean(&twice).apply(&twice), text);
    }
}

fn as_windows_1252(byte: u8) -> char {
    encoding_rs::WINDOWS_1252.decode_without_bom_handling(&[byte]).0.chars().next().expect("a byte is a character")
}
