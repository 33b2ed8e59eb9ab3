//! The source model: how likely a word is after the two before it.
//!
//! A back-off trigram model whose probabilities come from interpolated modified Kneser-Ney smoothing (Chen and Goodman
//! 1999), pruned and quantised to 8 bits. It is read in place: opening it checks a header and nothing is parsed.
//!
//! Words are compared in a [normal form](normal): lower case, one apostrophe, `an` as `a`, numbers alike.

pub(crate) mod format;
mod lookup;
mod memo;
mod normal;

pub(crate) use format::WordHash;
pub(crate) use lookup::{Context, LanguageModel};
pub(crate) use memo::Memo;
pub(crate) use normal::normal;

/// Number of a word in the model, by falling frequency.
pub(crate) type WordId = u16;

/// Any word that the model does not know.
pub(crate) const UNKNOWN: WordId = 0;
/// The border of a paragraph.
pub(crate) const BORDER: WordId = 1;
/// Any number.
pub(crate) const NUMBER: WordId = 2;
/// Number of the first word proper.
#[cfg(feature = "train")]
pub(crate) const FIRST_WORD: WordId = 3;

/// How a word is written inside a sentence, most of the time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Case {
    /// `threat`
    Lower,
    /// `Vienna`
    Title,
    /// `UNIDIR`
    Upper,
}
