//! Classification: cases, and what holds for any text.

// Cases name the fields that they compare, so this runner needs the cases, not `support::check`.
#![allow(clippy::unwrap_used)]

mod support;

use proptest::prelude::*;
use servanda::classify::Context;
use servanda::{BlockKind, Kind, Model, Span, Statement};
use std::fmt::Write;
use std::time::{Duration, Instant};

fn classify(sentence: &str, block: BlockKind, lead_in: Option<&str>) -> Statement {
    Model::embedded().classifier().classify(sentence, &Context { block, lead_in })
}

/// Runs one case and gives the fields that the case asks for, in its order.
fn shown(input: &str, asked: &str) -> String {
    let (block, sentence) = match input.strip_prefix('[').and_then(|rest| rest.split_once("] ")) {
        Some((block, sentence)) => (block.parse().unwrap(), sentence),
        None => (BlockKind::Paragraph, input),
    };
    let (lead_in, sentence) = match sentence.split_once(" >> ") {
        Some((lead_in, sentence)) => (Some(lead_in), sentence),
        None => (None, sentence),
    };
    let found = classify(sentence, block, lead_in);
    let kinds: Vec<&str> = found.kinds.iter().map(|k| k.as_str()).collect();
    let mut out = kinds.join(" + ");
    for name in asked.split(" | ").skip(1).filter_map(|field| field.split_once('=')).map(|(name, _)| name) {
        write!(out, " | {name}={}", field(&found, name, sentence).unwrap_or_else(|| "-".to_owned())).unwrap();
    }
    out
}

/// One field of a statement by name.
fn field(found: &Statement, name: &str, sentence: &str) -> Option<String> {
    let text = |span: Option<Span>| span.map(|s| sentence[s].to_owned());
    let (norm, commitment, call) = (found.norm.as_ref(), found.commitment.as_ref(), found.call.as_ref());
    match name {
        "force" => norm.map(|n| n.force.to_string()),
        "status" => commitment.map(|c| c.status.to_string()),
        "strength" => commitment.map(|c| c.strength.to_string()),
        "polarity" => commitment.map(|c| c.polarity.to_string()),
        "holder" => text(norm.map_or_else(|| commitment.and_then(|c| c.holder), |n| n.holder)),
        "addressee" => text(call.and_then(|c| c.addressee)),
        "action" => text(norm.map(|n| n.action).or(commitment.map(|c| c.action)).or(call.map(|c| c.action)).flatten()),
        "topic" => found.topics.first().map(ToString::to_string),
        "un_norm" => found.un_norm.map(|u| u.to_string()),
        _ => panic!("a case asks for `{name}`, which no statement has"),
    }
}

#[test]
fn cases() {
    support::check("classify", |case| shown(&case.input, &case.expected));
}

#[test]
fn cost_of_a_huge_sentence_is_bounded() {
    for piece in ["(", "a.", "We shall not ", "é", "'", "to , "] {
        let huge = piece.repeat(10_000_000 / piece.len());
        let start = Instant::now();
        let found = classify(&huge, BlockKind::Paragraph, Some(&huge));
        assert!(start.elapsed() < Duration::from_secs(2), "{piece}: {:?}", start.elapsed());
        assert!(!found.kinds.is_empty());
    }
}

proptest! {
    #[test]
    fn statements_hold_together_for_any_text(
        sentence in prop_oneof![any::<String>(), "(We|States|İ|’ll|n't|must|not|to|,|ß|\u{301}| ){0,40}"],
        lead_in in proptest::option::of(any::<String>()),
        block in prop::sample::select(&BlockKind::ALL[..]),
    ) {
        let found = classify(&sentence, block, lead_in.as_deref());
        prop_assert!((1..=3).contains(&found.kinds.len()));
        prop_assert!(found.topics.len() <= 3);
        prop_assert_eq!(found.norm.is_some(), found.kinds.contains(&Kind::Norm));
        prop_assert_eq!(found.commitment.is_some(), found.kinds.contains(&Kind::Commitment));
        prop_assert_eq!(found.call.is_some(), found.kinds.contains(&Kind::Call));
        prop_assert!(found.scores.iter().all(|p| (0.0..=1.0).contains(p)));
        let norm = found.norm.iter().flat_map(|n| [n.holder, n.action]);
        let commitment = found.commitment.iter().flat_map(|c| [c.holder, c.action]);
        let call = found.call.iter().flat_map(|c| [c.addressee, c.action]);
        let spans = norm.chain(commitment).chain(call).flatten();
        for span in spans.chain(found.cues.iter().copied()) {
            prop_assert!(sentence.get(span.range()).is_some_and(|s| !s.is_empty()), "{:?}", span);
        }
    }
}
