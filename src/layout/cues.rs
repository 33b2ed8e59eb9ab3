//! Word lists of this stage, read once from `src/data/layout/`.

use crate::data::lines;
use std::collections::HashSet;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

/// No entry is longer, in bytes; longer words are not looked up.
const LONGEST: usize = 48;

/// A set of words or short phrases in lower case.
pub(super) struct Cues(LazyLock<Set>);

/// The entries, and by first letter which lengths they and their first words have, one bit a length: most words need
/// no more.
struct Set {
    entries: HashSet<&'static [u8], BuildHasherDefault<WordHasher>>,
    lengths: [u64; 128],
    first_words: [u64; 128],
}

impl Set {
    fn new(file: &'static str) -> Self {
        let entries: HashSet<&'static [u8], _> = entries(file).map(str::as_bytes).collect();
        let (mut lengths, mut first_words) = ([0; 128], [0; 128]);
        for entry in entries.iter().filter(|entry| entry.first().is_some_and(u8::is_ascii)) {
            let first_word = entry.split(|&b| b == b' ').next().map_or(0, <[u8]>::len);
            lengths[usize::from(entry[0])] |= 1 << entry.len().min(LONGEST);
            first_words[usize::from(entry[0])] |= 1 << first_word.min(LONGEST);
        }
        Self { entries, lengths, first_words }
    }
}

/// A hash of a few words is no target, so that a fast one will do.
#[derive(Default)]
struct WordHasher(u64);

impl Hasher for WordHasher {
    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            self.0 = (self.0.rotate_left(5) ^ u64::from_le_bytes(word)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        }
    }

    fn write_usize(&mut self, _: usize) {}

    fn finish(&self) -> u64 {
        self.0
    }
}

macro_rules! cues {
    ($($(#[$doc:meta])* $NAME:ident = $file:literal;)+) => {
        $($(#[$doc])* pub(super) static $NAME: Cues =
            Cues(LazyLock::new(|| Set::new(include_str!(concat!("../data/layout/", $file)))));)+
    };
}

cues! {
    /// `mr`, `h.e`, `ambassador`.
    HONORIFICS = "honorifics.txt";
    /// `distinguished`, `delegates`.
    SALUTATIONS = "salutations.txt";
    /// `mr`, `para`.
    ABBREVIATIONS = "abbreviations.txt";
    /// `of`, `the`, `and`.
    FUNCTION_WORDS = "function_words.txt";
    /// `paragraph`, `art`.
    REFERENCE_WORDS = "reference_words.txt";
    /// `introduction`.
    SECTIONS = "sections.txt";
    /// `statement`, `remarks`.
    DOCUMENT_WORDS = "document_words.txt";
    /// `minister`.
    OFFICES = "offices.txt";
    /// `committee`, `session`.
    BODIES = "bodies.txt";
    /// `check against delivery`.
    FURNITURE = "furniture.txt";
    /// `recalling`.
    PREAMBULAR = "preambular.txt";
    /// `decides`.
    OPERATIVE = "operative.txt";
    /// `further`, `deeply`.
    CLAUSE_ADVERBS = "clause_adverbs.txt";
    /// `may`, `jan`.
    MONTHS = "months.txt";
    /// `on behalf of`.
    ON_BEHALF = "on_behalf.txt";
}

impl Cues {
    /// Whether `word`, in any case, is in the list.
    pub(super) fn has(&self, word: &str) -> bool {
        let set = &*self.0;
        let Some(first) = word.bytes().next().filter(|_| word.len() <= LONGEST) else { return false };
        if word.is_ascii() && set.lengths[usize::from(first.to_ascii_lowercase())] >> word.len() & 1 == 0 {
            return false;
        }
        let mut buffer = [0; 2 * LONGEST];
        let lower = if word.is_ascii() {
            let lower = &mut buffer[..word.len()];
            lower.copy_from_slice(word.as_bytes());
            lower.make_ascii_lowercase();
            &*lower
        } else {
            let mut len = 0;
            for c in word.chars().flat_map(char::to_lowercase) {
                if len + c.len_utf8() > buffer.len() {
                    return false;
                }
                len += c.encode_utf8(&mut buffer[len..]).len();
            }
            &buffer[..len]
        };
        set.entries.contains(lower)
    }

    /// Whether an entry may open with `word`, as far as its first letter and its length tell.
    pub(super) fn may_open_with(&self, word: &str) -> bool {
        let first = word.bytes().next().map_or(0, |b| b.to_ascii_lowercase());
        !word.is_ascii() || word.len() <= LONGEST && self.0.first_words[usize::from(first)] >> word.len() & 1 == 1
    }

    /// The entries in no order.
    pub(super) fn iter(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.0.entries.iter().filter_map(|entry| std::str::from_utf8(entry).ok())
    }
}

/// The lines of a data file that are no comments.
pub(super) fn entries(file: &'static str) -> impl Iterator<Item = &'static str> {
    lines(file).filter(|line| !line.is_empty())
}
