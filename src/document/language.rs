//! The languages that a document may be in.

use crate::names::named;

named! {
    /// The language of a text: whose abbreviations and conventions sentences are split by.
    #[derive(Default)]
    pub enum Language as "language" {
        /// English.
        #[default]
        English = "en",
        /// French.
        French = "fr",
        /// Spanish.
        Spanish = "es",
        /// Russian.
        Russian = "ru",
        /// Arabic.
        Arabic = "ar",
        /// Chinese.
        Chinese = "zh",
        /// Any other language, or none that could be told: marks only, no abbreviations.
        Undetermined = "und",
    }
}

impl Language {
    /// The language of a BCP 47 code; every language without rules of its own is [`Undetermined`](Self::Undetermined).
    /// `None` if `code` does not begin as a code does.
    pub fn from_code(code: &str) -> Option<Self> {
        let primary = code.split(['-', '_']).next()?;
        let sound = matches!(primary.len(), 2 | 3) && primary.bytes().all(|b| b.is_ascii_alphabetic());
        let known = Self::ALL.into_iter().find(|language| primary.eq_ignore_ascii_case(language.as_str()));
        sound.then(|| known.unwrap_or(Self::Undetermined))
    }
}
