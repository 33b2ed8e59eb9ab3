//! The words that the rules know in each language: abbreviations, and what opens a sentence.

use super::Language;
use crate::data::lines;
use std::sync::LazyLock;

/// What a full stop after an abbreviation may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Abbreviation {
    /// It never ends a sentence: titles, `e.g.`, `cf.`.
    Never,
    /// An abbreviation where a number follows, else a word or the end of a sentence: `No. 2`.
    Number,
    /// It ends a sentence where the next word opens one: `U.S. We`, `Inc. The`.
    Opener,
    /// It ends a sentence where the next word has a capital: `etc. Norland`.
    Capital,
}

/// What a word says of the sentence that it stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Cue {
    /// Opens a sentence, and is no name: `The`, `However`.
    Opener = 1,
    /// Opens a phrase of time or place that stands before its sentence: `At 10 a.m. Ms. Aldana`.
    Fronting = 2,
    /// Goes with a letter or number that is no initial and no marker: `Group A`.
    Lettered = 4,
    /// Goes on after a clock time: `10 a.m. Geneva time`.
    Clock = 8,
    /// Opens a sentence even in small letters, where a mark stands before it: `it`, `we`.
    Restart = 16,
    /// Stands before a noun that no number names: `the next paragraph`.
    Determiner = 32,
    /// Ends the formula that closes a message: `Best regards`.
    Closing = 64,
}

/// Longest word that is looked up, in bytes.
const LONGEST: usize = 24;
/// A word, padded with zeros.
type Key = [u64; LONGEST / 8];

#[derive(Debug, Clone, Copy, Default)]
struct Entry {
    key: Key,
    abbreviation: Option<Abbreviation>,
    cues: u8,
}

/// The words of one language: a hash table with open addressing, at most half full.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    table: Vec<Entry>,
    /// Which cues words may have, by [`sieve`], and whether they may be abbreviations: most need no look-up.
    sieve: Vec<u8>,
}

/// Size of the sieve; a power of two.
const SIEVE: usize = 1 << 13;
/// The bit of the sieve for abbreviations, beside those for cues.
const ABBREVIATION: u8 = 128;

/// A number for the first letter, the last one and the length of a word, the same in small letters and capitals.
fn sieve(first: u8, last: u8, len: usize) -> usize {
    let (first, last) = (usize::from(first.to_ascii_lowercase()), usize::from(last.to_ascii_lowercase()));
    (first ^ last << 5 ^ len << 9) & (SIEVE - 1)
}

macro_rules! lexicon {
    ($abbreviations:literal, $cues:literal) => {
        LazyLock::new(|| {
            Lexicon::new(
                include_str!(concat!("../data/segment/", $abbreviations)),
                include_str!(concat!("../data/segment/", $cues)),
            )
        })
    };
}

static ENGLISH: LazyLock<Lexicon> = lexicon!("en_abbreviations.txt", "en_cues.txt");
static FRENCH: LazyLock<Lexicon> = lexicon!("fr_abbreviations.txt", "fr_cues.txt");
static SPANISH: LazyLock<Lexicon> = lexicon!("es_abbreviations.txt", "es_cues.txt");
static RUSSIAN: LazyLock<Lexicon> = lexicon!("ru_abbreviations.txt", "ru_cues.txt");
static ARABIC: LazyLock<Lexicon> = lexicon!("ar_abbreviations.txt", "ar_cues.txt");
static NONE: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new("", ""));

