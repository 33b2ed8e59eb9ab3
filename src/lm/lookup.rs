//! Reading the model where it lies.
//!
//! Every read is checked: in a damaged file whose lengths agree, a look-up may miss, it cannot panic.

use super::format::{self, Layout, WordHash};
use super::{BORDER, Case, UNKNOWN, WordId};
use crate::bytes::Bytes;
use crate::error::Result;
use std::ops::Range;
use std::sync::Arc;

/// The model; cheap to clone.
#[derive(Debug, Clone)]
pub(crate) struct LanguageModel {
    file: Bytes,
    layout: Arc<Layout>,
}

/// What stands before a word: the last word, and the last two as a lead of trigrams if the model has any after them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Context {
    pub(super) last: WordId,
    pub(super) lead: u32,
}

/// Two words that the model may have seen together.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bigram {
    /// The price as stored.
    stored: Option<u8>,
    /// The lead of the context after it.
    lead: u32,
}

impl Bigram {
    /// Of words that were never together.
    pub(super) const NONE: Self = Self { stored: None, lead: NO_LEAD };
}

/// The lead of a context that has none: more than there can be.
const NO_LEAD: u32 = u32::MAX;

impl Context {
    /// The begin of a paragraph.
    pub(crate) const START: Self = Self { last: BORDER, lead: NO_LEAD };
    /// Nothing is known of what stands before: no word has this number.
    pub(crate) const NONE: Self = Self { last: WordId::MAX, lead: NO_LEAD };
}

impl LanguageModel {
    /// Opens a model: checks the header and the length, reads nothing else.
    ///
    /// # Errors
    /// [`Error::Model`](crate::Error::Model) if the bytes are not a model, are cut off or of another version.
    pub(crate) fn open(bytes: Bytes) -> Result<Self> {
        let layout = Layout::read(&bytes)?;
        Ok(Self { file: bytes, layout: Arc::new(layout) })
    }

    /// The number of a word in its [normal form](super::normal), if the model knows it.
    pub(crate) fn id(&self, word: &str) -> Option<WordId> {
        self.id_of(WordHash::of(word), &[word])
    }

    /// The same for a word in pieces whose hash is known.
    pub(crate) fn id_of(&self, hash: WordHash, pieces: &[&str]) -> Option<WordId> {
        let file = &*self.file;
        let (slots, _) = file[self.layout.slots.clone()].as_chunks::<2>();
        let (starts, _) = file[self.layout.starts.clone()].as_chunks::<3>();
        let text = &file[self.layout.text.clone()];
        let length: usize = pieces.iter().map(|piece| piece.len()).sum();
        let mut slot = hash.mixed() as usize & (slots.len() - 1);
        for _ in 0..slots.len() {
            let id = u16::from_le_bytes(slots[slot]);
            if id == UNKNOWN {
                return None;
            }
            let [start, end] = starts.get(usize::from(id)..)?.first_chunk()?.map(u24);
            // Most words that are in the way differ in length.
            if (end as usize).wrapping_sub(start as usize) == length {
                let word = text.get(start as usize..end as usize)?;
                if pieces.iter().try_fold(word, |rest, piece| rest.strip_prefix(piece.as_bytes())).is_some() {
                    return Some(id);
                }
            }
            slot = (slot + 1) & (slots.len() - 1);
        }
        None
    }

    /// Whether a word in normal form was seen, if too seldom for a number of its own. Wrong for one in fifty others.
    pub(crate) fn is_rare(&self, word: &str) -> bool {
        let filter = &self.file[self.layout.filter.clone()];
        let bits = filter.len() as u64 * 8;
        bits > 0 && format::filter_bits(word, bits).all(|bit| filter[(bit / 8) as usize] >> (bit % 8) & 1 == 1)
    }

    /// How a word is usually written.
    pub(crate) fn case(&self, word: WordId) -> Case {
        match self.u8(&self.layout.unigrams, usize::from(word) * 3 + 2) {
            Some(1) => Case::Title,
            Some(2) => Case::Upper,
            _ => Case::Lower,
        }
    }

    /// The price of `word` by itself, in nats.
    pub(crate) fn unigram(&self, word: WordId) -> f32 {
        format::price(self.u8(&self.layout.unigrams, usize::from(word) * 3).unwrap_or(u8::MAX))
    }

    /// The price of `word` after `context` in nats, and the context after it; `bigram` is that of the two.
    pub(super) fn step_by(&self, bigram: Bigram, context: Context, word: WordId) -> (f32, Context) {
        let next = Context { last: word, lead: bigram.lead };
        let mut price = 0.0;
        if context.lead != NO_LEAD {
            if let Some(trigram) = self.find_trigram(context.lead, word) {
                return (self.trigram_price(trigram), next);
            }
            price += self.backoff(&self.layout.lead_backoffs, context.lead as usize);
        }
        if let Some(stored) = bigram.stored {
            return (price + format::bigram_price(stored), next);
        }
        (price + self.backoff(&self.layout.unigrams, usize::from(context.last) * 3 + 1) + self.unigram(word), next)
    }

