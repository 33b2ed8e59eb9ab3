//! How likely a sentence ends at an abbreviation before a capital, as `servanda train boundaries` learnt it.

use super::Language;
use super::lexicon::Abbreviation;
#[cfg(feature = "train")]
use super::lexicon::Lexicon;
use crate::data::lines;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Log-odds of what was never seen, in tenths of a nat.
const NEVER: i32 = -100;

/// Log-odds of a break, in tenths of a nat: those of the abbreviation, or of its class if it was seldom seen, and what the
/// word behind it adds.
#[derive(Debug)]
pub(crate) struct BreakRates {
    classes: HashMap<&'static str, i32>,
    abbreviations: HashMap<&'static str, i32>,
    words: HashMap<&'static str, i32>,
    other_word: i32,
}

static ENGLISH: LazyLock<BreakRates> =
    LazyLock::new(|| BreakRates::parse(include_str!("../data/segment/en_break_rates.tsv")));

impl BreakRates {
    /// The rates of `language`, if any were learnt.
    pub(super) fn of(language: Language) -> Option<&'static Self> {
        (language == Language::English).then(|| &*ENGLISH)
    }

    fn parse(table: &'static str) -> Self {
        let mut new =
            Self { classes: HashMap::new(), abbreviations: HashMap::new(), words: HashMap::new(), other_word: 0 };
        for line in lines(table) {
            let mut fields = line.split('\t');
            let (Some(kind), Some(name), Some(odds)) = (fields.next(), fields.next(), fields.next()) else { continue };
            let Ok(odds) = odds.parse() else { continue };
            match (kind, name) {
                ("class", _) => _ = new.classes.insert(name, odds),
                ("abbreviation", _) => _ = new.abbreviations.insert(name, odds),
                (_, "*") => new.other_word = odds,
                _ => _ = new.words.insert(name, odds),
            }
        }
        new
    }

    /// Log-odds that a sentence ends between `abbreviation`, which is of `class`, and `next`, a word with a capital.
    pub(super) fn odds(&self, abbreviation: &str, class: Abbreviation, next: &str) -> i32 {
        let own = self.abbreviations.get(abbreviation.to_lowercase().as_str());
        let class = || self.classes.get(class.name()).copied().unwrap_or(NEVER);
        own.copied().unwrap_or_else(class) + self.words.get(next).unwrap_or(&self.other_word)
    }

    /// The class of the English abbreviation `word`, given without its last full stop.
    #[cfg(feature = "train")]
    pub(crate) fn class_of(word: &str) -> Option<&'static str> {
        Lexicon::of(Language::English).abbreviation(word).map(Abbreviation::name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_abbreviation_and_the_word_behind_it_tell_together() {
        let rates = BreakRates::of(Language::English).unwrap();
        assert!(rates.odds("Mr", Abbreviation::Never, "The") < 0);
        assert!(rates.odds("U.S", Abbreviation::Opener, "Similarly") > 0);
        assert!(rates.odds("U.S", Abbreviation::Opener, "Navy") < 0);
        assert!(rates.odds("etc", Abbreviation::Capital, "Norland") > 0);
        assert!(BreakRates::of(Language::French).is_none());
    }
}
