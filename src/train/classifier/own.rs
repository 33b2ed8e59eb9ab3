//! A user's own label set, learnt from sentences with those labels.

use super::logistic::{Example, Kin, Learning, Logistic, calibrate, learn};
use super::part::{self, Layer};
use super::prepared::rows_of;
use super::{best_threshold, score::Count};
use crate::classify::features::{self, Reading};
use crate::classify::own::{LAYER, NAMES, OWN_ROWS, PART};
use crate::classify::weights::{feature_value, logistic};
use crate::error::{Error, Result};
use crate::train::random::Random;
use crate::train::{Trained, WordVectors};
use ndarray::{Axis, concatenate};
use serde::Deserialize;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// A sentence with the labels that a user gave it; none of them, if no label fits.
///
/// ```
/// use servanda::train::OwnSentence;
///
/// let path = std::env::temp_dir().join("servanda_own_sentence.jsonl");
/// std::fs::write(&path, r#"{"text": "We will pay our arrears.", "labels": ["funding"]}"#).unwrap();
/// assert_eq!(OwnSentence::read(&path)?[0].labels, ["funding"]);
/// # Ok::<(), servanda::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct OwnSentence {
    /// The sentence.
    pub text: String,
    /// Its labels.
    pub labels: Vec<String>,
}

impl OwnSentence {
    /// Reads a file of JSON lines `{"text", "labels"}`; empty lines are skipped.
    ///
    /// # Errors
    /// [`Error::Io`] if the file cannot be read, [`Error::Json`] with file and line if a line is not such an object.
    pub fn read(path: &Path) -> Result<Vec<Self>> {
        super::examples::read_lines(path)
    }
}

const LEARNING: Learning = Learning { epochs: 12, rate: 0.3, decay: 3e-3, seed: 1 };
/// Folds of the cross-validation that gives calibration, thresholds and figures.
const FOLDS: usize = 5;

/// One sentence, read.
struct Prepared<'e> {
    rows: Vec<u32>,
    value: f32,
    labels: &'e [String],
    fold: usize,
}

/// Learns a classifier of the labels that occur in `examples`. A sentence may have several labels or none. Probabilities,
/// thresholds and the figures (`macro_f1`, and `f1_` with the name of each label) come from cross-validation in five folds.
/// With `vectors`, words that no sentence holds are known by their kin.
///
/// # Errors
/// [`Error::Training`] if there is no label, or a label has fewer than five sentences, or all of them.
pub fn own_labels(examples: &[OwnSentence], vectors: Option<&WordVectors>) -> Result<Trained> {
    let names: BTreeSet<&str> = examples.iter().flat_map(|e| &e.labels).map(String::as_str).collect();
    if names.is_empty() {
        return Err(Error::Training("no sentence has a label".to_owned()));
    }
    let prepared = prepare(examples);
    let kin = vectors.map(|vectors| Kin::of_words(OWN_ROWS, vectors));
    let mut learnt: Vec<Learnt> = Vec::with_capacity(names.len());
    for &name in &names {
        learnt.push(Learnt::new(name, &prepared, kin.as_ref())?);
    }
    let names = Value::from_iter(names).to_string();
    let calibration: Vec<f32> = learnt.iter().flat_map(|l| l.calibration).collect();
    let threshold: Vec<f32> = learnt.iter().map(|l| l.threshold).collect();
    let layers = [(LAYER, &Layer::new(&together(&learnt)))];
    Ok(Trained {
        name: PART,
        bytes: part::file(&layers, &calibration, &threshold, &[(NAMES, names)]),
        figures: figures(&learnt, examples.len()),
        base: None,
    })
}

/// What the sentences are for training, in folds of equal size.
fn prepare(examples: &[OwnSentence]) -> Vec<Prepared<'_>> {
    let mut order: Vec<usize> = (0..examples.len()).collect();
    Random(LEARNING.seed).shuffle(&mut order);
    let prepared = order.into_iter().enumerate().map(|(n, i)| {
        let features = features::sentence(&Reading::new(&examples[i].text, None));
        Prepared {
            rows: rows_of(OWN_ROWS, &features.attributes, &features.words),
            value: feature_value(features.attributes.len()),
            labels: &examples[i].labels,
            fold: n % FOLDS,
        }
    });
    prepared.collect()
}

/// One label, learnt.
struct Learnt<'e> {
    name: &'e str,
    layer: Logistic,
    calibration: [f32; 2],
    threshold: f32,
    count: Count,
}

