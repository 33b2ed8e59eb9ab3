//! The stage `repair`: case files, and what no repair may do.
#![allow(clippy::unwrap_used)]

mod support;

use proptest::prelude::*;
use servanda::layout::layout;
use servanda::repair::Repair;
use servanda::{Channel, Condition, Edit, Model, RepairPolicy};
use std::time::{Duration, Instant};

fn repair(text: &str, policy: RepairPolicy) -> Repair {
    let layout = layout(text);
    assert!(layout.joins.is_empty(), "cases are written without wraps: {text}");
    Model::embedded().repairer(policy).repair(text, &layout.blocks)
}

fn balanced(text: &str) -> String {
    repair(text, RepairPolicy::Balanced).log.apply(text)
}

#[test]
fn cases() {
    support::check("repair", |case| balanced(&case.input));
}

#[test]
fn a_repairer_that_has_read_much_repairs_the_same() {
    let texts = [
        "The Govemment of Norland expressed its concem at the pattem of attacks.",
        "We word that our on-line world is beneath a rising menace.",
        "recieve",
        "Norland will host the next session in May.",
        "The comittee will recieve teh report of the secretarait tomorow.",
    ];
    let used = Model::embedded().repairer(RepairPolicy::Balanced);
    for text in texts.iter().chain(texts.iter().rev()) {
        let again = used.repair(text, &layout(text).blocks);
        let fresh = repair(text, RepairPolicy::Balanced);
        assert_eq!(again.log, fresh.log, "{text}");
        assert_eq!(again.suggestions, fresh.suggestions, "{text}");
    }
}

#[test]
fn verdicts() {
    let condition = |text: &str| repair(text, RepairPolicy::Balanced).verdict.condition();
    assert_eq!(condition("Norland will host the next session in May."), Condition::Clean);
    assert_eq!(condition("We word that our on-line world is beneath a rising menace."), Condition::Spun);
    assert_eq!(
        condition("The Govemment of Norland expressed its concem at the pattem of attacks."),
        Condition::Scanned
    );
    assert_eq!(condition("The comittee will recieve teh report of the secretarait tomorow."), Condition::Mistyped);
}

#[test]
fn a_part_of_a_document_that_was_spun_is_enough() {
    let clean = "The delegation thanks the Chair for the report. States must protect hospitals from harm. ".repeat(24);
    let spun = "We word that our on-line world is beneath menace. The menace panorama is developing. ".repeat(4);
    let condition = |text: &str| repair(text, RepairPolicy::Balanced).verdict.condition();
    assert_eq!(condition(&clean), Condition::Clean);
    for text in [format!("{clean}{spun}"), format!("{spun}{clean}")] {
        assert_eq!(condition(&text), Condition::Spun);
    }
}

#[test]
fn a_bolder_policy_makes_no_fewer_edits() {
    let text =
        "We word that the cyber menace panorama is evolving, and that individuals in susceptible conditions endure.";
    let made = |policy| repair(text, policy).log.len();
    let counts = RepairPolicy::ALL.map(made);
    assert!(counts.is_sorted(), "{counts:?}");
    assert_eq!(counts[0], 0);
    assert!(counts[3] > 0);
}

#[test]
fn what_is_not_made_is_suggested() {
    let text =
        "We word that the cyber menace panorama is evolving, and that individuals in susceptible conditions endure.";
    let careful = repair(text, RepairPolicy::Certain);
    let bold = repair(text, RepairPolicy::Bold);
    assert!(careful.log.len() < bold.log.len());
    assert!(!careful.suggestions.is_empty());
    for edit in careful.suggestions {
        assert_eq!(&text[edit.span()], edit.before());
    }
}

