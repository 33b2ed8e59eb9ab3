//! `servanda` reads what States and international bodies say.
//!
//! A text goes through one line of stages. Each is a folder of the crate and can be used alone:
//!
//! 1. [`source`]: bytes to text.
//! 2. [`clean`]: what is certain without context, such as ligatures and mojibake.
//! 3. [`layout`]: lines to blocks (headings, paragraphs, list items), hard wraps joined.
//! 4. [`repair`]: what needs context: scanning errors, typing errors, spun phrases.
//! 5. [`segment`]: blocks to sentences.
//! 6. [`classify`]: sentences to statements: norms, commitments, calls and five other kinds.
//! 7. [`output`]: JSON, HTML, marked-up text for a terminal, or Arrow tables.
//!
//! Three types are enough to begin with: a [`Pipeline`] reads a text and gives a [`Document`], whose sentences each
//! have a [`Statement`]. Spans are bytes of the text; every change on the way is an [`Edit`] with its place in the
//! source.
#![forbid(unsafe_code)]

mod bytes;
pub mod classify;
pub mod clean;
#[cfg(feature = "cli")]
pub mod cli;
mod data;
mod document;
mod edits;
mod error;
pub mod layout;
mod lm;
mod model;
mod names;
pub mod output;
mod pipeline;
pub mod repair;
pub mod segment;
pub mod source;
mod span;
#[cfg(feature = "train")]
pub mod train;
mod words;

pub use document::{
    Block, BlockKind, Call, Commitment, Condition, Document, Evidence, Force, Head, Kind, Language, Norm, OwnLabel,
    Polarity, Provenance, Scores, Sentence, Statement, Status, Strength, Topic, UnNorm, Verdict,
};
pub use edits::{Channel, Edit, EditLog};
pub use error::{Error, Result};
pub use model::{Base, Manifest, Model, Part};
pub use names::UnknownName;
pub use pipeline::{Pipeline, PipelineBuilder, split};
pub use repair::{RepairPolicy, Repairer};
pub use segment::{Profile, Segmenter};
pub use span::{CharIndex, Span};

/// The examples of the README, run as tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
