//! The form in which words are counted and looked up.

use std::borrow::Cow;

/// `word` in lower case, with a straight apostrophe, straight quotes and one kind of dash; `an` is `a`, so that the
/// article does not depend on the word that a repair puts after it.
pub(crate) fn normal(word: &str) -> Cow<'_, str> {
    match word {
        "an" | "An" | "AN" => return Cow::Borrowed("a"),
        "“" | "”" | "«" | "»" | "„" => return Cow::Borrowed("\""),
        "‘" | "’" => return Cow::Borrowed("'"),
        "—" | "―" => return Cow::Borrowed("–"),
        "‐" | "‑" => return Cow::Borrowed("-"),
        _ => {}
    }
    if word.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase()) {
        return Cow::Borrowed(word);
    }
    if word.is_ascii() {
        return Cow::Owned(word.to_ascii_lowercase());
    }
    Cow::Owned(word.chars().map(|c| if c == '’' { '\'' } else { c }).flat_map(char::to_lowercase).collect())
}

#[cfg(test)]
mod tests {
    use super::normal;

    #[test]
    fn case_apostrophes_and_articles_are_folded() {
        for (word, form) in [("We’re", "we're"), ("AN", "a"), ("Türkiye", "türkiye"), ("”", "\""), ("states", "states")]
        {
            assert_eq!(normal(word), form);
        }
    }
}