/// `area` may stand for a region or be meant; in a statement that was spun from end to end it is taken to stand for one.
#[test]
fn a_doubtful_phrase_by_itself_is_replaced_in_a_document_and_suggested_in_a_sentence() {
    let sentence = "The Division of International Affairs is deeply involved about the scenario within the area.";
    let alone = repair(sentence, RepairPolicy::Balanced);
    assert!(alone.log.apply(sentence).ends_with("the situation in the area."));
    assert_eq!(alone.suggestions.iter().map(Edit::after).collect::<Vec<_>>(), ["region"]);
    let statement = format!("{}\n\n{sentence}", include_str!("../examples/statements/joint_statement_spun.txt"));
    assert!(balanced(&statement).ends_with("the situation in the region."));
}

#[test]
fn each_channel_is_named() {
    let channel = |text: &str| repair(text, RepairPolicy::Balanced).log.edits().first().map(servanda::Edit::channel);
    assert_eq!(channel("The Govemment of Norland agreed."), Some(Channel::Ocr));
    assert_eq!(channel("The represenative of Norland agreed to the proposal."), Some(Channel::Typo));
    assert_eq!(channel("The respons ibility rests with the Council."), Some(Channel::Split));
    assert_eq!(channel("The members ofthe Council agreed."), Some(Channel::Merge));
}

#[test]
fn what_is_no_text_stays_as_it_is() {
    let long_word = "x".repeat(1_000_000);
    let spelt = "abcdefgh".repeat(100_000);
    for text in [
        "",
        " \n\t ",
        "12 34 / 56",
        "??? !!! ((( §§ —",
        &long_word,
        &spelt,
        "Мир 和平 السلام peace שלום",
        "تدعم الدولة السلام والتعاون الدولي.",
        "Umuntu ngumuntu ngabantu ngabanye abantu bonke.",
    ] {
        let found = repair(text, RepairPolicy::Bold);
        let start: String = text.chars().take(40).collect();
        assert!(found.log.is_empty() && found.suggestions.is_empty(), "{start}: {:?}", found.log.edits());
        assert_eq!(found.verdict.condition(), Condition::Clean, "{start}");
    }
}

#[test]
fn the_second_best_is_on_record() {
    let log = repair("We word that the menace panorama poses critical dangers.", RepairPolicy::Bold).log;
    let dangers = log.edits().iter().find(|edit| edit.before() == "dangers").unwrap();
    assert_eq!((dangers.after(), dangers.runner_up()), ("threats", Some("risks")));
}

#[test]
fn cost_grows_with_length_alone() {
    let time = |text: &str| {
        let start = Instant::now();
        repair(text, RepairPolicy::Bold);
        start.elapsed()
    };
    let prose = time(&"The Council adopted the report of the working group. ".repeat(4_000));
    for piece in [
        "(",
        "x",
        "qzxv ",
        "vio!",
        "0rgan ",
        "aeiouaeioa ",
        "infrastruktureqs ",
        "rn",
        "\"",
        "on-line world ",
        "safety council ",
        "é",
        "a-",
    ] {
        let text = piece.repeat(200_000 / piece.len());
        let found = time(&text);
        assert!(found < prose * 20 + Duration::from_secs(2), "{piece:?}: {found:?}, prose {prose:?}");
    }
}

proptest! {
    #[test]
    fn edits_stand_where_they_say(words in prop::collection::vec(
        prop::sample::select(vec!["on-line world", "menace", "Govemment", "teh", "A/79/214", "“we word”", "é", "中", "ofthe",
            "co operation", "https://example.org/worldwide", "Mr. Word", "12", "(", "safety", "council", "we", "categorical our"]),
        0..30,
    )) {
        let text = words.join(" ");
        let found = Model::embedded().repairer(RepairPolicy::Bold).repair(&text, &layout(&text).blocks);
        for edit in found.log.edits().iter().chain(&found.suggestions) {
            prop_assert_eq!(&text[edit.span()], edit.before());
            prop_assert!(edit.confidence() > 0.0 && edit.confidence() <= 1.0);
        }
        let after = found.log.apply(&text);
        for kept in ["A/79/214", "“we word”", "https://example.org/worldwide"] {
            prop_assert_eq!(text.matches(kept).count(), after.matches(kept).count());
        }
    }
}
