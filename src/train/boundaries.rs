//! How often a sentence ends at an abbreviation before a capital, and which words tell.
//!
//! The word after an abbreviation is either the first of a sentence or a name inside one. What first words are like is
//! counted behind full stops that belong to no abbreviation, what capitals inside are like behind words in small
//! letters; neither needs a label. The words behind one abbreviation are then a mixture of the two, whose share is
//! found by expectation maximisation (Dempster, Laird, Rubin 1977). Abbreviations as types, and first words as evidence,
//! are after Kiss and Strunk (2006), their sum in log-odds after Gillick (2009).

use crate::error::{Error, Result};
use crate::segment::BreakRates;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::io;
use std::path::Path;

/// The name of the table.
pub const FILE: &str = "en_break_rates.tsv";
/// A first word counts as evidence from so many occurrences on.
const FEWEST: u32 = 40;
/// ... and if it makes one of the two at least so much likelier, in nats.
const TELLING: f64 = 1.0;
/// An abbreviation has a rate of its own from so many capitals on.
const FEWEST_CAPITALS: usize = 20;
/// Occurrences that the rate of all abbreviations counts for in the rate of one.
const SMOOTHING: f64 = 5.0;
/// Rounds of expectation maximisation: the share changes by less than a thousandth long before.
const ROUNDS: usize = 50;

/// The first lines of the table, before its sources.
const HEADER: &str = "\
# Whether a sentence ends at an English abbreviation before a word with a capital: log-odds in tenths of a nat.
# class         of an abbreviation that was seldom seen
# abbreviation  of this one; then how often a small letter, a digit, a capital followed
# word          what the word with the capital adds; * stands for all others
# Counts learnt by `servanda train boundaries`, MIT OR Apache-2.0. Learnt from: ";

/// Rates of break, as learnt from text without labels.
///
/// ```
/// use servanda::train::Boundaries;
///
/// let text = "Dr. Ruiz spoke. The work goes on, etc. The floor is open. The work goes on.".to_owned();
/// let rates = Boundaries::learn(std::iter::repeat_n(text, 50).map(Ok))?;
/// assert!(rates.len() >= 1);
/// assert!(rates.table(&["fifty lines of our own".to_owned()]).contains("fifty lines of our own"));
/// # Ok::<(), servanda::Error>(())
/// ```
#[derive(Debug, Default)]
pub struct Boundaries {
    /// By word: at the start of a sentence, and with a capital inside one.
    words: BTreeMap<String, [u32; 2]>,
    /// By abbreviation: what follows.
    followers: BTreeMap<String, Followers>,
}

/// What follows an abbreviation.
#[derive(Debug)]
struct Followers {
    class: &'static str,
    lower: u32,
    digit: u32,
    /// The words with a capital.
    capitals: Vec<String>,
}

impl Boundaries {
    /// Counts what stands behind the English abbreviations of the crate in `documents`. One pass.
    ///
    /// # Errors
    /// What the iterator returns; [`Error::Training`] if the text holds no abbreviation before a capital.
    pub fn learn(documents: impl Iterator<Item = Result<String>>) -> Result<Self> {
        let mut new = Self::default();
        for document in documents {
            document?.split("\n\n").for_each(|paragraph| new.count(paragraph));
        }
        if new.followers.values().all(|followers| followers.capitals.is_empty()) {
            return Err(Error::Training("no abbreviation stands before a capital: give more text".into()));
        }
        Ok(new)
    }

    fn count(&mut self, paragraph: &str) {
        let words = paragraph.split_whitespace().map(|word| word.trim_start_matches(['“', '"', '(', '[', '‘']));
        let mut before = "";
        for word in words {
            let next = &word[..word.find(|c: char| !c.is_alphabetic()).unwrap_or(word.len())];
            match before.strip_suffix('.') {
                Some(stem) if BreakRates::class_of(stem).is_some() => self.follow(stem, word, next),
                Some(stem) if is_plain(stem) && is_capital(next) => {
                    self.words.entry(next.to_owned()).or_default()[0] += 1;
                }
                None if is_plain(before) && is_capital(next) => self.words.entry(next.to_owned()).or_default()[1] += 1,
                _ => {}
            }
            before = word;
        }
    }

    fn follow(&mut self, abbreviation: &str, word: &str, next: &str) {
        let class = BreakRates::class_of(abbreviation).unwrap_or_default();
        let new = || Followers { class, lower: 0, digit: 0, capitals: Vec::new() };
        let followers = self.followers.entry(abbreviation.to_lowercase()).or_insert_with(new);
        if is_capital(next) {
            followers.capitals.push(next.to_owned());
        } else if word.starts_with(char::is_lowercase) {
            followers.lower += 1;
        } else if word.starts_with(char::is_numeric) {
            followers.digit += 1;
        }
    }

