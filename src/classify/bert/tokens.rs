//! Sentences to word pieces.

use super::damaged;
use crate::classify::window::{head_of, tail_of};
use crate::error::{Error, Result};
use crate::span::Span;
use std::path::Path;
use std::sync::Arc;
use tokenizers::models::wordpiece::WordPiece;
use tokenizers::normalizers::BertNormalizer;
use tokenizers::pre_tokenizers::bert::BertPreTokenizer;
use tokenizers::processors::bert::BertProcessing;
use tokenizers::{Tokenizer, TruncationParams};

/// Word pieces of a sentence that are read. Hardly one sentence in a thousand has more.
const MOST_PIECES: usize = 128;

/// Files that hold the vocabulary; the first that is there is taken.
pub(crate) const VOCABULARIES: [&str; 2] = ["tokenizer.json", "vocab.txt"];

/// Cuts sentences into word pieces; cheap to clone.
#[derive(Debug, Clone)]
pub(crate) struct Tokens(Arc<Tokenizer>);

/// The word pieces of a sentence with its lead-in.
#[derive(Debug, Clone)]
pub(crate) struct Encoded {
    /// Numbers of the pieces in the vocabulary, with the marks at both ends.
    pub(crate) ids: Vec<i64>,
    /// The words of the sentence itself: place of the first piece, and bytes of the sentence.
    pub(crate) words: Vec<(usize, Span)>,
}

impl Tokens {
    /// Reads the vocabulary of a base directory.
    ///
    /// # Errors
    /// [`Error::Model`] if no file has one, or the file that has it is damaged.
    pub(crate) fn open(base: &Path) -> Result<Self> {
        let [json, list] = VOCABULARIES.map(|name| base.join(name));
        let mut tokenizer = if json.is_file() {
            Tokenizer::from_file(&json).map_err(|e| damaged(&json.display().to_string(), e))?
        } else if list.is_file() {
            of_list(&list)?
        } else {
            let reason = format!("it has neither `{}` nor `{}`", VOCABULARIES[0], VOCABULARIES[1]);
            return Err(damaged(&base.display().to_string(), reason));
        };
        let truncation = TruncationParams { max_length: MOST_PIECES, ..TruncationParams::default() };
        tokenizer.with_padding(None);
        tokenizer.with_truncation(Some(truncation)).map_err(|e| damaged(VOCABULARIES[0], e))?;
        Ok(Self(Arc::new(tokenizer)))
    }

    /// The pieces of `sentence`, read as going on where `lead_in` stops.
    pub(crate) fn encode(&self, sentence: &str, lead_in: Option<&str>) -> Encoded {
        let sentence = head_of(sentence);
        let (text, start) = match lead_in.map(tail_of) {
            Some(before) => (format!("{before} {sentence}"), before.len() + 1),
            None => (sentence.to_owned(), 0),
        };
        let encoding = self.0.encode(text, true).expect("a text without a pair always has an encoding");
        let ids = encoding.get_ids().iter().map(|&id| i64::from(id)).collect();
        let mut words: Vec<(usize, Span)> = Vec::new();
        let mut last = None;
        for (piece, (word, &(from, to))) in encoding.get_word_ids().iter().zip(encoding.get_offsets()).enumerate() {
            if word.is_none() || from < start || to <= from {
                continue;
            }
            let (from, to) = (from - start, to - start);
            match words.last_mut().filter(|_| *word == last) {
                Some((_, span)) => *span = Span::new(span.start(), to),
                None => words.push((piece, Span::new(from, to))),
            }
            last = *word;
        }
        Encoded { ids, words }
    }
}

/// The tokenizer of BERT models without case, over a list of word pieces, one a line.
fn of_list(path: &Path) -> Result<Tokenizer> {
    let file = path.display().to_string();
    if path.to_str().is_none() {
        return Err(damaged(&file, "the path is not UTF-8"));
    }
    let pieces = WordPiece::from_file(&file).unk_token("[UNK]".to_owned()).build().map_err(|e| damaged(&file, e))?;
    let mut tokenizer = Tokenizer::new(pieces);
    let mark = |piece: &str| {
        let id = tokenizer.token_to_id(piece).ok_or_else(|| damaged(&file, format!("it has no piece `{piece}`")))?;
        Ok::<_, Error>((piece.to_owned(), id))
    };
    let marks = BertProcessing::new(mark("[SEP]")?, mark("[CLS]")?);
    tokenizer.with_normalizer(Some(BertNormalizer::default())).map_err(|e| damaged(&file, e))?;
    tokenizer.with_pre_tokenizer(Some(BertPreTokenizer));
    tokenizer.with_post_processor(Some(marks));
    Ok(tokenizer)
}
