//! Word vectors: words that stand in the same company get similar vectors, so that what was learnt of one word is
//! learnt of its kin as well.
//!
//! How often each word stands one and two words before and after the frequent words, and near them, becomes positive
//! pointwise mutual information (Levy and Goldberg 2014), and that a matrix of few columns by a randomised singular
//! value decomposition (Halko, Martinsson, Tropp 2011). Vectors are an aid of training: no model holds them.

mod company;
mod decompose;
mod file;

pub use file::FILE;

use crate::classify::window_words;
use crate::error::{Error, Result};
use ndarray::{Array2, Axis, concatenate};
use std::collections::HashMap;

/// Options of [`WordVectors::learn`].
///
/// ```
/// use servanda::train::VectorOptions;
///
/// let options = VectorOptions::default();
/// assert_eq!(format!("{options:?}"), format!("{:?}", options.clone()));
/// ```
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct VectorOptions {
    /// Most frequent words that get a vector.
    pub words: usize,
    /// Most frequent words whose company counts.
    pub contexts: usize,
    /// Numbers in a vector: so many for grammar (what stands beside it), and again for matter (what stands near it).
    pub half: usize,
}

impl Default for VectorOptions {
    fn default() -> Self {
        Self { words: 16_000, contexts: 3_000, half: 100 }
    }
}

/// Vectors of words, each half of length one.
///
/// ```
/// use servanda::train::{VectorOptions, WordVectors};
///
/// // Far too little to learn from: a few million words are a beginning.
/// let documents = ["We will help the States.".to_owned()];
/// assert!(WordVectors::learn(documents.into_iter().map(Ok), &VectorOptions::default()).is_err());
/// ```
#[derive(Debug, Clone)]
pub struct WordVectors {
    /// Hash of each word, as the classifier reads it.
    pub(super) words: Vec<u64>,
    /// One row a word.
    pub(super) vectors: Array2<f32>,
}

/// Farthest word that counts as near.
const NEAR: usize = 6;
/// Words beside a word, by how far after it they stand.
const BESIDE: [isize; 4] = [-2, -1, 1, 2];

impl WordVectors {
    /// Learns vectors from documents. Deterministic. Needs about 5 bytes of memory for each word of text, and 4 for each
    /// pair of a word and a context.
    ///
    /// # Errors
    /// What the iterator returns; [`Error::Training`] if there are fewer words than a vector has numbers.
    pub fn learn(documents: impl Iterator<Item = Result<String>>, options: &VectorOptions) -> Result<Self> {
        let (words, text) = number(documents, options.words)?;
        if words.len() < 2 * options.half {
            let (found, wanted) = (words.len(), 2 * options.half);
            return Err(Error::Training(format!("{found} different words, at least {wanted} are needed for vectors")));
        }
        let contexts = options.contexts.min(words.len());
        let beside: Vec<_> = BESIDE.iter().map(|&by| company::matrix(&text, words.len(), contexts, &[by])).collect();
        let grammar = decompose::rows(&beside, options.half);
        drop(beside);
        let around: Vec<isize> = (1..=NEAR.cast_signed()).flat_map(|by| [by, -by]).collect();
        let matter = decompose::rows(&[company::matrix(&text, words.len(), contexts, &around)], options.half);
        let vectors = concatenate(Axis(1), &[grammar.view(), matter.view()])
            .map_err(|e| Error::Training(format!("the halves of the vectors do not fit: {e}")))?;
        Ok(Self { words, vectors })
    }

    /// Number of words that have a vector.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether no word has one.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }
}

/// Stands for a word without a vector, and for the borders of documents.
const NONE: u32 = u32::MAX;

/// The most frequent words by falling frequency, and the text as their numbers.
fn number(documents: impl Iterator<Item = Result<String>>, most: usize) -> Result<(Vec<u64>, Vec<u32>)> {
    let mut forms: HashMap<u64, u32> = HashMap::new();
    let mut seen: Vec<(u64, u32)> = Vec::new();
    let mut text = Vec::new();
    for document in documents {
        window_words(&document?, |word| {
            let form = *forms.entry(word).or_insert_with(|| {
                seen.push((word, 0));
                seen.len() as u32 - 1
            });
            seen[form as usize].1 += 1;
            text.push(form);
        });
        text.extend([NONE; NEAR]);
    }
    let mut order: Vec<u32> = (0..seen.len() as u32).collect();
    order.sort_by_key(|&form| (std::cmp::Reverse(seen[form as usize].1), seen[form as usize].0));
    order.truncate(most);
    let mut rank = vec![NONE; seen.len()];
    for (at, &form) in order.iter().enumerate() {
        rank[form as usize] = at as u32;
    }
    for form in &mut text {
        *form = if *form == NONE { NONE } else { rank[*form as usize] };
    }
    Ok((order.into_iter().map(|form| seen[form as usize].0).collect(), text))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words of two sorts, each in the company of its own sort's neighbours.
    fn documents() -> impl Iterator<Item = Result<String>> {
        let pairs = [("urge", "invite", "States to act"), ("tree", "bush", "grows in gardens")];
        (0..60).map(move |i| {
            let (one, two, rest) = pairs[i % 2];
            Ok(format!("We {} {rest}.", if i % 4 < 2 { one } else { two }))
        })
    }

    #[test]
    fn words_in_the_same_company_are_alike() {
        let options = VectorOptions { words: 100, contexts: 100, half: 4 };
        let vectors = WordVectors::learn(documents(), &options).unwrap();
        let vector = |word: &str| {
            let mut hash = 0;
            window_words(word, |found| hash = found);
            vectors.vectors.row(vectors.words.iter().position(|&w| w == hash).unwrap())
        };
        let alike = vector("urge").dot(&vector("invite"));
        assert!(alike > vector("urge").dot(&vector("tree")) + 0.5, "{alike}");
    }

    #[test]
    fn too_little_text_is_an_error() {
        let few = WordVectors::learn(documents(), &VectorOptions::default());
        assert!(matches!(few, Err(Error::Training(_))), "{few:?}");
    }

    #[test]
    fn vectors_are_read_as_they_were_written_and_damage_is_named() {
        let vectors = WordVectors::learn(documents(), &VectorOptions { words: 100, contexts: 100, half: 4 }).unwrap();
        let path = std::env::temp_dir().join(format!("servanda-vectors-{}", std::process::id()));
        vectors.save(&path).unwrap();
        let again = WordVectors::read(&path).unwrap();
        assert_eq!((again.words, again.vectors), (vectors.words, vectors.vectors));
        std::fs::write(&path, b"no vectors").unwrap();
        assert!(matches!(WordVectors::read(&path), Err(Error::Training(_))));
        std::fs::remove_file(&path).unwrap();
        assert!(matches!(WordVectors::read(&path), Err(Error::Io { .. })));
    }
}
