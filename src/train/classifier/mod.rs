//! The classifier, learnt from labelled sentences.

mod examples;
mod keep;
mod layers;
mod logistic;
mod own;
mod part;
mod prepared;
mod score;
mod spans;
mod targets;

pub use examples::{Label, LabelledCall, LabelledCommitment, LabelledNorm, LabelledSentence};
pub use own::{OwnSentence, own_labels};

use super::{Trained, WordVectors};
use crate::classify::heads::{KINDS, REFRAIN, SENTENCE_HEADS, STATES_UN_NORM, TOPICS};
use crate::classify::{Classifier, Context, Weights};
use crate::document::{BlockKind, Kind};
use crate::error::{Error, Result};
use crate::train::random::Random;
use layers::{LABELLED, Layers, Seen, TAUGHT};
use logistic::{Kin, calibrate};
use part::Part;
use prepared::{KIND_ROWS, Prepared};
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
    /// Sentences that a better classifier labelled: all is learnt from these before it is learnt from the others.
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

/// Twentieths to each side over which a threshold is judged.
const NEIGHBOURS: i32 = 2;
/// F1 that is as good as the best, as a share of it.
const AS_GOOD: f32 = 0.997;

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
    let prepare = |e: &LabelledSentence| Prepared::new(e, options.unsure_weight);
    let prepared: Vec<Prepared> = examples.iter().map(prepare).collect();
    let kin = options.vectors.as_ref().map(|vectors| Kin::of_words(KIND_ROWS, vectors));
    let mut training = Training { prepared, folds, layers: Layers::new(kin.as_ref()), seen: Seen::default(), options };
    training.teach();

    let mut parts = training.without_each_fold()?;
    let scores = training.scores(&parts)?;
    let mut tally = score::Tally::default();
    for (fold, part) in parts.iter_mut().enumerate() {
        training.decide(part, &scores, |f| f != fold);
        let classifier = Classifier::new(Weights::open(part.bytes().into())?);
        for (example, _) in examples.iter().zip(&training.folds).filter(|(e, f)| **f == fold && is_judged(e)) {
            let context = Context { block: BlockKind::Paragraph, lead_in: None };
            tally.add(example, &classifier.classify(&example.text, &context));
        }
    }

    let mut whole = training.part(|_| true);
    training.decide(&mut whole, &scores, |_| true);
    Ok(Trained { name: crate::classify::weights::PART, bytes: whole.bytes(), figures: tally.figures(), base: None })
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

/// Sentences to learn from, and what is known before.
struct Training<'k> {
    prepared: Vec<Prepared>,
    /// The fold of each.
    folds: Vec<usize>,
    layers: Layers<'k>,
    /// How many sentences have each feature, those that a better classifier labelled counted in.
    seen: Seen,
    options: &'k ClassifierOptions,
}

impl Training<'_> {
    /// Learns what a better classifier labelled, if there is such, and counts all features.
    fn teach(&mut self) {
        let taught: Vec<Prepared> = self.options.taught.iter().map(|e| Prepared::new(e, 1.0)).collect();
        self.layers.study(&taught.iter().collect::<Vec<_>>(), &TAUGHT, self.options.seed);
        self.seen.add(self.prepared.iter().chain(&taught));
        self.options.vectors.iter().for_each(|vectors| self.seen.add_words(vectors));
    }

    /// A part learnt from the examples of the folds that `pick` picks, not yet calibrated.
    fn part(&self, pick: impl Fn(usize) -> bool) -> Part {
        let picked = self.prepared.iter().zip(&self.folds).filter(|(_, f)| pick(**f));
        let mut layers = self.layers.clone();
        layers.study(&picked.map(|(p, _)| p).collect::<Vec<_>>(), &LABELLED, self.options.seed);
        layers.finish(&self.seen)
    }

    /// The parts that are made without one fold each, on as many threads.
    fn without_each_fold(&self) -> Result<Vec<Part>> {
        std::thread::scope(|scope| {
            let threads: Vec<_> =
                (0..self.options.folds).map(|fold| scope.spawn(move || self.part(|f| f != fold))).collect();
            let join = |t: std::thread::ScopedJoinHandle<'_, Part>| {
                t.join().map_err(|_| Error::Training("a training thread stopped early".to_owned()))
            };
            threads.into_iter().map(join).collect()
        })
    }

    /// The scores of every example by the part that was made without it.
    fn scores(&self, parts: &[Part]) -> Result<Vec<[f32; SENTENCE_HEADS]>> {
        let open = |part: &Part| Weights::open(part.bytes().into());
        let weights: Vec<Weights> = parts.iter().map(open).collect::<Result<_>>()?;
        let log_odds = |p: f32| (p / (1.0 - p)).ln().clamp(-30.0, 30.0);
        let scores = self.prepared.iter().zip(&self.folds);
        Ok(scores.map(|(p, &fold)| weights[fold].sentence(&p.features).map(log_odds)).collect())
    }

    /// Calibrates `part` and sets its thresholds on the cross-validated scores of the examples of the folds that `pick`
    /// picks.
    fn decide(&self, part: &mut Part, scores: &[[f32; SENTENCE_HEADS]], pick: impl Fn(usize) -> bool) {
        let all = self.prepared.iter().zip(scores).zip(&self.folds);
        let kept: Vec<_> = all.filter(|(_, f)| pick(**f)).map(|(pair, _)| pair).collect();
        let mut probabilities = vec![[0.0; SENTENCE_HEADS]; kept.len()];
        for head in 0..SENTENCE_HEADS {
            let known = kept.iter().filter(|(p, _)| !p.targets[head].is_nan());
            let pairs: Vec<_> = known.map(|(p, score)| (score[head], p.targets[head] > 0.5)).collect();
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
                    // The likeliest kind is nearly always given (the surest is), so that no threshold matters to it.
                    let given = KINDS.contains(&head) && found[KINDS].iter().all(|&other| other <= found[head]);
                    (if given { 1.0 } else { found[head] }, p.targets[head] > 0.5)
                })
                .collect();
            part.set_threshold(head, best_threshold(&rows));
        }
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
