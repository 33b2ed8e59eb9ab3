//! Whole statements, read from end to end and compared with what was found right by a reader.
//!
//! After a change that is meant, look at the differences and accept them: `INSTA_UPDATE=always cargo test --test
//! statements`, then read the diff of `tests/snapshots/`.
#![allow(clippy::unwrap_used)]

use servanda::output::{TerminalStyle, terminal};
use servanda::{Model, Pipeline};

fn check(name: &str) {
    let path = format!("{}/examples/statements/{name}.txt", env!("CARGO_MANIFEST_DIR"));
    let doc = Pipeline::new(Model::embedded()).annotate(&std::fs::read_to_string(path).unwrap());
    insta::assert_snapshot!(name, terminal(&doc, TerminalStyle { width: 100, color: false }));
}

#[test]
fn spun_joint_statement() {
    check("joint_statement_spun");
}

#[test]
fn hard_wrapped_message() {
    check("message_wrapped");
}

#[test]
fn speech_with_lists() {
    check("speech_lists");
}

#[test]
fn workshop_report_with_names() {
    check("workshop_names");
}

#[test]
fn resolution_with_clauses() {
    check("resolution");
}

/// The listing of the README is what the command prints, cut where it says so.
#[test]
fn readme_shows_real_output() {
    let readme = include_str!("../README.md");
    let listing = readme.split("```text\n").nth(1).and_then(|rest| rest.split("\n```").next()).unwrap();
    let text = std::fs::read_to_string("examples/statements/joint_statement_spun.txt").unwrap();
    let doc = Pipeline::new(Model::embedded()).annotate(&text);
    let printed = terminal(&doc, TerminalStyle { width: 100, color: false });
    for line in listing.lines().filter(|&line| line != "[...]") {
        assert!(printed.lines().any(|other| other.trim_end() == line), "the command does not print `{line}`");
    }
}
