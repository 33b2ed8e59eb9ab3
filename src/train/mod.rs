//! Building the parts of a model from data (feature `train`).

#[cfg(feature = "bert")]
mod bert;
mod boundaries;
mod classifier;
mod lm;
mod random;
mod spin;
mod vectors;

#[cfg(feature = "bert")]
pub use bert::{BertOptions, Progress, Tuning, bert};
pub use boundaries::{Boundaries, FILE as BOUNDARIES_FILE};
pub use classifier::{
    ClassifierOptions, Label, LabelledCall, LabelledCommitment, LabelledNorm, LabelledSentence, OwnSentence,
    classifier, own_labels,
};
pub use lm::{LanguageModelOptions, language_model};
pub use spin::spin_table;
pub use vectors::{FILE as VECTORS_FILE, VectorOptions, WordVectors};

use crate::error::{Error, Result};
use crate::model::{Base, Manifest, Part};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// One part of a model, just made.
///
/// ```
/// use servanda::train::{self, ClassifierOptions, LabelledSentence};
/// # fn main() -> servanda::Result<()> {
/// # let (examples, dir) = (Vec::<LabelledSentence>::new(), std::path::Path::new("my_model"));
/// # if examples.is_empty() { return Ok(()); }
/// let trained = train::classifier(&examples, &ClassifierOptions::default())?;
/// println!("{}: macro-F1 {:?}", trained.name, trained.figures.get("macro_f1"));
/// trained.save(dir, &["my sentences, CC0".to_owned()])?;
/// # Ok(()) }
/// ```
#[derive(Debug, Clone)]
pub struct Trained {
    /// Its file name in a model directory.
    pub name: &'static str,
    /// Its content.
    pub bytes: Vec<u8>,
    /// What was measured on held-back data, by name.
    pub figures: BTreeMap<String, f64>,
    /// The model of others that it changes, if it does.
    pub base: Option<Base>,
}

impl Trained {
    /// Writes the part into the model directory `dir` and brings its manifest up to date; both are made if they are
    /// not there. `trained_on` says from what it was learnt, with licences.
    ///
    /// # Errors
    /// [`Error::Io`] if a file cannot be written, [`Error::Json`] or [`Error::ModelVersion`] if the manifest that is
    /// there cannot be read.
    pub fn save(&self, dir: &Path, trained_on: &[String]) -> Result<()> {
        let path = dir.join(Manifest::FILE);
        let mut manifest = match fs::read(&path) {
            Ok(json) => Manifest::parse(&json)?,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Manifest::new(),
            Err(source) => return Err(Error::Io { path, source }),
        };
        let part = Part::new(self.name, &self.bytes, trained_on.to_vec(), self.figures.clone());
        manifest.set(Part { base: self.base.clone(), ..part });
        fs::create_dir_all(dir).map_err(|source| Error::Io { path: dir.to_owned(), source })?;
        write_whole(&dir.join(self.name), &self.bytes)?;
        write_whole(&path, &manifest.to_json())
    }
}

/// Writes beside the file and then renames, so that no reader ever sees half of it.
fn write_whole(path: &Path, bytes: &[u8]) -> Result<()> {
    let beside = path.with_extension("new");
    fs::write(&beside, bytes)
        .and_then(|()| fs::rename(&beside, path))
        .map_err(|source| Error::Io { path: path.to_owned(), source })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn saved_parts_are_in_the_manifest_and_replace_older_ones() {
        let dir = std::env::temp_dir().join(format!("servanda-save-{}", std::process::id()));
        for bytes in [b"old".to_vec(), b"newer".to_vec()] {
            let figures = BTreeMap::from([("perplexity".to_owned(), 100.0)]);
            Trained { name: "lm.bin", bytes, figures, base: None }.save(&dir, &["speeches, CC0".to_owned()]).unwrap();
        }
        let manifest = Manifest::parse(&fs::read(dir.join(Manifest::FILE)).unwrap()).unwrap();
        assert_eq!(manifest.parts.len(), 1);
        assert_eq!(manifest.parts[0].bytes, 5);
        assert_eq!(fs::read(dir.join("lm.bin")).unwrap(), b"newer");
        fs::remove_dir_all(dir).unwrap();
    }
}
