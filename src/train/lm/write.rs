//! The file.

use super::estimate::Trigram;
use super::prune::Pruned;
use super::vocabulary::Vocabulary;
use crate::error::{Error, Result};
use crate::lm::format::{
    self, BIGRAM_BLOCK, CODES, Counts, LEAD_BLOCK, LEADS, Layout, quantise_backoff, quantise_bigram, quantise_price,
};
use crate::lm::{Case, FIRST_WORD, UNKNOWN};

/// Bits of the filter for each rare word: with five probes one false answer in fifty.
const FILTER_BITS_PER_WORD: usize = 9;
/// Rounds of moving the price codes.
const ROUNDS: usize = 10;

/// A model as [`crate::lm::format`] describes it.
///
/// # Errors
/// [`Error::Training`] if the model is too large for the format.
pub(super) fn write(vocabulary: &Vocabulary, model: &Pruned) -> Result<Vec<u8>> {
    let words: Vec<&str> = std::iter::repeat_n("", usize::from(FIRST_WORD))
        .chain(vocabulary.words.iter().map(|(w, _)| w.as_str()))
        .collect();
    let slots = hash_slots(&words);
    let filter = rare_filter(&vocabulary.rare);
    let rows = trigram_rows(model);
    let leads: Vec<bool> = rows.iter().map(|&row| row > 0).collect();
    let codebook = codebook(&model.trigrams);
    let mut out = Layout::header(Counts {
        slots: slots.len() as u32,
        words: words.len() as u32,
        text: words.iter().map(|w| w.len()).sum::<usize>() as u32,
        bigrams: model.bigrams.len() as u32,
        leads: leads.iter().filter(|&&leads| leads).count() as u32,
        trigrams: model.trigrams.len() as u32,
        filter: filter.len() as u32,
    });
    out.extend(codebook);
    out.extend(slots.iter().flat_map(|slot| slot.to_le_bytes()));
    starts(words.iter().map(|w| w.len() as u32)).for_each(|start| push_u24(&mut out, start));
    out.extend(words.iter().flat_map(|word| word.bytes()));

    for (i, &(p, weight)) in model.unigrams.iter().enumerate() {
        let case = i.checked_sub(usize::from(FIRST_WORD)).map_or(Case::Lower, |at| vocabulary.words[at].1);
        out.extend_from_slice(&[quantise_price(-p.ln()), quantise_backoff(-weight.ln()), case as u8]);
    }
    let mut row = vec![0; words.len()];
    model.bigrams.iter().for_each(|b| row[usize::from(b.words[0])] += 1);
    starts(row.into_iter()).for_each(|start| push_u24(&mut out, start));

    write_bigrams(&mut out, model, &leads);
    write_rows(&mut out, rows.into_iter().filter(|&row| row > 0))?;
    model.trigrams.iter().for_each(|t| out.extend_from_slice(&t.words[2].to_le_bytes()));
    let codes: Vec<u8> = model.trigrams.iter().map(|t| code(&codebook, -t.p.ln())).collect();
    out.extend(codes.chunks(2).map(|pair| pair[0] | pair.get(1).copied().unwrap_or(0) << 4));
    out.extend_from_slice(&filter);
    Ok(out)
}

/// Number of trigrams after each bigram.
fn trigram_rows(model: &Pruned) -> Vec<u32> {
    let mut rows = vec![0; model.bigrams.len()];
    let mut at = 0;
    for trigram in &model.trigrams {
        while model.bigrams[at].words != trigram.words[..2] {
            at += 1;
        }
        rows[at] += 1;
    }
    rows
}

