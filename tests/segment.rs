//! Sentences of single texts and of blocks, and the promises that hold for any text.
#![allow(clippy::unwrap_used)]

mod support;

use proptest::collection::vec;
use proptest::prelude::*;
use servanda::{Block, BlockKind, Language, Profile, Segmenter, Span, split};
#[cfg(feature = "embedded")]
use servanda::{Model, Pipeline, RepairPolicy, Sentence};

/// The sentences of `text`, one a line, with their white space as single spaces.
fn lines(language: Language, text: &str) -> String {
    let sentence = |span: Span| single_spaced(&text[span]);
    Segmenter::new(language).spans(text).map(sentence).collect::<Vec<_>>().join("\n")
}

fn single_spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn english() {
    for folder in ["en", "courts", "transcripts"] {
        support::check(&format!("segment/{folder}"), |case| lines(Language::English, &case.input));
    }
}

#[test]
fn each_language() {
    for language in [Language::French, Language::Spanish, Language::Russian, Language::Arabic, Language::Chinese] {
        support::check(&format!("segment/{language}"), |case| lines(language, &case.input));
    }
}

#[test]
fn any_language() {
    support::check("segment/und", |case| lines(Language::Undetermined, &case.input));
}

/// Whole documents, with their lines, in languages that have to be detected.
#[test]
#[cfg(feature = "embedded")]
fn documents() {
    let pipeline = Pipeline::builder(Model::embedded()).repair(RepairPolicy::Off).classify(false).build();
    support::check("diplomatic", |case| {
        let doc = pipeline.annotate(&case.input);
        let sentence = |s: &Sentence| single_spaced(&doc.source()[s.source_span()]);
        doc.sentences().iter().map(sentence).collect::<Vec<_>>().join("\n")
    });
}

/// Laws, by the profile that is made for them.
#[test]
fn laws() {
    support::check("law", |case| {
        let (_, spans) = split(&case.input, None);
        let sentences = Profile::Law.regroup(&case.input, spans);
        sentences.map(|span| single_spaced(&case.input[span])).collect::<Vec<_>>().join("\n")
    });
}

/// A wrapped text has the same boundaries as the same text in one line.
#[test]
fn a_line_break_is_a_space() {
    let cases = ["segment/en", "segment/courts"].into_iter().flat_map(support::cases);
    for case in cases.filter(|case| !case.input.contains("\n\n")) {
        let wrapped = case.input.replace(' ', "\n");
        let twice = wrapped.contains("\n\n");
        assert!(twice || lines(Language::English, &wrapped) == case.expected, "{}", case.place);
    }
}

#[test]
fn codes_name_languages() {
    assert_eq!(Language::from_code("en-GB"), Some(Language::English));
    assert_eq!(Language::from_code("EN"), Some(Language::English));
    assert_eq!(Language::from_code("fr"), Some(Language::French));
    assert_eq!(Language::from_code("zh_Hant"), Some(Language::Chinese));
    assert_eq!(Language::from_code("de-AT"), Some(Language::Undetermined));
    assert_eq!(Language::from_code("english"), None);
    assert_eq!(Language::from_code("1a"), None);
    assert_eq!(Language::from_code(""), None);
}

/// The sentences of a text that is one block.
fn of_block(kind: BlockKind, text: &str, marker: Option<&str>) -> Vec<String> {
    let block = Block::new(kind, Span::new(0, text.len()));
    let block = match marker {
        Some(marker) => block.with_marker(Span::new(0, marker.len())),
        None => block,
    };
    Segmenter::new(Language::English).sentences(text, &[block]).map(|(_, span)| text[span].to_owned()).collect()
}

#[test]
fn names_of_parts_are_never_split() {
    let text = "It met. Scope. Who decides?";
    let whole = [
        BlockKind::Title,
        BlockKind::Heading,
        BlockKind::Dateline,
        BlockKind::Salutation,
        BlockKind::Furniture,
        BlockKind::NameList,
    ];
    for kind in whole {
        assert_eq!(of_block(kind, text, None), [text], "{kind}");
    }
    for kind in [BlockKind::Paragraph, BlockKind::ListItem, BlockKind::Clause, BlockKind::Note] {
        assert_eq!(of_block(kind, text, None).len(), 3, "{kind}");
    }
}

#[test]
fn a_marker_belongs_to_the_first_sentence() {
    let item = "Art. The file was closed. It stays so.";
    assert_eq!(of_block(BlockKind::ListItem, item, Some("Art.")), ["Art. The file was closed.", "It stays so."]);
    let clause = "III.4. The meeting was opened. A vote was taken.";
    assert_eq!(
        of_block(BlockKind::Clause, clause, Some("III.4.")),
        ["III.4. The meeting was opened.", "A vote was taken."]
    );
}

