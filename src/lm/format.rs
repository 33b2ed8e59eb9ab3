//! The layout of `lm.bin`, shared by the reader and the trainer. All numbers are little-endian.
//!
//! | section | entries | bytes each |
//! |---|---|---|
//! | header: magic, version, seven counts | 1 | 36 |
//! | prices of the trigram codes | 16 | 1 |
//! | hash slots: word number, 0 for an empty slot | slots | 2 |
//! | starts of the words in the word text | words + 1 | 3 |
//! | word text | | 1 |
//! | price, back-off, case of each word | words × 3 | 1 |
//! | first bigram of each word | words + 1 | 3 |
//! | second word of each bigram, sorted within a row | bigrams | 2 |
//! | price of each bigram, and in the highest bit whether it leads trigrams | bigrams | 1 |
//! | leads before each block of bigrams | blocks + 1 | 3 |
//! | back-off of each lead | leads | 1 |
//! | first trigram of each block of leads | blocks + 1 | 3 |
//! | first trigram of each lead, counted from that of its block | leads + 1 | 2 |
//! | third word of each trigram, sorted within a row | trigrams | 2 |
//! | price code of each trigram, two in a byte | trigrams / 2 | 1 |
//! | filter of rare words | | 1 |

use crate::error::{Error, Result};
use std::ops::Range;

/// First bytes of the file.
pub(crate) const MAGIC: &[u8; 4] = b"svlm";
/// Version of the layout.
pub(crate) const VERSION: u32 = 2;
/// Bytes of the header.
pub(crate) const HEADER: usize = 36;
/// Prices that a trigram may have.
pub(crate) const CODES: usize = 16;
/// Bigrams in a block.
pub(crate) const BIGRAM_BLOCK: usize = 64;
/// Leads in a block. Their trigrams are counted in 16 bits.
pub(crate) const LEAD_BLOCK: usize = 16;
/// The bit of a bigram that leads trigrams.
pub(crate) const LEADS: u8 = 0x80;
/// Steps of a price in one nat.
const PRICE_STEPS: f32 = 12.0;
/// Steps of the price of a bigram in one nat.
const BIGRAM_STEPS: f32 = 6.0;
/// Steps of a back-off weight in one nat, and the step that stands for 0 nats.
const BACKOFF_STEPS: f32 = 16.0;
const BACKOFF_ZERO: f32 = 32.0;
/// Bits set for each word of the filter.
const FILTER_PROBES: u64 = 5;

/// A price (negative natural logarithm of a probability) as stored.
#[cfg(feature = "train")]
pub(crate) fn quantise_price(nats: f64) -> u8 {
    (nats * f64::from(PRICE_STEPS)).round().clamp(0.0, 255.0) as u8
}

/// The price that a stored one stands for, in nats.
pub(crate) fn price(stored: u8) -> f32 {
    f32::from(stored) / PRICE_STEPS
}

/// The price of a bigram as stored, without the bit for leads.
#[cfg(feature = "train")]
pub(crate) fn quantise_bigram(nats: f64) -> u8 {
    (nats * f64::from(BIGRAM_STEPS)).round().clamp(0.0, 127.0) as u8
}

/// The price that a stored bigram has, in nats.
pub(crate) fn bigram_price(stored: u8) -> f32 {
    f32::from(stored & !LEADS) / BIGRAM_STEPS
}

/// A back-off weight (as a price, which may be negative) as stored.
#[cfg(feature = "train")]
pub(crate) fn quantise_backoff(nats: f64) -> u8 {
    (nats * f64::from(BACKOFF_STEPS) + f64::from(BACKOFF_ZERO)).round().clamp(0.0, 255.0) as u8
}

/// The price that a stored back-off weight stands for, in nats.
pub(crate) fn backoff(stored: u8) -> f32 {
    (f32::from(stored) - BACKOFF_ZERO) / BACKOFF_STEPS
}

/// FNV-1a with a final mix; the same on every machine. Can be continued with more of the word.
#[derive(Debug, Clone, Copy)]
pub(crate) struct WordHash(u64);

impl WordHash {
    /// The hash of a word.
    pub(crate) fn of(word: &str) -> Self {
        Self(0xcbf2_9ce4_8422_2325).and(word)
    }

    /// The hash of the same word with `more` after it.
    pub(crate) fn and(self, more: &str) -> Self {
        Self(more.bytes().fold(self.0, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3)))
    }

    /// The number to look it up by.
    pub(crate) const fn mixed(self) -> u64 {
        (self.0 ^ (self.0 >> 29)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
    }
}

/// The number that a word is looked up by.
pub(crate) fn hash(word: &str) -> u64 {
    WordHash::of(word).mixed()
}

