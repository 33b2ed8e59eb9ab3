//! The table of spun phrases: pairs with counts or plausibility to prices.

use super::Trained;
use crate::error::{Error, Result};
use crate::lm::normal;
use crate::model::part;
use crate::repair::spin_table::{HEADER, SIZE_DIGITS};
use crate::words::tokens;
use std::collections::BTreeMap;
use std::fmt::Write;

/// The pairs that come with the crate.
const PAIRS: [&str; 2] = [include_str!("../data/spun_pairs.tsv"), include_str!("../data/spun_pairs_more.tsv")];

/// Longer phrases are not looked up.
const MAX_TOKENS: usize = 8;
/// Price of a pair that is known from experience, in nats; the price of one seen `n` times is lower by `ln(1 + n)`.
const KNOWN: f32 = 2.6;
/// What a step down in plausibility costs.
const LESS_PLAUSIBLE: f32 = 0.8;

/// Builds the table from the pairs that come with the crate and those of `more`: lines `spun`, `original`, `source`,
/// `weight`, separated by tabs. For the source `observed`, the weight is a number of occurrences; for `known` it says
/// nothing; for any other, the name of a family of spinners, it is a plausibility from 1 to 3.
///
/// # Errors
/// [`Error::Training`] if a line is no pair.
pub fn spin_table(more: &[&str]) -> Result<Trained> {
    let mut prices: BTreeMap<(String, String), f32> = BTreeMap::new();
    for table in PAIRS.iter().chain(more) {
        for (number, line) in table.lines().enumerate().filter(|(_, line)| !line.starts_with('#') && !line.is_empty()) {
            let (spun, original, price) =
                pair(line).ok_or_else(|| Error::Training(format!("line {} is no pair: {line}", number + 1)))?;
            let known = spun.split(' ').count() <= MAX_TOKENS && spun.starts_with(char::is_alphabetic);
            if known && spun != phrase(&original) {
                let least = prices.entry((spun, original)).or_insert(price);
                *least = least.min(price);
            }
        }
    }
    let mut lines: Vec<String> =
        prices.iter().map(|((spun, original), price)| format!("{spun}\t{original}\t{price:.1}\n")).collect();
    lines.sort_unstable();
    let size = HEADER.len() + SIZE_DIGITS + 1 + lines.iter().map(String::len).sum::<usize>();
    let mut out = String::with_capacity(size);
    let _ = writeln!(out, "{HEADER}{size:0SIZE_DIGITS$}");
    out.extend(lines);
    let figures = BTreeMap::from([("pairs".to_owned(), prices.len() as f64)]);
    Ok(Trained { name: part::SPIN, bytes: out.into_bytes(), figures })
}

fn pair(line: &str) -> Option<(String, String, f32)> {
    let mut columns = line.split('\t');
    let (spun, original, source) = (columns.next()?, columns.next()?, columns.next()?);
    let weight: f32 = columns.next()?.trim().parse().ok()?;
    let price = match source {
        "observed" => KNOWN - weight.ln_1p(),
        "known" => KNOWN,
        _ => KNOWN + LESS_PLAUSIBLE * (3.0 - weight.clamp(1.0, 3.0)),
    };
    Some((phrase(spun), original.trim().to_owned(), price))
}

/// A phrase as the table is looked up by.
fn phrase(text: &str) -> String {
    tokens(text).map(|token| normal(&text[token.span])).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bytes::Bytes;
    use crate::repair::SpinTable;

    #[test]
    fn the_tables_that_come_with_the_crate_make_a_part() {
        let trained = spin_table(&["our on-line nook\tour corner\tknown\t0\n"]).unwrap();
        assert!(trained.figures["pairs"] > 9000.0);
        SpinTable::open(Bytes::from(trained.bytes.clone())).unwrap();
        let text = String::from_utf8(trained.bytes).unwrap();
        assert!(text.contains("\nour on - line nook\tour corner\t2.6\n"));
        assert!(spin_table(&["one column\n"]).is_err());
    }
}
