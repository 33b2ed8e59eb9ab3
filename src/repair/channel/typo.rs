//! Slips of the keyboard: one letter dropped, doubled, exchanged or hit in the neighbourhood; and words confused.

use super::{Candidate, Finder};
use crate::edits::Channel;
use crate::lm::{self, UNKNOWN};
use crate::repair::prices::{
    CONFUSED_WORD, SLIP_DOUBLED, SLIP_DROPPED, SLIP_NEIGHBOUR, SLIP_OTHER, SLIP_SWAPPED, SLIP_VOWEL,
};
use crate::repair::shape::{Shape, copy_shape};
use std::sync::LazyLock;

/// Words that are taken for each other, a group a line.
const CONFUSED: &str = include_str!("../../data/confused_words.txt");
const ROWS: [&str; 3] = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];
const LETTERS: &str = "abcdefghijklmnopqrstuvwxyz";

/// Shorter unknown words have too many neighbours.
const MIN_LETTERS: usize = 4;
const MAX_LETTERS: usize = 24;

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
                found.push((edit(&letters, i, 1, &[c]), substitution(letters[i], c)));
            }
        }
        found
    })
}

fn substitution(typed: char, meant: char) -> f32 {
    let vowel = |c: char| "aeiou".contains(c);
    if vowel(typed) && vowel(meant) {
        SLIP_VOWEL
    } else if neighbours(typed, meant) {
        SLIP_NEIGHBOUR
    } else {
        SLIP_OTHER
    }
}

fn neighbours(a: char, b: char) -> bool {
    let place = |c: char| ROWS.iter().enumerate().find_map(|(row, keys)| keys.find(c).map(|column| (row, column)));
    place(a).zip(place(b)).is_some_and(|((r, c), (s, d))| r.abs_diff(s) <= 1 && c.abs_diff(d) <= 1)
}

/// What an unknown word may have been, or a word of a group that is often confused.
pub(super) fn find(finder: &mut Finder<'_>, at: usize) {
    let word = finder.words.get(finder.run.units[at].word);
    if word.is_known() {
        for group in GROUPS.iter().filter(|group| group.contains(&&*word.normal)) {
            for other in group.iter().filter(|&&other| other != &*word.normal) {
                push(finder, at, other, CONFUSED_WORD);
            }
        }
        return;
    }
    let length = word.normal.chars().count();
    let named = word.shape.is_capitalised() && !finder.begins_sentence(at);
    if !(MIN_LETTERS..=MAX_LETTERS).contains(&length) || word.shape == Shape::Upper {
        return;
    }
    let normal = word.normal.clone();
    for (other, price) in slips(&normal) {
        // A capitalised unknown word is a name, unless it is nearly one that is known.
        let fits = |id| !named || finder.lm.case(id) == lm::Case::Title;
        if finder.lm.id(&other).is_some_and(fits) {
            push(finder, at, &other, price);
        }
    }
}

fn push(finder: &mut Finder<'_>, at: usize, word: &str, price: f32) {
    let id = finder.lm.id(word).unwrap_or(UNKNOWN);
    if id == UNKNOWN {
        return;
    }
    let text = copy_shape(word, finder.words.get(finder.run.units[at].word).shape);
    finder.out.push(Candidate { from: at, to: at + 1, channel: Channel::Typo, words: vec![id], text, price });
}
