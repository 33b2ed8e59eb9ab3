//! Slips of the keyboard: one letter dropped, doubled, exchanged or hit in the neighbourhood; and words confused.

use crate::data::lines;
use crate::edits::Channel;
use crate::lm::{Case, LanguageModel, UNKNOWN, WordHash, WordId};
use crate::repair::near::substitution;
use crate::repair::prices::{CONFUSED_WORD, SLIP_DOUBLED, SLIP_DROPPED, SLIP_OTHER, SLIP_SWAPPED};
use crate::repair::readings::Reading;
use crate::repair::shape::copy_shape;
use crate::repair::word::Word;
use std::sync::LazyLock;

/// Words that are taken for each other, a group a line.
const CONFUSED: &str = include_str!("../../data/confused_words.txt");
const LETTERS: &str = "abcdefghijklmnopqrstuvwxyz";

/// Shorter unknown words have too many neighbours.
const MIN_LETTERS: usize = 4;

static GROUPS: LazyLock<Vec<Vec<&'static str>>> =
    LazyLock::new(|| lines(CONFUSED).map(|line| line.split_whitespace().collect()).collect());

/// A word one slip away from another.
#[derive(Debug, Clone, Copy)]
pub(super) struct Slip<'w> {
    /// The word is these, one after the other.
    pieces: [&'w str; 4],
    price: SlipPrice,
}

#[derive(Debug, Clone, Copy)]
enum SlipPrice {
    Nats(f32),
    /// That of a letter typed for another: most words are none, and need no price.
    Substitution {
        typed: char,
        meant: char,
    },
}

impl Slip<'_> {
    /// The word.
    pub(super) fn text(&self) -> String {
        self.pieces.concat()
    }

    fn price(&self) -> f32 {
        match self.price {
            SlipPrice::Nats(nats) => nats,
            SlipPrice::Substitution { typed, meant } => {
                u8::try_from(typed).map_or(SLIP_OTHER, |typed| substitution(typed, meant as u8))
            }
        }
    }

    fn id(&self, lm: &LanguageModel) -> Option<WordId> {
        lm.id_of(self.pieces.iter().fold(WordHash::of(""), |hash, piece| hash.and(piece)), &self.pieces)
    }
}

/// All words one slip away from `word`.
pub(super) fn slips<'w>(word: &'w str) -> impl Iterator<Item = Slip<'w>> {
    let letters: Vec<(&str, char)> = word.char_indices().map(|(i, c)| (&word[i..i + c.len_utf8()], c)).collect();
    let starts: Vec<usize> = word.char_indices().map(|(i, _)| i).chain([word.len()]).collect();
    let n = letters.len();
    (0..=n).flat_map(move |i| {
        let (head, rest) = word.split_at(starts[i]);
        let slip = |put: [&'w str; 2], skip: usize, price| Slip {
            pieces: [head, put[0], put[1], &word[starts[i + skip]..]],
            price,
        };
        let before = if i > 0 { Some(letters[i - 1].1) } else { None };
        let mut found = Vec::with_capacity(2 * LETTERS.len() + 2);
        if i < n {
            let doubled = before == Some(letters[i].1) || (i + 1 < n && letters[i + 1].1 == letters[i].1);
            found.push(slip(["", ""], 1, SlipPrice::Nats(if doubled { SLIP_DOUBLED } else { SLIP_OTHER })));
        }
        if i + 1 < n && letters[i].1 != letters[i + 1].1 {
            found.push(slip([letters[i + 1].0, letters[i].0], 2, SlipPrice::Nats(SLIP_SWAPPED)));
        }
        for (at, c) in LETTERS.char_indices() {
            let letter = &LETTERS[at..=at];
            let doubles = before == Some(c) || rest.starts_with(c);
            found.push(slip([letter, ""], 0, SlipPrice::Nats(if doubles { SLIP_DOUBLED } else { SLIP_DROPPED })));
            if i < n && letters[i].1 != c {
                found.push(slip([letter, ""], 1, SlipPrice::Substitution { typed: letters[i].1, meant: c }));
            }
        }
        found
    })
}

/// The words that a word is often taken for.
pub(in crate::repair) fn confused(word: &Word, lm: &LanguageModel) -> Vec<Reading> {
    let groups = GROUPS.iter().filter(|group| group.contains(&&*word.normal));
    let others = groups.flatten().filter(|&&other| other != &*word.normal);
    others.filter_map(|other| reading(word, other, lm.id(other)?, CONFUSED_WORD, lm)).collect()
}

/// The words of the language model that a word is one slip away from.
pub(in crate::repair) fn readings(word: &Word, lm: &LanguageModel) -> Vec<Reading> {
    if word.normal.chars().count() < MIN_LETTERS {
        return Vec::new();
    }
    let found = slips(&word.normal).filter_map(|slip| Some((slip, slip.id(lm)?)));
    found.filter_map(|(slip, id)| reading(word, &slip.text(), id, slip.price(), lm)).collect()
}

fn reading(word: &Word, other: &str, id: WordId, price: f32, lm: &LanguageModel) -> Option<Reading> {
    let text = copy_shape(other, word.shape).into();
    (id != UNKNOWN).then(|| Reading { channel: Channel::Typo, text, id, price, is_name: lm.case(id) == Case::Title })
}
