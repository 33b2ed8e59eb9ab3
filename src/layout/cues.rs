//! Word lists of this stage, read once from `src/data/layout/`.

use std::collections::HashSet;
use std::sync::LazyLock;

/// No entry is longer, in bytes; longer words are not looked up.
const LONGEST: usize = 48;

/// A set of words or short phrases in lower case.
pub(super) struct Cues(LazyLock<HashSet<&'static str>>);

macro_rules! cues {
    ($($(#[$doc:meta])* $NAME:ident = $file:literal;)+) => {
        $($(#[$doc])* pub(super) static $NAME: Cues =
            Cues(LazyLock::new(|| entries(include_str!(concat!("../data/layout/", $file))).collect()));)+
    };
}

cues! {
    /// `mr`, `h.e`, `ambassador`.
    HONORIFICS = "honorifics.txt";
    /// `distinguished`, `delegates`.
    SALUTATIONS = "salutations.txt";
    /// `mr`, `para`.
    ABBREVIATIONS = "abbreviations.txt";
    /// `of`, `the`, `and`.
    FUNCTION_WORDS = "function_words.txt";
    /// `paragraph`, `art`.
    REFERENCE_WORDS = "reference_words.txt";
    /// `introduction`.
    SECTIONS = "sections.txt";
    /// `statement`, `remarks`.
    DOCUMENT_WORDS = "document_words.txt";
    /// `minister`.
    OFFICES = "offices.txt";
    /// `committee`, `session`.
    BODIES = "bodies.txt";
    /// `check against delivery`.
    FURNITURE = "furniture.txt";
    /// `recalling`.
    PREAMBULAR = "preambular.txt";
    /// `decides`.
    OPERATIVE = "operative.txt";
    /// `further`, `deeply`.
    CLAUSE_ADVERBS = "clause_adverbs.txt";
    /// `on behalf of`.
    ON_BEHALF = "on_behalf.txt";
}

impl Cues {
    /// Whether `word`, in any case, is in the list.
    pub(super) fn has(&self, word: &str) -> bool {
        word.len() <= LONGEST && self.0.contains(word.to_lowercase().as_str())
    }

    /// The entries in no order.
    pub(super) fn iter(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.0.iter().copied()
    }
}

/// The lines of a data file that are no comments.
pub(super) fn entries(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}
