//! The state of training after a whole epoch, in a file.

use super::{BertOptions, Learnt, write_whole};
use crate::classify::bert::{Tensors, write_tensors};
use crate::error::{Error, Result};
use std::collections::HashMap;
use std::path::Path;
use tch::Kind;

/// Notes in the header of the file: whole epochs, and what the run was.
const EPOCHS: &str = "epochs";
const RUN: &str = "run";

/// Where the state is, and of what run it is.
pub(super) struct Checkpoint<'p> {
    path: &'p Path,
    run: String,
}

impl<'p> Checkpoint<'p> {
    /// The checkpoint at `path` of a run with these options and so many examples.
    pub(super) fn new(path: &'p Path, options: &BertOptions, examples: usize) -> Self {
        let BertOptions { tuning, epochs, batch, learning_rate, seed, unsure_weight, bfloat16, .. } = options;
        let run = format!(
            "{examples} examples, tuning {tuning}, epochs {epochs}, batch {batch}, learning rate {learning_rate}, \
             seed {seed}, unsure weight {unsure_weight}, bfloat16 {bfloat16}"
        );
        Self { path, run }
    }

    /// Writes the state after `epochs` whole epochs.
    ///
    /// # Errors
    /// [`Error::Io`] if it cannot be written.
    pub(super) fn write(&self, learnt: &Learnt, epochs: usize) -> Result<()> {
        let notes = HashMap::from([(EPOCHS.to_owned(), epochs.to_string()), (RUN.to_owned(), self.run.clone())]);
        if let Some(dir) = self.path.parent() {
            std::fs::create_dir_all(dir).map_err(|source| Error::Io { path: dir.to_owned(), source })?;
        }
        write_whole(self.path, &write_tensors(&learnt.state(), Kind::Float, Some(notes)))
    }

    /// Takes the state, if the file is there, and gives the number of whole epochs.
    ///
    /// # Errors
    /// [`Error::Io`] and [`Error::Model`] if the file cannot be read, [`Error::Config`] if it is of another run.
    pub(super) fn read(&self, learnt: &mut Learnt) -> Result<usize> {
        let bytes = match std::fs::read(self.path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(0),
            Err(source) => return Err(Error::Io { path: self.path.to_owned(), source }),
        };
        let file = self.path.display().to_string();
        let state = Tensors::read(&file, &bytes)?;
        let run = state.note(RUN).unwrap_or_default();
        if run != self.run {
            let reason = format!(
                "`{file}` is of another run ({run}; this one: {}); give the same options, or delete it",
                self.run
            );
            return Err(Error::Config { option: "resume", reason });
        }
        learnt.restore(&state)?;
        let epochs = state.note(EPOCHS).and_then(|epochs| epochs.parse().ok());
        epochs.ok_or_else(|| Error::Model { part: file, reason: "it does not say after which epoch it is".to_owned() })
    }
}
