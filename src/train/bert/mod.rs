//! The teacher, learnt from labelled sentences: a BERT encoder is fine-tuned together with its heads.

mod batches;
mod checkpoint;
mod learnt;
mod loss;

use super::classifier::{LabelledSentence, Tally, of_sentence};
use super::random::Random;
use super::{Trained, write_whole};
use crate::classify::bert::{Encoded, Network, PART, Tokens, read_batches, write_tensors};
use crate::classify::features::Reading;
use crate::classify::statement_of;
use crate::error::{Error, Result};
use crate::model::Base;
use batches::batches;
use checkpoint::Checkpoint;
use learnt::Learnt;
use loss::Targets;
use std::fmt;
use std::path::PathBuf;
use tch::Kind;

/// Share of the steps in which the learning rate rises; then it falls to zero.
const WARM_UP: f64 = 0.1;
/// The greatest length of all slopes together; longer ones are shortened to it.
const LONGEST_SLOPE: f64 = 1.0;

/// Options of [`bert`].
#[derive(Debug, Clone)]
pub struct BertOptions {
    /// Directory of the base: `config.json`, `tokenizer.json` or `vocab.txt`, `model.safetensors`.
    pub base: PathBuf,
    /// What of the base is learnt.
    pub tuning: Tuning,
    /// How often every sentence is seen.
    pub epochs: usize,
    /// Sentences a step.
    pub batch: usize,
    /// The greatest learning rate of the matrices of the encoder; all smaller tensors learn ten times as fast.
    pub learning_rate: f64,
    /// Decides the order of the sentences and all else that is chance.
    pub seed: u64,
    /// How much a sentence counts about which the annotator hesitated; others count 1.
    pub unsure_weight: f32,
    /// Whether to calculate in numbers of 16 bits (bfloat16): half the time where the processor has instructions for it.
    pub bfloat16: bool,
    /// File that holds the state after each epoch.
    pub checkpoint: PathBuf,
    /// Whether to go on from the checkpoint, if there is one.
    pub resume: bool,
}

impl BertOptions {
    /// The options that did best, for a base and a checkpoint file.
    pub const fn new(base: PathBuf, checkpoint: PathBuf) -> Self {
        Self {
            base,
            tuning: Tuning::LowRank,
            epochs: 4,
            batch: 16,
            learning_rate: 1e-4,
            seed: 1,
            unsure_weight: 0.5,
            bfloat16: false,
            checkpoint,
            resume: false,
        }
    }

    fn check(&self) -> Result<()> {
        let config = |option, reason: &str| Err(Error::Config { option, reason: reason.to_owned() });
        match self {
            Self { epochs: 0, .. } => config("epochs", "at least 1 is needed"),
            Self { batch: 0, .. } => config("batch", "at least 1 sentence is needed"),
            Self { learning_rate: rate, .. } if !(*rate > 0.0 && rate.is_finite()) => {
                config("learning-rate", "it has to be a number above zero")
            }
            _ => Ok(()),
        }
    }
}

crate::names::named! {
    /// What of the base is learnt, besides the heads. The less it is, the smaller is the part.
    pub enum Tuning as "tuning" {
        /// Nothing.
        Heads = "heads",
        /// Biases and layer norms (Ben Zaken, Goldberg, Ravfogel 2022).
        Biases = "biases",
        /// These, and for each matrix of the encoder a change of low rank (Hu et al. 2021).
        LowRank = "low-rank",
        /// Everything but the embeddings of word pieces and places.
        All = "all",
    }
}

/// How far training has come.
#[derive(Debug, Clone, Copy)]
pub struct Progress {
    /// Steps that were made.
    pub step: usize,
    /// Steps that there will be.
    pub steps: usize,
    /// Mean loss of the epoch so far.
    pub loss: f64,
}

impl fmt::Display for Progress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "step {} of {}, loss {:.3}", self.step, self.steps, self.loss)
    }
}

