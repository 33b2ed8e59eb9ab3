//! Which words get a number of their own.

use super::corpus::{BORDER, Corpus, Form, FormCount, NUMBER};
use super::merged::merged;
use crate::lm::{self, Case, FIRST_WORD, WordId};
use crate::repair::is_probable_error;
use std::collections::HashMap;

/// More words cannot be numbered.
const MAX_WORDS: usize = 65_000;
/// A word has to occur in so many documents.
const MIN_DOCUMENTS: u32 = 3;
/// A word that is not numbered counts as rare, not as unknown, if it occurs in so many documents.
const RARE_DOCUMENTS: u32 = 2;

/// The words of a model.
#[derive(Debug)]
pub(super) struct Vocabulary {
    /// Words in the order of their numbers, which begin at [`FIRST_WORD`].
    pub words: Vec<(String, Case)>,
    /// Words that occur, but too seldom.
    pub rare: Vec<String>,
    /// The number of each form of the corpus.
    numbers: Vec<WordId>,
}

impl Vocabulary {
    pub(super) fn choose(corpus: &Corpus, min_count: u32) -> Self {
        let counts: HashMap<&str, u32> = corpus.forms.iter().map(|f| (f.text.as_str(), f.count)).collect();
        let merged = merged(corpus);
        let is_error = |i: usize| {
            let form = &corpus.forms[i];
            merged.contains(&(i as Form)) || is_probable_error(&form.text, form.count, |word| counts.get(word).copied())
        };
        let mut often: Vec<usize> = (2..corpus.forms.len())
            .filter(|&i| corpus.forms[i].count >= min_count && corpus.forms[i].documents >= MIN_DOCUMENTS)
            .filter(|&i| !is_error(i))
            .collect();
        often.sort_by(|&a, &b| {
            let (a, b) = (&corpus.forms[a], &corpus.forms[b]);
            b.count.cmp(&a.count).then_with(|| a.text.cmp(&b.text))
        });
        often.truncate(MAX_WORDS);

        let mut numbers = vec![lm::UNKNOWN; corpus.forms.len()];
        numbers[BORDER as usize] = lm::BORDER;
        numbers[NUMBER as usize] = lm::NUMBER;
        for (at, &form) in often.iter().enumerate() {
            numbers[form] = FIRST_WORD + at as WordId;
        }
        let words = often.iter().map(|&i| (corpus.forms[i].text.clone(), usual_case(&corpus.forms[i]))).collect();
        let rare = (2..corpus.forms.len())
            .filter(|&i| numbers[i] == lm::UNKNOWN && corpus.forms[i].documents >= RARE_DOCUMENTS)
            .filter(|&i| !is_error(i))
            .map(|i| corpus.forms[i].text.clone())
            .collect();
        Self { words, rare, numbers }
    }

    /// Number of words, those included that stand for all numbers and the like.
    pub(super) fn len(&self) -> usize {
        self.words.len() + usize::from(FIRST_WORD)
    }

    pub(super) fn number(&self, tokens: &[Form]) -> Vec<WordId> {
        tokens.iter().map(|&form| self.numbers[form as usize]).collect()
    }
}

fn usual_case(form: &FormCount) -> Case {
    let [lower, title, upper] = form.cases;
    if upper > lower && upper > title {
        Case::Upper
    } else if title > 2 * lower {
        Case::Title
    } else {
        Case::Lower
    }
}
