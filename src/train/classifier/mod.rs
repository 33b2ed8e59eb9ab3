//! The classifier, learnt from labelled sentences.

mod examples;
mod keep;
mod logistic;
mod own;
mod part;
mod score;
mod spans;
mod targets;

pub use examples::{Label, LabelledCall, LabelledCommitment, LabelledNorm, LabelledSentence};
pub use own::{OwnSentence, own_labels};

use super::{Trained, WordVectors};
use crate::classify::features::{self, Features, Reading};
use crate::classify::heads::{
    ATTRIBUTE_HEADS, ATTRIBUTE_ROWS, KIND_HEADS, KINDS, REFRAIN, Rows, SENTENCE_HEADS, STATES_UN_NORM, TOPICS,
};
use crate::classify::weights::feature_value;
use crate::classify::{Classifier, Context, Weights};
use crate::document::{BlockKind, Kind};
use crate::error::{Error, Result};
use crate::train::random::Random;
use keep::{Counts, keep};
use logistic::{Example, Kin, Learner, Learning, calibrate, learn};
use part::{Layer, Part};
use spans::LabelledSpans;
use std::collections::HashSet;
#[cfg(feature = "bert")]
pub(super) use {
    score::Tally,
    targets::{of_sentence, span_of},
};

/// Options of [`classifier`].
///
/// ```
/// use servanda::train::ClassifierOptions;
///
/// let options = ClassifierOptions { folds: 10, ..ClassifierOptions::default() };
/// assert_eq!(options.folds, 10);
/// ```
#[derive(Debug, Clone)]
pub struct ClassifierOptions {
    /// Folds of the cross-validation that gives figures, calibration and thresholds; at least 2.
    pub folds: usize,
    /// How much a sentence counts about which the annotator hesitated; others count 1.
    pub unsure_weight: f32,
    /// Decides the order of the examples and the folds.
    pub seed: u64,
    /// Sentences that a better classifier labelled: kinds are learnt from these before they are learnt from the others.
    pub taught: Vec<LabelledSentence>,
    /// Texts of the examples that figures are taken from; all, if it is empty. A classifier that labelled the sentences of
    /// `taught` hands on what it learnt from its own examples, so figures are honest on those alone that it never saw.
    pub judged: HashSet<String>,
    /// Vectors, so that words which no labelled sentence holds are known by their kin.
    pub vectors: Option<WordVectors>,
}

impl Default for ClassifierOptions {
    fn default() -> Self {
        Self { folds: 5, unsure_weight: 0.5, seed: 1, taught: Vec::new(), judged: HashSet::new(), vectors: None }
    }
}

// Chosen by cross-validation among a dozen values each; all of the neighbours were within half a point.
const KINDS_LEARNING: Learning = Learning { epochs: 5, rate: 0.2, decay: 1e-5, seed: 0 };
const TAUGHT_LEARNING: Learning = Learning { epochs: 4, rate: 0.2, decay: 1e-6, seed: 0 };
const ATTRIBUTES_LEARNING: Learning = Learning { epochs: 12, rate: 0.3, decay: 3e-3, seed: 0 };
const SPANS_LEARNING: Learning = Learning { epochs: 6, rate: 0.15, decay: 1e-6, seed: 0 };

/// Rows of the layer of kinds while it is learnt: so many that few features share one. The model keeps the best.
const KIND_ROWS: Rows = Rows { features: 1 << 20, words: 1 << 17 };

/// Twentieths to each side over which a threshold is judged.
const NEIGHBOURS: i32 = 2;
/// F1 that is as good as the best, as a share of it.
const AS_GOOD: f32 = 0.997;

/// One labelled sentence, read.
struct Prepared {
    features: Features,
    /// Rows of the features, in the layers that are learnt together.
    kinds: Vec<u32>,
    attributes: Vec<u32>,
    targets: [f32; SENTENCE_HEADS],
    spans: Option<LabelledSpans>,
    weight: f32,
    fold: usize,
}

