//! The layout stage on cases, and what must hold for every text.
//!
//! `tests/cases/layout/*.txt` gives the blocks, `tests/cases/layout/head/*.txt` the head; each file explains its form.
#![allow(clippy::unwrap_used)]

mod support;

use proptest::prelude::*;
use servanda::layout::{Layout, layout};
use servanda::{Block, BlockKind, Channel};
use std::fmt::Write;

/// One block a line, as the case files have it.
fn blocks(text: &str) -> String {
    let layout = layout(text);
    let joined = layout.joins.apply(text);
    let mut out = String::new();
    for block in &layout.blocks {
        let indent = "  ".repeat(block.depth().into());
        let marker = block.marker().map_or(String::new(), |marker| format!(" {}", &joined[marker]));
        let body = joined[block.marker().map_or(block.span().start(), servanda::Span::end)..block.span().end()].trim();
        let body = body.replace(['\n', '\u{C}'], "⏎");
        let lead_in = block.lead_in().map_or(String::new(), |n| format!(" <- {}", n + 1));
        writeln!(out, "{indent}{}{marker} | {body}{lead_in}", block.kind()).unwrap();
    }
    out
}

/// One field of the head a line.
fn head(text: &str) -> String {
    let layout = layout(text);
    let joined = layout.joins.apply(text);
    let named = layout.head.fields().into_iter().filter_map(|(name, span)| Some((name, span?)));
    named.map(|(name, span)| format!("{name}: {}", &joined[span])).collect::<Vec<_>>().join("\n")
}

#[test]
fn block_cases() {
    support::check("layout", |case| blocks(&case.input));
}

#[test]
fn head_cases() {
    support::check("layout/head", |case| head(&case.input));
}

/// Numbers of paragraphs and items, and what calls a note.
#[test]
fn blocks_know_their_number_and_notes_their_mark() {
    let text = "17. No State should harm\ncables.3 We have said so.4,5\n\n(c) Nor ships.*\n\n• Nor ports.\n\n\
                3 See the report.\n\n4 Ibid.\n\n* Norland objected.";
    let layout = layout(text);
    let joined = layout.joins.apply(text);
    let numbers: Vec<_> = layout.blocks.iter().map(Block::number).collect();
    assert_eq!(numbers, [Some(17), Some(3), None, None, None, None]);
    let calls: Vec<_> = layout.blocks.iter().map(|block| block.called_at().map(|mark| &joined[..mark.end()])).collect();
    assert_eq!(calls[..3], [None; 3]);
    assert!(calls[3].is_some_and(|text| text.ends_with("harm cables.3")));
    assert!(calls[4].is_some_and(|text| text.ends_with("said so.4")));
    assert!(calls[5].is_some_and(|text| text.ends_with("Nor ships.*")));
}

/// Texts of all sorts of lines: prose, markers, marks, white space, line ends.
fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[ \t\u{A0}\u{3000}]{0,3}",
        "[a-zé]{1,9}[-,.:;]?",
        "[A-Z][a-z]{0,7}[,.:]?",
        "[0-9]{1,4}[.)/]?",
        Just("Mr. President,".to_owned()),
        Just("• ".to_owned()),
        Just("(a) ".to_owned()),
        Just("Page 7".to_owned()),
        Just("4 May 2022".to_owned()),
        Just("网络。".to_owned()),
        Just(" ".to_owned()),
        prop_oneof![Just("\n"), Just("\r\n"), Just("\r"), Just("\n\n"), Just("\u{C}"), Just("\u{2028}")]
            .prop_map(str::to_owned),
        any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..80).prop_map(|pieces| pieces.concat())
}

/// Whether blocks stand in order and apart, without white space at their borders.
fn in_order(joined: &str, blocks: &[Block]) -> bool {
    let mut at = 0;
    blocks.iter().all(|block| {
        let ok = block.span().start() >= at && !block.span().is_empty() && block.span().trim(joined) == block.span();
        at = block.span().end();
        ok
    })
}

