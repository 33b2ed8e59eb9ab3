//! Bytes a second by stage: `cargo bench --bench pipeline`.
#![allow(clippy::unwrap_used)]

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use servanda::layout::layout;
use servanda::{Language, Model, Pipeline, RepairPolicy, Segmenter, clean::clean};

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
