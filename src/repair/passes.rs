//! The passes over one text. The channels look at a run once, however often it is decoded, as far as memory allows.

use super::channel::{self, Candidate};
use super::decode::{Choice, Decoder, Path};
use super::pool::Memory;
use super::rates::Rates;
use super::run::{Run, Runs};
use super::spin_table::SpinTable;
use super::vocabulary::Words;
use crate::document::Block;
use crate::lm::{Context, LanguageModel, Memo};

/// Tokens of a document that tell whether it was spun or scanned, spread over all of it.
pub(super) const SAMPLE_TOKENS: usize = 300;
/// Blocks that the sample of a long document comes from, at least, if it has so many.
const SAMPLE_BLOCKS: usize = 16;
/// Tokens of a spun document that are remembered with what the channels propose for them.
pub(super) const REMEMBERED_TOKENS: usize = 6000;

/// A text that is decoded several times.
#[derive(Debug)]
pub(super) struct Passes<'a> {
    text: &'a str,
    blocks: &'a [Block],
    lm: &'a LanguageModel,
    spin: &'a SpinTable,
    memo: Memo,
    /// Runs that were met: the sample, and all others too if `holds_all`.
    found: Vec<Found>,
    /// The words of the sample, and of all of a text that is not too long.
    words: Words,
    /// The words of all of a long text, of which many are forgotten on the way.
    passing: Words,
    /// Whether all runs of the text are held.
    holds_all: bool,
    /// Whether the words of the text are too many to be remembered.
    forgets: bool,
}

/// A run, and what the channels propose for it once it was asked for.
#[derive(Debug)]
struct Found {
    run: Run,
    is_sample: bool,
    candidates: Option<Vec<Candidate>>,
}

impl<'a> Passes<'a> {
    /// Samples all of a text of up to `sample` tokens, and parts of a longer one.
    pub(super) fn new(
        text: &'a str,
        blocks: &'a [Block],
        (lm, spin, memory): (&'a LanguageModel, &'a SpinTable, Memory),
        sample: usize,
    ) -> Self {
        // About six bytes a token: of a longer text, every so many blocks are read, and every so many runs of these.
        let every = (text.len() / 6 / sample).max(1);
        let blocks_apart = (blocks.len() / SAMPLE_BLOCKS).clamp(1, every);
        let runs_apart = every / blocks_apart;
        let Memory { words, memo } = memory;
        let forgets = Words::may_forget(text.len());
        let holds_all = every == 1 || !forgets;
        let (words, passing) = if forgets { (Words::default(), words) } else { (words, Words::default()) };
        let mut all = Self { text, blocks, lm, spin, memo, found: Vec::new(), words, passing, holds_all, forgets };
        for (i, block) in blocks.iter().enumerate().filter(|(i, _)| holds_all || i % blocks_apart == 0) {
            let (mut runs, mut run) = (Runs::new(text, std::slice::from_ref(block)), Run::default());
            let mut number = 0;
            while runs.next(&mut run, if forgets { &mut all.passing } else { &mut all.words }, lm) {
                let is_sample = i % blocks_apart == 0 && number % runs_apart == 0;
                if is_sample || holds_all {
                    all.keep(run.clone(), is_sample);
                }
                number += 1;
            }
        }
        all
    }

    fn keep(&mut self, mut run: Run, is_sample: bool) {
        // The words of a long text are forgotten from time to time; those of the sample are not.
        if self.forgets {
            for unit in &mut run.units {
                unit.word = self.words.intern(&self.text[unit.span], self.lm).0;
            }
        }
        self.found.push(Found { run, is_sample, candidates: None });
    }

    /// Forgets what the channels proposed: other rates look for something else.
    pub(super) fn look_anew(&mut self) {
        self.found.iter_mut().for_each(|found| found.candidates = None);
    }

    /// Decodes the sample, each run by itself.
    pub(super) fn decode_sample(&mut self, rates: &Rates, see: impl FnMut(&Run, Path)) {
        self.decode_part(|_| true, rates, see);
    }

    /// Decodes those runs of the sample whose numbers `part` says, each by itself.
    pub(super) fn decode_part(&mut self, part: impl Fn(usize) -> bool, rates: &Rates, mut see: impl FnMut(&Run, Path)) {
        let sample = self.found.iter_mut().filter(|found| found.is_sample).enumerate().filter(|(i, _)| part(*i));
        for (_, Found { run, candidates, .. }) in sample {
            let find = || channel::find(self.text, run, &self.words, self.lm, self.spin, rates);
            let candidates = candidates.get_or_insert_with(find);
            let decoder = Decoder { lm: self.lm, memo: &self.memo, run, rates, is_lone: self.words.are_lone() };
            see(run, decoder.decode(candidates, Context::START));
        }
    }

    /// Decodes all runs of the text in order.
    pub(super) fn decode_all(&mut self, rates: &Rates, mut see: impl FnMut(&Run, &[Choice])) {
        let (lm, memo, is_lone) = (self.lm, &self.memo, self.words.are_lone());
        let mut context = Context::START;
        let mut decode = |run: &Run, candidates: &mut [Candidate]| {
            let start = if run.opens_block { Context::START } else { context };
            let path = Decoder { lm, memo, run, rates, is_lone }.decode(candidates, start);
            context = path.end.unwrap_or(Context::START);
            see(run, &path.choices);
        };
        if self.holds_all {
            for Found { run, candidates, .. } in &mut self.found {
                let find = || channel::find(self.text, run, &self.words, lm, self.spin, rates);
                decode(run, candidates.get_or_insert_with(find));
            }
            return;
        }
        let mut runs = Runs::new(self.text, self.blocks);
        let (mut run, words) = (Run::default(), if self.forgets { &mut self.passing } else { &mut self.words });
        while runs.next(&mut run, words, lm) {
            let mut candidates = channel::find(self.text, &run, words, lm, self.spin, rates);
            decode(&run, &mut candidates);
        }
    }

    /// The memory that it was made with, and what it remembers of the text.
    pub(super) fn into_memory(self) -> Memory {
        Memory { words: if self.forgets { self.passing } else { self.words }, memo: self.memo }
    }
}
