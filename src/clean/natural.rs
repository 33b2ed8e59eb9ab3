//! Whether characters can have been meant as they stand.
//!
//! `Fuß“`, `JOSÉ’S` and `tombé…”` are valid UTF-8 in Windows-1252, but read well as they are: a letter that closes a
//! word, then punctuation. `Ã©` and `â€™` do not. The idea of judging how likely the characters are as text is that of
//! R. Speer's ftfy; the rules here are our own.

use crate::data::lines;
use std::sync::LazyLock;

const ALPHABETS: &str = include_str!("../data/alphabets.txt");

/// Words of one letter.
const LONE_LETTERS: &str = "ÉÌÍÒÓÖÅÆàáèéìíòóåæАВИКОСУЯІЄавикосуяієѝ";

/// The letters with marks of each language, small and capital.
static LANGUAGES: LazyLock<Vec<String>> =
    LazyLock::new(|| lines(ALPHABETS).map(|line| format!("{line}{}", line.to_uppercase())).collect());

/// What a letter is, as far as its neighbours are concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Script {
    Latin,
    Greek,
    Cyrillic,
    Other,
}

fn script(c: char) -> Script {
    match c {
        '\0'..='\u{2BC}' | '\u{1E00}'..='\u{1EFF}' | '\u{FB00}'..='\u{FB06}' => Script::Latin,
        '\u{370}'..='\u{3FF}' | '\u{1F00}'..='\u{1FFF}' => Script::Greek,
        '\u{400}'..='\u{52F}' => Script::Cyrillic,
        _ => Script::Other,
    }
}

/// Whether `chars`, which make one character of UTF-8, are good text between what stands before and after them.
pub(super) fn reads_well(before: Option<char>, chars: &[char], after: Option<char>) -> bool {
    let [lead, rest @ ..] = chars else { return true };
    if is_box(*lead) {
        let in_word = [before, after].iter().any(|c| c.is_some_and(char::is_alphanumeric));
        let is_rule = matches!(lead, '─' | '═');
        let fits = |c| is_box(c) && !(is_line(*lead) && is_shade(c)) || (is_rule && !is_letter(c));
        return !in_word && rest.iter().all(|&c| fits(c));
    }
    if is_letter(*lead) {
        return word_reads_well(before, *lead, rest, after);
    }
    match rest {
        // A sign after a space: `•`, `§`, `£`, whatever follows it.
        [second] if *lead == '\u{A0}' => !is_letter(*second) && !is_odd(*second) && !is_ordinal(*second),
        // In Mac Roman, all of general punctuation begins so.
        ['Ä', _] if *lead == '‚' => false,
        // A root of π and the like is mathematics unless it stands inside a word; other signs are not next to one.
        [second] if !is_letter(*second) || (is_mathematical(*lead) && *second == 'π') => {
            let around = [before, after].map(|c| c.is_some_and(char::is_alphanumeric));
            if is_mathematical(*second) || *second == 'π' {
                around != [true; 2] && !(is_odd(*lead) && around[1])
            } else {
                around == [false; 2]
            }
        }
        [first, others @ ..] if is_letter(*first) => {
            opens_word(*lead) && word_reads_well(Some(*lead), *first, others, after)
        }
        _ => !is_odd(*lead) && rest.iter().all(|&c| !is_odd(c) && !is_ordinal(c)),
    }
}

/// Whether `chars` are a root after a word: mathematics has letters there, no words, but names of functions before a root of π.
pub(super) fn is_root_after_word(before: &str, chars: &[char]) -> bool {
    let mut letters = before.chars().rev().take(2);
    matches!(chars, ['√', second] if is_mathematical(*second))
        && letters.all(|c| c.is_ascii_lowercase())
        && before.len() > 1
}

