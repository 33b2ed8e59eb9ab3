//! English inflection, both ways: the stem of a form, and the form of a stem.

use crate::data::lines;
use std::collections::HashMap;
use std::sync::LazyLock;

const IRREGULAR: &str = include_str!("../data/irregular_forms.txt");

/// A regular change of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Form {
    /// Plural of a noun, or third person of a verb.
    S,
    Past,
    Participle,
    Ing,
    Comparative,
    Superlative,
    Possessive,
}

/// A word without its ending.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stem {
    pub lemma: String,
    pub form: Form,
}

struct Irregular {
    forms: HashMap<(&'static str, Form), &'static str>,
    stems: HashMap<&'static str, Vec<(&'static str, Form)>>,
}

static TABLE: LazyLock<Irregular> = LazyLock::new(|| {
    let mut table = Irregular { forms: HashMap::new(), stems: HashMap::new() };
    for line in lines(IRREGULAR) {
        let columns: Vec<&'static str> = line.split(' ').collect();
        let forms: &[Form] = match columns[0] {
            "v" => &[Form::Past, Form::Participle],
            "n" => &[Form::S],
            _ => &[Form::Comparative, Form::Superlative],
        };
        for (&form, &word) in forms.iter().zip(&columns[2..]) {
            table.forms.insert((columns[1], form), word);
            table.stems.entry(word).or_default().push((columns[1], form));
        }
    }
    table
});

/// The stems that `word`, in lower case, may be a form of. Some are no words: whoever looks them up will not find them.
pub(super) fn stems(word: &str) -> Vec<Stem> {
    let mut out = Vec::new();
    let mut push = |lemma: String, form: Form| {
        if lemma.len() >= 2 {
            out.push(Stem { lemma, form });
        }
    };
    if let Some(stem) = word.strip_suffix("'s").or_else(|| word.strip_suffix('\'')) {
        push(stem.to_owned(), Form::Possessive);
        return out;
    }
    for &(lemma, form) in TABLE.stems.get(word).into_iter().flatten() {
        push(lemma.to_owned(), form);
    }
    if let Some(stem) = word.strip_suffix("ies") {
        push(format!("{stem}y"), Form::S);
    }
    if let Some(stem) = word.strip_suffix('s').filter(|s| !s.ends_with('s')) {
        push(stem.to_owned(), Form::S);
        if let Some(stem) =
            stem.strip_suffix('e').filter(|s| ["s", "x", "z", "ch", "sh", "o"].iter().any(|e| s.ends_with(e)))
        {
            push(stem.to_owned(), Form::S);
        }
    }
    for (ending, form) in
        [("ed", Form::Past), ("ing", Form::Ing), ("er", Form::Comparative), ("est", Form::Superlative)]
    {
        let Some(stem) = word.strip_suffix(ending).filter(|s| s.len() >= 2 && s.is_ascii()) else { continue };
        push(stem.to_owned(), form);
        push(format!("{stem}e"), form);
        if let Some(stem) = stem.strip_suffix('i') {
            push(format!("{stem}y"), form);
        }
        let bytes = stem.as_bytes();
        if bytes[bytes.len() - 1] == bytes[bytes.len() - 2] {
            push(stem[..stem.len() - 1].to_owned(), form);
        }
    }
    out
}

/// How `lemma` may be written in `form`; two ways for the past, which the participle may share.
pub(super) fn inflect(lemma: &str, form: Form) -> Vec<String> {
    let irregular = |form| TABLE.forms.get(&(lemma, form)).map(|&word| word.to_owned());
    match form {
        Form::Possessive => vec![format!("{lemma}'s")],
        Form::S => vec![irregular(form).unwrap_or_else(|| with_s(lemma))],
        Form::Past | Form::Participle => {
            let mut out: Vec<String> = [Form::Past, Form::Participle].into_iter().filter_map(irregular).collect();
            out.dedup();
            if out.is_empty() {
                out = doubling(lemma, "ed");
            }
            out
        }
        Form::Ing => doubling(lemma, "ing"),
        Form::Comparative => irregular(form).map_or_else(|| doubling(lemma, "er"), |word| vec![word]),
        Form::Superlative => irregular(form).map_or_else(|| doubling(lemma, "est"), |word| vec![word]),
    }
}

fn with_s(lemma: &str) -> String {
    if ["s", "x", "z", "ch", "sh"].iter().any(|e| lemma.ends_with(e)) {
        return format!("{lemma}es");
    }
    match lemma.strip_suffix('y') {
        Some(stem) if !stem.ends_with(is_vowel) => format!("{stem}ies"),
        _ => format!("{lemma}s"),
    }
}

/// `lemma` with an ending that begins with a vowel; with the last consonant once and twice where either may be right.
fn doubling(lemma: &str, ending: &str) -> Vec<String> {
    if let Some(stem) = lemma.strip_suffix("ie").filter(|_| ending == "ing") {
        return vec![format!("{stem}ying")];
    }
    if let Some(stem) = lemma.strip_suffix('e') {
        let keeps = ending == "ing" && (stem.ends_with('e') || stem.len() < 2);
        return vec![if keeps { format!("{lemma}{ending}") } else { format!("{stem}{ending}") }];
    }
    if let Some(stem) = lemma.strip_suffix('y').filter(|s| ending != "ing" && !s.ends_with(is_vowel)) {
        return vec![format!("{stem}i{ending}")];
    }
    let mut out = vec![format!("{lemma}{ending}")];
    let letters: Vec<char> = lemma.chars().rev().take(3).collect();
    if let [last, middle, before] = letters[..]
        && !is_vowel(last)
        && !"wxy".contains(last)
        && is_vowel(middle)
        && !is_vowel(before)
    {
        out.push(format!("{lemma}{last}{ending}"));
    }
    out
}

fn is_vowel(c: char) -> bool {
    "aeiou".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_leads_back_to_its_stem() {
        for (lemma, form, word) in [
            ("menace", Form::S, "menaces"),
            ("country", Form::S, "countries"),
            ("child", Form::S, "children"),
            ("address", Form::S, "addresses"),
            ("determine", Form::Past, "determined"),
            ("apply", Form::Past, "applied"),
            ("hold", Form::Past, "held"),
            ("permit", Form::Ing, "permitting"),
            ("lie", Form::Ing, "lying"),
            ("foresee", Form::Ing, "foreseeing"),
            ("big", Form::Superlative, "biggest"),
            ("nation", Form::Possessive, "nation's"),
        ] {
            assert!(inflect(lemma, form).iter().any(|w| w == word), "{word}: {:?}", inflect(lemma, form));
            let found = stems(word).into_iter().any(|s| s.lemma == lemma && s.form == form);
            assert!(found || word == "lying", "{lemma} of {word}: {:?}", stems(word));
        }
    }

    #[test]
    fn past_and_participle_are_both_offered() {
        assert_eq!(inflect("take", Form::Past), ["took", "taken"]);
    }
}
