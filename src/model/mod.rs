//! A model: the tables that repair and classification need, with a manifest that says what they are.
//!
//! On disk a model is a directory: `manifest.json` and one file a part. In memory it is the same files packed into
//! one ([`Model::to_bytes`]), or compiled into the library. Parts are read in place: opening a model checks it and
//! parses nothing but the manifest.

#[cfg(feature = "bert")]
mod base;
mod manifest;
mod pack;

pub use manifest::{Base, Manifest, Part};

use crate::bytes::Bytes;
use crate::classify::own::{OwnLabels, PART as OWN_LABELS};
use crate::classify::{Classifier, Weights};
use crate::error::{Error, Result};
use crate::lm::LanguageModel;
use crate::repair::{RepairPolicy, Repairer, SpinTable};
use std::path::Path;
use std::sync::Arc;

/// The schema that this version reads and writes.
pub(crate) const SCHEMA: u32 = 1;

/// Names of the parts that a model has.
pub(crate) mod part {
    /// The word n-gram model.
    pub(crate) const LANGUAGE_MODEL: &str = "lm.bin";
    /// The table of spun phrases.
    pub(crate) const SPIN: &str = "spin.tsv";
    /// The weights of the classifier.
    pub(crate) const CLASSIFIER: &str = "classifier.safetensors";
    /// The teacher's heads, and what it changes of its base. No model has to have it.
    pub(crate) const TEACHER: &str = "bert.safetensors";
}

/// The tables of one language; cheap to clone.
///
/// ```
/// let model = servanda::Model::embedded();
/// assert_eq!(model.manifest().language, "en");
/// ```
#[derive(Debug, Clone)]
pub struct Model {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    manifest: Manifest,
    parts: Vec<(String, Bytes)>,
    language_model: LanguageModel,
    spin: SpinTable,
    classifier: Classifier,
}

impl Model {
    /// The English model that is compiled into the library.
    ///
    /// # Panics
    /// Never: a test opens the very same bytes.
    #[cfg(feature = "embedded")]
    pub fn embedded() -> Self {
        static MODEL: std::sync::OnceLock<Model> = std::sync::OnceLock::new();
        MODEL.get_or_init(|| embedded::open().expect("the embedded model is checked by the tests")).clone()
    }

    /// Reads a model directory. Parts that its manifest does not name are those of the built-in model, if there is one.
    ///
    /// # Errors
    /// [`Error::Io`] if a file cannot be read, [`Error::ModelVersion`] for another schema, [`Error::Checksum`] and
    /// [`Error::Model`] for damaged parts.
    pub fn from_dir(path: impl AsRef<Path>) -> Result<Self> {
        let read = |name: &str| {
            let path = path.as_ref().join(name);
            std::fs::read(&path).map_err(|source| Error::Io { path, source })
        };
        let mut manifest = Manifest::parse(&read(Manifest::FILE)?)?;
        manifest.find_bases(path.as_ref());
        let parts = manifest
            .parts
            .iter()
            .map(|part| Ok((part.name.clone(), Bytes::from(read(&part.name)?))))
            .collect::<Result<_>>()?;
        let (manifest, parts) = completed(manifest, parts);
        Self::checked(manifest, parts)
    }

    /// Opens a model packed by [`to_bytes`](Self::to_bytes).
    ///
    /// # Errors
    /// As [`from_dir`](Self::from_dir), without the I/O.
    pub fn from_bytes(bytes: impl Into<Vec<u8>>) -> Result<Self> {
        let (manifest, parts) = pack::unpack(bytes.into())?;
        Self::checked(manifest, parts)
    }

    /// All files of the model in one, for [`from_bytes`](Self::from_bytes).
    pub fn to_bytes(&self) -> Vec<u8> {
        pack::pack(&self.inner.manifest, &self.inner.parts)
    }

    /// Name, version, parts and provenance.
    pub fn manifest(&self) -> &Manifest {
        &self.inner.manifest
    }

    /// A repairer with the tables of this model.
    pub fn repairer(&self, policy: RepairPolicy) -> Repairer {
        Repairer::new(self.inner.language_model.clone(), self.inner.spin.clone(), policy)
    }

    /// A classifier with the weights of this model, or its teacher if it has one, and with its own labels if it has such.
    pub fn classifier(&self) -> Classifier {
        self.inner.classifier.clone()
    }

    /// A model of parts whose checksums have to be right.
    fn checked(manifest: Manifest, parts: Vec<(String, Bytes)>) -> Result<Self> {
        manifest.verify(&parts)?;
        Self::open(manifest, parts)
    }

    fn open(manifest: Manifest, parts: Vec<(String, Bytes)>) -> Result<Self> {
        let part = |name: &str| {
            let found = parts.iter().find(|(n, _)| n == name).map(|(_, bytes)| bytes.clone());
            found.ok_or_else(|| Error::Model { part: name.to_owned(), reason: "missing from the model".to_owned() })
        };
        let language_model = LanguageModel::open(part(part::LANGUAGE_MODEL)?)?;
        let spin = SpinTable::open(part(part::SPIN)?)?;
        let classifier = Classifier::new(Weights::open(part(part::CLASSIFIER)?)?);
        let classifier = match manifest.parts.iter().find(|p| p.name == part::TEACHER) {
            Some(entry) => with_teacher(classifier, entry, &part(part::TEACHER)?)?,
            None => classifier,
        };
        let own = parts.iter().find(|(name, _)| name == OWN_LABELS);
        let classifier = match own {
            Some((_, bytes)) => classifier.with_own_labels(OwnLabels::open(bytes.clone())?),
            None => classifier,
        };
        Ok(Self { inner: Arc::new(Inner { manifest, parts, language_model, spin, classifier }) })
    }
}

