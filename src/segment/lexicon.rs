//! The English words that the rules know: abbreviations, and what opens a sentence.

use std::collections::HashMap;
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
pub(super) enum Cue {
    /// Opens a sentence, and is no name: `The`, `However`.
    Opener,
    /// Opens a phrase of time or place that stands before its sentence: `At 10 a.m. Ms. Aldana`.
    Fronting,
    /// Goes with a letter that is no initial: `Group A`.
    Lettered,
    /// Goes on after a clock time: `10 a.m. Geneva time`.
    Clock,
}

static ABBREVIATIONS: LazyLock<HashMap<&str, Abbreviation>> = LazyLock::new(|| {
    table(include_str!("../data/abbreviations_en.txt"), |class| match class {
        "never" => Some(Abbreviation::Never),
        "number" => Some(Abbreviation::Number),
        "opener" => Some(Abbreviation::Opener),
        "capital" => Some(Abbreviation::Capital),
        _ => None,
    })
});

static CUES: LazyLock<HashMap<&str, Vec<Cue>>> = LazyLock::new(|| {
    let mut cues: HashMap<&str, Vec<Cue>> = HashMap::new();
    for (class, word) in entries(include_str!("../data/sentence_cues_en.txt")) {
        cues.entry(word).or_default().extend(cue(class));
    }
    cues
});

/// Longest key in bytes; a longer word is not looked up.
const LONGEST: usize = 24;

/// Longest abbreviation in bytes; most words before a stop are longer, and cost no look-up.
const LONGEST_ABBREVIATION: usize = 8;

/// The class of the abbreviation `word`, given without its last full stop. An entry in small letters also stands for
/// the word with a capital; an entry with a capital for that form alone.
pub(super) fn abbreviation(word: &str) -> Option<Abbreviation> {
    if word.is_empty() || word.len() > LONGEST_ABBREVIATION {
        return None;
    }
    ABBREVIATIONS.get(word).or_else(|| lowered(word, |lower| ABBREVIATIONS.get(lower))).copied()
}

/// Whether `word`, in any case, has `cue`.
pub(super) fn has_cue(word: &str, cue: Cue) -> bool {
    lowered(word, |lower| CUES.get(lower)).is_some_and(|cues| cues.contains(&cue))
}

/// Looks up the lower-case form of `word` without allocating. All keys are ASCII.
fn lowered<'a, T: ?Sized>(word: &str, find: impl FnOnce(&str) -> Option<&'a T>) -> Option<&'a T> {
    let mut buffer = [0; LONGEST];
    let lower = buffer.get_mut(..word.len())?;
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    std::str::from_utf8(lower).ok().and_then(find)
}

fn cue(class: &str) -> Option<Cue> {
    match class {
        "opener" => Some(Cue::Opener),
        "fronting" => Some(Cue::Fronting),
        "lettered" => Some(Cue::Lettered),
        "clock" => Some(Cue::Clock),
        _ => None,
    }
}

fn table<T>(data: &'static str, class: impl Fn(&str) -> Option<T>) -> HashMap<&'static str, T> {
    entries(data).filter_map(|(name, word)| Some((word, class(name)?))).collect()
}

/// Lines `class word word …` as pairs.
fn entries(data: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    data.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(' '))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_entry_has_a_class_and_can_be_found() {
        let cues = include_str!("../data/sentence_cues_en.txt");
        for (class, word) in entries(cues) {
            assert!(cue(class).is_some_and(|cue| has_cue(word, cue)), "{class} {word}");
        }
        let abbreviations = include_str!("../data/abbreviations_en.txt");
        let mut seen = HashSet::new();
        for (class, word) in entries(abbreviations) {
            assert!(abbreviation(word).is_some(), "{class} {word}");
            assert!(seen.insert(word), "{word} stands twice");
            assert!(!word.ends_with('.') && word.is_ascii() && word.len() < LONGEST, "{word}");
        }
    }

    #[test]
    fn classes_stand_together_in_order() {
        for data in [include_str!("../data/sentence_cues_en.txt"), include_str!("../data/abbreviations_en.txt")] {
            let mut last = ("", String::new());
            let mut done = HashSet::new();
            for (class, word) in entries(data) {
                if class != last.0 {
                    assert!(done.insert(class), "{class} stands in two places");
                    last = (class, String::new());
                }
                let key = word.to_ascii_lowercase();
                assert!(key >= last.1, "{class} {word} is out of order");
                last.1 = key;
            }
        }
    }

    #[test]
    fn a_small_entry_stands_for_the_capital_too() {
        assert_eq!(abbreviation("Mr"), Some(Abbreviation::Never));
        assert_eq!(abbreviation("MR"), Some(Abbreviation::Never));
        assert_eq!(abbreviation("Gen"), Some(Abbreviation::Never));
        assert_eq!(abbreviation("gen"), None);
    }
}