/// A letter that ends a word, is one or begins one, then more of it or what may follow it.
fn word_reads_well(before: Option<char>, lead: char, rest: &[char], after: Option<char>) -> bool {
    // Some Cyrillic alphabets are written with a few Latin letters that have marks.
    let is_mixed = |c: char| script(lead) == Script::Cyrillic && script(c) == Script::Latin && !c.is_ascii();
    let inside = before.filter(|&c| is_letter(c) && !is_mixed(c));
    let glued = after.filter(|&c| is_letter(c));
    let is_alone = inside.is_none() && rest.first().or(glued.as_ref()).is_none_or(|&c| !is_letter(c));
    if inside.is_some_and(|before| !may_follow(before, lead)) || (is_alone && !may_stand_alone(before, lead)) {
        return false;
    }
    let (mut before_last, mut last) = (inside, lead);
    let mut closed = false;
    for (i, &c) in rest.iter().enumerate() {
        // Ukrainian has apostrophes inside of words.
        let after_apostrophe = i > 0 && rest[i - 1] == '’';
        if is_letter(c) {
            let two_capitals = before_last.is_some_and(char::is_uppercase) && last.is_uppercase();
            let fits = may_follow(last, c) && !(two_capitals && c.is_lowercase()) && is_pair_of_a_language(last, c);
            let is_closed = closed && (script(c) != Script::Cyrillic || !after_apostrophe);
            if is_closed || !fits {
                return false;
            }
            (before_last, last) = (Some(last), c);
        } else if matches!(c, '\u{A0}' | '–' | '—') {
            // The next word may begin with anything; but no word is a capital, a dash and more letters.
            let ends = c == '\u{A0}' && !is_tilde(lead);
            return inside.is_some() || ends || lead.is_lowercase() || (c != '\u{A0}' && glued.is_none());
        } else if is_quote(c) || (is_sign(c) && !closed && !is_tilde(lead)) {
            closed = true;
        } else {
            return false;
        }
    }
    match glued {
        Some(_) if closed => lead.is_lowercase() || matches!(rest, ['’' | '·', ..]),
        Some(next) => {
            let two_capitals = before_last.is_some_and(char::is_uppercase) && last.is_uppercase();
            may_follow(last, next) && !(two_capitals && next.is_lowercase())
        }
        None => true,
    }
}

/// Whether letter `c` may follow letter `last` in a word: the same script, and no capital after a small letter.
fn may_follow(last: char, c: char) -> bool {
    script(last) == script(c) && (!c.is_uppercase() || last.is_uppercase())
}

/// Whether two letters with marks are of one alphabet.
fn is_pair_of_a_language(a: char, b: char) -> bool {
    script(a) != Script::Latin || LANGUAGES.iter().any(|letters| letters.contains(a) && letters.contains(b))
}

/// How little the letters with marks of a text are those of one language, and how many capitals stand inside words of small
/// letters.
pub(super) fn oddness(words: &str) -> usize {
    let chars: Vec<char> = words.chars().collect();
    let is_misplaced =
        |w: &&[char]| w[1].is_uppercase() && !w[1].is_ascii() && w[0].is_alphabetic() && w[2].is_lowercase();
    let marked: Vec<char> =
        chars.iter().copied().filter(|&c| c.is_alphabetic() && !c.is_ascii() && script(c) == Script::Latin).collect();
    let strays = LANGUAGES.iter().map(|letters| marked.iter().filter(|&&c| !letters.contains(c)).count()).min();
    chars.windows(3).filter(is_misplaced).count() + strays.unwrap_or(0)
}

/// Whether `lead` is a word of one letter in some language, or is spoken of: after a quotation mark, say.
fn may_stand_alone(before: Option<char>, lead: char) -> bool {
    LONE_LETTERS.contains(lead)
        || before.is_some_and(|c| is_punctuation(c) || matches!(c, '"' | '\'' | '(' | '-' | '/'))
}

/// Letters of words: no ordinals, phonetic signs or modifiers.
fn is_letter(c: char) -> bool {
    c.is_alphabetic() && !matches!(c, 'ª' | 'º' | 'ƒ' | 'ˆ' | 'µ' | 'ⁿ')
}

/// A letter or digit of another script than Latin.
pub(super) fn is_foreign_letter(c: char) -> bool {
    c.is_alphanumeric() && script(c) != Script::Latin
}

fn is_ordinal(c: char) -> bool {
    matches!(c, 'ª' | 'º')
}

fn is_combining(c: char) -> bool {
    ('\u{300}'..'\u{370}').contains(&c)
}

fn is_box(c: char) -> bool {
    ('\u{2500}'..='\u{25FF}').contains(&c)
}

fn is_line(c: char) -> bool {
    ('\u{2500}'..'\u{2580}').contains(&c)
}

fn is_shade(c: char) -> bool {
    matches!(c, '░' | '▒' | '▓')
}

