//! Bytes a second by stage: `cargo bench --bench pipeline`.
#![allow(clippy::unwrap_used)]

use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box};
use servanda::classify::Context;
use servanda::layout::layout;
use servanda::{BlockKind, Language, Model, Pipeline, RepairPolicy, Segmenter, clean::clean};
use std::path::PathBuf;

fn main() {
    divan::main();
}

/// The statements that ship with the crate, again and again until there is a megabyte.
fn corpus(names: &[&str]) -> String {
    let texts: Vec<String> =
        names.iter().map(|n| std::fs::read_to_string(format!("examples/statements/{n}.txt")).unwrap()).collect();
    texts
        .iter()
        .cycle()
        .map(String::as_str)
        .scan(0, |size, text| {
            *size += text.len();
            (*size < 1_000_000).then_some(text)
        })
        .collect()
}

fn plain() -> String {
    corpus(&["message_wrapped", "speech_lists"])
}

#[divan::bench]
fn stage_clean(bencher: Bencher<'_, '_>) {
    let text = plain();
    bencher.counter(BytesCount::of_str(&text)).bench(|| clean(black_box(&text)));
}

#[divan::bench]
fn stage_layout(bencher: Bencher<'_, '_>) {
    let text = plain();
    bencher.counter(BytesCount::of_str(&text)).bench(|| layout(black_box(&text)));
}

#[divan::bench]
fn stage_segment(bencher: Bencher<'_, '_>) {
    let text = plain();
    let segmenter = Segmenter::new(Language::English);
    bencher.counter(BytesCount::of_str(&text)).bench(|| segmenter.spans(black_box(&text)).count());
}

#[divan::bench]
fn stages_layout_and_segment(bencher: Bencher<'_, '_>) {
    let text = plain();
    bencher.counter(BytesCount::of_str(&text)).bench(|| layout_and_segment(black_box(&text)));
}

/// Shapes that made other splitters hang, to compare with prose of the same size.
#[divan::bench(args = ["prose", "(", "a.a.a.", "\"", "\n", "...", "1234567890", "word", "... (", "(a) (i) "])]
fn hostile(bencher: Bencher<'_, '_>, piece: &str) {
    let text = if piece == "prose" { plain().repeat(10) } else { piece.repeat(10_000_000 / piece.len()) };
    bencher.counter(BytesCount::of_str(&text)).bench(|| layout_and_segment(black_box(&text)));
}

fn layout_and_segment(text: &str) -> usize {
    let layout = layout(text);
    let text = layout.joins.apply(text);
    Segmenter::new(Language::English).sentences(&text, &layout.blocks).count()
}

#[divan::bench]
fn detect_language(bencher: Bencher<'_, '_>) {
    let text = plain();
    bencher.bench(|| Language::detect(black_box(&text)));
}

#[divan::bench(args = ["message_wrapped", "joint_statement_spun"])]
fn stage_repair(bencher: Bencher<'_, '_>, name: &str) {
    let text = corpus(&[name]);
    let layout = layout(&text);
    let text = layout.joins.apply(&text);
    let repairer = Model::embedded().repairer(RepairPolicy::Balanced);
    bencher.counter(BytesCount::of_str(&text)).bench(|| repairer.repair(black_box(&text), &layout.blocks));
}

/// Sentences to statements: those of the statements that ship with the crate, each once, one at a time.
#[divan::bench]
fn stage_classify(bencher: Bencher<'_, '_>) {
    let sentences = sentences();
    let classifier = Model::embedded().classifier();
    let context = Context { block: BlockKind::Paragraph, lead_in: None };
    let each = || sentences.iter().map(|sentence| classifier.classify(black_box(sentence), &context).cues.len()).sum();
    bencher.counter(ItemsCount::new(sentences.len())).bench(|| -> usize { each() });
}

/// The sentences of running text in all statements that ship with the crate.
fn sentences() -> Vec<String> {
    let pipeline = Pipeline::builder(Model::embedded()).classify(false).build();
    let mut files: Vec<_> =
        std::fs::read_dir("examples/statements").unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    let of_file = |file: PathBuf| {
        let doc = pipeline.annotate(&std::fs::read_to_string(file).unwrap());
        let running = doc.sentences().iter().filter(|s| doc.blocks()[s.block()].kind() == BlockKind::Paragraph);
        running.map(|s| doc.text()[s.span()].to_owned()).collect::<Vec<_>>()
    };
    files.into_iter().filter(|file| file.extension().is_some_and(|e| e == "txt")).flat_map(of_file).collect()
}

#[divan::bench]
fn whole_line_without_classification(bencher: Bencher<'_, '_>) {
    let text = plain();
    let pipeline = Pipeline::builder(Model::embedded()).classify(false).build();
    bencher.counter(BytesCount::of_str(&text)).bench(|| pipeline.annotate(black_box(&text)));
}

#[divan::bench]
fn whole_line(bencher: Bencher<'_, '_>) {
    let text = plain();
    let pipeline = Pipeline::new(Model::embedded());
    bencher.counter(BytesCount::of_str(&text)).bench(|| pipeline.annotate(black_box(&text)));
}
