//! The language model: counts, smoothing, pruning, file.
//!
//! Interpolated modified Kneser-Ney smoothing (Chen and Goodman 1999); n-grams are kept by what the likelihood of the
//! training text would lose without them (Seymore and Rosenfeld 1996); back-off weights are computed afterwards, so
//! that the pruned model still sums to one.

mod corpus;
mod estimate;
mod merged;
mod prune;
mod vocabulary;
mod write;

use super::Trained;
use crate::bytes::Bytes;
use crate::error::{Error, Result};
use crate::lm::{BORDER, Context, LanguageModel, UNKNOWN};
use crate::model::part;
use corpus::Corpus;
use std::collections::BTreeMap;
use vocabulary::Vocabulary;

/// What a language model is to be like.
///
/// ```
/// use servanda::train::LanguageModelOptions;
///
/// let mut options = LanguageModelOptions::default();
/// options.trigrams = 200_000;
/// assert!(options.trigrams < LanguageModelOptions::default().trigrams);
/// ```
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct LanguageModelOptions {
    /// A word gets a number of its own if it occurs so often, in at least three documents.
    pub min_count: u32,
    /// Bigrams to keep. Those that begin a trigram are kept beyond this number.
    pub bigrams: usize,
    /// Trigrams to keep.
    pub trigrams: usize,
    /// Every so many documents one is held back to measure the model; 0 for none.
    pub held_back: usize,
}

impl Default for LanguageModelOptions {
    fn default() -> Self {
        Self { min_count: 8, bigrams: 500_000, trigrams: 1_100_000, held_back: 50 }
    }
}

/// Learns a language model from documents. Deterministic. Needs about 60 bytes of memory for each word of text.
///
/// The figures are `perplexity` and `unknown_rate` of the held-back documents, and the sizes of the model.
///
/// # Errors
/// What the iterator returns; [`Error::Training`] if there is too little text to estimate anything.
pub fn language_model(
    documents: impl Iterator<Item = Result<String>>,
    options: &LanguageModelOptions,
) -> Result<Trained> {
    let corpus = Corpus::read(documents, options.held_back)?;
    let vocabulary = Vocabulary::choose(&corpus, options.min_count);
    let ids = vocabulary.number(&corpus.tokens);
    let estimate = estimate::estimate(&ids, vocabulary.len()).ok_or_else(|| {
        Error::Training(
            "too little text: some n-grams have to occur once, some twice, and so on up to four times".into(),
        )
    })?;
    let pruned = prune::prune(&estimate, options.bigrams, options.trigrams);
    let bytes = write::write(&vocabulary, &pruned)?;

    let mut figures = BTreeMap::from([
        ("words".to_owned(), vocabulary.len() as f64),
        ("bigrams".to_owned(), pruned.bigrams.len() as f64),
        ("trigrams".to_owned(), pruned.trigrams.len() as f64),
        ("training_tokens".to_owned(), ids.len() as f64),
    ]);
    let held_back = vocabulary.number(&corpus.held_back);
    if !held_back.is_empty() {
        measure(&bytes, &held_back, &mut figures)?;
    }
    Ok(Trained { name: part::LANGUAGE_MODEL, bytes, figures, base: None })
}

/// Perplexity of the finished file, as it will be read, on text in word numbers. Unknown words count as one word.
fn measure(bytes: &[u8], ids: &[u16], figures: &mut BTreeMap<String, f64>) -> Result<()> {
    let model = LanguageModel::open(Bytes::from(bytes.to_vec()))?;
    let (mut total, mut tokens, mut unknown) = (0.0, 0_u32, 0_u32);
    let mut context = Context::START;
    for &id in ids {
        let (price, next) = model.step(context, id);
        context = if id == BORDER { Context::START } else { next };
        if id != BORDER {
            total += f64::from(price);
            tokens += 1;
            unknown += u32::from(id == UNKNOWN);
        }
    }
    figures.insert("held_back_tokens".to_owned(), f64::from(tokens));
    figures.insert("perplexity".to_owned(), (total / f64::from(tokens.max(1))).exp());
    figures.insert("unknown_rate".to_owned(), f64::from(unknown) / f64::from(tokens.max(1)));
    Ok(())
}