    /// The same without it.
    #[cfg(feature = "train")]
    pub(crate) fn step(&self, context: Context, word: WordId) -> (f32, Context) {
        self.step_by(self.bigram(context.last, word), context, word)
    }

    /// What the model has of a word after another. O(log n), no allocation.
    pub(super) fn bigram(&self, first: WordId, second: WordId) -> Bigram {
        let at = self.find_bigram(first, second);
        let stored = at.and_then(|at| self.u8(&self.layout.bigram_prices, at as usize));
        let lead = at.filter(|_| stored.is_some_and(|s| s & format::LEADS != 0)).and_then(|at| self.lead(at));
        Bigram { stored, lead: lead.unwrap_or(NO_LEAD) }
    }

    fn backoff(&self, section: &Range<usize>, at: usize) -> f32 {
        self.u8(section, at).map_or(0.0, format::backoff)
    }

    fn find_bigram(&self, first: WordId, second: WordId) -> Option<u32> {
        let (start, end) = self.between(&self.layout.rows, first)?;
        self.find(&self.layout.bigram_words, start, end, second)
    }

    /// Number of the lead that a bigram is: the leads before its block, and those before it in the block.
    fn lead(&self, bigram: u32) -> Option<u32> {
        let at = bigram as usize;
        let block = at / format::BIGRAM_BLOCK;
        let before = self.u24(&self.layout.lead_blocks, block)?;
        let prices = self.file[self.layout.bigram_prices.clone()].get(block * format::BIGRAM_BLOCK..at)?;
        Some(before + prices.iter().filter(|&&stored| stored & format::LEADS != 0).count() as u32)
    }

    /// First trigram of a lead, and of the one after it.
    fn trigrams_of(&self, lead: usize) -> Option<(u32, u32)> {
        let file = &*self.file;
        let (blocks, _) = file[self.layout.trigram_blocks.clone()].as_chunks::<3>();
        let (rows, _) = file[self.layout.trigram_rows.clone()].as_chunks::<2>();
        let &[start, end] = rows.get(lead..)?.first_chunk()?;
        let first =
            |lead: usize, row| Some(u24(*blocks.get(lead / format::LEAD_BLOCK)?) + u32::from(u16::from_le_bytes(row)));
        Some((first(lead, start)?, first(lead + 1, end)?))
    }

    fn find_trigram(&self, lead: u32, third: WordId) -> Option<u32> {
        let (start, end) = self.trigrams_of(lead as usize)?;
        self.find(&self.layout.trigram_words, start, end, third)
    }

    fn trigram_price(&self, trigram: u32) -> f32 {
        let pair = self.u8(&self.layout.trigram_codes, trigram as usize / 2).unwrap_or(u8::MAX);
        let code = (pair >> (4 * (trigram % 2))) & 0xF;
        format::price(self.u8(&self.layout.codes, usize::from(code)).unwrap_or(u8::MAX))
    }

    /// Binary search for `word` among entries `start..end` of a section of sorted word numbers.
    fn find(&self, section: &Range<usize>, start: u32, end: u32, word: WordId) -> Option<u32> {
        let (entries, _) = self.file[section.clone()].as_chunks::<2>();
        let row = entries.get(start as usize..end as usize)?;
        let at = row.binary_search_by_key(&word, |&entry| u16::from_le_bytes(entry)).ok()?;
        Some(start + at as u32)
    }

    /// Where what a word has in another section starts and ends, by a section of starts.
    fn between(&self, section: &Range<usize>, word: WordId) -> Option<(u32, u32)> {
        let (starts, _) = self.file[section.clone()].as_chunks::<3>();
        let [start, end] = starts.get(usize::from(word)..)?.first_chunk()?.map(u24);
        Some((start, end))
    }

    fn read<const N: usize>(&self, section: &Range<usize>, i: usize) -> Option<[u8; N]> {
        let at = i.checked_mul(N)?;
        self.file[section.clone()].get(at..at.checked_add(N)?)?.try_into().ok()
    }

    fn u8(&self, section: &Range<usize>, i: usize) -> Option<u8> {
        self.read::<1>(section, i).map(|[byte]| byte)
    }

    fn u24(&self, section: &Range<usize>, i: usize) -> Option<u32> {
        self.read::<3>(section, i).map(u24)
    }
}

/// A number of three bytes.
const fn u24([a, b, c]: [u8; 3]) -> u32 {
    u32::from_le_bytes([a, b, c, 0])
}
