//! Stage 4: what needs context: scanning errors, typing errors, lost spaces, spun phrases.
//!
//! One noisy channel. A language model says how likely a text is; channels say what a stretch of it may have been and
//! at what price; a decoder finds the cheapest reading of each sentence. How frequent each kind of damage is, is
//! estimated from the whole document before anything is decided, so that a clean document is left alone and a spun one
//! is repaired boldly.

mod article;
mod channel;
mod decode;
mod emit;
mod inflect;
mod lexicon;
mod near;
mod policy;
mod prices;
mod protect;
mod rates;
mod readings;
mod run;
mod shape;
pub(crate) mod spin_table;
mod word;

#[cfg(feature = "train")]
pub(crate) use channel::is_probable_error;
pub use policy::RepairPolicy;
pub(crate) use spin_table::{Family, SpinTable};

use crate::document::{Block, Verdict};
use crate::edits::{Channel, Edit, EditLog};
use crate::lm::{Context, LanguageModel};
use decode::{Choice, Decoder};
use rates::{Rates, Survey};
use run::{Run, Runs};
use std::collections::HashMap;
use word::Words;

/// Tokens that a survey of a document reads at most, spread over all of it.
const SURVEY_TOKENS: usize = 6000;
/// An edit of so many nats is certain enough to vouch for others like it, and saves them so much.
const POOL_FROM: f32 = 3.0;
const POOL_SAVES: f32 = 1.5;

/// Repairs text. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Repairer {
    lm: LanguageModel,
    spin: SpinTable,
    policy: RepairPolicy,
}

/// What [`Repairer::repair`] finds.
#[derive(Debug, Clone, Default)]
pub struct Repair {
    /// The edits to make.
    pub log: EditLog,
    /// Edits that are not sure enough, in order.
    pub suggestions: Vec<Edit>,
    /// What happened to the document.
    pub verdict: Verdict,
}

impl Repairer {
    pub(crate) const fn new(lm: LanguageModel, spin: SpinTable, policy: RepairPolicy) -> Self {
        Self { lm, spin, policy }
    }

    /// Repairs `text`, whose blocks are `blocks`, in order. Never fails; linear in the length of the text.
    pub fn repair(&self, text: &str, blocks: &[Block]) -> Repair {
        if self.policy == RepairPolicy::Off {
            return Repair::default();
        }
        let survey = self.survey(text, blocks);
        let mut rates = survey.rates();
        if survey.is_spun() {
            let costs = Family::SPINNERS.map(|family| self.cost(text, blocks, &rates.of_family(family)));
            rates = self.pool(text, blocks, rates.weighing(costs));
        }
        let (mut made, mut suggestions) = (Vec::new(), Vec::new());
        self.read(text, blocks, &rates, |run, choices| {
            let accept = |edit: &Edit| edit.confidence() >= self.policy.threshold();
            let (edits, others) = emit::edits(text, run, choices, accept);
            made.extend(edits);
            suggestions.extend(others);
        });
        Repair { log: EditLog::new(made), suggestions, verdict: survey.verdict() }
    }

    /// A first reading, of all of a short text and of parts of a long one.
    fn survey(&self, text: &str, blocks: &[Block]) -> Survey {
        let mut survey = Survey::default();
        self.sample(text, blocks, &Rates::survey(), |run, path| survey.add(run.words(), &path.choices));
        survey
    }

    /// What the best reading of a document costs.
    fn cost(&self, text: &str, blocks: &[Block], rates: &Rates) -> f32 {
        let mut cost = 0.0;
        self.sample(text, blocks, rates, |_, path| cost += path.cost);
        cost
    }

    /// Decodes all of a short text, and parts of a long one.
    fn sample(&self, text: &str, blocks: &[Block], rates: &Rates, mut see: impl FnMut(&Run, decode::Path)) {
        // About six bytes a token: of a longer text, every so many blocks are read, or runs of the few that there are.
        let every = (text.len() / 6 / SURVEY_TOKENS).max(1);
        let (blocks_apart, runs_apart) = if blocks.len() >= 8 * every { (every, 1) } else { (1, every) };
        let (mut run, mut words) = (Run::default(), Words::default());
        for sample in blocks.iter().step_by(blocks_apart).map(std::slice::from_ref) {
            let mut runs = Runs::new(text, sample);
            let mut number = 0;
            while runs.next(&mut run, &mut words, &self.lm) {
                if number % runs_apart == 0 {
                    see(&run, self.decode(text, &run, &words, rates, Context::START));
                }
                number += 1;
            }
        }
    }

    /// `rates` with what a first decoding of the document replaced with certainty.
    fn pool(&self, text: &str, blocks: &[Block], rates: Rates) -> Rates {
        let mut pooled = HashMap::new();
        self.read(text, blocks, &rates, |_, choices| {
            for choice in choices.iter().filter(|c| c.gain >= POOL_FROM && c.candidate.channel == Channel::Spin) {
                pooled.insert(choice.candidate.text.to_lowercase(), POOL_SAVES);
            }
        });
        rates.pooling(pooled)
    }

    /// Decodes all runs of a text in order.
    fn read(&self, text: &str, blocks: &[Block], rates: &Rates, mut see: impl FnMut(&Run, &[Choice])) {
        let mut runs = Runs::new(text, blocks);
        let (mut run, mut words) = (Run::default(), Words::default());
        let mut context = Context::START;
        while runs.next(&mut run, &mut words, &self.lm) {
            let start = if run.opens_block { Context::START } else { context };
            let path = self.decode(text, &run, &words, rates, start);
            context = path.end.unwrap_or(Context::START);
            see(&run, &path.choices);
        }
    }

    fn decode(&self, text: &str, run: &Run, words: &Words, rates: &Rates, start: Context) -> decode::Path {
        let candidates = channel::find(text, run, words, &self.lm, &self.spin, rates);
        Decoder { lm: &self.lm, words, run, rates }.decode(&candidates, start)
    }
}
