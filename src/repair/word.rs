//! What is known of each distinct word of a text, found out once.

use super::channel::spin::{Start, starts};
use super::inflect::{Form, Stem, inflect, stems};
use super::lexicon::{self, Class};
use super::prices::{RARE_WORD, UNKNOWN_LETTER, UNKNOWN_NAME, UNKNOWN_NAME_LETTER, UNKNOWN_WORD};
use super::protect::is_title;
use super::readings::{Reading, class_price, readings};
use super::shape::Shape;
use super::spin_table::SpinTable;
use super::variety;
use crate::lm::{LanguageModel, NUMBER, UNKNOWN, WordHash, WordId, normal};
use std::cell::OnceCell;

/// A distinct word as it is written.
#[derive(Debug, Clone)]
pub(super) struct Word {
    pub text: Box<str>,
    /// Its form in the language model and in tables.
    pub normal: Box<str>,
    pub id: WordId,
    pub shape: Shape,
    knowledge: Knowledge,
    is_doubtful: bool,
    tongue: Tongue,
    /// Whether it is all of its text, or half of it.
    pub is_lone: bool,
    /// Of the normal form, for look-ups of words that are joined.
    hash: WordHash,
    readings: OnceCell<Box<[Reading]>>,
    stems: OnceCell<Box<[Stem]>>,
    starts: OnceCell<Box<[Start]>>,
}

/// What a run has to know of each of its words, and no more: most words are looked at no further.
#[derive(Debug, Clone, Copy)]
pub(super) struct Facts {
    /// Number in the language model, and what its letters cost beyond that.
    pub id: WordId,
    pub spelling: f32,
    pub shape: Shape,
    pub tongue: Tongue,
    pub is_doubtful: bool,
    /// Whether it may be two words, or a word and a number.
    pub may_be_two: bool,
    /// Whether it is a form of address.
    pub is_title: bool,
}

/// What a word tells of the language of its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tongue {
    /// Most English texts have it, and few others.
    English,
    /// It has letters that no English word has.
    Foreign,
    Any,
}

/// How a word is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Knowledge {
    /// The model has a number for it, or it is no word.
    Numbered,
    /// It is in the list.
    Listed(Class),
    /// It is a regular form of a word that is known.
    Derived,
    /// It occurs in the model's corpus.
    Seen,
    Unknown,
}

/// The last class whose words most texts have.
const MOST_ENGLISH: u8 = 2;

/// Prefixes that make new words of any word, written without a hyphen.
const PREFIXES: &[&str] = &[
    "un", "re", "non", "cyber", "bio", "crypto", "micro", "nano", "over", "under", "mis", "pre", "inter", "post",
    "anti", "counter", "sub", "trans", "super", "ultra", "intra", "neuro", "geo", "eco", "socio", "agro", "hydro",
    "electro",
];

impl Word {
    pub(super) fn of(text: &str, lm: &LanguageModel) -> Self {
        let shape = Shape::of(text);
        let normal = normal(text);
        let id =
            if shape == Shape::Number && !is_misread(text) { NUMBER } else { usual_id(&normal, lm).unwrap_or(UNKNOWN) };
        let class = listed(&normal);
        let knowledge = if id != UNKNOWN || shape == Shape::Mark {
            Knowledge::Numbered
        } else if let Some(class) = class {
            Knowledge::Listed(class)
        } else if is_derived(&normal, lm) {
            Knowledge::Derived
        } else if lm.is_rare(&normal) {
            Knowledge::Seen
        } else {
            Knowledge::Unknown
        };
        let hash = WordHash::of(&normal);
        let tongue = match class {
            Some(Class::Rank(..=MOST_ENGLISH)) => Tongue::English,
            _ if text.chars().any(is_foreign) => Tongue::Foreign,
            _ => Tongue::Any,
        };
        let normal: Box<str> = normal.as_ref().into();
        let mut word = Self {
            text: text.into(),
            normal,
            id,
            shape,
            knowledge,
            is_doubtful: false,
            tongue,
            is_lone: false,
            hash,
            readings: OnceCell::new(),
            stems: OnceCell::new(),
            starts: OnceCell::new(),
        };
        let is_unlisted = shape == Shape::Lower && knowledge == Knowledge::Numbered && class.is_none();
        word.is_doubtful = !word.is_known() || is_unlisted;
        word
    }

    pub(super) fn facts(&self) -> Facts {
        Facts {
            id: self.id,
            spelling: self.spelling(),
            shape: self.shape,
            tongue: self.tongue,
            is_doubtful: self.is_doubtful,
            may_be_two: self.id == UNKNOWN || self.text.ends_with(|c: char| c.is_ascii_digit()),
            is_title: is_title(&self.normal),
        }
    }

    /// Whether it was seen in the model's corpus, is in the list, or is a regular form of a word that is.
    pub(super) fn is_known(&self) -> bool {
        match self.knowledge {
            // Misprints are seen as well; names are written as names.
            Knowledge::Seen => self.shape != Shape::Lower,
            other => other != Knowledge::Unknown,
        }
    }

    /// Whether it may be a misspelling: it is unknown, or only the model knows it, which has seen misspellings.
    pub(super) const fn is_doubtful(&self) -> bool {
        self.is_doubtful
    }

