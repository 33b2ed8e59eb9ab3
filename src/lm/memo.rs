//! Steps of the model that were taken lately: the paths of a search look up the same words after the same words.

use super::{Context, LanguageModel, WordId};
use std::cell::Cell;

/// Steps that are remembered at most.
const MOST: usize = 1 << 14;
const FEWEST: usize = 1 << 4;

/// A table of steps in which a new one takes the place of an old one. It changes no result.
#[derive(Debug)]
pub(crate) struct Memo {
    steps: Box<[Cell<Step>]>,
}

#[derive(Debug, Clone, Copy)]
struct Step {
    /// The context and the word.
    key: u64,
    price: f32,
    /// The lead of the context after it.
    lead: u32,
}

/// The key of no step: there are never so many words.
const NONE: u64 = u64::MAX;

impl Memo {
    /// A memo for a text of so many bytes.
    pub(crate) fn for_text(bytes: usize) -> Self {
        let slots = bytes.clamp(FEWEST, MOST).next_power_of_two();
        Self { steps: vec![Cell::new(Step { key: NONE, price: 0.0, lead: 0 }); slots].into() }
    }

    /// [`LanguageModel::step`].
    #[inline]
    pub(crate) fn step(&self, lm: &LanguageModel, context: Context, word: WordId) -> (f32, Context) {
        let key = u64::from(context.lead) << 32 | u64::from(context.last) << 16 | u64::from(word);
        let slot = &self.steps[(key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40) as usize & (self.steps.len() - 1)];
        let step = slot.get();
        if step.key == key {
            return (step.price, Context { last: word, lead: step.lead });
        }
        let (price, next) = lm.step(context, word);
        slot.set(Step { key, price, lead: next.lead });
        (price, next)
    }
}