    /// The table as `segment` reads it; the header says that it was learnt from `sources`.
    pub fn table(&self, sources: &[String]) -> String {
        let evidence = Evidence::new(&self.words);
        let mut out = format!("{HEADER}{}\n", sources.join("; "));
        let mut line = |text: std::fmt::Arguments<'_>| _ = writeln!(out, "{text}");
        let mut classes: BTreeMap<&str, Vec<&String>> = BTreeMap::new();
        for followers in self.followers.values() {
            classes.entry(followers.class).or_default().extend(&followers.capitals);
        }
        let shares: BTreeMap<&str, f64> =
            classes.iter().map(|(&class, capitals)| (class, evidence.share(capitals, 0.5, 1.0))).collect();
        for (class, share) in &shares {
            line(format_args!("class\t{class}\t{}", log_odds(*share)));
        }
        for (abbreviation, followers) in &self.followers {
            let Followers { class, lower, digit, capitals } = followers;
            if capitals.len() >= FEWEST_CAPITALS {
                let share = evidence.share(&capitals.iter().collect::<Vec<_>>(), shares[class], SMOOTHING);
                let odds = log_odds(share);
                line(format_args!("abbreviation\t{abbreviation}\t{odds}\t{lower}\t{digit}\t{}", capitals.len()));
            }
        }
        line(format_args!("word\t*\t{}", tenths(evidence.other)));
        for (word, counts) in &self.words {
            let odds = evidence.odds(word);
            if counts.iter().sum::<u32>() >= FEWEST && (odds - evidence.other).abs() >= TELLING {
                line(format_args!("word\t{word}\t{}", tenths(odds)));
            }
        }
        out
    }

    /// Writes the [table](Self::table) to [`FILE`] in the directory `dir`, which is made if it is not there.
    ///
    /// # Errors
    /// [`Error::Io`] if the file cannot be written.
    pub fn save(&self, dir: &Path, sources: &[String]) -> Result<()> {
        let path = dir.join(FILE);
        let fail = |source: io::Error| Error::Io { path: path.clone(), source };
        std::fs::create_dir_all(dir).map_err(fail)?;
        std::fs::write(&path, self.table(sources)).map_err(fail)
    }

    /// How many abbreviations were seen before a capital.
    pub fn len(&self) -> usize {
        self.followers.values().filter(|followers| !followers.capitals.is_empty()).count()
    }

    /// Whether none was.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// How much likelier words are at the start of a sentence than with a capital inside one.
struct Evidence<'a> {
    words: &'a BTreeMap<String, [u32; 2]>,
    /// All occurrences at a start and inside.
    totals: [f64; 2],
    /// For words that were hardly seen: what the words seen once tell (Good and Turing).
    other: f64,
}

impl<'a> Evidence<'a> {
    fn new(words: &'a BTreeMap<String, [u32; 2]>) -> Self {
        let sum = |at: usize, counts: &dyn Fn(&&[u32; 2]) -> bool| {
            words.values().filter(counts).map(|n| f64::from(n[at])).sum::<f64>() + 1.0
        };
        let totals = [sum(0, &|_| true), sum(1, &|_| true)];
        let once = [sum(0, &|n| n[0] + n[1] == 1), sum(1, &|n| n[0] + n[1] == 1)];
        Self { words, totals, other: (once[0] / totals[0]).ln() - (once[1] / totals[1]).ln() }
    }

    fn odds(&self, word: &str) -> f64 {
        let Some(&[start, inside]) = self.words.get(word) else { return self.other };
        let rate = |n: u32, total: f64| (f64::from(n) + 0.5) / total;
        if start + inside < FEWEST {
            self.other
        } else {
            (rate(start, self.totals[0]) / rate(inside, self.totals[1])).ln()
        }
    }

    /// The share of first words among `capitals`; a `usual` share counts for `weight` words.
    fn share(&self, capitals: &[&String], usual: f64, weight: f64) -> f64 {
        let ratios: Vec<f64> = capitals.iter().map(|word| self.odds(word).exp()).collect();
        let mut share = usual;
        for _ in 0..ROUNDS {
            let first: f64 = ratios.iter().map(|ratio| share * ratio / (share * ratio + 1.0 - share)).sum();
            share = (first + usual * weight) / (capitals.len() as f64 + weight);
        }
        share.clamp(0.001, 0.999)
    }
}

fn log_odds(share: f64) -> i32 {
    tenths((share / (1.0 - share)).ln())
}

fn tenths(nats: f64) -> i32 {
    (nats * 10.0).round() as i32
}

/// Whether a word is no abbreviation and no name: small letters only.
fn is_plain(word: &str) -> bool {
    word.len() > 2 && word.bytes().all(|b| b.is_ascii_lowercase()) && BreakRates::class_of(word).is_none()
}

fn is_capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn documents(text: &'static str) -> impl Iterator<Item = Result<String>> {
        (0..60).map(move |_| Ok(text.to_owned()))
    }

    #[test]
    fn an_abbreviation_before_first_words_breaks_and_one_before_names_does_not() {
        let text = "He thanked Mr. Orm and left. The staff came. The board met a clerk named Orm. They sold pears etc. \
                    The rest fell. They kept plums etc. The board met the envoy Orm once.";
        let table = Boundaries::learn(documents(text)).unwrap().table(&["a text of our own".to_owned()]);
        let odds = |line: &str| -> i32 {
            let fields = table.lines().find_map(|found| found.strip_prefix(line)).unwrap();
            fields.split('\t').next().unwrap().parse().unwrap()
        };
        assert!(odds("abbreviation\tetc\t") > 20, "{table}");
        assert!(odds("abbreviation\tmr\t") < -20, "{table}");
        assert!(odds("word\tThe\t") > 0 && odds("word\tOrm\t") < 0, "{table}");
        assert!(table.contains("Learnt from: a text of our own\n"));
    }

    #[test]
    fn text_without_abbreviations_is_an_error() {
        let none = Boundaries::learn(documents("We met. We left."));
        assert!(matches!(none, Err(Error::Training(_))), "{none:?}");
    }
}