/// Learns a teacher from `examples`; its figures say how it reads `test`, of which it has learnt nothing. `watch` is told of
/// every step, and stops training by an error; with the checkpoint, the same examples and the same options a later run
/// goes on after the last whole epoch, and gives what an unbroken run gives.
///
/// # Errors
/// [`Error::Config`] for an option out of range or a checkpoint of other options, [`Error::Training`] without examples,
/// [`Error::Io`], [`Error::Json`] and [`Error::Model`] for the base and the checkpoint, and what `watch` gives.
pub fn bert(
    examples: &[LabelledSentence],
    test: &[LabelledSentence],
    options: &BertOptions,
    mut watch: impl FnMut(Progress) -> Result<()>,
) -> Result<Trained> {
    options.check()?;
    if examples.is_empty() || test.is_empty() {
        return Err(Error::Training("no sentences to learn from, or none to measure on".to_owned()));
    }
    let base = Base::pin(&options.base)?;
    let tokens = Tokens::open(&options.base)?;
    tch::manual_seed(options.seed as i64);
    let mut network = Network::open(&options.base, None)?;
    let mut learnt = Learnt::new(&network, options.tuning);
    if options.bfloat16 {
        network.halve();
    }
    let checkpoint = Checkpoint::new(&options.checkpoint, options, examples.len());
    let done = if options.resume { checkpoint.read(&mut learnt)? } else { 0 };

    let rows: Vec<(Encoded, Targets)> = examples.iter().map(|e| Targets::new(e, &tokens, options)).collect();
    let lengths: Vec<usize> = rows.iter().map(|(encoded, _)| encoded.ids.len()).collect();
    let in_epoch = examples.len().div_ceil(options.batch);
    let steps = in_epoch * options.epochs;
    for epoch in done..options.epochs {
        // A seed of its own for each epoch, so that one that is begun again is the same.
        let seed = options.seed.wrapping_add(epoch as u64 + 1);
        tch::manual_seed(seed as i64);
        let mut sum = 0.0;
        for (i, batch) in batches(&lengths, options.batch, &mut Random(seed)).into_iter().enumerate() {
            let of_batch: Vec<&(Encoded, Targets)> = batch.iter().map(|&i| &rows[i]).collect();
            let loss = loss::loss(&network, &of_batch);
            loss.backward();
            let step = epoch * in_epoch + i;
            learnt.step(options.learning_rate * rate_at(step, steps), step + 1, LONGEST_SLOPE);
            sum += loss.double_value(&[]);
            watch(Progress { step: step + 1, steps, loss: sum / (i + 1) as f64 })?;
        }
        checkpoint.write(&learnt, epoch + 1)?;
    }

    let bytes = write_tensors(&learnt.tensors(), Kind::Half, None);
    let figures = measure(&network, &tokens, test).figures();
    Ok(Trained { name: PART, bytes, figures, base: Some(base) })
}

/// The share of the learning rate at a step: a rise, then a fall, both straight.
fn rate_at(step: usize, steps: usize) -> f64 {
    let (at, warm) = ((step + 1) as f64 / (steps + 1) as f64, WARM_UP);
    if at < warm { at / warm } else { (1.0 - at) / (1.0 - warm) }
}

/// How the network reads sentences with labels.
fn measure(network: &Network, tokens: &Tokens, test: &[LabelledSentence]) -> Tally {
    let encoded: Vec<Encoded> = test.iter().map(|e| tokens.encode(&e.text, None)).collect();
    let found = read_batches(network, &encoded.iter().collect::<Vec<_>>());
    let mut tally = Tally::default();
    for (example, found) in test.iter().zip(&found) {
        tally.add(example, &statement_of(found, &Reading::new(&example.text, None)));
    }
    tally
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rate_rises_and_falls() {
        let rates: Vec<f64> = (0..100).map(|step| rate_at(step, 100)).collect();
        assert!(rates[0] > 0.0 && rates[99] > 0.0 && rates[99] < 0.02);
        assert!(rates[..10].is_sorted() && rates[10..].iter().rev().is_sorted());
        assert!(rates.iter().all(|&rate| rate <= 1.0) && rates[9] > 0.9);
    }
}