/// A model with the parts of the built-in one that it lacks.
#[cfg(feature = "embedded")]
fn completed(mut manifest: Manifest, mut parts: Vec<(String, Bytes)>) -> (Manifest, Vec<(String, Bytes)>) {
    let embedded = Model::embedded().inner;
    for part in &embedded.manifest.parts {
        if manifest.parts.iter().all(|own| own.name != part.name) {
            manifest.parts.push(part.clone());
            parts.extend(embedded.parts.iter().find(|(name, _)| *name == part.name).cloned());
        }
    }
    (manifest, parts)
}

/// There is no built-in model.
#[cfg(not(feature = "embedded"))]
const fn completed(manifest: Manifest, parts: Vec<(String, Bytes)>) -> (Manifest, Vec<(String, Bytes)>) {
    (manifest, parts)
}

/// The same classifier with the teacher that the part and its base make.
#[cfg(feature = "bert")]
fn with_teacher(classifier: Classifier, entry: &Part, part: &Bytes) -> Result<Classifier> {
    let missing = || Error::Model { part: entry.name.clone(), reason: "the manifest names no base for it".to_owned() };
    let base = entry.base.as_ref().ok_or_else(missing)?;
    base.verify()?;
    Ok(classifier.with_teacher(crate::classify::bert::Teacher::open(&base.dir, part)?))
}

/// This build cannot use a teacher, and does not do as if it could.
#[cfg(not(feature = "bert"))]
fn with_teacher(_: Classifier, entry: &Part, _: &Bytes) -> Result<Classifier> {
    let reason = "this build of servanda has no feature `bert`, which it needs; see docs/bert.md, or take the part out of \
                  the manifest";
    Err(Error::Model { part: entry.name.clone(), reason: reason.to_owned() })
}

#[cfg(feature = "embedded")]
mod embedded {
    use super::{Bytes, Manifest, Model, Result, part};

    /// The parts are in the binary as they are on disk; checksums are compared by a test, not at every start.
    pub(super) fn open() -> Result<Model> {
        let manifest = Manifest::parse(include_bytes!("en/manifest.json"))?;
        let parts = [
            (part::LANGUAGE_MODEL, &include_bytes!("en/lm.bin")[..]),
            (part::SPIN, &include_bytes!("en/spin.tsv")[..]),
            (part::CLASSIFIER, &include_bytes!("en/classifier.safetensors")[..]),
        ];
        Model::open(manifest, parts.map(|(name, bytes)| (name.to_owned(), Bytes::from(bytes))).to_vec())
    }

    #[cfg(test)]
    mod tests {
        #[test]
        fn embedded_parts_are_those_of_the_manifest() {
            let model = super::open().unwrap();
            model.inner.manifest.verify(&model.inner.parts).unwrap();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packed_model_opens_and_damage_is_named() {
        let bytes = Model::embedded().to_bytes();
        assert_eq!(Model::from_bytes(bytes.clone()).unwrap().manifest(), Model::embedded().manifest());
        let mut damaged = bytes.clone();
        *damaged.last_mut().unwrap() ^= 1;
        assert!(matches!(Model::from_bytes(damaged), Err(Error::Checksum { .. })));
        assert!(matches!(Model::from_bytes(&b"no model"[..]), Err(Error::Model { .. })));
        for cut in [0, 3, 10, 100, bytes.len() / 2, bytes.len() - 1] {
            assert!(Model::from_bytes(&bytes[..cut]).is_err(), "cut at {cut}");
        }
    }

    #[test]
    fn a_directory_with_one_part_borrows_the_others() {
        let embedded = Model::embedded();
        let dir = std::env::temp_dir().join(format!("servanda-one-part-{}", std::process::id()));
        std::fs::create_dir_all(&dir).unwrap();
        let mut manifest = embedded.manifest().clone();
        manifest.parts.retain(|part| part.name == part::SPIN);
        std::fs::write(dir.join(Manifest::FILE), serde_json::to_vec(&manifest).unwrap()).unwrap();
        let (name, bytes) = embedded.inner.parts.iter().find(|(name, _)| name == part::SPIN).unwrap();
        std::fs::write(dir.join(name), &**bytes).unwrap();
        let opened = Model::from_dir(&dir).unwrap();
        std::fs::remove_dir_all(dir).unwrap();
        assert_eq!(opened.manifest().parts.len(), embedded.manifest().parts.len());
        assert_eq!(opened.inner.parts.len(), embedded.inner.parts.len());
    }

    #[test]
    #[cfg(not(feature = "bert"))]
    fn a_teacher_without_its_feature_is_refused() {
        let embedded = Model::embedded();
        let (mut manifest, mut parts) = (embedded.manifest().clone(), embedded.inner.parts.clone());
        let teacher = Part { name: part::TEACHER.to_owned(), ..manifest.parts[0].clone() };
        manifest.parts.push(teacher);
        parts.push((part::TEACHER.to_owned(), Bytes::from(Vec::new())));
        let error = Model::open(manifest, parts).unwrap_err().to_string();
        assert!(error.contains("bert.safetensors") && error.contains("feature `bert`"), "{error}");
    }
}