impl Lexicon {
    /// The words of `language`.
    pub(super) fn of(language: Language) -> &'static Self {
        match language {
            Language::English => &ENGLISH,
            Language::French => &FRENCH,
            Language::Spanish => &SPANISH,
            Language::Russian => &RUSSIAN,
            Language::Arabic => &ARABIC,
            Language::Chinese | Language::Undetermined => &NONE,
        }
    }

    fn new(abbreviations: &str, cues: &str) -> Self {
        let words = entries(abbreviations).chain(entries(cues)).count();
        let mut new = Self { table: vec![Entry::default(); (4 * words).next_power_of_two()], sieve: vec![0; SIEVE] };
        for (class, word) in entries(abbreviations) {
            new.let_through(word, ABBREVIATION);
            if let Some(entry) = new.entry(word) {
                entry.abbreviation = abbreviation_class(class);
            }
        }
        for (class, word) in entries(cues) {
            let cue = cue_class(class).map_or(0, |cue| cue as u8);
            new.let_through(word, cue);
            if let Some(entry) = new.entry(word) {
                entry.cues |= cue;
            }
        }
        new
    }

    /// Makes the sieve let `word` through, in small letters or capitals.
    fn let_through(&mut self, word: &str, bit: u8) {
        // Beyond ASCII, the capitals of a letter have other bytes.
        let forms = [word.to_owned(), word.to_uppercase(), word.to_lowercase()];
        for (a, b) in forms.iter().flat_map(|a| forms.iter().map(move |b| (a, b))) {
            if let (Some(first), Some(last)) = (a.bytes().next(), b.bytes().next_back()) {
                self.sieve[sieve(first, last, word.len())] |= bit;
            }
        }
    }

    /// Whether the sieve lets `word` through.
    fn may_have(&self, word: &str, bit: u8) -> bool {
        let bytes = word.as_bytes();
        let (Some(&first), Some(&last)) = (bytes.first(), bytes.last()) else { return false };
        self.sieve[sieve(first, last, bytes.len())] & bit != 0
    }

    /// The entry of `word`, made if there is none.
    fn entry(&mut self, word: &str) -> Option<&mut Entry> {
        let key = exact(word)?;
        let at = self.slot(&key);
        self.table[at].key = key;
        Some(&mut self.table[at])
    }

    /// Where `key` stands, or the empty slot where it would.
    fn slot(&self, key: &Key) -> usize {
        let mask = self.table.len() - 1;
        let mut at = hash(key) & mask;
        while self.table[at].key != *key && self.table[at].key != Key::default() {
            at = (at + 1) & mask;
        }
        at
    }

    /// The class of the abbreviation `word`, given without its last full stop. An entry in small letters also stands
    /// for the word with a capital; an entry with a capital for that form alone.
    pub(super) fn abbreviation(&self, word: &str) -> Option<Abbreviation> {
        if word.len() > LONGEST || !self.may_have(word, ABBREVIATION) {
            return None;
        }
        self.spelled(word).or_else(|| self.table[self.slot(&lowered(word)?)].abbreviation)
    }

    /// The class of `word` by an entry with just these capitals.
    pub(super) fn spelled(&self, word: &str) -> Option<Abbreviation> {
        let key = exact(word).filter(|_| self.may_have(word, ABBREVIATION))?;
        self.table[self.slot(&key)].abbreviation
    }

    /// Whether `word`, in any case, has `cue`.
    pub(super) fn has(&self, word: &str, cue: Cue) -> bool {
        let known = || lowered(word).is_some_and(|key| self.table[self.slot(&key)].cues & cue as u8 != 0);
        // Beyond ASCII, the other case of a letter may be longer.
        word.len() <= LONGEST && (!word.is_ascii() && !word.is_empty() || self.may_have(word, cue as u8)) && known()
    }
}

fn exact(word: &str) -> Option<Key> {
    let mut bytes = [0; LONGEST];
    bytes.get_mut(..word.len())?.copy_from_slice(word.as_bytes());
    Some(key(&bytes))
}

/// The key of the lower-case form of `word`, with a straight apostrophe.
fn lowered(word: &str) -> Option<Key> {
    let mut bytes = [0; LONGEST];
    if word.is_ascii() {
        let copy = bytes.get_mut(..word.len())?;
        copy.copy_from_slice(word.as_bytes());
        copy.make_ascii_lowercase();
        return Some(key(&bytes));
    }
    let mut at = 0;
    for c in word.chars().map(|c| if c == '’' { '\'' } else { c }).flat_map(char::to_lowercase) {
        at += c.encode_utf8(bytes.get_mut(at..at + c.len_utf8())?).len();
    }
    Some(key(&bytes))
}

fn key(bytes: &[u8; LONGEST]) -> Key {
    let (words, _) = bytes.as_chunks::<8>();
    std::array::from_fn(|i| u64::from_le_bytes(words[i]))
}

