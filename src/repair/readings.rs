//! What a word may have been, whatever stands around it: found out once for each distinct word.

use super::channel::{ocr, typo};
use super::lexicon::Class;
use super::near::near;
use super::prices::{CLASS, CLASS_NAME, RANK};
use super::shape::{Shape, copy_shape};
use super::word::Word;
use crate::edits::Channel;
use crate::lm::{Case, LanguageModel, UNKNOWN, WordId};

/// Longer words are left alone: the search grows with the letters.
const MAX_LETTERS: usize = 24;
/// Shorter unknown words have too many neighbours.
const MIN_LETTERS: usize = 3;

/// A word that may have stood in the place of another.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Reading {
    pub channel: Channel,
    pub text: Box<str>,
    pub id: WordId,
    /// Nats, without the rate of the channel.
    pub price: f32,
    /// Whether it is a name, or written like one.
    pub is_name: bool,
}

/// Words of the list that cost more than this are seldom meant, and cost still more as readings of others.
const RARE_TARGET: f32 = 10.6;
const RARE_TARGET_MORE: f32 = 2.0;

/// All readings of `word`.
pub(super) fn readings(word: &Word, lm: &LanguageModel) -> Box<[Reading]> {
    let letters = word.normal.chars().count();
    if letters > MAX_LETTERS {
        return Box::default();
    }
    let mut found = ocr::readings(word, lm);
    if word.is_known() {
        found.extend(typo::confused(word, lm));
    }
    // Nobody slips into a letter with a mark: such a word is foreign, or misread.
    let is_typed = word.normal.len() == letters;
    if word.is_doubtful() && is_typed && letters >= MIN_LETTERS && word.shape != Shape::Upper {
        found.extend(typo::readings(word, lm));
        // With a capital, it may be a name; then only the nearest words can be meant.
        for near in near(&word.normal, if word.shape == Shape::Lower { 2 } else { 1 }, !word.is_lone) {
            let id = lm.id(&near.text).unwrap_or(UNKNOWN);
            let (id, lexical) = cheaper(lm, id, near.class);
            let is_name = near.class == Class::Name || (id != UNKNOWN && lm.case(id) == Case::Title);
            let text = copy_shape(&near.text, word.shape);
            for (channel, price) in [(Channel::Typo, near.price.typo), (Channel::Ocr, near.price.ocr)] {
                if price.is_finite() {
                    found.push(Reading { channel, text: text.as_str().into(), id, price: price + lexical, is_name });
                }
            }
        }
    }
    found.sort_by(|a, b| (a.channel, &a.text).cmp(&(b.channel, &b.text)).then(a.price.total_cmp(&b.price)));
    found.dedup_by(|b, a| a.text == b.text && a.channel == b.channel);
    found.into()
}

/// The number of a word of the list, and what it costs beyond what the language model says: the model of one field
/// takes some words to be rarer than they are.
fn cheaper(lm: &LanguageModel, id: WordId, class: Class) -> (WordId, f32) {
    let listed = class_price(class);
    if id != UNKNOWN && lm.unigram(id) <= lm.unigram(UNKNOWN) + listed {
        (id, rank_price(class))
    } else {
        (UNKNOWN, listed + if listed > RARE_TARGET { RARE_TARGET_MORE } else { 0.0 })
    }
}

/// What the class of a word adds to its price in the language model, which smooths frequencies away.
fn rank_price(class: Class) -> f32 {
    match class {
        Class::Rank(rank) => RANK * f32::from(rank - 1),
        Class::Name => 0.0,
    }
}

/// Price of a word of the list, given that the language model does not know it.
pub(super) fn class_price(class: Class) -> f32 {
    match class {
        Class::Rank(rank) => CLASS[usize::from(rank).clamp(1, CLASS.len()) - 1],
        Class::Name => CLASS_NAME,
    }
}