/// Learns a classifier from `examples`. Its figures come from cross-validation: every sentence is judged by weights,
/// calibration and thresholds that were made without it. The part is made of all sentences.
///
/// # Errors
/// [`Error::Config`] for fewer than two folds, or if none of the `examples` is to be judged; [`Error::Training`] if a kind
/// has fewer sentences than there are folds.
pub fn classifier(examples: &[LabelledSentence], options: &ClassifierOptions) -> Result<Trained> {
    if options.folds < 2 {
        return Err(Error::Config { option: "folds", reason: "cross-validation needs at least 2".to_owned() });
    }
    let is_judged = |e: &LabelledSentence| options.judged.is_empty() || options.judged.contains(&e.text);
    if !examples.iter().any(is_judged) {
        let reason = "none of the sentences to judge is among the examples".to_owned();
        return Err(Error::Config { option: "judged", reason });
    }
    let folds = folds(examples, options)?;
    let prepared: Vec<Prepared> = examples.iter().zip(folds).map(|(e, fold)| prepare(e, fold, options)).collect();

    let kin = options.vectors.as_ref().map(|vectors| Kin::of_words(KIND_ROWS, vectors));
    let taught = teach(&prepared, options, kin.as_ref());
    let mut parts = train_folds(&prepared, options, &taught)?;
    let mut scores = vec![[0.0; SENTENCE_HEADS]; prepared.len()];
    for (fold, part) in parts.iter().enumerate() {
        let weights = Weights::open(part.bytes().into())?;
        for (score, p) in scores.iter_mut().zip(&prepared).filter(|(_, p)| p.fold == fold) {
            *score = weights.sentence(&p.features).map(|p| (p / (1.0 - p)).ln().clamp(-30.0, 30.0));
        }
    }

    let mut tally = score::Tally::default();
    for (fold, part) in parts.iter_mut().enumerate() {
        decide(part, &prepared, &scores, |p| p.fold != fold);
        let classifier = Classifier::new(Weights::open(part.bytes().into())?);
        for (example, _) in examples.iter().zip(&prepared).filter(|(e, p)| p.fold == fold && is_judged(e)) {
            let context = Context { block: BlockKind::Paragraph, lead_in: None };
            tally.add(example, &classifier.classify(&example.text, &context));
        }
    }

    let mut whole = train_part(&prepared, options, &taught, |_| true);
    decide(&mut whole, &prepared, &scores, |_| true);
    let figures = tally.figures();
    Ok(Trained { name: crate::classify::weights::PART, bytes: whole.bytes(), figures, base: None })
}

/// The fold of each example: the examples of each primary kind are spread evenly.
fn folds(examples: &[LabelledSentence], options: &ClassifierOptions) -> Result<Vec<usize>> {
    let mut folds = vec![0; examples.len()];
    let mut random = Random(options.seed);
    for kind in Kind::ALL {
        let mut of_kind: Vec<usize> = (0..examples.len()).filter(|&i| examples[i].kinds[0] == kind).collect();
        if of_kind.len() < options.folds {
            let (found, wanted) = (of_kind.len(), options.folds);
            return Err(Error::Training(format!("{found} sentences of kind `{kind}`, at least {wanted} are needed")));
        }
        random.shuffle(&mut of_kind);
        for (n, i) in of_kind.into_iter().enumerate() {
            folds[i] = n % options.folds;
        }
    }
    Ok(folds)
}

fn prepare(example: &LabelledSentence, fold: usize, options: &ClassifierOptions) -> Prepared {
    let weight = if example.unsure { options.unsure_weight } else { 1.0 };
    let reading = Reading::new(&example.text, None);
    let features = features::sentence(&reading);
    Prepared {
        kinds: rows_of(KIND_ROWS, &features.kinds, &features.words),
        attributes: rows_of(ATTRIBUTE_ROWS, &features.attributes, &[]),
        features,
        targets: targets::of_sentence(example),
        spans: targets::of_spans(example, &reading),
        weight,
        fold,
    }
}

/// What is known of kinds before the labelled sentences.
struct Taught<'k> {
    learner: Learner<'k, KIND_HEADS>,
    /// How many sentences have each feature, those of the labelled sentences counted in.
    counts: Counts,
}

