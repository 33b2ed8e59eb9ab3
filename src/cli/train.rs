//! `servanda train`: data to a part of a model.

#[cfg(feature = "bert")]
mod bert;

use super::Outcome;
use super::args::{ClassifierArgs, TrainArgs, TrainCommand};
use super::input;
use crate::Error;
use crate::train::{self, LabelledSentence, Trained};
use indicatif::{ProgressBar, ProgressStyle};
use serde::Deserialize;
use std::io::{self, BufRead, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

pub(super) fn run(what: &TrainCommand) -> Outcome {
    let (args, trained) = match what {
        TrainCommand::Boundaries(args) => return train_boundaries(args),
        TrainCommand::Vectors(args) => return train_vectors(args),
        TrainCommand::Lm(args) => {
            let bar = spinner("counting words");
            (args, train::language_model(documents(args, &bar), &train::LanguageModelOptions::default())?)
        }
        TrainCommand::Channel(args) => (args, train_channel(args)?),
        TrainCommand::Classifier(args) if !args.own.is_empty() => (&args.train, train_own_labels(args)?),
        TrainCommand::Classifier(args) => (&args.train, train_classifier(args)?),
        #[cfg(feature = "bert")]
        TrainCommand::Bert(args) => (&args.train, bert::train(args)?),
    };
    trained.save(&args.out, &args.source)?;
    let mut out = io::stdout();
    writeln!(out, "{}: {} bytes", args.out.join(trained.name).display(), trained.bytes.len())?;
    for (name, figure) in &trained.figures {
        writeln!(out, "  {name} {figure:.4}")?;
    }
    Ok(true)
}

fn train_boundaries(args: &TrainArgs) -> Outcome {
    let bar = spinner("counting abbreviations");
    let boundaries = train::Boundaries::learn(documents(args, &bar))?;
    bar.finish_and_clear();
    boundaries.save(&args.out, &args.source)?;
    let path = args.out.join(train::BOUNDARIES_FILE);
    writeln!(io::stdout(), "{}: {} abbreviations", path.display(), boundaries.len())?;
    Ok(true)
}

fn train_vectors(args: &TrainArgs) -> Outcome {
    let bar = spinner("reading text");
    let vectors = train::WordVectors::learn(documents(args, &bar), &train::VectorOptions::default())?;
    bar.finish_and_clear();
    let path = args.out.join(train::VECTORS_FILE);
    std::fs::create_dir_all(&args.out).map_err(|source| Error::Io { path: args.out.clone(), source })?;
    vectors.save(&path)?;
    writeln!(io::stdout(), "{}: {} words", path.display(), vectors.len())?;
    Ok(true)
}

fn train_classifier(args: &ClassifierArgs) -> Result<Trained, Box<dyn std::error::Error>> {
    let examples = labelled(&args.train.data)?;
    let judged = labelled(&args.judge)?.into_iter().map(|sentence| sentence.text).collect();
    let vectors = args.vectors.as_deref().map(train::WordVectors::read).transpose()?;
    let taught = labelled(&args.taught)?;
    let options = train::ClassifierOptions { taught, judged, vectors, ..train::ClassifierOptions::default() };
    let bar = spinner("learning");
    let trained = train::classifier(&examples, &options)?;
    bar.finish_and_clear();
    Ok(trained)
}

/// Learns labels of a user's own.
fn train_own_labels(args: &ClassifierArgs) -> Result<Trained, Box<dyn std::error::Error>> {
    let mut examples = Vec::new();
    for path in &args.own {
        examples.extend(train::OwnSentence::read(path)?);
    }
    let vectors = args.vectors.as_deref().map(train::WordVectors::read).transpose()?;
    Ok(train::own_labels(&examples, vectors.as_ref())?)
}

/// The labelled sentences of all files.
fn labelled(paths: &[PathBuf]) -> crate::Result<Vec<LabelledSentence>> {
    let files = paths.iter().map(|path| LabelledSentence::read(path)).collect::<Result<Vec<_>, _>>()?;
    Ok(files.concat())
}

fn train_channel(args: &TrainArgs) -> Result<Trained, Box<dyn std::error::Error>> {
    let tables = args.data.iter().map(|path| input::read_text(path)).collect::<Result<Vec<_>, _>>()?;
    let tables: Vec<&str> = tables.iter().map(String::as_str).collect();
    Ok(train::spin_table(&tables)?)
}

#[derive(Deserialize)]
struct TextLine {
    text: String,
}

/// The texts of all files, counted on `bar`.
fn documents(args: &TrainArgs, bar: &ProgressBar) -> impl Iterator<Item = crate::Result<String>> {
    args.data.iter().flat_map(|path| texts(path)).inspect(|_| bar.inc(1))
}

/// The texts of a file of JSON lines.
fn texts(path: &Path) -> Box<dyn Iterator<Item = crate::Result<String>>> {
    let input = match input::open(path) {
        Ok(input) => input,
        Err(error) => return Box::new(std::iter::once(Err(error))),
    };
    let path = path.to_owned();
    let mut number = 0;
    Box::new(input.reader.lines().map(move |line| {
        number += 1;
        let line = line.map_err(|source| Error::Io { path: path.clone(), source })?;
        let parsed = serde_json::from_str::<TextLine>(&line);
        let json_error = |source| Error::Json { what: format!("`{}`, line {number}", path.display()), source };
        Ok(parsed.map_err(json_error)?.text)
    }))
}

/// A sign of life on a terminal, nothing elsewhere.
fn spinner(what: &'static str) -> ProgressBar {
    if !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{spinner} {msg} {elapsed} {human_pos}").expect("the template is sound");
    let bar = ProgressBar::new_spinner().with_style(style).with_message(what);
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}