fn without_space(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// A paragraph of plain sentences, the first of which is longer than any line.
fn paragraph() -> impl Strategy<Value = String> {
    let sentence = |words: std::ops::Range<usize>| {
        // The last word is longer than any abbreviation.
        ("[A-Z][a-z]{2,8}", prop::collection::vec("[a-z]{3,11}", words), "[a-z]{9,11}")
            .prop_map(|(first, rest, last)| format!("{first} {} {last}.", rest.join(" ")))
    };
    (sentence(40..50), prop::collection::vec(sentence(6..24), 0..5))
        .prop_map(|(first, rest)| [vec![first], rest].concat().join(" "))
}

/// `text` with line breaks instead of spaces, so that no line is wider than `width` if it can be helped.
fn wrap(text: &str, width: usize, line_end: &str) -> String {
    let mut out = String::new();
    let mut column = 0;
    for word in text.split(' ') {
        if column > 0 && column + 1 + word.len() > width {
            out.push_str(line_end);
            column = 0;
        } else if column > 0 {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += word.len();
    }
    out
}

fn texts(layout: &Layout, source: &str) -> Vec<(BlockKind, String)> {
    let joined = layout.joins.apply(source);
    layout.blocks.iter().map(|block| (block.kind(), joined[block.span()].to_owned())).collect()
}

proptest! {
    #[test]
    fn blocks_hold_all_that_is_not_white_space(text in any_text()) {
        let layout = layout(&text);
        let joined = layout.joins.apply(&text);
        prop_assert!(in_order(&joined, &layout.blocks));
        let held: String = layout.blocks.iter().map(|block| &joined[block.span()]).collect();
        prop_assert_eq!(without_space(&held), without_space(&joined));
    }

    #[test]
    fn joins_change_white_space_and_hyphens_only(text in any_text()) {
        for edit in layout(&text).joins.edits() {
            let allowed = |c: char| c.is_whitespace() || (edit.channel() == Channel::Hyphen && matches!(c, '-' | '\u{2010}' | '\u{AD}'));
            prop_assert!(edit.before().chars().all(allowed), "{:?}", edit);
            prop_assert!(matches!(edit.after(), "" | " "), "{:?}", edit);
            prop_assert!(matches!(edit.channel(), Channel::Wrap | Channel::Hyphen));
        }
    }

    #[test]
    fn lead_ins_stand_before_and_markers_inside(text in any_text()) {
        let layout = layout(&text);
        for (i, block) in layout.blocks.iter().enumerate() {
            prop_assert!(block.lead_in().is_none_or(|lead_in| lead_in < i));
            prop_assert!(block.marker().is_none_or(|m| m.start() == block.span().start() && block.span().contains(m)));
            prop_assert!(block.depth() == 0 || block.kind() == BlockKind::ListItem);
        }
    }

    #[test]
    fn the_head_lies_in_the_text(text in any_text()) {
        let layout = layout(&text);
        let joined = layout.joins.apply(&text);
        for span in layout.head.fields().into_iter().filter_map(|(_, span)| span) {
            prop_assert!(joined.get(span.range()).is_some_and(|s| !s.trim().is_empty()));
        }
    }

    #[test]
    fn wrapping_changes_no_block(paragraphs in prop::collection::vec(paragraph(), 1..6), width in 50usize..110, end in 0usize..3) {
        let flat = paragraphs.join("\n\n");
        let line_end = ["\n", "\r\n", "\r"][end];
        let gap = line_end.repeat(2);
        let wrapped = paragraphs.iter().map(|p| wrap(p, width, line_end)).collect::<Vec<_>>().join(&gap);
        prop_assert_eq!(texts(&layout(&wrapped), &wrapped), texts(&layout(&flat), &flat));
    }

    #[test]
    fn joined_paragraphs_are_joined_for_good(paragraphs in prop::collection::vec(paragraph(), 1..6), width in 50usize..110) {
        let wrapped = paragraphs.iter().map(|p| wrap(p, width, "\n")).collect::<Vec<_>>().join("\n\n");
        let joined = layout(&wrapped).joins.apply(&wrapped);
        prop_assert!(layout(&joined).joins.is_empty());
    }
}
