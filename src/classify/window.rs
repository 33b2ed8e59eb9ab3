//! The words of a sentence that classification looks at, lower-cased and hashed.

use crate::span::{Span, floor_boundary};
use crate::words::{Token, TokenClass, tokens};

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
        let sentence = head_of(sentence);
        let lead_in = lead_in.map_or("", tail_of);
        let bytes = lead_in.len() + sentence.len();
        let words = Vec::with_capacity(bytes / 4);
        let mut window = Self { words, lower: String::with_capacity(bytes), first: 0 };
        window.read(lead_in, false);
        window.first = window.words.len();
        window.read(sentence, true);
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
        for Token { span, class } in tokens(text) {
            let slice = &text[span];
            if slice.len() <= WORD && slice.bytes().all(|b| b.is_ascii_alphabetic()) {
                let start = self.lower.len();
                self.lower.push_str(slice);
                self.lower[start..].make_ascii_lowercase();
                let capital = slice.as_bytes()[0].is_ascii_uppercase();
                self.push(own.then_some(span), class, capital, Hashes::of_letters(&self.lower.as_bytes()[start..]));
                continue;
            }
            let at = span.start() + if class == TokenClass::Word { contraction(slice) } else { slice.len() };
            self.fold(text, Span::new(span.start(), at), class, own);
            if at < span.end() {
                self.fold(text, Span::new(at, span.end()), class, own);
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
        let capital = text[span].starts_with(char::is_uppercase);
        self.push(own.then_some(span), class, capital, Hashes::of(&self.lower[start..]));
    }

    /// Adds the word whose lower-case form was added last.
    fn push(&mut self, span: Option<Span>, class: TokenClass, capital: bool, hashes: Hashes) {
        let start = self.words.last().map_or(0, |word| word.lower.1);
        let lower = (start, self.lower.len() as u32);
        self.words.push(Word {
            span,
            hash: hashes.word,
            stem: hashes.stem,
            ending: hashes.ending,
            class,
            capital,
            lower,
        });
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

/// FNV-1a over the bytes, with the bits mixed at the end.
pub(super) fn hash(text: &str) -> u64 {
    mix(fnv(FNV_START, text.as_bytes()), 0)
}

/// The hashes of a word, of its stem and of its ending.
#[derive(Clone, Copy)]
struct Hashes {
    word: u64,
    stem: u64,
    ending: Option<u64>,
}

impl Hashes {
    /// Those of a word of any letters.
    fn of(word: &str) -> Self {
        let stem = word.char_indices().nth(STEM).map_or(word.len(), |(at, _)| at);
        let ending = word.char_indices().rev().nth(ENDING - 1).map(|(at, _)| at);
        Self::cut_at(word.as_bytes(), stem, ending)
    }

    /// Those of a word whose letters are bytes.
    fn of_letters(word: &[u8]) -> Self {
        Self::cut_at(word, STEM.min(word.len()), word.len().checked_sub(ENDING))
    }

    /// Those of a word, given where its stem ends and where its ending starts.
    fn cut_at(word: &[u8], stem: usize, ending: Option<usize>) -> Self {
        let (stem, rest) = word.split_at(stem);
        let stem = fnv(FNV_START, stem);
        let ending = ending.map(|at| mix(fnv(FNV_START, &word[at..]), 0));
        Self { word: mix(fnv(stem, rest), 0), stem: mix(stem, 0), ending }
    }
}

const FNV_START: u64 = 0xcbf2_9ce4_8422_2325;

fn fnv(start: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(start, |h, &b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3))
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