#[test]
fn sentences_carry_their_block_and_stand_where_they_say() {
    let text = "Threats\nThey grow. We act.\n• Report;";
    let blocks = [
        Block::new(BlockKind::Heading, Span::new(0, 7)),
        Block::new(BlockKind::Paragraph, Span::new(8, 26)),
        Block::new(BlockKind::ListItem, Span::new(27, text.len())).with_marker(Span::new(27, 30)),
    ];
    let segmenter = Segmenter::new(Language::English);
    let found: Vec<_> = segmenter.sentences(text, &blocks).map(|(block, span)| (block, &text[span])).collect();
    assert_eq!(found, [(0, "Threats"), (1, "They grow."), (1, "We act."), (2, "• Report;")]);
}

/// Half a megabyte of each takes less than a tenth of a second; a look back or ahead without a bound would take minutes.
#[test]
fn hostile_texts_take_linear_time() {
    const SIZE: usize = 500_000;
    let pieces = [
        "(", "a.a.a.", "\"", "...", "1", "1.", ". ", ".\"", "a.(", "a. (", "; ", ";and ", "A. ", "…", "؟", "x.Y",
        "x.[1", "\n", ". \n", "\u{2029}", " ", "b! c ", "b. c ", "1. ", ": 1. 2. ", "p.m. A ", ") ", "a.\u{A0}",
    ];
    for piece in pieces {
        let repeated = piece.repeat(SIZE / piece.len());
        for text in
            [repeated.clone(), format!("a.{}{repeated}", " ".repeat(SIZE)), format!("{repeated}{}.", "a".repeat(SIZE))]
        {
            let start = std::time::Instant::now();
            let sentences = Segmenter::new(Language::English).spans(&text).count();
            assert!(start.elapsed().as_secs() < 10, "{piece:?}: {sentences} sentences in {:?}", start.elapsed());
        }
    }
}

/// What takes a segmenter to its borders.
const PIECES: &[&str] = &[
    "The Group met",
    "he said",
    "Mr.",
    "U.S.",
    "e.g.",
    "No.",
    "a.m.",
    "Group A",
    "I",
    "12",
    "2.5",
    "2019",
    ".",
    "!",
    "?",
    "...",
    "…",
    "。",
    "！",
    "؟",
    "۔",
    "।",
    ";",
    "; and 2. Requests",
    ":",
    ",",
    "(",
    ")",
    "[",
    "]",
    "\"",
    "'",
    "“",
    "”",
    "«",
    "»",
    "1. The",
    "•",
    "-",
    "—",
    "\n",
    "\n\n",
    "\r\n",
    "\u{2029}",
    "\u{A0}",
    "\t",
    " ",
    "  ",
    "é",
    "e\u{301}",
    "👩\u{200D}🚒",
    "\u{0}",
    "主席",
    "شكرا",
    "А. С.",
    "https://example.int/a?B=C",
    "A/C.1/77/L.54/Rev.1",
    "a@b.int",
    ".1",
    ".[2]",
    ".1)",
];

fn texts() -> impl Strategy<Value = String> {
    let pieces =
        vec(prop_oneof![6 => prop::sample::select(PIECES).prop_map(str::to_owned), 1 => any::<String>()], 0..24);
    let glue = prop::sample::select(vec!["", " ", "\n"]);
    (pieces, glue).prop_map(|(pieces, glue)| pieces.join(glue))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    #[test]
    fn sentences_cover_a_text_in_order(text in texts()) {
        for language in Language::ALL {
            let mut at = 0;
            for span in Segmenter::new(language).spans(&text) {
                prop_assert!(!span.is_empty());
                prop_assert_eq!(span.trim(&text), span);
                prop_assert!(text[at..span.start()].trim().is_empty());
                prop_assert!(!text[span].contains("\n\n"));
                at = span.end();
            }
            prop_assert!(text[at..].trim().is_empty());
        }
    }

    #[test]
    fn every_profile_covers_a_text_in_order(text in texts()) {
        for profile in Profile::ALL {
            let mut at = 0;
            for span in profile.regroup(&text, Segmenter::new(Language::English).spans(&text)) {
                prop_assert!(!span.is_empty());
                prop_assert_eq!(span.trim(&text), span);
                prop_assert!(text[at..span.start()].trim().is_empty());
                at = span.end();
            }
            prop_assert!(text[at..].trim().is_empty());
        }
    }

    /// White space may be a part of damage, and so of a sentence in the source: `voilÃ\u{A0}`.
    #[test]
    fn every_profile_loses_nothing_of_a_document(text in texts()) {
        let sentences = split(&text, None).1;
        let letters = |profile: Profile| -> usize {
            let spans = profile.regroup(&text, sentences.iter().copied());
            spans.map(|span| text[span].split_whitespace().map(str::len).sum::<usize>()).sum()
        };
        // Between two items that are put together, there may be what `clean` took away.
        prop_assert!(letters(Profile::Law) >= letters(Profile::Document));
        for profile in Profile::ALL {
            let mut at = 0;
            for span in profile.regroup(&text, sentences.iter().copied()) {
                prop_assert!(!span.is_empty() && span.start() >= at);
                at = span.end();
            }
        }
    }

    #[test]
    fn white_space_around_a_text_changes_nothing(text in texts()) {
        let trimmed = text.trim();
        let padded = format!("\n {trimmed}\t\n");
        prop_assert_eq!(lines(Language::English, &padded), lines(Language::English, trimmed));
    }
}
