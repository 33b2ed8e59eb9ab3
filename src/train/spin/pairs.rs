//! Reading the data: what was put for what, by which family of spinners, and how likely.

use crate::error::{Error, Result};
use crate::lm::normal;
use crate::repair::Family;
use crate::words::tokens;
use std::collections::BTreeMap;

const PAIRS: [&str; 2] = [include_str!("../../data/spun_pairs.tsv"), include_str!("../../data/spun_pairs_more.tsv")];
const WORDS: &str = include_str!("../../data/spun_words.tsv");
const FURTHER_WORDS: &str = include_str!("../../data/spun_words_more.tsv");
const PREFERRED: &str = include_str!("../../data/spun_preferred.tsv");

/// How the families of spinners are written in these tables, in order.
const FAMILIES: [&str; Family::ALL.len()] = ["rewriter", "spinbot", "tortured"];

/// Weight of a pair that was observed once, without the number of times.
const OBSERVED: f32 = 1.5;
/// Weight of a pair that is known from experience.
const KNOWN: f32 = 0.7;
/// Weights of a pair by its plausibility.
const PLAUSIBLE: [f32; 3] = [0.05, 0.05, 0.3];
/// Weights of the words of a list, the likeliest first. The first is often the most general, and kept.
const LISTED: [f32; 3] = [0.34, 0.6, 0.49];

/// What stands in the text, what stood there before, and whose work it is.
pub(super) type Key = (String, String, Family);

/// Weights of all pairs: those that come with the crate and those of `more`.
pub(super) fn weights(more: &[&str]) -> Result<BTreeMap<Key, f32>> {
    let mut weights = BTreeMap::new();
    let mut put = |spun: &str, original: &str, family, weight: f32| {
        let known: &mut f32 = weights.entry((phrase(spun), original.trim().to_owned(), family)).or_insert(0.0);
        *known = known.max(weight);
    };
    for table in PAIRS.iter().chain(more) {
        for (number, line) in lines(table) {
            let (spun, original, family, weight) =
                pair(line).ok_or_else(|| Error::Training(format!("line {number} is no pair: {line}")))?;
            put(spun, original, family, weight);
        }
    }
    for (spun, original, family, rank) in listed(WORDS) {
        put(spun, original, family, LISTED[rank.min(LISTED.len() - 1)]);
    }
    Ok(weights)
}

/// Pairs that are known, and less likely than those with weights; each with its place in its list.
pub(super) fn further() -> impl Iterator<Item = (Key, usize)> {
    listed(FURTHER_WORDS).map(|(spun, original, family, rank)| ((phrase(spun), original.to_owned(), family), rank))
}

/// The pairs of a table of words: what is put for an original, the original, by whom, and place in the list.
fn listed(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str, Family, usize)> {
    lines(table).flat_map(|(_, line)| {
        let mut columns = line.split('\t');
        let original = columns.next().unwrap_or_default();
        let older = if original.contains(' ') { Family::Tortured } else { Family::Spinbot };
        columns.zip([Family::Rewriter, older]).flat_map(move |(list, family)| {
            let spun = list.split(", ").filter(|spun| !spun.is_empty());
            spun.enumerate().map(move |(rank, spun)| (spun, original, family, rank))
        })
    })
}

/// A spun phrase, and what it most likely stands for.
pub(super) struct Preferred {
    pub spun: String,
    pub family: Family,
    /// In order of likelihood.
    pub originals: Vec<&'static str>,
    /// Whether it hardly ever stands for anything but the first.
    pub is_sure: bool,
}

/// The spun phrases of which it is known what they most likely stand for.
pub(super) fn preferred() -> impl Iterator<Item = Preferred> {
    lines(PREFERRED).filter_map(|(_, line)| {
        let mut columns = line.split('\t');
        let (spun, family, originals) = (columns.next()?, family(columns.next()?)?, columns.next()?);
        let is_sure = columns.next() == Some("sure");
        Some(Preferred { spun: phrase(spun), family, originals: originals.split(", ").collect(), is_sure })
    })
}

/// A phrase as the table is looked up by.
pub(super) fn phrase(text: &str) -> String {
    tokens(text).map(|token| normal(&text[token.span])).collect::<Vec<_>>().join(" ")
}

/// Lines with their numbers, without comments.
fn lines(table: &str) -> impl Iterator<Item = (usize, &str)> {
    (1..).zip(table.lines()).filter(|(_, line)| !line.starts_with('#') && !line.is_empty())
}

fn pair(line: &str) -> Option<(&str, &str, Family, f32)> {
    let mut columns = line.split('\t');
    let (spun, original, source) = (columns.next()?, columns.next()?, columns.next()?);
    let weight: f32 = columns.next()?.trim().parse().ok()?;
    // The pages that pairs were observed in went through rewriters.
    let (family, weight) = match source {
        "observed" => (Family::Rewriter, OBSERVED + weight),
        "known" => (Family::Rewriter, KNOWN),
        _ => (family(source)?, PLAUSIBLE[weight.clamp(1.0, 3.0) as usize - 1]),
    };
    Some((spun, original, family, weight))
}

fn family(name: &str) -> Option<Family> {
    let at = FAMILIES.iter().position(|family| *family == name)?;
    Some(Family::ALL[at])
}