    /// Of its normal form.
    pub(super) const fn hash(&self) -> WordHash {
        self.hash
    }

    /// The number of the word that it makes with `next`, written as one.
    pub(super) fn joined(&self, next: &Self, lm: &LanguageModel) -> Option<WordId> {
        lm.id_of(self.hash.and(&next.normal), &[&self.normal, &next.normal])
    }

    /// What its letters cost, beyond its being unknown to the model.
    fn spelling(&self) -> f32 {
        if self.id != UNKNOWN {
            return 0.0;
        }
        if let Some(price) = self.lexical_price() {
            return price;
        }
        let letters = self.normal.chars().take(16).count() as f32;
        if self.shape.is_capitalised() {
            UNKNOWN_NAME + UNKNOWN_NAME_LETTER * letters
        } else {
            UNKNOWN_WORD + UNKNOWN_LETTER * letters
        }
    }

    /// Nats that its letters cost, given that the model has no number for it; none if nothing is known of it.
    fn lexical_price(&self) -> Option<f32> {
        match self.knowledge {
            Knowledge::Numbered => Some(0.0),
            Knowledge::Listed(class) => Some(class_price(class)),
            Knowledge::Derived => Some(RARE_WORD),
            Knowledge::Seen => self.is_known().then_some(RARE_WORD),
            Knowledge::Unknown => None,
        }
    }

    /// What it may have been.
    pub(super) fn readings(&self, lm: &LanguageModel) -> &[Reading] {
        self.readings.get_or_init(|| readings(self, lm))
    }

    /// The stems that it may be a regular form of.
    pub(super) fn stems(&self) -> &[Stem] {
        let is_word = !matches!(self.shape, Shape::Mark | Shape::Number);
        self.stems.get_or_init(|| if is_word { stems(&self.normal).into() } else { Box::default() })
    }

    /// What spinners put for others that begins with it.
    pub(super) fn starts(&self, table: &SpinTable, lm: &LanguageModel) -> &[Start] {
        self.starts.get_or_init(|| starts(self, table, lm))
    }
}

/// The number of a word, or of its British or American counterpart where that is the more frequent in the model: an
/// American text is not less likely for being one.
fn usual_id(word: &str, lm: &LanguageModel) -> Option<WordId> {
    let ids = [Some(word), variety::counterpart(word)].into_iter().flatten().filter_map(|word| lm.id(word));
    ids.min_by(|&a, &b| lm.unigram(a).total_cmp(&lm.unigram(b)))
}

/// Whether a letter is of another script than Latin, or one that only Vietnamese has.
fn is_foreign(c: char) -> bool {
    c > '\u{24F}' && c.is_alphabetic()
}

/// The class of a word in small letters, or of the one that it is a possessive of.
fn listed(word: &str) -> Option<Class> {
    lexicon::class(word.strip_suffix("'s").unwrap_or(word))
}

/// Whether `text`, which begins with a digit, is a word but for it: `0rgan`, `8ecause`.
fn is_misread(text: &str) -> bool {
    let mut bytes = text.bytes();
    matches!(bytes.next(), Some(b'0' | b'1' | b'5' | b'8')) && bytes.len() >= 3 && bytes.all(|b| b.is_ascii_lowercase())
}

/// Whether `word` is regularly made of a known word: by inflection, a prefix, or a spelling of the other variety of
/// English.
fn is_derived(word: &str, lm: &LanguageModel) -> bool {
    let known = |w: &str| lm.id(w).is_some() || lexicon::class(w).is_some();
    // The list has all regular forms of its words.
    let unlisted = |w: &str| lm.id(w).is_some() && lexicon::class(w).is_none();
    // Nor would the list lack an adverb of a frequent short word: `truely`.
    let may_have_more = |w: &str| {
        let rare = lexicon::class(w).map_or(lm.id(w).is_some(), |class| class_price(class) > RARE_WORD);
        rare || (w.len() >= 7 && known(w))
    };
    let long = |stem: &str| stem.len() >= 4;
    if word.len() > 40 {
        return false;
    }
    stems(word).iter().any(|stem| long(&stem.lemma) && (unlisted(&stem.lemma) || is_plural(word, stem)))
        || PREFIXES.iter().any(|p| word.strip_prefix(p).is_some_and(|rest| long(rest) && known(rest)))
        || VARIANTS.iter().any(|(a, b)| {
            (word.contains(a) && unlisted(&word.replacen(a, b, 1)))
                || (word.contains(b) && unlisted(&word.replacen(b, a, 1)))
        })
        || word.strip_suffix("ly").or(word.strip_suffix("ness")).is_some_and(|stem| long(stem) && may_have_more(stem))
}

/// Whether `word` is the regular plural of a word of the list, which has only the usual ones.
fn is_plural(word: &str, stem: &Stem) -> bool {
    stem.form == Form::S
        && lexicon::class(&stem.lemma).is_some()
        && inflect(&stem.lemma, Form::S).iter().any(|w| w == word)
}

/// What differs between British and American spelling, in words that the list does not have.
const VARIANTS: &[(&str, &str)] = &[("is", "iz"), ("ys", "yz"), ("our", "or"), ("ogue", "og")];
