//! Prints the norms, commitments and calls of a statement.
//!
//! `cargo run --example annotate examples/statements/message_wrapped.txt`
#![allow(clippy::print_stdout)]

use servanda::{Kind, Model, Pipeline};
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).unwrap_or_else(|| "examples/statements/joint_statement_spun.txt".to_owned());
    let doc = Pipeline::new(Model::embedded()).annotate_bytes(&std::fs::read(path)?)?;
    for statement in doc.statements() {
        let sentence = doc.sentences()[statement.sentence];
        if let Some(kind @ (Kind::Norm | Kind::Commitment | Kind::Call)) = statement.kind() {
            println!("{kind}: {} (source bytes {:?})", &doc.text()[sentence.span()], sentence.source_span());
        }
    }
    Ok(())
}
