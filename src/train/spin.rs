//! The table of spun phrases: pairs with counts or plausibility to prices.
//!
//! A spinner that replaces an original chooses among what its dictionary has for it, so a pair's price comes from its
//! share of all that the same family puts for the original. What a spun word most likely stands for is known for the
//! most frequent ones; those have prices of their own, and all else is dearer.

mod pairs;

use super::Trained;
use crate::error::Result;
use crate::model::part;
use crate::repair::Family;
use crate::repair::spin_table::write;
use pairs::{Key, Preferred, further, phrase, preferred, weights};
use std::collections::BTreeMap;

/// Longer phrases are not looked up.
const MAX_TOKENS: usize = 8;
/// Weight of all that a spinner puts for an original and no list has.
const UNLISTED: f32 = 0.7;
/// Price of a share: so many nats a nat, as the language model is surer of itself than it should be, and what a share
/// of one costs.
const STEEPNESS: f32 = 2.0;
const WHOLE_SHARE: f32 = -2.0;
/// Price of a pair that is known, and less likely than those with a share.
const FURTHER: f32 = 5.0;
/// What each place in the list adds to it.
const FURTHER_STEP: f32 = 0.1;
/// Originals of a spun phrase, of all families. Dearer ones are hardly ever chosen, and cost time.
const MOST_ORIGINALS: usize = 12;
/// Prices of the originals that a spun phrase most likely stands for, in order.
const PREFERRED: [f32; 3] = [-1.5, -0.5, 0.5];
/// What the first costs less where the phrase hardly ever stands for anything else.
const SURE: f32 = -1.5;
/// What they cost more after the phrase itself, which is often left as it was.
const AFTER_ITSELF: f32 = 3.0;
/// What all other originals of such a phrase cost more.
const NOT_PREFERRED: f32 = 1.5;
/// What they cost more than that, where the phrase itself is the likeliest.
const SELDOM_SPUN: f32 = 2.0;

/// Builds the table from the pairs that come with the crate and those of `more`: lines `spun`, `original`, `source`,
/// `weight`, separated by tabs. For the source `observed`, the weight is a number of occurrences; for `known` it says
/// nothing; for a family of spinners (`rewriter`, `spinbot`, `tortured`) it is a plausibility from 1 to 3.
///
/// # Errors
/// [`Error::Training`](crate::Error::Training) if a line is no pair.
pub fn spin_table(more: &[&str]) -> Result<Trained> {
    let mut prices = shares(&weights(more)?);
    further().for_each(|(key, rank)| _ = prices.entry(key).or_insert(FURTHER + FURTHER_STEP * rank as f32));
    prefer(&mut prices);
    prices.retain(|(spun, original, _), _| {
        spun.split(' ').count() <= MAX_TOKENS && spun.starts_with(char::is_alphabetic) && *spun != phrase(original)
    });
    let prices = likeliest(prices);
    let pairs = prices.iter().map(|((spun, original, family), price)| (&**spun, &**original, *price, *family));
    let figures = BTreeMap::from([("pairs".to_owned(), prices.len() as f64)]);
    Ok(Trained { name: part::SPIN, bytes: write(pairs).into_bytes(), figures, base: None })
}

/// Prices from the share that each pair has of its original.
fn shares(weights: &BTreeMap<Key, f32>) -> BTreeMap<Key, f32> {
    let mut totals: BTreeMap<(String, Family), f32> = BTreeMap::new();
    for ((_, original, family), weight) in weights {
        *totals.entry((original.to_lowercase(), *family)).or_insert(UNLISTED) += weight;
    }
    let price = |(key, weight): (&Key, &f32)| {
        let share = weight / totals[&(key.1.to_lowercase(), key.2)];
        (key.clone(), WHOLE_SHARE - STEEPNESS * share.ln())
    };
    weights.iter().map(price).collect()
}

/// The cheapest pairs of each spun phrase.
fn likeliest(prices: BTreeMap<Key, f32>) -> BTreeMap<Key, f32> {
    let mut pairs: Vec<(Key, f32)> = prices.into_iter().collect();
    pairs.sort_by(|((a, ..), x), ((b, ..), y)| a.cmp(b).then(x.total_cmp(y)));
    let of_one_phrase = pairs.chunk_by(|((a, ..), _), ((b, ..), _)| a == b);
    of_one_phrase.flat_map(|pairs| pairs.iter().take(MOST_ORIGINALS).cloned()).collect()
}

fn prefer(prices: &mut BTreeMap<Key, f32>) {
    for Preferred { spun, family, originals, is_sure } in preferred() {
        let kept = originals.first().is_some_and(|original| phrase(original) == spun);
        let dearer = NOT_PREFERRED + if kept { SELDOM_SPUN } else { 0.0 };
        let all = prices.range_mut((spun.clone(), String::new(), Family::Rewriter)..);
        all.take_while(|((phrase, ..), _)| *phrase == spun)
            .filter(|((_, original, by), _)| *by == family && !originals.contains(&original.as_str()))
            .for_each(|(_, price)| *price += dearer);
        let mut surcharge = if is_sure { SURE } else { 0.0 };
        let mut rank = 0;
        for original in originals {
            if phrase(original) == spun {
                surcharge = AFTER_ITSELF;
                continue;
            }
            prices.insert((spun.clone(), original.to_owned(), family), PREFERRED[rank] + surcharge);
            rank = (rank + 1).min(PREFERRED.len() - 1);
            surcharge = surcharge.max(0.0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bytes::Bytes;
    use crate::repair::SpinTable;

    #[test]
    fn the_tables_that_come_with_the_crate_make_a_part() {
        let trained = spin_table(&["our on-line nook\tour corner\tknown\t0\n"]).unwrap();
        assert!(trained.figures["pairs"] > 12_000.0);
        SpinTable::open(Bytes::from(trained.bytes.clone())).unwrap();
        let text = String::from_utf8(trained.bytes).unwrap();
        assert!(text.contains("\nour on - line nook\t") && text.contains("\nmenace\t"));
        assert!(spin_table(&["one column\n"]).is_err());
        assert!(spin_table(&["a\tb\tnobody\t1\n"]).is_err());
    }
}
