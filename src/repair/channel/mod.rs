//! The channels: each proposes what a stretch of tokens may have been, at a price.

mod ocr;
mod space;
mod spin;
mod typo;

#[cfg(feature = "train")]
pub(crate) use ocr::is_probable_error;

use super::rates::Rates;
use super::run::{Guard, Run};
use super::spin_table::SpinTable;
use super::word::{Word, Words};
use crate::edits::Channel;
use crate::lm::{Case, LanguageModel, WordId};

/// What the tokens `from..to` of a run may have been.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Candidate {
    pub from: usize,
    pub to: usize,
    pub channel: Channel,
    /// The words for the language model.
    pub words: Vec<WordId>,
    /// The text to put there.
    pub text: String,
    /// Nats, without the rate of the channel.
    pub price: f32,
}

/// What a channel sees, and where it puts what it finds.
#[derive(Debug)]
pub(super) struct Finder<'a> {
    pub text: &'a str,
    pub run: &'a Run,
    pub words: &'a Words,
    pub lm: &'a LanguageModel,
    pub out: Vec<Candidate>,
}

/// All that the channels propose for a run, in order of the first token.
pub(super) fn find(
    text: &str,
    run: &Run,
    words: &Words,
    lm: &LanguageModel,
    spin: &SpinTable,
    rates: &Rates,
) -> Vec<Candidate> {
    let mut finder = Finder { text, run, words, lm, out: Vec::new() };
    let foreign = finder.is_foreign();
    for at in 0..run.units.len() {
        if rates.looks_for_spin() {
            spin::find(&mut finder, at, spin, rates);
        }
        if foreign {
            continue;
        }
        let word = finder.word(at);
        match run.units[at].guard {
            Guard::Open => {
                let suspicious = !word.is_known();
                if suspicious || rates.looks_for_real_words() {
                    ocr::find(&mut finder, at);
                    typo::find(&mut finder, at);
                }
                space::find(&mut finder, at);
            }
            Guard::Digits => ocr::find_digits(&mut finder, at),
            Guard::Name | Guard::Closed => {}
        }
    }
    finder.out
}

impl Finder<'_> {
    fn word(&self, at: usize) -> &Word {
        self.words.get(self.run.units[at].word)
    }

    /// Whether token `at` opens a sentence, and so has its capital from its place.
    fn begins_sentence(&self, at: usize) -> bool {
        let opens = |mark: &str| matches!(mark, "\"" | "“" | "(" | "'" | "‘" | "•" | "-" | "–" | "*");
        (0..at)
            .rev()
            .map(|i| &*self.word(i).text)
            .find(|mark| !opens(mark))
            .map_or(self.run.opens_sentence, |mark| matches!(mark, "." | "!" | "?" | ":"))
    }

    /// Whether `word` may be written with a capital at token `at`.
    fn may_be_title(&self, at: usize, word: WordId) -> bool {
        self.begins_sentence(at) || self.lm.case(word) != Case::Lower || self.word(at).shape.is_capitalised()
    }

    /// Whether most of the run's words are unknown: another language, or no text. Nothing can be said of it.
    fn is_foreign(&self) -> bool {
        let words =
            (0..self.run.units.len()).map(|at| self.word(at)).filter(|w| w.text.starts_with(char::is_alphabetic));
        let (all, unknown) = words.fold((0, 0), |(all, unknown), w| (all + 1, unknown + u32::from(!w.is_known())));
        all >= 6 && unknown * 2 > all
    }
}
