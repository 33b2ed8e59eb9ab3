//! Inputs that make careless code quadratic cost about what prose costs.

use servanda::clean::clean;
use servanda::layout::layout;
use servanda::source::decode;
use servanda::{Language, Segmenter};
use std::time::{Duration, Instant};

const SIZE: usize = 200_000;

/// A quadratic rule takes minutes at this size, a linear one milliseconds: the exact factor does not matter.
const FACTOR: u32 = 200;

/// Times that are compared.
const ROUNDS: usize = 7;

/// Pieces that are repeated, and what each is meant to break.
const PIECES: [&str; 48] = [
    "(",
    ")",
    "[(",
    ").",
    "(.",
    "\"",
    "'",
    "“",
    ".\"",
    ".)",
    "“.”",
    ".",
    "..",
    ". ",
    ". . ",
    "...",
    "… ",
    "?",
    "! ",
    "a.a.a.",
    "a.a. ",
    "A.",
    "A. ",
    "1",
    "1.",
    "1. ",
    "1.1 ",
    "12,",
    ".12,",
    "; 1",
    "; and ",
    "; 1. A ",
    "Mr. ",
    "etc. ",
    "At 6 p.m. ",
    "?\" A",
    "?” Mr. A said ",
    "word.Word",
    "www.",
    "\n",
    "\n ",
    "\r\n \r",
    "\u{2029}",
    " ",
    "。",
    "。”",
    "Article 5",
    "A",
];

/// Pieces for the stages before.
const DIRTY: [&str; 24] = [
    "Ä\u{80}",
    "√©",
    "├⌐",
    "Рџ",
    "Ã\u{A0}",
    "â�",
    "í\u{A0}½í",
    "Â ",
    "Ã",
    "Ãƒ",
    "Ãƒ ",
    "â€",
    "â€™",
    "Ã©",
    "éé",
    "\u{AD}",
    "\u{AD} ",
    "\u{200B}",
    "\u{200D}",
    "\u{3000}",
    "\u{202E}",
    "\u{A0}",
    "\u{FB01}",
    "\u{2029}",
];

fn time(run: impl FnOnce()) -> Duration {
    let start = Instant::now();
    run();
    start.elapsed()
}

/// Reads text with all three stages; the result has to hold together.
fn read(text: &str) {
    let decoded = decode(text.as_bytes()).expect("the pieces are text");
    let log = clean(&decoded.text);
    let cleaned = log.apply(&decoded.text);
    assert!(clean(&cleaned).is_empty());
    for language in Language::ALL {
        let covered: usize = Segmenter::new(language).spans(&cleaned).map(|span| cleaned[span].trim().len()).sum();
        assert!(covered <= cleaned.len());
        assert_eq!(covered == 0, cleaned.trim().is_empty());
    }
}

fn prose() -> String {
    let prose = "The Board of Norland met on 5 May. It adopted the plan (see annex I), and “no one objected”. Did it last? No.\n";
    prose.repeat(SIZE / prose.len())
}

fn limit() -> Duration {
    let prose = prose();
    read(&prose);
    time(|| read(&prose)) * FACTOR + Duration::from_secs(1)
}

#[test]
fn one_piece_over_and_over() {
    let limit = limit();
    for piece in PIECES.iter().chain(&DIRTY) {
        let text = piece.repeat(SIZE / piece.len());
        let found = time(|| read(&text));
        assert!(found < limit, "{piece:?}: {found:?}, limit {limit:?}");
    }
}

/// Shapes that made other splitters hang, or that ask for a decision every few bytes.
const NOTORIOUS: [&str; 17] = [
    "(",
    "a.a.a.",
    "\"",
    "\n",
    "...",
    "1234567890",
    "word",
    "..[111 111 111 111 111 111] ",
    "......[289852000260698,289852000260744 ",
    "<iframe width=\"100%\" src=\"url of the Board of Norland which met on 5 May ",
    "... ",
    ". . . ",
    "(a) (i) ",
    "1. a) • ",
    "http://",
    ":-",
    "; ",
];

/// Three times what prose costs is the promise (`cargo test --release --test hostile`); without optimisation, characters
/// read one by one are dearer.
const NOTORIOUS_FACTOR: u32 = if cfg!(debug_assertions) { 20 } else { 3 };

/// The best of several times, each next to one of prose: a busy machine slows down both, and seldom all of them.
#[test]
fn notorious_shapes_cost_little_more_than_prose() {
    let read = |text: &str| {
        let layout = layout(text);
        let joined = layout.joins.apply(text);
        Segmenter::new(Language::English).sentences(&joined, &layout.blocks).count()
    };
    let statements = [
        include_str!("../examples/statements/message_wrapped.txt"),
        include_str!("../examples/statements/speech_lists.txt"),
    ]
    .concat();
    let prose = statements.repeat(SIZE / statements.len());
    for piece in NOTORIOUS {
        let text = piece.repeat(prose.len() / piece.len());
        let (mut found, mut limit) = (Duration::MAX, Duration::MAX);
        for _ in 0..ROUNDS {
            found = found.min(time(|| assert!(read(&text) <= text.len())));
            limit = limit.min(time(|| assert!(read(&prose) > 0)) * NOTORIOUS_FACTOR);
        }
        assert!(found <= limit, "{piece:?}: {found:?}, limit {limit:?}");
    }
}

#[test]
fn one_piece_over_and_over_inside_a_sentence() {
    let limit = limit();
    for (open, close) in [("At ", "6 p.m. It"), ("(", ") It"), ("Mr", ". 1. A"), ("\"", "?\" said"), ("A; ", "2. B")] {
        for piece in PIECES.iter().chain(&DIRTY) {
            let text = format!("{open}{}{close}", piece.repeat(SIZE / 4 / piece.len()));
            let found = time(|| read(&text));
            assert!(found < limit, "{open:?} {piece:?} {close:?}: {found:?}, limit {limit:?}");
        }
    }
}

#[test]
fn mojibake_many_times_over() {
    let misread = |text: &str| encoding_rs::WINDOWS_1252.decode_without_bom_handling(text.as_bytes()).0.into_owned();
    let mut text = "é".repeat(20);
    while text.len() < SIZE {
        text = misread(&text);
    }
    assert!(time(|| assert_eq!(clean(&text).apply(&text), "é".repeat(20))) < limit());
}