/// Whether a character that is read in the place of others is likely, and suits the letters around it: their script, and their case.
pub(super) fn suits(before: Option<char>, c: char, after: Option<char>) -> bool {
    if is_combining(c) {
        return before.is_some_and(char::is_lowercase);
    }
    if !is_letter(c) {
        return !is_odd(c);
    }
    let [before, after] = [before, after].map(|c| c.filter(char::is_ascii_alphabetic));
    let is_strange = before.or(after).is_some() && !matches!(script(c), Script::Latin | Script::Greek);
    // These are what another layer of the same damage begins with.
    let is_capital = c.is_uppercase() && !matches!(c, 'Ã' | 'Â' | 'Å' | 'Ä');
    let is_out_of_word = is_rare(c) && before.or(after).is_none();
    !(is_strange || is_out_of_word || (is_capital && before.is_some_and(|c| c.is_ascii_lowercase())))
}

/// Letters of Latin script that few languages have: the open vowels and hooked consonants of many in Africa, say.
pub(super) fn is_rare(c: char) -> bool {
    matches!(c, '\u{180}'..='\u{19F}' | '\u{1A2}'..='\u{1AE}' | '\u{1B1}'..='\u{217}' | '\u{21C}'..='\u{2BC}')
        || "ĈĉĊċĔĕĜĝĠġĤĥĦħĨĩĬĭĮĴĵĸĿŀŉŊŋŎŏŔŕŜŝŦŧŬŭ".contains(c)
}

fn is_mathematical(c: char) -> bool {
    matches!(c, '√' | '∂' | '∆' | '∑' | '∏' | '∫' | '∞' | '≈' | 'Ω' | 'µ')
}

/// Symbols that hardly any text has.
fn is_odd(c: char) -> bool {
    matches!(c, '¤' | '¦' | '¨' | '¬' | '¯' | '´' | '¸' | 'ƒ' | 'ˆ' | '˜' | '◊' | '⁄' | '⌐' | '₧' | 'ﬂ' | 'ﬁ')
        || ('\u{80}'..='\u{9F}').contains(&c)
}

/// Whether a word may begin after `c`.
fn opens_word(c: char) -> bool {
    matches!(
        c,
        '“' | '‘'
            | '„'
            | '‚'
            | '«'
            | '»'
            | '‹'
            | '›'
            | '”'
            | '’'
            | '…'
            | '–'
            | '—'
            | '―'
            | '\u{A0}'
            | '·'
            | '•'
    )
}

/// Capitals that hardly any language ends a word with, and that nearly all mojibake of Latin text begins with.
fn is_tilde(c: char) -> bool {
    matches!(c, 'Ã' | 'Â')
}

/// Marks that can follow the last letter of a word.
fn is_quote(c: char) -> bool {
    matches!(c, '’' | '‘' | '”' | '“' | '»' | '«' | '›' | '‹' | '…' | '·' | '\u{AD}' | '\u{FFFD}')
}

/// Signs that can follow the last letter of a word.
fn is_sign(c: char) -> bool {
    matches!(c, '™' | '®' | '©' | '°' | 'ª' | 'º' | '¹' | '²' | '³' | '½' | '§' | '•' | '†' | '‡')
}

/// Whether `c` can stand next to mojibake without being part of it.
pub(super) fn is_punctuation(c: char) -> bool {
    matches!(c, '\u{A0}' | '–' | '—' | '„' | '‚' | '¡' | '¿') || is_quote(c) || is_sign(c)
}

/// Whether `c` is likely to be written at all: no control character, no phonetic letter, no script out of use.
pub(super) fn is_plausible(c: char) -> bool {
    match c {
        '\u{2BB}' | '\u{2BC}' | '\u{2C6}' | '\u{2DC}' => true,
        '\u{80}'..='\u{9F}'
        | '\u{2B0}'..='\u{2FF}'
        | '\u{370}'..='\u{377}'
        | '\u{37B}'..='\u{37F}'
        | '\u{3D0}'..='\u{3FF}'
        | '\u{460}'..='\u{48F}'
        | '\u{500}'..='\u{52F}'
        | '\u{800}'..='\u{8FF}'
        | '\u{E000}'..='\u{F8FF}' => false,
        _ => c < '\u{1FB00}' || ('\u{20000}'..'\u{40000}').contains(&c),
    }
}