fn write_bigrams(out: &mut Vec<u8>, model: &Pruned, leads: &[bool]) {
    model.bigrams.iter().for_each(|b| out.extend_from_slice(&b.words[1].to_le_bytes()));
    let bit = |&leads: &bool| if leads { LEADS } else { 0 };
    out.extend(model.bigrams.iter().zip(leads).map(|(b, leads)| quantise_bigram(-b.p.ln()) | bit(leads)));
    let blocks = leads.chunks(BIGRAM_BLOCK).map(|block| block.iter().filter(|&&leads| leads).count() as u32);
    starts(blocks).for_each(|before| push_u24(out, before));
    let led = model.bigrams.iter().zip(leads).filter(|(_, leads)| **leads);
    out.extend(led.map(|(b, _)| quantise_backoff(-b.weight.ln())));
}

/// Where the trigrams of each lead begin: a number for each block of leads, and the distance from it for each lead.
fn write_rows(out: &mut Vec<u8>, lengths: impl Iterator<Item = u32>) -> Result<()> {
    let all: Vec<u32> = starts(lengths).collect();
    let last = all[all.len() - 1];
    all.iter().step_by(LEAD_BLOCK).chain([&last]).for_each(|&start| push_u24(out, start));
    for block in all.chunks(LEAD_BLOCK) {
        for &start in block {
            let distance = u16::try_from(start - block[0]);
            let distance = distance.map_err(|_| Error::Training("too many trigrams begin alike".into()))?;
            out.extend_from_slice(&distance.to_le_bytes());
        }
    }
    Ok(())
}

/// Sixteen prices, so that the prices of trigrams are near one of them: means of equal shares, then moved to the means
/// of what is nearest to them.
fn codebook(trigrams: &[Trigram]) -> [u8; CODES] {
    let mut prices: Vec<f64> = trigrams.iter().map(|t| -t.p.ln()).collect();
    prices.sort_unstable_by(f64::total_cmp);
    let mean = |part: &[f64]| part.iter().sum::<f64>() / part.len().max(1) as f64;
    let mut centres: Vec<f64> = prices.chunks(prices.len().div_ceil(CODES).max(1)).map(mean).collect();
    centres.resize(CODES, f64::from(u8::MAX));
    for _ in 0..ROUNDS {
        let mut start = 0;
        for i in 0..CODES {
            let border = centres.get(i + 1).map_or(f64::INFINITY, |next| f64::midpoint(centres[i], *next));
            let end = start + prices[start..].partition_point(|&p| p < border);
            if end > start {
                centres[i] = mean(&prices[start..end]);
            }
            start = end;
        }
    }
    std::array::from_fn(|i| quantise_price(centres[i]))
}

/// The code whose price is nearest.
fn code(codebook: &[u8; CODES], nats: f64) -> u8 {
    let stored = quantise_price(nats);
    (0..CODES as u8).min_by_key(|&code| codebook[usize::from(code)].abs_diff(stored)).unwrap_or(0)
}

fn push_u24(out: &mut Vec<u8>, number: u32) {
    out.extend_from_slice(&number.to_le_bytes()[..3]);
}

/// An open-addressing table, at most half full.
fn hash_slots(words: &[&str]) -> Vec<u16> {
    let size = (words.len() * 2).next_power_of_two();
    let mut slots = vec![UNKNOWN; size];
    for (id, word) in words.iter().enumerate().skip(usize::from(FIRST_WORD)) {
        let mut slot = format::hash(word) as usize & (size - 1);
        while slots[slot] != UNKNOWN {
            slot = (slot + 1) & (size - 1);
        }
        slots[slot] = id as u16;
    }
    slots
}

/// A Bloom filter.
fn rare_filter(words: &[String]) -> Vec<u8> {
    let mut filter = vec![0_u8; (words.len() * FILTER_BITS_PER_WORD).div_ceil(8)];
    let bits = filter.len() as u64 * 8;
    for bit in words.iter().flat_map(|word| format::filter_bits(word, bits)) {
        filter[(bit / 8) as usize] |= 1 << (bit % 8);
    }
    filter
}

/// Start of each row and the end of the last, from the lengths of the rows.
fn starts(lengths: impl Iterator<Item = u32>) -> impl Iterator<Item = u32> {
    std::iter::once(0).chain(lengths.scan(0, |sum, length| {
        *sum += length;
        Some(*sum)
    }))
}
