//! The words of a sentence that classification looks at, lower-cased and hashed.

use crate::span::{Span, floor_boundary};
use crate::words::{TokenClass, tokens};

/// Bytes of a sentence that are looked at. Sentences of real documents are far shorter; what is longer is a table or a
/// list that was not split, and its beginning tells. The bound makes the cost of a "sentence" of any size constant.
const WINDOW: usize = 4096;

/// Bytes of the end of a lead-in that are read before the item.
const LEAD_IN: usize = 300;

/// Characters of one word that are looked at.
const WORD: usize = 24;

/// Letters that make a stem, and letters that make an ending.
const STEM: usize = 5;
const ENDING: usize = 3;

/// One word: where it stands, its hash, and how it is written.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Word {
    /// Bytes of the sentence; none for a word of the lead-in.
    pub(crate) span: Option<Span>,
    /// Hash of the lower-case form; all numbers of the same length share one.
    pub(super) hash: u64,
    /// Hash of its first [`STEM`] letters; of all, if it has no more.
    pub(super) stem: u64,
    /// Hash of its last [`ENDING`] letters, if it has so many.
    pub(super) ending: Option<u64>,
    pub(super) class: TokenClass,
    pub(super) capital: bool,
    /// Bytes of [`Window::lower`].
    lower: (u32, u32),
}

/// The words of the lead-in's end and of the sentence's beginning.
#[derive(Debug, Clone, Default)]
pub(super) struct Window {
    pub(super) words: Vec<Word>,
    lower: String,
    /// Number of the first word that belongs to the sentence.
    pub(super) first: usize,
}

impl Window {
    /// Reads `sentence` as going on where `lead_in` stops: "We will:" and "publish our view" are one sentence.
    pub(super) fn new(sentence: &str, lead_in: Option<&str>) -> Self {
        let mut window = Self::default();
        if let Some(lead_in) = lead_in {
            window.read(tail_of(lead_in), false);
        }
        window.first = window.words.len();
        window.read(head_of(sentence), true);
        window
    }

    /// The words of a text of any length.
    #[cfg(feature = "train")]
    fn whole(text: &str) -> Self {
        let mut window = Self::default();
        window.read(text, true);
        window
    }

    fn read(&mut self, text: &str, own: bool) {
        for token in tokens(text) {
            let slice = &text[token.span];
            let start = self.lower.len();
            if slice.len() <= WORD && slice.bytes().all(|b| b.is_ascii_alphabetic()) {
                self.lower.push_str(slice);
                self.lower[start..].make_ascii_lowercase();
                self.push(start, token.span, token.class, own, slice.as_bytes()[0].is_ascii_uppercase());
                continue;
            }
            let at = if token.class == TokenClass::Word { contraction(slice) } else { slice.len() };
            let middle = token.span.start() + at;
            self.fold(text, Span::new(token.span.start(), middle), token.class, own);
            if at < slice.len() {
                self.fold(text, Span::new(middle, token.span.end()), token.class, own);
            }
        }
    }

    /// Adds a word of any letters.
    fn fold(&mut self, text: &str, span: Span, class: TokenClass, own: bool) {
        let start = self.lower.len();
        for c in text[span].chars().take(WORD) {
            match c {
                '0'..='9' => self.lower.push('0'),
                c if c.is_ascii() => self.lower.push(c.to_ascii_lowercase()),
                '’' => self.lower.push('\''),
                c if c.is_numeric() => self.lower.push('0'),
                c => self.lower.extend(c.to_lowercase()),
            }
        }
        if let Some(full) = spelled_out(&self.lower[start..]) {
            self.lower.truncate(start);
            self.lower.push_str(full);
        }
        self.push(start, span, class, own, text[span].starts_with(char::is_uppercase));
    }

    /// Adds the word whose lower-case form starts at `start`.
    fn push(&mut self, start: usize, span: Span, class: TokenClass, own: bool, capital: bool) {
        let lower = &self.lower[start..];
        let (hash, stem) = hash_with_stem(lower);
        let ending = ending(lower, ENDING).map(self::hash);
        let lower = (start as u32, self.lower.len() as u32);
        self.words.push(Word { span: own.then_some(span), hash, stem, ending, class, capital, lower });
    }

