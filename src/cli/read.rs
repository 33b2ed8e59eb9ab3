//! The four verbs that read text.

use super::Outcome;
use super::args::{Format, ReadArgs};
use super::{input, jsonl, open_model};
use crate::classify::{Classifier, Context};
use crate::output::{HtmlOptions, TerminalStyle, html, json, terminal};
use crate::{BlockKind, Document, Error, Language, Model, Pipeline, Profile, RepairPolicy, Sentence, Statement};
use console::Term;
use serde::Serialize;
use serde_json::value::RawValue;
use std::env;
use std::io::{self, BufWriter, IsTerminal, Write};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verb {
    Annotate,
    Segment(Profile),
    Repair,
    Classify,
}

/// What a verb makes of a text.
enum Reading {
    Document(Box<Document>),
    Sentence(String, Box<Statement>),
}

/// The stages that a verb needs.
struct Reader {
    verb: Verb,
    pipeline: Pipeline,
    classifier: Classifier,
}

#[derive(Serialize)]
struct Line<'a, T> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a RawValue>,
    #[serde(flatten)]
    body: T,
}

pub(super) fn run(verb: Verb, args: &ReadArgs) -> Outcome {
    check(args)?;
    let reader = Reader::new(verb, args, &open_model(args.model.as_deref())?);
    if args.jsonl {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(args.threads).build()?;
        let input = input::open(&args.file)?;
        return jsonl::run(&args.file, input, &pool, |record| {
            let language = record.language()?.or(args.lang);
            line(Some(record.id), verb, &reader.read(&record.text, language)).map_err(|e| e.to_string())
        });
    }
    let text = input::read_text(&args.file)?;
    let reading = reader.read(&text, args.lang);
    let mut out = BufWriter::new(io::stdout().lock());
    match args.format {
        Format::Html => out.write_all(markup(&reading)?.as_bytes())?,
        Format::Text => out.write_all(page(verb, &reading).as_bytes())?,
        Format::Auto if io::stdout().is_terminal() => out.write_all(page(verb, &reading).as_bytes())?,
        Format::Auto | Format::Json => out.write_all(&line(None, verb, &reading)?)?,
    }
    out.flush()?;
    Ok(true)
}

/// Refuses forms that JSON lines do not have, before any work is done.
fn check(args: &ReadArgs) -> Result<(), Error> {
    if args.jsonl && matches!(args.format, Format::Html | Format::Text) {
        return Err(bad_format("with --jsonl the output is JSON lines"));
    }
    Ok(())
}

fn bad_format(reason: &str) -> Error {
    Error::Config { option: "--format", reason: reason.to_owned() }
}

impl Reader {
    fn new(verb: Verb, args: &ReadArgs, model: &Model) -> Self {
        let policy = if matches!(verb, Verb::Segment(_)) { RepairPolicy::Off } else { args.repair };
        let builder = Pipeline::builder(model.clone()).repair(policy).abstain_below(args.abstain_below);
        let pipeline = builder.condition(args.condition).classify(verb == Verb::Annotate).build();
        Self { verb, pipeline, classifier: model.classifier().abstain_below(args.abstain_below) }
    }

    fn read(&self, text: &str, language: Option<Language>) -> Reading {
        if self.verb == Verb::Classify {
            let context = Context { block: BlockKind::Paragraph, lead_in: None };
            return Reading::Sentence(text.to_owned(), Box::new(self.classifier.classify(text, &context)));
        }
        let doc = match language {
            Some(language) => self.pipeline.annotate_as(text, language),
            None => self.pipeline.annotate(text),
        };
        Reading::Document(Box::new(doc))
    }
}

/// The JSON of a reading, as a line.
fn line(id: Option<&RawValue>, verb: Verb, reading: &Reading) -> io::Result<Vec<u8>> {
    match (verb, reading) {
        (Verb::Segment(profile), Reading::Document(doc)) => with_id(id, json::segment_line(doc, profile)),
        (Verb::Repair, Reading::Document(doc)) => with_id(id, json::repair_line(doc)),
        (_, Reading::Document(doc)) => with_id(id, json::document(doc)),
        (_, Reading::Sentence(text, statement)) => with_id(id, json::classify_line(text, statement)),
    }
}

fn with_id(id: Option<&RawValue>, body: impl Serialize) -> io::Result<Vec<u8>> {
    let mut line = Vec::with_capacity(1024);
    json::write_line(&Line { id, body }, &mut line)?;
    line.push(b'\n');
    Ok(line)
}

/// A reading for a person.
fn page(verb: Verb, reading: &Reading) -> String {
    match (verb, reading) {
        (Verb::Segment(profile), Reading::Document(doc)) => {
            let sentences = profile.regroup(doc.text(), doc.sentences().iter().map(Sentence::span));
            sentences.flat_map(|span| [&doc.text()[span], "\n"]).collect()
        }
        (Verb::Repair, Reading::Document(doc)) => doc.text().to_owned(),
        (_, Reading::Document(doc)) => terminal(doc, style()),
        (_, Reading::Sentence(_, statement)) => {
            let kinds = statement.kinds.iter().map(|&k| format!("{k} {:.2}\n", statement.score(k)));
            kinds.collect()
        }
    }
}

fn markup(reading: &Reading) -> Result<String, Error> {
    match reading {
        Reading::Document(doc) => Ok(html(doc, &HtmlOptions { page: true, ..HtmlOptions::default() })),
        Reading::Sentence(..) => Err(bad_format("html is for documents; `classify` reads one sentence")),
    }
}

/// The width of the terminal, and colours unless they are not wanted (no-color.org).
fn style() -> TerminalStyle {
    let on_terminal = io::stdout().is_terminal();
    let width = Term::stdout().size_checked().map_or(100, |(_, columns)| usize::from(columns).min(120));
    TerminalStyle { width, color: on_terminal && env::var_os("NO_COLOR").is_none() }
}