fn hash(key: &Key) -> usize {
    let mixed = key.iter().fold(0_u64, |hash, &part| (hash.rotate_left(5) ^ part).wrapping_mul(0x9E37_79B9_7F4A_7C15));
    (mixed >> 40) as usize
}

impl Abbreviation {
    const ALL: [Self; 4] = [Self::Never, Self::Number, Self::Opener, Self::Capital];

    /// Its name in the files of abbreviations.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Never => "never",
            Self::Number => "number",
            Self::Opener => "opener",
            Self::Capital => "capital",
        }
    }
}

fn abbreviation_class(class: &str) -> Option<Abbreviation> {
    Abbreviation::ALL.into_iter().find(|abbreviation| abbreviation.name() == class)
}

fn cue_class(class: &str) -> Option<Cue> {
    match class {
        "opener" => Some(Cue::Opener),
        "fronting" => Some(Cue::Fronting),
        "lettered" => Some(Cue::Lettered),
        "clock" => Some(Cue::Clock),
        "restart" => Some(Cue::Restart),
        "determiner" => Some(Cue::Determiner),
        "closing" => Some(Cue::Closing),
        _ => None,
    }
}

/// Lines `class word` as pairs.
fn entries(data: &str) -> impl Iterator<Item = (&str, &str)> {
    lines(data).filter_map(|line| line.split_once(' '))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    const FILES: [(Language, &str, &str); 5] = [
        (
            Language::English,
            include_str!("../data/segment/en_abbreviations.txt"),
            include_str!("../data/segment/en_cues.txt"),
        ),
        (
            Language::French,
            include_str!("../data/segment/fr_abbreviations.txt"),
            include_str!("../data/segment/fr_cues.txt"),
        ),
        (
            Language::Spanish,
            include_str!("../data/segment/es_abbreviations.txt"),
            include_str!("../data/segment/es_cues.txt"),
        ),
        (
            Language::Russian,
            include_str!("../data/segment/ru_abbreviations.txt"),
            include_str!("../data/segment/ru_cues.txt"),
        ),
        (
            Language::Arabic,
            include_str!("../data/segment/ar_abbreviations.txt"),
            include_str!("../data/segment/ar_cues.txt"),
        ),
    ];

    #[test]
    fn every_entry_has_a_class_and_can_be_found() {
        for (language, abbreviations, cues) in FILES {
            let lexicon = Lexicon::of(language);
            for (class, word) in entries(cues) {
                assert!(cue_class(class).is_some_and(|cue| lexicon.has(word, cue)), "{language}: {class} {word}");
            }
            let mut seen = HashSet::new();
            for (class, word) in entries(abbreviations) {
                assert_eq!(lexicon.abbreviation(word), abbreviation_class(class), "{language}: {class} {word}");
                assert!(seen.insert(word), "{language}: {word} stands twice");
                assert!(!word.ends_with('.'), "{language}: {word}");
            }
        }
    }

    #[test]
    fn classes_stand_together_in_order() {
        for data in FILES.iter().flat_map(|&(_, abbreviations, cues)| [abbreviations, cues]) {
            let mut last = ("", String::new());
            let mut done = HashSet::new();
            for (class, word) in entries(data) {
                if class != last.0 {
                    assert!(done.insert(class), "{class} stands in two places");
                    last = (class, String::new());
                }
                let key = word.to_lowercase();
                assert!(key >= last.1, "{class} {word} is out of order");
                last.1 = key;
            }
        }
    }

    #[test]
    fn a_small_entry_stands_for_the_capital_too() {
        let english = Lexicon::of(Language::English);
        assert_eq!(english.abbreviation("Mr"), Some(Abbreviation::Never));
        assert_eq!(english.abbreviation("MR"), Some(Abbreviation::Never));
        assert_eq!(english.abbreviation("Gen"), Some(Abbreviation::Never));
        assert_eq!(english.abbreviation("gen"), None);
        assert_eq!(Lexicon::of(Language::Russian).abbreviation("См"), Some(Abbreviation::Never));
        assert!(Lexicon::of(Language::French).has("L’", Cue::Opener));
    }
}