    /// The lower-case form of a word.
    pub(super) fn lower(&self, word: &Word) -> &str {
        &self.lower[word.lower.0 as usize..word.lower.1 as usize]
    }
}

/// The part of a sentence that is looked at.
pub(super) fn head_of(sentence: &str) -> &str {
    &sentence[..floor_boundary(sentence, WINDOW)]
}

/// The last sentence of the lead-in, without the mark at its end.
pub(super) fn tail_of(lead_in: &str) -> &str {
    let lead_in = lead_in.trim_end().trim_end_matches([':', ',', '-', '–', '—', ';']);
    let tail = &lead_in[floor_boundary(lead_in, lead_in.len().saturating_sub(LEAD_IN))..];
    &tail[tail.rfind(". ").map_or(0, |at| at + 2)..]
}

/// The hashes of all words of a text, in order.
#[cfg(feature = "train")]
pub(crate) fn window_words(text: &str, each: impl FnMut(u64)) {
    Window::whole(text).words.iter().map(|word| word.hash).for_each(each);
}

/// Where the second word of a contraction starts: `we|'ll`, `do|n't`; the length of any other word.
fn contraction(word: &str) -> usize {
    let Some(at) = word.rfind(['\'', '’']) else { return word.len() };
    let tail = word[at..].trim_start_matches(['\'', '’']);
    let known = ["ll", "re", "ve", "s", "m", "d"].iter().any(|t| t.eq_ignore_ascii_case(tail));
    if known {
        at
    } else if tail.eq_ignore_ascii_case("t") && at > 1 && word[..at].ends_with(['n', 'N']) {
        at - 1
    } else {
        word.len()
    }
}

/// The full form of the second word of a contraction.
fn spelled_out(word: &str) -> Option<&'static str> {
    match word {
        "'ll" => Some("will"),
        "n't" => Some("not"),
        "'re" => Some("are"),
        "'ve" => Some("have"),
        "'m" => Some("am"),
        _ => None,
    }
}

/// The last `letters` letters of a word, if it has so many.
pub(super) fn ending(word: &str, letters: usize) -> Option<&str> {
    if word.is_ascii() {
        return word.len().checked_sub(letters).map(|at| &word[at..]);
    }
    word.char_indices().rev().nth(letters - 1).map(|(at, _)| &word[at..])
}

/// FNV-1a over the bytes, with the bits mixed at the end.
pub(super) fn hash(text: &str) -> u64 {
    mix(fnv(FNV_START, text), 0)
}

/// The hash of a word and that of its first letters, as they are found on the way.
fn hash_with_stem(word: &str) -> (u64, u64) {
    let (stem, rest) = word.split_at(bytes_of(word, STEM));
    let stem = fnv(FNV_START, stem);
    (mix(fnv(stem, rest), 0), mix(stem, 0))
}

/// Bytes of the first `letters` letters of a word, or of all.
fn bytes_of(word: &str, letters: usize) -> usize {
    if word.is_ascii() {
        return letters.min(word.len());
    }
    word.char_indices().nth(letters).map_or(word.len(), |(at, _)| at)
}

const FNV_START: u64 = 0xcbf2_9ce4_8422_2325;

fn fnv(start: u64, text: &str) -> u64 {
    text.bytes().fold(start, |h: u64, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3))
}

/// One hash of two.
pub(super) const fn mix(a: u64, b: u64) -> u64 {
    let x = (a ^ b.rotate_left(29)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    x ^ (x >> 29)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(sentence: &str, lead_in: Option<&str>) -> Vec<String> {
        let window = Window::new(sentence, lead_in);
        window.words.iter().map(|w| window.lower(w).to_owned()).collect()
    }

    #[test]
    fn contractions_are_two_words() {
        assert_eq!(split("We'll act, don’t we?", None), ["we", "will", "act", ",", "do", "not", "we", "?"]);
    }

    #[test]
    fn the_last_sentence_of_the_lead_in_comes_first() {
        let window = Window::new("publish our view", Some("It is 2024. We will:"));
        assert_eq!(window.first, 2);
        assert_eq!(split("publish our view", Some("It is 2024. We will:")), ["we", "will", "publish", "our", "view"]);
    }

    #[test]
    fn window_is_bounded() {
        assert!(Window::new(&"é ".repeat(1 << 20), Some(&"ü".repeat(1 << 20))).words.len() <= WINDOW);
    }
}
