//! What can go wrong: decoding, loading and configuration. Reading a text never does.

use std::path::PathBuf;

/// The result of what can fail.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Every error of the crate. Causes are kept and reachable through [`std::error::Error::source`].
///
/// ```
/// use servanda::{Error, Model};
///
/// let error = Model::from_dir("no/such/model").unwrap_err();
/// assert!(matches!(error, Error::Io { .. }));
/// assert!(std::error::Error::source(&error).is_some());
/// ```
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file could not be read or written.
    #[error("cannot access `{}`", path.display())]
    Io {
        /// The file as it was named.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The bytes are not text in any encoding that the crate reads.
    #[error(
        "not text: {reason} at byte {offset}; give plain text in UTF-8, UTF-16 with a byte order mark, or Windows-1252"
    )]
    Decode {
        /// Where in the input the first such byte stands.
        offset: usize,
        /// What was found there.
        reason: &'static str,
    },
    /// A model file is damaged, or no model at all.
    #[error("model part `{part}`: {reason}")]
    Model {
        /// The part of the model (a file of its directory).
        part: String,
        /// What is wrong with it.
        reason: String,
    },
    /// A model was made for another version of the crate.
    #[error("model `{model}` has schema {found}, this version of servanda reads schema {expected}; {advice}")]
    ModelVersion {
        /// Name of the model.
        model: String,
        /// The schema that this version reads.
        expected: u32,
        /// The schema of the model.
        found: u32,
        /// The way out.
        advice: &'static str,
    },
    /// A file holds other bytes than its manifest promises.
    #[error("model part `{part}` is damaged: sha256 is {found}, the manifest says {expected}")]
    Checksum {
        /// The part of the model.
        part: String,
        /// What the manifest says.
        expected: String,
        /// What the bytes give.
        found: String,
    },
    /// An option has a value that it cannot have.
    #[error("option `{option}`: {reason}")]
    Config {
        /// The option.
        option: &'static str,
        /// Why not, and what would do.
        reason: String,
    },
    /// A JSON document or record does not have the expected form.
    #[error("{what} is not valid JSON of the expected form")]
    Json {
        /// What was being read.
        what: String,
        /// What the parser said, with line and column.
        source: serde_json::Error,
    },
    /// JSON that parses, but describes no document: a span out of range, a log that does not give the text.
    #[error("not a servanda document: {0}")]
    Document(String),
    /// Training data that nothing can be learnt from.
    #[error("training data: {0}")]
    Training(String),
}
