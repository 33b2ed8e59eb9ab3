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
mod passes;
mod policy;
mod pool;
mod prices;
mod protect;
mod rates;
mod readings;
mod run;
mod shape;
pub(crate) mod spin_table;
mod variety;
mod vocabulary;
mod word;

#[cfg(feature = "train")]
pub(crate) use channel::is_probable_error;
pub use policy::RepairPolicy;
pub(crate) use spin_table::{Family, SpinTable};

use crate::document::{Block, Condition, Verdict};
use crate::edits::{Channel, Edit, EditLog};
use crate::lm::LanguageModel;
use emit::Thresholds;
use passes::{Passes, REMEMBERED_TOKENS, SAMPLE_TOKENS};
use pool::{Memory, Pool};
use rates::{Rates, Survey};
use std::collections::HashMap;
use variety::Variety;

/// The sample is read in so many parts, each spread over all of it.
const PARTS: usize = 3;
/// An edit of so many nats is certain enough to vouch for others like it, and saves them so much.
const POOL_FROM: f32 = 3.0;
const POOL_SAVES: f32 = 1.5;

/// Repairs text. Cheap to clone.
///
/// ```
/// use servanda::{Model, RepairPolicy, layout};
///
/// let repairer = Model::embedded().repairer(RepairPolicy::Balanced);
/// let text = "States rnust act. We w0uld agree.";
/// let repaired = repairer.repair(text, &layout::layout(text).blocks);
/// assert_eq!(repaired.log.apply(text), "States must act. We would agree.");
/// ```
#[derive(Debug, Clone)]
pub struct Repairer {
    lm: LanguageModel,
    spin: SpinTable,
    policy: RepairPolicy,
    /// The condition of all texts; `None` to find it out.
    condition: Option<Condition>,
    pool: Pool,
}

/// What [`Repairer::repair`] finds.
///
/// ```
/// use servanda::{Condition, Model, RepairPolicy, layout};
///
/// let text = "We will publish our view before May.";
/// let repaired = Model::embedded().repairer(RepairPolicy::Bold).repair(text, &layout::layout(text).blocks);
/// assert!(repaired.log.is_empty() && repaired.suggestions.is_empty());
/// assert_eq!(repaired.verdict.condition(), Condition::Clean);
/// ```
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
    pub(crate) fn new(lm: LanguageModel, spin: SpinTable, policy: RepairPolicy) -> Self {
        Self { lm, spin, policy, condition: None, pool: Pool::default() }
    }

    /// The same for texts of a known condition: whoever knows that a text was scanned need not have it guessed. With `None`,
    /// it is found out for each.
    ///
    /// ```
    /// use servanda::{Condition, Model, RepairPolicy, layout};
    ///
    /// let text = "We word that our on-line world is beneath menace.";
    /// let blocks = layout::layout(text).blocks;
    /// let repairer = Model::embedded().repairer(RepairPolicy::Balanced);
    /// assert!(!repairer.repair(text, &blocks).log.is_empty());
    /// assert!(repairer.for_condition(Condition::Clean).repair(text, &blocks).log.is_empty());
    /// ```
    #[must_use]
    pub fn for_condition(self, condition: impl Into<Option<Condition>>) -> Self {
        Self { condition: condition.into(), ..self }
    }

    /// Repairs `text`, whose blocks are `blocks`, in order. Never fails; linear in the length of the text.
    pub fn repair(&self, text: &str, blocks: &[Block]) -> Repair {
        if self.policy == RepairPolicy::Off {
            return Repair::default();
        }
        let with = |memory: Memory| (&self.lm, &self.spin, memory);
        let mut passes = Passes::new(text, blocks, with(self.pool.take(text)), SAMPLE_TOKENS);
        let survey = survey(&mut passes, self.condition);
        let mut rates = survey.rates();
        if survey.is_spun() {
            passes = Passes::new(text, blocks, with(passes.into_memory()), REMEMBERED_TOKENS);
            let costs = Family::ALL.map(|family| cost(&mut passes, &rates.of_family(family)));
            rates = pool(&mut passes, rates.weighing(costs));
        } else {
            passes.look_anew();
        }
        let (mut made, mut suggestions) = (Vec::new(), Vec::new());
        let thresholds =
            Thresholds { edit: self.policy.threshold(), stretch: self.policy.stretch_threshold(survey.is_short()) };
        passes.decode_all(&rates, |run, choices| {
            let (edits, others) = emit::edits(text, run, choices, thresholds);
            made.extend(edits);
            suggestions.extend(others);
        });
        self.pool.give(passes.into_memory());
        // Spinners put words for words, and the tables know each in one spelling; other damage keeps to the word.
        if survey.is_spun() {
            let variety = Variety::of(text, &made);
            made = made.into_iter().filter_map(|edit| variety.follow(edit)).collect();
            suggestions = suggestions.into_iter().filter_map(|edit| variety.follow(edit)).collect();
        }
        Repair { log: EditLog::new(made), suggestions, verdict: survey.verdict() }
    }
}

/// A first reading, of all of a short text and of parts of a long one. Once what was read shows plainly that the text was not
/// spun, the rest is read for other damage alone.
fn survey(passes: &mut Passes<'_>, given: Option<Condition>) -> Survey {
    let mut survey = Survey::of(given);
    let mut rates = Rates::survey();
    for part in 0..PARTS {
        if survey.is_plainly_not_spun() {
            rates = rates.without_spin();
        }
        passes.decode_part(|i| i % PARTS == part, &rates, |run, path| survey.add(run, &path.choices, &rates));
    }
    survey
}

/// What the best reading of a document costs, against leaving it as it is.
fn cost(passes: &mut Passes<'_>, rates: &Rates) -> f32 {
    let mut cost = 0.0;
    passes.decode_sample(rates, |_, path| cost -= path.saves);
    cost
}

/// `rates` with what a first decoding of the document, or of what is remembered of it, replaced with certainty.
fn pool(passes: &mut Passes<'_>, rates: Rates) -> Rates {
    let mut pooled = HashMap::new();
    passes.decode_sample(&rates, |_, path| {
        for choice in path.choices.iter().filter(|c| c.gain >= POOL_FROM && c.candidate.channel == Channel::Spin) {
            pooled.insert(choice.candidate.text.to_lowercase(), POOL_SAVES);
        }
    });
    rates.pooling(pooled)
}
