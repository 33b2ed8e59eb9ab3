//! Optical recognition: letters taken for others that look alike.

use super::Finder;
use crate::edits::Channel;
use crate::lm::{Case, LanguageModel, normal};
use crate::repair::near::{CONFUSION_TABLE, rewrites};
use crate::repair::prices::{OCR_SECOND, REAL_WORD_OCR, SHOWS};
use crate::repair::readings::Reading;
use crate::repair::word::Word;
use std::sync::LazyLock;

/// Longer words are left alone: a look-up costs one probe for each pair of confusions.
#[cfg(feature = "train")]
const MAX_LETTERS: usize = 24;
/// A word that is at most so much less frequent than its twin is a word: for rare words, and for those that are not.
/// Confusions that change the length of a word are the surest signs, slips of the keyboard the least sure.
#[cfg(feature = "train")]
const LENGTH_RATIO: [u32; 2] = [20, 60];
#[cfg(feature = "train")]
const LETTER_RATIO: [u32; 2] = [60, 600];
#[cfg(feature = "train")]
const SLIP_RATIO: [u32; 2] = [100, 900];
/// A word seen less often is rare.
#[cfg(feature = "train")]
const RARE: u32 = 20;
/// A word seen more often is a word.
#[cfg(feature = "train")]
const ERROR_MAX_COUNT: u32 = 400;

/// One confusion.
#[derive(Debug, Clone, Copy)]
struct Confusion {
    seen: &'static str,
    true_form: &'static str,
    price: f32,
    /// Of `seen`.
    letters: u64,
}

impl Confusion {
    /// Whether letters change their number: the mark of recognition, seldom of typing.
    fn changes_length(self) -> bool {
        self.seen.len() != self.true_form.len()
    }
}

static CONFUSIONS: LazyLock<Vec<Confusion>> = LazyLock::new(|| {
    let confusion = |(seen, true_form, price)| Confusion { seen, true_form, price, letters: letters(seen) };
    rewrites(CONFUSION_TABLE).map(confusion).collect()
});

/// The bytes of `text` as a set, some of them taken for each other.
fn letters(text: &str) -> u64 {
    text.bytes().fold(0, |set, byte| set | 1 << (byte & 63))
}

/// What `word` may have been, with one confusion undone.
fn undone(word: &str) -> impl Iterator<Item = (String, Confusion)> + '_ {
    undone_if(word, |_| true)
}

/// The same, of the confusions that `suits` says.
fn undone_if(word: &str, suits: impl Fn(Confusion) -> bool) -> impl Iterator<Item = (String, Confusion)> {
    let letters = letters(word);
    let suitable = CONFUSIONS.iter().filter(move |&&confusion| confusion.letters & !letters == 0 && suits(confusion));
    suitable.flat_map(move |&confusion| {
        places(word, confusion.seen).map(move |at| {
            let mut out = String::with_capacity(word.len() + 1);
            out.push_str(&word[..at]);
            out.push_str(confusion.true_form);
            out.push_str(&word[at + confusion.seen.len()..]);
            (out, confusion)
        })
    })
}

/// Where `part` stands in a word. Both are so short that a search without preparation is the fastest.
fn places(word: &str, part: &str) -> impl Iterator<Item = usize> {
    let mut next = 0;
    std::iter::from_fn(move || {
        let rest = &word.as_bytes()[next..];
        let at = next + rest.windows(part.len()).position(|letters| letters == part.as_bytes())?;
        next = at + part.len();
        Some(at)
    })
}

/// Whether a word that occurs `count` times in a corpus is more likely a misreading or mistyping of a word that is far
/// more frequent there; `count_of` gives the counts.
#[cfg(feature = "train")]
pub(crate) fn is_probable_error(word: &str, count: u32, count_of: impl Fn(&str) -> Option<u32>) -> bool {
    let letters = word.chars().count();
    if count > ERROR_MAX_COUNT || !(4..=MAX_LETTERS).contains(&letters) || !word.chars().any(char::is_alphabetic) {
        return false;
    }
    let much_more = |other: &str, ratio: u32| count_of(other).is_some_and(|n| n / ratio > count);
    let ratio = |ratios: [u32; 2]| ratios[usize::from(count >= RARE)];
    undone(word).any(|(other, confusion)| {
        much_more(&other, ratio(if confusion.changes_length() { LENGTH_RATIO } else { LETTER_RATIO }))
    }) || (letters >= 7 && super::typo::slips(word).any(|slip| much_more(&slip.text(), ratio(SLIP_RATIO))))
}

/// What an unknown word may have been, or a known one whose letters were run together or apart.
pub(in crate::repair) fn readings(word: &Word, lm: &LanguageModel) -> Vec<Reading> {
    let known = word.is_known();
    let mut found: Vec<Reading> = Vec::new();
    for (once, confusion) in undone_if(&word.text, |confusion| !known || confusion.changes_length()) {
        let extra = if known { REAL_WORD_OCR } else { 0.0 };
        found.extend(reading(lm, &once, confusion.price + extra));
        if !known {
            for (twice, second) in undone(&once) {
                found.extend(reading(lm, &twice, confusion.price + second.price + OCR_SECOND));
            }
        }
    }
    found
}

fn reading(lm: &LanguageModel, text: &str, price: f32) -> Option<Reading> {
    let id = lm.id(&normal(text)).filter(|_| text.chars().all(char::is_alphabetic))?;
    Some(Reading { channel: Channel::Ocr, text: text.into(), id, price, is_name: lm.case(id) == Case::Title })
}

/// `2OO3`, `1l`: letters among digits.
pub(super) fn find_digits(finder: &mut Finder<'_>, at: usize) {
    let text = &finder.words.get(finder.run.units[at].word).text;
    let body = text.strip_suffix("th").unwrap_or(text);
    let digits = body.bytes().filter(u8::is_ascii_digit).count();
    let letters = body.bytes().filter(|b| matches!(b, b'O' | b'l' | b'I')).count();
    let slender = body.bytes().any(|b| matches!(b, b'l' | b'I'));
    if letters == 0 || digits + letters != body.len() || (slender && digits < 2) {
        return;
    }
    let fixed: String = body
        .chars()
        .map(|c| match c {
            'O' => '0',
            'l' | 'I' => '1',
            other => other,
        })
        .chain(text[body.len()..].chars())
        .collect();
    finder.propose(at..at + 1, Channel::Ocr, &[crate::lm::NUMBER], &fixed, SHOWS);
}
