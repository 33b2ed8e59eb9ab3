//! `manifest.json`: what a model is, what it was made from, and how well it does.

use super::SCHEMA;
use crate::bytes::Bytes;
use crate::classify::own::PART as OWN_LABELS;
use crate::error::{Error, Result};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// What a model says of itself.
///
/// ```
/// use servanda::Model;
///
/// let model = Model::embedded();
/// let manifest = model.manifest();
/// assert_eq!(manifest.id(), format!("{} {}", manifest.name, manifest.version));
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    /// Name, such as `servanda-en-small`.
    pub name: String,
    /// Version of the model's behaviour, not of the crate.
    pub version: String,
    /// Layout of the parts; a crate reads one schema.
    pub schema: u32,
    /// Language as a BCP 47 code.
    pub language: String,
    /// The files.
    pub parts: Vec<Part>,
}

/// One file of a model.
///
/// ```
/// use servanda::Model;
///
/// for part in &Model::embedded().manifest().parts {
///     println!("{}: {} bytes, learnt from {}", part.name, part.bytes, part.trained_on.join("; "));
/// }
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Part {
    /// File name.
    pub name: String,
    /// Size in bytes.
    pub bytes: usize,
    /// Checksum in hexadecimal.
    pub sha256: String,
    /// What it was learnt from, with licences.
    pub trained_on: Vec<String>,
    /// Measured figures by name.
    pub figures: BTreeMap<String, f64>,
    /// The model of others that the part changes, and without which it says nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base: Option<Base>,
}

/// A model of others, which does not ship with ours.
///
/// ```
/// use servanda::Model;
///
/// assert!(Model::embedded().manifest().parts.iter().all(|part| part.base.is_none()));
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Base {
    /// Its directory; one called `base` in the model directory goes before it.
    pub dir: PathBuf,
    /// Checksums of its files in hexadecimal, by name.
    pub sha256: BTreeMap<String, String>,
}

impl Base {
    /// The directory in a model directory that goes before [`dir`](Self::dir).
    const IN_MODEL: &str = "base";
}

#[cfg(feature = "train")]
impl Part {
    /// The entry of a file with this content.
    pub(crate) fn new(name: &str, content: &[u8], trained_on: Vec<String>, figures: BTreeMap<String, f64>) -> Self {
        Self { name: name.to_owned(), bytes: content.len(), sha256: sha256(content), trained_on, figures, base: None }
    }
}

impl Manifest {
    /// Name of the manifest in a model directory.
    pub const FILE: &str = "manifest.json";

    /// The manifest of an English model without parts.
    #[cfg(feature = "train")]
    pub(crate) fn new() -> Self {
        Self {
            name: "servanda-en-small".to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            schema: SCHEMA,
            language: "en".to_owned(),
            parts: Vec::new(),
        }
    }

    /// Adds `part`, or puts it in the place of the one with its name.
    #[cfg(feature = "train")]
    pub(crate) fn set(&mut self, part: Part) {
        match self.parts.iter_mut().find(|p| p.name == part.name) {
            Some(old) => *old = part,
            None => self.parts.push(part),
        }
    }

    /// Reads a manifest.
    ///
    /// # Errors
    /// [`Error::Json`] if it is none, [`Error::ModelVersion`] if its schema is another than this version's.
    pub fn parse(json: &[u8]) -> Result<Self> {
        let manifest: Self = serde_json::from_slice(json)
            .map_err(|source| Error::Json { what: format!("model manifest `{}`", Self::FILE), source })?;
        if manifest.schema != SCHEMA {
            let advice = if manifest.schema > SCHEMA {
                "update servanda"
            } else {
                "take a newer release of the model, or train it again"
            };
            return Err(Error::ModelVersion { model: manifest.name, expected: SCHEMA, found: manifest.schema, advice });
        }
        Ok(manifest)
    }

    /// The manifest as it is written.
    #[cfg(feature = "train")]
    pub(crate) fn to_json(&self) -> Vec<u8> {
        serde_json::to_vec_pretty(self).expect("a manifest holds texts and numbers")
    }

    /// Name and version, as cited; with labels of a user's own, also the beginning of their checksum.
    pub fn id(&self) -> String {
        let own = self.parts.iter().find(|part| part.name == OWN_LABELS);
        let own = own.and_then(|part| part.sha256.get(..8)).map_or_else(String::new, |sum| format!("+labels.{sum}"));
        format!("{} {}{own}", self.name, self.version)
    }

    /// Checksum of the manifest as compact JSON, in hexadecimal. As the manifest holds the checksums of all parts, it stands
    /// for the whole model.
    #[allow(clippy::missing_panics_doc, reason = "nothing in a manifest can fail to become JSON")]
    pub fn sha256(&self) -> String {
        sha256(&serde_json::to_vec(self).expect("a manifest holds only strings and numbers"))
    }

    /// Points the parts to the base in the model directory `model`, where there is one.
    pub(super) fn find_bases(&mut self, model: &Path) {
        let own = model.join(Base::IN_MODEL);
        for base in self.parts.iter_mut().filter_map(|part| part.base.as_mut()) {
            if own.is_dir() {
                base.dir.clone_from(&own);
            } else if base.dir.is_relative() {
                base.dir = model.join(&base.dir);
            }
        }
    }

    /// Compares sizes and checksums of the parts.
    pub(super) fn verify(&self, parts: &[(String, Bytes)]) -> Result<()> {
        for part in &self.parts {
            let found = parts.iter().find(|(name, _)| *name == part.name).map(|(_, bytes)| sha256(bytes));
            let found = found.unwrap_or_else(|| "missing".to_owned());
            if found != part.sha256 {
                return Err(Error::Checksum { part: part.name.clone(), expected: part.sha256.clone(), found });
            }
        }
        Ok(())
    }
}

/// The checksum of some bytes, in hexadecimal.
pub(super) fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