impl<'e> Learnt<'e> {
    fn new(name: &'e str, prepared: &[Prepared<'_>], kin: Option<&Kin>) -> Result<Self> {
        let has = |p: &Prepared<'_>| p.labels.iter().any(|label| label == name);
        let labelled = prepared.iter().filter(|p| has(p)).count();
        if labelled < FOLDS || labelled + FOLDS > prepared.len() {
            return Err(Error::Training(format!(
                "label `{name}`: {labelled} of {} sentences have it; at least {FOLDS} with and {FOLDS} without are needed",
                prepared.len()
            )));
        }
        let train = |keep: &dyn Fn(&Prepared<'_>) -> bool| {
            let kept = prepared.iter().filter(|p| keep(p));
            let target = |p: &Prepared<'_>| [f32::from(u8::from(has(p)))];
            let examples: Vec<Example<1>> =
                kept.map(|p| Example { rows: &p.rows, value: p.value, targets: target(p), weight: 1.0 }).collect();
            learn(&examples, OWN_ROWS, LEARNING, kin)
        };
        let folds: Vec<Logistic> = (0..FOLDS).map(|fold| train(&|p| p.fold != fold)).collect();
        let pairs: Vec<(f32, bool)> = prepared.iter().map(|p| (score(&folds[p.fold], p), has(p))).collect();
        let (factor, shift) = calibrate(&pairs);
        let rows: Vec<(f32, bool)> = pairs.iter().map(|&(s, on)| (logistic(s * factor + shift), on)).collect();
        let threshold = best_threshold(&rows);
        let mut count = Count::default();
        for &(chance, on) in &rows {
            count.add(chance >= threshold, on);
        }
        Ok(Self { name, layer: train(&|_| true), calibration: [factor, shift], threshold, count })
    }
}

fn score(layer: &Logistic, sentence: &Prepared<'_>) -> f32 {
    let sum: f32 = sentence.rows.iter().map(|&row| layer.weights[(row as usize, 0)]).sum();
    sum * sentence.value + layer.bias[0]
}

/// One layer of all labels.
fn together(learnt: &[Learnt<'_>]) -> Logistic {
    let weights: Vec<_> = learnt.iter().map(|l| l.layer.weights.view()).collect();
    Logistic {
        weights: concatenate(Axis(1), &weights).expect("every label has as many rows"),
        bias: learnt.iter().map(|l| l.layer.bias[0]).collect(),
    }
}

fn figures(learnt: &[Learnt<'_>], sentences: usize) -> BTreeMap<String, f64> {
    let mut figures: BTreeMap<String, f64> = learnt.iter().map(|l| (format!("f1_{}", l.name), l.count.f1())).collect();
    figures.insert("macro_f1".to_owned(), learnt.iter().map(|l| l.count.f1()).sum::<f64>() / learnt.len() as f64);
    figures.insert("sentences".to_owned(), sentences as f64);
    figures
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::classify::Context;
    use crate::classify::own::OwnLabels;
    use crate::document::BlockKind;

    /// Ten sentences on money, ten on ships, ten on neither.
    fn examples() -> Vec<OwnSentence> {
        let mut out = Vec::new();
        for place in ["north", "south", "east", "west", "centre", "coast", "valley", "island", "city", "delta"] {
            for (text, label) in [
                (format!("The fund pays two million for the {place}."), Some("money")),
                (format!("A ferry sails to the {place} each week."), Some("ships")),
                (format!("The {place} was quiet."), None),
            ] {
                out.push(OwnSentence { text, labels: label.map(str::to_owned).into_iter().collect() });
            }
        }
        out
    }

    #[test]
    fn a_label_set_is_learnt_and_given() {
        let trained = own_labels(&examples(), None).unwrap();
        assert!(trained.figures["macro_f1"] > 0.9, "{:?}", trained.figures);
        assert!(trained.bytes == own_labels(&examples(), None).unwrap().bytes, "the same data give the same bytes");
        let own = OwnLabels::open(trained.bytes.into()).unwrap();
        let classifier = crate::Model::embedded().classifier().with_own_labels(own);
        let context = Context { block: BlockKind::Paragraph, lead_in: None };
        let labels = classifier.classify("The fund pays for a ferry to the harbour.", &context).labels;
        assert_eq!(labels.iter().map(|l| &*l.name).collect::<Vec<_>>(), ["money", "ships"]);
        assert!(labels.iter().all(|l| l.given), "{labels:?}");
        assert!(!classifier.classify("The harbour was quiet.", &context).labels.iter().any(|l| l.given));
    }

    #[test]
    fn too_few_sentences_are_an_error_that_names_the_label() {
        let mut few = examples();
        few.push(OwnSentence { text: "A bridge.".to_owned(), labels: vec!["bridges".to_owned()] });
        let message = own_labels(&few, None).unwrap_err().to_string();
        assert!(message.contains("`bridges`: 1 of 31"), "{message}");
        assert!(matches!(own_labels(&[], None), Err(Error::Training(_))));
    }
}
