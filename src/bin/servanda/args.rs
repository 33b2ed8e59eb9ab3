//! The command line.

use clap::{Args, Parser, Subcommand, ValueEnum};
use servanda::{Language, RepairPolicy};
use std::path::PathBuf;

/// Reads what States and international bodies say: repairs the text, splits it into sentences, and finds norms,
/// commitments, calls and positions, with exact positions in the source.
#[derive(Debug, Parser)]
#[command(name = "servanda", version, max_term_width = 100)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Read a whole document: repairs, blocks, sentences and what each of them states
    Annotate(ReadArgs),
    /// Find the sentences and blocks; offsets are into the text as given
    Segment(ReadArgs),
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
pub(crate) struct ReadArgs {
    /// The file to read, or - for standard input
    #[arg(default_value = "-")]
    pub(crate) file: PathBuf,
    /// Input is one JSON object a line, {"id", "text"}, and so is the output, in the same order
    #[arg(long)]
    pub(crate) jsonl: bool,
    /// Language of the text (BCP 47), detected unless given; repair and classification are for English alone
    #[arg(long, value_parser = language)]
    pub(crate) lang: Option<Language>,
    /// How boldly to repair: off, certain, balanced or bold
    #[arg(long, default_value_t, value_name = "POLICY")]
    pub(crate) repair: RepairPolicy,
    /// Form of the output; auto is text on a terminal and JSON elsewhere
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: Format,
    /// Directory of a model to use in place of the built-in one
    #[arg(long, value_name = "DIR")]
    pub(crate) model: Option<PathBuf>,
    /// Threads for --jsonl; 0 is one for each core
    #[arg(long, default_value_t = 0, value_name = "N")]
    pub(crate) threads: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum Format {
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
pub(crate) enum TrainCommand {
    /// The word n-gram model, from {"id", "text"} lines
    Lm(TrainArgs),
    /// Word vectors for `train classifier`, from {"id", "text"} lines; they are no part of the model
    Vectors(TrainArgs),
    /// The table of spun phrases, from what is known and tables with the columns `spun` and `original`
    Channel(TrainArgs),
    /// The classifier, from labelled sentences as docs/labels.md describes them
    Classifier(ClassifierArgs),
    /// The teacher, a BERT encoder, from labelled sentences; see docs/bert.md
    #[cfg(feature = "bert")]
    Bert(BertArgs),
}

#[cfg(feature = "bert")]
#[derive(Debug, Args)]
pub(crate) struct BertArgs {
    #[command(flatten)]
    pub(crate) train: TrainArgs,
    /// Directory of the encoder: config.json, tokenizer.json or vocab.txt, model.safetensors
    #[arg(long, value_name = "DIR")]
    pub(crate) base: PathBuf,
    /// Labelled sentences to measure on; without it, every tenth of the others is kept for that
    #[arg(long, value_name = "FILE")]
    pub(crate) test: Vec<PathBuf>,
    /// What of the encoder is learnt besides the heads: heads (nothing), biases, low-rank or all
    #[arg(long, value_name = "WHAT")]
    pub(crate) tune: Option<servanda::train::Tuning>,
    /// How often every sentence is seen
    #[arg(long, value_name = "N")]
    pub(crate) epochs: Option<usize>,
    /// Sentences a step
    #[arg(long, value_name = "N")]
    pub(crate) batch: Option<usize>,
    /// The greatest learning rate of the matrices of the encoder
    #[arg(long, value_name = "RATE")]
    pub(crate) learning_rate: Option<f64>,
    /// Decides the order of the sentences and all else that is chance
    #[arg(long, value_name = "N")]
    pub(crate) seed: Option<u64>,
    /// Calculate in numbers of 16 bits: half the time where the processor has instructions for it
    #[arg(long)]
    pub(crate) bfloat16: bool,
    /// Go on after the last whole epoch of a run that was broken off
    #[arg(long)]
    pub(crate) resume: bool,
}

#[derive(Debug, Args)]
pub(crate) struct ClassifierArgs {
    #[command(flatten)]
    pub(crate) train: TrainArgs,
    /// Word vectors that `train vectors` made; with them, words that no labelled sentence holds are known by their kin
    #[arg(long, value_name = "FILE")]
    pub(crate) vectors: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct TrainArgs {
    /// Files to learn from; `channel` knows some thousand phrases without any
    pub(crate) data: Vec<PathBuf>,
    /// Model directory to write the part to; its manifest is made or brought up to date
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
    /// What the data is and its licence, for the manifest; repeatable
    #[arg(long, value_name = "TEXT")]
    pub(crate) source: Vec<String>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ModelCommand {
    /// Print the manifest of a model, after checking its files
    Info {
        /// Model directory; without it, the built-in model
        path: Option<PathBuf>,
    },
}

/// Languages by code.
pub(crate) fn language(code: &str) -> Result<Language, String> {
    Language::from_code(code).ok_or_else(|| format!("`{code}` is no language code; give one such as en, fr or und"))
}
