//! The channels: each proposes what a stretch of tokens may have been, at a price.

pub(super) mod ocr;
mod space;
pub(super) mod spin;
pub(super) mod typo;

#[cfg(feature = "train")]
pub(crate) use ocr::is_probable_error;

use super::rates::Rates;
use super::run::{Guard, Run, Unit};
use super::shape::Shape;
use super::spin_table::{Family, SpinTable};
use super::vocabulary::Words;
use super::word::{Tongue, Word};
use crate::edits::Channel;
use crate::lm::{Case, LanguageModel, UNKNOWN, WordId};
use std::ops::Range;
use std::sync::Arc;

/// Fewer words show no language.
const FEWEST_FOREIGN: usize = 5;
/// Price below which a word is one slip away from another.
const ONE_SLIP: f32 = 4.6;

/// What the tokens `from..to` of a run may have been.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Candidate {
    pub from: usize,
    pub to: usize,
    pub channel: Channel,
    /// The words for the language model.
    pub words: Arc<[WordId]>,
    /// The text to put there.
    pub text: Arc<str>,
    /// Nats, without the rates of the document.
    pub price: f32,
    /// Nats that the words around it add.
    pub around: f32,
    /// Whose replacement it is, if one of a spinner.
    pub family: Option<Family>,
    /// Nats in all, once the rates of the document are known.
    pub total: f32,
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
            spin::find(&mut finder, at, spin);
        }
        if foreign {
            continue;
        }
        match run.units[at].guard {
            Guard::Open => {
                if rates.looks_for_real_words() || run.units[at].facts.is_doubtful {
                    finder.read(at);
                }
                space::find(&mut finder, at);
            }
            Guard::Digits => ocr::find_digits(&mut finder, at),
            Guard::Name | Guard::Closed => {}
        }
    }
    finder.out
}

impl<'a> Finder<'a> {
    /// Proposes `text`, which is `words`, for the tokens `range`.
    fn propose(&mut self, range: Range<usize>, channel: Channel, words: &[WordId], text: &str, price: f32) {
        let (words, text) = (words.into(), text.into());
        let (from, to) = (range.start, range.end);
        self.out.push(Candidate { from, to, channel, words, text, price, around: 0.0, family: None, total: 0.0 });
    }

    /// Proposes the readings of the word at token `at` that suit their place.
    fn read(&mut self, at: usize) {
        let unit = self.run.units[at];
        let word = self.words.get(unit.word);
        if word.shape == Shape::Number && word.is_known() {
            return ocr::find_digits(self, at);
        }
        let named = word.shape.is_capitalised() && !self.begins_sentence(at);
        for reading in word.readings(self.lm) {
            let suits = match reading.channel {
                // `lTU` is `ITU`, not `iTU`: a reading has to be written as words are.
                Channel::Ocr => match Shape::of(&reading.text) {
                    Shape::Title => self.may_be_title(at, reading.id),
                    Shape::Upper => word.shape == Shape::Upper || self.lm.case(reading.id) == Case::Upper,
                    shape => shape == Shape::Lower,
                },
                // A capitalised unknown word is a name, unless it is nearly one that is known.
                _ => !named || reading.is_name || word.is_known(),
            };
            if suits {
                self.propose(at..at + 1, reading.channel, &[reading.id], &reading.text, reading.price);
            }
        }
    }

    fn word(&self, at: usize) -> &'a Word {
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

    /// Whether most of the run's words are no common English, nor nearly: another language. Nothing can be said of it.
    fn is_foreign(&self) -> bool {
        let (all, english) = (self.run.small, self.run.english);
        if all < FEWEST_FOREIGN || english * 2 >= all {
            return false;
        }
        if english * 5 < all {
            return true;
        }
        let is_near = |word: &&Word| word.readings(self.lm).iter().any(|r| r.id != UNKNOWN && r.price < ONE_SLIP);
        let strange = |unit: &&Unit| unit.facts.shape == Shape::Lower && unit.facts.tongue != Tongue::English;
        let words = self.run.units.iter().filter(strange).map(|unit| self.words.get(unit.word));
        words.filter(is_near).count() * 10 < (all - english) * 7
    }
}