/// Learns kinds from what a better classifier labelled, if there is such, and counts all features.
///
/// Kinds alone have vectors: topics and norms have too few sentences for what their words have in common to be told from
/// chance.
fn teach<'k>(prepared: &[Prepared], options: &ClassifierOptions, kin: Option<&'k Kin>) -> Taught<'k> {
    let mut counts = Counts::default();
    for p in prepared {
        counts.add(&p.features.kinds, &p.features.words);
    }
    let vectors = options.vectors.iter().flat_map(|vectors| &vectors.words);
    counts.add_words(vectors.map(|&word| features::of_word(word)));
    let mut taught = Vec::with_capacity(options.taught.len());
    for sentence in &options.taught {
        let Features { kinds, words, .. } = features::sentence(&Reading::new(&sentence.text, None));
        counts.add(&kinds, &words);
        taught.push((kinds.len(), rows_of(KIND_ROWS, &kinds, &words), targets::of_sentence(sentence)));
    }
    let examples: Vec<_> = taught.iter().map(|(count, rows, targets)| example(rows, *count, targets, 0, 1.0)).collect();
    let mut learner = Learner::new(KIND_ROWS, kin);
    learner.study(&examples, Learning { seed: options.seed, ..TAUGHT_LEARNING });
    Taught { learner, counts }
}

/// The parts that are made without one fold each, on as many threads.
fn train_folds(prepared: &[Prepared], options: &ClassifierOptions, taught: &Taught<'_>) -> Result<Vec<Part>> {
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..options.folds)
            .map(|fold| scope.spawn(move || train_part(prepared, options, taught, |p| p.fold != fold)))
            .collect();
        let join = |t: std::thread::ScopedJoinHandle<'_, Part>| {
            t.join().map_err(|_| Error::Training("a training thread stopped early".to_owned()))
        };
        threads.into_iter().map(join).collect()
    })
}

/// A part learnt from the examples that `pick` picks, not yet calibrated.
fn train_part(
    prepared: &[Prepared],
    options: &ClassifierOptions,
    taught: &Taught<'_>,
    pick: impl Fn(&Prepared) -> bool,
) -> Part {
    let kept: Vec<&Prepared> = prepared.iter().filter(|p| pick(p)).collect();
    let kinds: Vec<Example<KIND_HEADS>> =
        kept.iter().map(|p| example(&p.kinds, p.features.kinds.len(), &p.targets, 0, p.weight)).collect();
    let attributes: Vec<Example<ATTRIBUTE_HEADS>> = kept
        .iter()
        .map(|p| example(&p.attributes, p.features.attributes.len(), &p.targets, KIND_HEADS, p.weight))
        .collect();
    let labelled: Vec<&LabelledSpans> = kept.iter().filter_map(|p| p.spans.as_ref()).collect();
    let learning = |learning: Learning| Learning { seed: options.seed, ..learning };
    let [words, stretches] = spans::learn(&labelled, learning(SPANS_LEARNING));
    let mut learner = taught.learner.clone();
    learner.study(&kinds, learning(KINDS_LEARNING));
    let attributes = learn(&attributes, ATTRIBUTE_ROWS, learning(ATTRIBUTES_LEARNING), None);
    Part::new([
        ("kinds", keep(&learner.finish(), KIND_ROWS, &taught.counts)),
        ("attributes", Layer::new(&attributes)),
        ("spans", Layer::new(&words)),
        ("stretches", Layer::new(&stretches)),
    ])
}

/// The rows of the features and the words of a sentence.
fn rows_of(rows: Rows, features: &[u32], words: &[u32]) -> Vec<u32> {
    let features = features.iter().map(|&feature| rows.of(feature) as u32);
    features.chain(words.iter().map(|&word| rows.of_word(word) as u32)).collect()
}

/// An example for the heads from number `first` on; its features count as if there were `count` of them.
fn example<'r, const HEADS: usize>(
    rows: &'r [u32],
    count: usize,
    targets: &[f32],
    first: usize,
    weight: f32,
) -> Example<'r, HEADS> {
    Example { rows, value: feature_value(count), targets: std::array::from_fn(|h| targets[first + h]), weight }
}

