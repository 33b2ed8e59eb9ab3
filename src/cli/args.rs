//! The command line.

use crate::{Condition, Language, Profile, RepairPolicy};
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Reads what States and international bodies say: repairs the text, splits it into sentences, and finds norms,
/// commitments, calls and positions, with exact positions in the source.
#[derive(Debug, Parser)]
#[command(name = "servanda", version, max_term_width = 100)]
pub(super) struct Cli {
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Read a whole document: repairs, blocks, sentences and what each of them states
    Annotate(ReadArgs),
    /// Find the sentences and blocks; offsets are into the text as given
    Segment(SegmentArgs),
    /// Repair damaged text and list every change
    Repair(ReadArgs),
    /// Tell what a single sentence states
    Classify(ReadArgs),
    /// Build a part of a model from data of your own
    #[command(subcommand)]
    Train(TrainCommand),
    /// Look into model files
    #[command(subcommand)]
    Model(ModelCommand),
}

/// What the four reading verbs share.
#[derive(Debug, Args)]
pub(super) struct ReadArgs {
    /// The file to read, or - for standard input
    #[arg(default_value = "-")]
    pub(super) file: PathBuf,
    /// Input is one JSON object a line, {"id", "text"}, and so is the output, in the same order
    #[arg(long)]
    pub(super) jsonl: bool,
    /// Language of the text (BCP 47), detected unless given; repair and classification are for English alone
    #[arg(long, value_parser = language)]
    pub(super) lang: Option<Language>,
    /// How boldly to repair: off, certain, balanced or bold
    #[arg(long, default_value_t, value_name = "POLICY")]
    pub(super) repair: RepairPolicy,
    /// What the text went through: clean, scanned, mistyped or spun; found out unless given
    #[arg(long)]
    pub(super) condition: Option<Condition>,
    /// How likely a kind has to be to be given, from 0 to 1; a sentence without any such has none
    #[arg(long, default_value_t = 0.0, value_name = "P", value_parser = probability)]
    pub(super) abstain_below: f32,
    /// Form of the output; auto is text on a terminal and JSON elsewhere
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: Format,
    /// Directory of a model to use in place of the built-in one
    #[arg(long, value_name = "DIR")]
    pub(super) model: Option<PathBuf>,
    /// Threads for --jsonl; 0 is one for each core
    #[arg(long, default_value_t = 0, value_name = "N")]
    pub(super) threads: usize,
}

#[derive(Debug, Args)]
pub(super) struct SegmentArgs {
    #[command(flatten)]
    pub(super) read: ReadArgs,
    /// What counts as a sentence: document, or law (the number of an article is one, and so is a whole list)
    #[arg(long, default_value_t, value_name = "PROFILE")]
    pub(super) profile: Profile,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(super) enum Format {
    /// Text on a terminal, JSON elsewhere
    #[default]
    Auto,
    /// For a person to read
    Text,
    /// One JSON object
    Json,
    /// A piece of HTML (annotate only)
    Html,
}

#[derive(Debug, Subcommand)]
pub(super) enum TrainCommand {
    /// The word n-gram model, from {"id", "text"} lines
    Lm(TrainArgs),
    /// Rates of break at abbreviations, from {"id", "text"} lines; they are compiled in, and no part of the model
    Boundaries(TrainArgs),
    /// Word vectors for `train classifier`, from {"id", "text"} lines; they are no part of the model
    Vectors(TrainArgs),
    /// The table of spun phrases, from what is known and tables with the columns `spun` and `original`
    Channel(TrainArgs),
    /// The classifier, from labelled sentences as docs/labels.md describes them; with --data, labels of your own beside it
    Classifier(ClassifierArgs),
    /// The teacher, a BERT encoder, from labelled sentences; see docs/bert.md
    #[cfg(feature = "bert")]
    Bert(BertArgs),
}

#[cfg(feature = "bert")]
#[derive(Debug, Args)]
pub(super) struct BertArgs {
    #[command(flatten)]
    pub(super) train: TrainArgs,
    /// Directory of the encoder: config.json, tokenizer.json or vocab.txt, model.safetensors
    #[arg(long, value_name = "DIR")]
    pub(super) base: PathBuf,
    /// Labelled sentences to measure on; without it, every tenth of the others is kept for that
    #[arg(long, value_name = "FILE")]
    pub(super) test: Vec<PathBuf>,
    /// What of the encoder is learnt besides the heads: heads (nothing), biases, low-rank or all
    #[arg(long, value_name = "WHAT")]
    pub(super) tune: Option<crate::train::Tuning>,
    /// How often every sentence is seen
    #[arg(long, value_name = "N")]
    pub(super) epochs: Option<usize>,
    /// Sentences a step
    #[arg(long, value_name = "N")]
    pub(super) batch: Option<usize>,
    /// The greatest learning rate of the matrices of the encoder
    #[arg(long, value_name = "RATE")]
    pub(super) learning_rate: Option<f64>,
    /// Decides the order of the sentences and all else that is chance
    #[arg(long, value_name = "N")]
    pub(super) seed: Option<u64>,
    /// Calculate in numbers of 16 bits: half the time where the processor has instructions for it
    #[arg(long)]
    pub(super) bfloat16: bool,
    /// Go on after the last whole epoch of a run that was broken off
    #[arg(long)]
    pub(super) resume: bool,
}

#[derive(Debug, Args)]
pub(super) struct ClassifierArgs {
    #[command(flatten)]
    pub(super) train: TrainArgs,
    /// Sentences with a label set of your own, JSON lines {"text", "labels": [...]}; repeatable. The model in --out
    /// then gives these labels too
    #[arg(long = "data", value_name = "FILE", conflicts_with = "data")]
    pub(super) own: Vec<PathBuf>,
    /// Sentences that a better classifier labelled, with its probabilities (`scores`, `topic_scores`) beside the labels; repeatable
    #[arg(long, value_name = "FILE", conflicts_with = "own")]
    pub(super) taught: Vec<PathBuf>,
    /// Which of the labelled sentences the figures are taken from: those of this file. With --taught, give those that the
    /// better classifier never saw
    #[arg(long, value_name = "FILE", conflicts_with = "own")]
    pub(super) judge: Vec<PathBuf>,
    /// Word vectors that `train vectors` made; with them, words that no labelled sentence holds are known by their kin
    #[arg(long, value_name = "FILE")]
    pub(super) vectors: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct TrainArgs {
    /// Files to learn from; `channel` knows some thousand phrases without any
    pub(super) data: Vec<PathBuf>,
    /// Model directory to write the part to; its manifest is made or brought up to date
    #[arg(long, value_name = "DIR")]
    pub(super) out: PathBuf,
    /// What the data is and its licence, for the manifest; repeatable
    #[arg(long, value_name = "TEXT")]
    pub(super) source: Vec<String>,
}

#[derive(Debug, Subcommand)]
pub(super) enum ModelCommand {
    /// Print the manifest of a model, after checking its files
    Info {
        /// Model directory; without it, the built-in model
        path: Option<PathBuf>,
    },
}

/// A number from 0 to 1.
fn probability(text: &str) -> Result<f32, String> {
    let number = text.parse().ok().filter(|number| (0.0..=1.0).contains(number));
    number.ok_or_else(|| format!("`{text}` is no probability; give a number from 0 to 1"))
}

/// Languages by code.
pub(super) fn language(code: &str) -> Result<Language, String> {
    Language::from_code(code).ok_or_else(|| format!("`{code}` is no language code; give one such as en, fr or und"))
}