/// Bits of the filter that stand for a word, in a filter of `bits` bits.
pub(crate) fn filter_bits(word: &str, bits: u64) -> impl Iterator<Item = u64> {
    let hash = hash(word);
    let step = (hash >> 32) | 1;
    (0..FILTER_PROBES).map(move |i| hash.wrapping_add(step.wrapping_mul(i)) % bits.max(1))
}

/// How many entries the sections have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Counts {
    /// Hash slots, a power of two.
    pub slots: u32,
    /// Words.
    pub words: u32,
    /// Bytes of word text.
    pub text: u32,
    /// Bigrams.
    pub bigrams: u32,
    /// Bigrams that lead trigrams.
    pub leads: u32,
    /// Trigrams.
    pub trigrams: u32,
    /// Bytes of the filter of rare words.
    pub filter: u32,
}

/// Where the sections are, in bytes of the file.
#[derive(Debug, Clone)]
pub(crate) struct Layout {
    pub codes: Range<usize>,
    pub slots: Range<usize>,
    pub starts: Range<usize>,
    pub text: Range<usize>,
    pub unigrams: Range<usize>,
    pub rows: Range<usize>,
    pub bigram_words: Range<usize>,
    pub bigram_prices: Range<usize>,
    pub lead_blocks: Range<usize>,
    pub lead_backoffs: Range<usize>,
    pub trigram_blocks: Range<usize>,
    pub trigram_rows: Range<usize>,
    pub trigram_words: Range<usize>,
    pub trigram_codes: Range<usize>,
    pub filter: Range<usize>,
}

impl Layout {
    /// The layout of a file with so many entries. Cannot overflow: counts are 32 bits, sizes are summed in 64.
    fn new(counts: Counts) -> Option<Self> {
        let mut at = HEADER as u64;
        let mut section = |entries: u64, size: u64| -> Option<Range<usize>> {
            let start = at;
            at += entries * size;
            Some(usize::try_from(start).ok()?..usize::try_from(at).ok()?)
        };
        let [words, bigrams, leads, trigrams] =
            [counts.words, counts.bigrams, counts.leads, counts.trigrams].map(u64::from);
        let blocks = |entries: u64, size: usize| entries.div_ceil(size as u64) + 1;
        Some(Self {
            codes: section(CODES as u64, 1)?,
            slots: section(u64::from(counts.slots), 2)?,
            starts: section(words + 1, 3)?,
            text: section(u64::from(counts.text), 1)?,
            unigrams: section(words, 3)?,
            rows: section(words + 1, 3)?,
            bigram_words: section(bigrams, 2)?,
            bigram_prices: section(bigrams, 1)?,
            lead_blocks: section(blocks(bigrams, BIGRAM_BLOCK), 3)?,
            lead_backoffs: section(leads, 1)?,
            trigram_blocks: section(blocks(leads + 1, LEAD_BLOCK), 3)?,
            trigram_rows: section(leads + 1, 2)?,
            trigram_words: section(trigrams, 2)?,
            trigram_codes: section(trigrams.div_ceil(2), 1)?,
            filter: section(u64::from(counts.filter), 1)?,
        })
    }

    /// Reads the header of `file` and checks that the file is as long as it says.
    pub(crate) fn read(file: &[u8]) -> Result<Self> {
        let header = file.get(..HEADER).ok_or_else(|| damaged(format!("it has {} bytes, no header", file.len())))?;
        if &header[..4] != MAGIC {
            return Err(damaged("it is no language model of servanda".to_owned()));
        }
        let field = |i: usize| u32::from_le_bytes([header[i], header[i + 1], header[i + 2], header[i + 3]]);
        if field(4) != VERSION {
            return Err(damaged(format!("it has layout {}, this version reads layout {VERSION}", field(4))));
        }
        let [slots, words, text, bigrams, leads, trigrams, filter] = [8, 12, 16, 20, 24, 28, 32].map(field);
        if !slots.is_power_of_two() || words < 3 || words > u32::from(u16::MAX) {
            return Err(damaged(format!("it claims {words} words in {slots} slots")));
        }
        let layout = Self::new(Counts { slots, words, text, bigrams, leads, trigrams, filter });
        let layout = layout.ok_or_else(|| damaged("it claims to be larger than memory".to_owned()))?;
        if layout.filter.end != file.len() {
            return Err(damaged(format!("its header speaks of {} bytes, it has {}", layout.filter.end, file.len())));
        }
        Ok(layout)
    }

    /// The header of a file.
    #[cfg(feature = "train")]
    pub(crate) fn header(counts: Counts) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        let Counts { slots, words, text, bigrams, leads, trigrams, filter } = counts;
        for field in [VERSION, slots, words, text, bigrams, leads, trigrams, filter] {
            out.extend_from_slice(&field.to_le_bytes());
        }
        out
    }
}

fn damaged(reason: String) -> Error {
    Error::Model { part: "lm.bin".to_owned(), reason }
}