/// Calibrates `part` and sets its thresholds on the cross-validated scores of the examples that `keep` picks.
fn decide(part: &mut Part, prepared: &[Prepared], scores: &[[f32; SENTENCE_HEADS]], keep: impl Fn(&Prepared) -> bool) {
    let kept: Vec<_> = prepared.iter().zip(scores).filter(|(p, _)| keep(p)).collect();
    let mut probabilities = vec![[0.0; SENTENCE_HEADS]; kept.len()];
    for head in 0..SENTENCE_HEADS {
        let pairs: Vec<_> = kept
            .iter()
            .filter(|(p, _)| !p.targets[head].is_nan())
            .map(|(p, score)| (score[head], p.targets[head] > 0.5))
            .collect();
        let (factor, shift) = calibrate(&pairs);
        part.calibrate(head, factor, shift);
        for (probability, (_, score)) in probabilities.iter_mut().zip(&kept) {
            probability[head] = crate::classify::weights::logistic(score[head] * factor + shift);
        }
    }
    for head in KINDS.chain(REFRAIN).chain(TOPICS).chain(STATES_UN_NORM) {
        let judged = kept.iter().zip(&probabilities).filter(|((p, _), _)| !p.targets[head].is_nan());
        let rows: Vec<_> = judged
            .map(|((p, _), found)| {
                // The likeliest kind is given in any case, so no threshold matters to it.
                let given = KINDS.contains(&head) && found[KINDS].iter().all(|&other| other <= found[head]);
                (if given { 1.0 } else { found[head] }, p.targets[head] > 0.5)
            })
            .collect();
        part.set_threshold(head, best_threshold(&rows));
    }
}

/// The threshold, of twentieths, around which F1 is best: the mean over its neighbours, for the best single value is often
/// best by chance. Of thresholds that are as good the lowest, which misses least.
fn best_threshold(rows: &[(f32, bool)]) -> f32 {
    let labelled = rows.iter().filter(|r| r.1).count();
    let f1 = |twentieths: i32| {
        let given = rows.iter().filter(|r| r.0 >= twentieths as f32 / 20.0);
        let (all, right) = given.fold((0, 0), |(all, right), r| (all + 1, right + usize::from(r.1)));
        2.0 * right as f32 / (all + labelled).max(1) as f32
    };
    let around = |at: i32| (at - NEIGHBOURS..=at + NEIGHBOURS).map(f1).sum::<f32>();
    let candidates: Vec<_> = (2 + NEIGHBOURS..=18 - NEIGHBOURS).map(|at| (at, around(at))).collect();
    let best = candidates.iter().map(|c| c.1).fold(0.0, f32::max);
    candidates.iter().find(|c| c.1 >= best * AS_GOOD).map_or(0.5, |c| c.0 as f32 / 20.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn examples() -> Vec<LabelledSentence> {
        let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/data/labelled/own_statements.jsonl");
        LabelledSentence::read(&file).unwrap()
    }

    #[test]
    fn training_is_deterministic_and_learns() {
        let options = ClassifierOptions { folds: 2, ..ClassifierOptions::default() };
        let (one, two) = (classifier(&examples(), &options).unwrap(), classifier(&examples(), &options).unwrap());
        assert!(one.bytes == two.bytes, "the same data and seed give the same bytes");
        assert_eq!(one.figures, two.figures);
        assert!(one.bytes.len() <= 2_000_000);
        assert!(one.figures["macro_f1"] > 0.6, "{:?}", one.figures);
        let weights = Weights::open(one.bytes.into()).unwrap();
        let context = crate::classify::Context { block: crate::document::BlockKind::Paragraph, lead_in: None };
        let found = Classifier::new(weights).classify("We will publish our view.", &context);
        assert_eq!(found.kinds, [Kind::Commitment]);
    }

    #[test]
    fn too_little_data_and_too_few_folds_are_errors() {
        let one_fold = ClassifierOptions { folds: 1, ..ClassifierOptions::default() };
        assert!(matches!(classifier(&examples(), &one_fold), Err(Error::Config { option: "folds", .. })));
        let few = classifier(&examples()[..20], &ClassifierOptions::default());
        assert!(matches!(few, Err(Error::Training(_))), "{few:?}");
    }

    #[test]
    fn the_threshold_is_the_one_around_which_f1_is_best() {
        let rows = [(0.9, true), (0.7, true), (0.4, false), (0.3, false), (0.2, true)];
        let threshold = best_threshold(&rows);
        assert!(threshold > 0.4 && threshold <= 0.7, "{threshold}");
    }
}
