//! Slips of the keyboard: one letter dropped, doubled, exchanged or hit in the neighbourhood; and words confused.

use crate::edits::Channel;
use crate::lm::{Case, LanguageModel, UNKNOWN};
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

static GROUPS: LazyLock<Vec<Vec<&'static str>>> = LazyLock::new(|| {
    let lines = CONFUSED.lines().filter(|line| !line.starts_with('#'));
    lines.map(|line| line.split_whitespace().collect()).collect()
});

/// All words one slip away from `word`, with the price of the slip.
pub(super) fn slips(word: &str) -> impl Iterator<Item = (String, f32)> + '_ {
    let letters: Vec<char> = word.chars().collect();
    let n = letters.len();
    let edit = move |letters: &[char], cut: usize, skip: usize, put: &[char]| -> String {
        letters[..cut].iter().chain(put).chain(&letters[cut + skip..]).collect()
    };
    (0..=n).flat_map(move |i| {
        let mut found = Vec::new();
        if i < n {
            let doubled = (i > 0 && letters[i - 1] == letters[i]) || (i + 1 < n && letters[i + 1] == letters[i]);
            found.push((edit(&letters, i, 1, &[]), if doubled { SLIP_DOUBLED } else { SLIP_OTHER }));
        }
        if i + 1 < n && letters[i] != letters[i + 1] {
            found.push((edit(&letters, i, 2, &[letters[i + 1], letters[i]]), SLIP_SWAPPED));
        }
        for c in LETTERS.chars() {
            let doubles = (i > 0 && letters[i - 1] == c) || (i < n && letters[i] == c);
            found.push((edit(&letters, i, 0, &[c]), if doubles { SLIP_DOUBLED } else { SLIP_DROPPED }));
            if i < n && letters[i] != c {
                let price = u8::try_from(letters[i]).map_or(SLIP_OTHER, |typed| substitution(typed, c as u8));
                found.push((edit(&letters, i, 1, &[c]), price));
            }
        }
        found
    })
}

/// The words that a word is often taken for.
pub(in crate::repair) fn confused(word: &Word, lm: &LanguageModel) -> Vec<Reading> {
    let groups = GROUPS.iter().filter(|group| group.contains(&&*word.normal));
    let others = groups.flatten().filter(|&&other| other != &*word.normal);
    others.filter_map(|other| reading(word, other, CONFUSED_WORD, lm)).collect()
}

/// The words of the language model that a word is one slip away from.
pub(in crate::repair) fn readings(word: &Word, lm: &LanguageModel) -> Vec<Reading> {
    if word.normal.chars().count() < MIN_LETTERS {
        return Vec::new();
    }
    slips(&word.normal).filter_map(|(other, price)| reading(word, &other, price, lm)).collect()
}

fn reading(word: &Word, other: &str, price: f32, lm: &LanguageModel) -> Option<Reading> {
    let id = lm.id(other).filter(|&id| id != UNKNOWN)?;
    let text = copy_shape(other, word.shape).into();
    Some(Reading { channel: Channel::Typo, text, id, price, is_name: lm.case(id) == Case::Title })
}
