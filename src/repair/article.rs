//! `a` or `an`: the article before a word that was replaced.

/// Beginnings whose first letter is a vowel and whose first sound is none, and the other way round.
const CONSONANT_SOUNDS: &[&str] = &["uni", "use", "usu", "uti", "eu", "one", "once", "u.", "ubi"];
const VOWEL_SOUNDS: &[&str] = &["hour", "honest", "honour", "honor", "heir"];
/// Words in `uni` that begin with the vowel.
const NEGATED: &[&str] = &["unin", "unim", "unid"];
/// Letters whose names begin with a vowel, for words in capitals.
const VOWEL_NAMES: &str = "AEFHILMNORSX";

/// The article for `word`, written like `article`; none if `article` is none, or is right already.
pub(super) fn agreeing(article: &str, word: &str) -> Option<&'static str> {
    if !matches!(article, "a" | "A" | "an" | "An") {
        return None;
    }
    match (article, wants_an(word)?) {
        ("a", true) => Some("an"),
        ("A", true) => Some("An"),
        ("an", false) => Some("a"),
        ("An", false) => Some("A"),
        _ => None,
    }
}

fn wants_an(word: &str) -> Option<bool> {
    let first = word.chars().next().filter(|c| c.is_alphabetic())?;
    let letters: String = word.chars().take_while(|c| c.is_alphabetic()).collect();
    if letters.len() > 1 && letters.chars().all(char::is_uppercase) {
        return Some(VOWEL_NAMES.contains(first));
    }
    let lower = word.to_lowercase();
    let begins = |list: &[&str]| list.iter().any(|p| lower.starts_with(p));
    if begins(NEGATED) {
        return Some(true);
    }
    Some(begins(VOWEL_SOUNDS) || ("aeiou".contains(first.to_ascii_lowercase()) && !begins(CONSONANT_SOUNDS)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sound_decides() {
        for (article, word, right) in [
            ("an", "key role", Some("a")),
            ("A", "important", Some("An")),
            ("an", "use", Some("a")),
            ("a", "unintended", Some("an")),
            ("a", "hour", Some("an")),
            ("a", "ICT", Some("an")),
            ("an", "UN body", Some("a")),
            ("a", "threat", None),
            ("the", "important", None),
        ] {
            assert_eq!(agreeing(article, word), right, "{article} {word}");
        }
    }
}
