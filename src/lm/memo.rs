//! Steps of the model that were taken lately: the paths of a search look up the same words after the same words.

use super::lookup::Bigram;
use super::{Context, LanguageModel, WordId};
use std::cell::Cell;

/// Steps that are remembered at most.
const MOST: usize = 1 << 14;
const FEWEST: usize = 1 << 4;

/// Tables of steps in which a new one takes the place of an old one. They change no result.
#[derive(Debug, Default)]
pub(crate) struct Memo {
    steps: Box<[Cell<Step>]>,
    /// Contexts that end in the same word share what follows it.
    bigrams: Box<[Cell<(u32, Bigram)>]>,
    /// Bytes of the texts that it was used for.
    bytes: usize,
}

#[derive(Debug, Clone, Copy)]
struct Step {
    /// The context and the word.
    key: u64,
    price: f32,
    /// The lead of the context after it, which ends in the word.
    lead: u32,
}

/// The key of no step: there are never so many words.
const NONE: u64 = u64::MAX;

impl Memo {
    /// Makes room for a text of so many bytes. What was remembered goes when it grows; to be called before any step.
    pub(crate) fn make_room(&mut self, bytes: usize) {
        self.bytes = self.bytes.saturating_add(bytes);
        let slots = self.bytes.clamp(FEWEST, MOST).next_power_of_two();
        if slots > self.steps.len() {
            self.steps = vec![Cell::new(Step { key: NONE, price: 0.0, lead: 0 }); slots].into();
            self.bigrams = vec![Cell::new((NONE as u32, Bigram::NONE)); slots].into();
        }
    }

    /// The price of `word` after `context` in nats, and the context after it.
    #[inline]
    pub(crate) fn step(&self, lm: &LanguageModel, context: Context, word: WordId) -> (f32, Context) {
        let key = u64::from(context.lead) << 32 | u64::from(context.last) << 16 | u64::from(word);
        let slot = &self.steps[place(key, self.steps.len())];
        let step = slot.get();
        if step.key == key {
            return (step.price, Context { last: word, lead: step.lead });
        }
        let (price, next) = lm.step_by(self.bigram(lm, key as u32, (context.last, word)), context, word);
        slot.set(Step { key, price, lead: next.lead });
        (price, next)
    }

    fn bigram(&self, lm: &LanguageModel, key: u32, (first, second): (WordId, WordId)) -> Bigram {
        let slot = &self.bigrams[place(u64::from(key), self.bigrams.len())];
        let (last_key, bigram) = slot.get();
        if last_key == key {
            return bigram;
        }
        let bigram = lm.bigram(first, second);
        slot.set((key, bigram));
        bigram
    }
}

/// Where a key is in a table of `slots` slots, a power of two.
fn place(key: u64, slots: usize) -> usize {
    (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40) as usize & (slots - 1)
}

#[cfg(all(test, feature = "embedded", feature = "train"))]
mod tests {
    use super::*;
    use crate::bytes::Bytes;

    #[test]
    fn a_memo_changes_no_step() {
        let lm = LanguageModel::open(Bytes::from(&include_bytes!("../model/en/lm.bin")[..])).unwrap();
        // So few slots that steps take the place of others all the time.
        let mut memo = Memo::default();
        memo.make_room(0);
        let mut context = Context::START;
        for i in 0..5000_u16 {
            let word = i.wrapping_mul(40_503) >> 11;
            let step = memo.step(&lm, context, word);
            assert_eq!(step, lm.step(context, word));
            context = step.1;
        }
    }
}
