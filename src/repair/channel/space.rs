//! White space and hyphens: one word written as two, two as one, and spaces that marks lost or gained.

use super::Finder;
use crate::edits::Channel;
use crate::lm::UNKNOWN;
use crate::repair::prices::{JOIN, JOIN_HYPHEN, PART, PART_HYPHEN, SHOWS};
use crate::repair::run::Guard;
use crate::repair::shape::Shape;
use crate::words::TokenClass;

/// The shortest part of a word that was two, but for these.
const MIN_PART: usize = 3;
const SHORT_PARTS: &[&str] = &[
    "a", "i", "of", "to", "in", "is", "on", "by", "we", "as", "at", "an", "be", "it", "or", "if", "so", "no", "up",
    "us", "do", "he", "my", "me",
];
const MAX_LETTERS: usize = 40;
/// Words after which a hyphen may hang: `pre- and post-conflict`.
const HANGING: &[&str] = &["and", "or", "to", "nor", "as", "versus"];

pub(super) fn find(finder: &mut Finder<'_>, at: usize) {
    let units = &finder.run.units;
    let unit = units[at];
    let touches = |at: usize| units.get(at + 1).is_some_and(|next| next.span.start() == units[at].span.end());
    match unit.class {
        TokenClass::Word => {
            if touches(at) {
                join_hyphen(finder, at);
            } else {
                join(finder, at);
            }
            if unit.facts.may_be_two {
                part(finder, at);
                part_number(finder, at);
            }
        }
        // Most marks stand after a word and before a space.
        TokenClass::Mark if at > 0 && (!touches(at - 1) || touches(at)) => {
            bar(finder, at);
            full_stop(finder, at);
            loose_mark(finder, at);
        }
        TokenClass::Mark | TokenClass::Number => {}
    }
}

/// Bytes between tokens `at` and `at + 1`.
fn gap<'t>(finder: &Finder<'t>, at: usize) -> &'t str {
    &finder.text[finder.run.units[at].span.end()..finder.run.units[at + 1].span.start()]
}

fn open_word(finder: &Finder<'_>, at: usize) -> bool {
    finder.run.units.get(at).is_some_and(|unit| unit.guard == Guard::Open && unit.class == TokenClass::Word)
}

/// `govern ments`: two tokens that make one word.
fn join(finder: &mut Finder<'_>, at: usize) {
    if finder.run.units[at].facts.shape == Shape::Upper || !open_word(finder, at + 1) {
        return;
    }
    if finder.run.units[at + 1].facts.shape != Shape::Lower || gap(finder, at) != " " {
        return;
    }
    let (left, right) = (finder.word(at), finder.word(at + 1));
    if left.normal.len() + right.normal.len() > MAX_LETTERS {
        return;
    }
    let Some(id) = left.joined(right, finder.lm) else { return };
    let pieces = usize::from(left.is_known()) + usize::from(right.is_known());
    let text = format!("{}{}", left.text, right.text);
    finder.propose(at..at + 2, Channel::Split, &[id], &text, JOIN[pieces]);
}

/// `protec- tion`: a hyphen that was kept when lines were joined.
fn join_hyphen(finder: &mut Finder<'_>, at: usize) {
    let hangs = open_word(finder, at + 2) && finder.word(at + 1).text.as_ref() == "-" && gap(finder, at).is_empty();
    if !hangs || gap(finder, at + 1).trim() != "" || gap(finder, at + 1).is_empty() {
        return;
    }
    let (left, right) = (finder.word(at), finder.word(at + 2));
    if right.shape != Shape::Lower || HANGING.contains(&&*right.normal) {
        return;
    }
    let joined = format!("{}{}", left.text, right.text);
    let hyphened = format!("{}-{}", left.text, right.text);
    let id = left.joined(right, finder.lm);
    let compound = [left.id, finder.word(at + 1).id, right.id];
    if let Some(id) = id {
        finder.propose(at..at + 3, Channel::Split, &[id], &joined, JOIN_HYPHEN);
    }
    if !compound.contains(&UNKNOWN) {
        finder.propose(at..at + 3, Channel::Split, &compound, &hyphened, JOIN_HYPHEN);
    }
}

/// `byconsensus`, `Confidencebuilding`, `GeneralAssembly`: an unknown word that is two.
fn part(finder: &mut Finder<'_>, at: usize) {
    let word = finder.word(at);
    if word.id != UNKNOWN || word.text.len() > MAX_LETTERS || word.shape == Shape::Upper {
        return;
    }
    // A regular form of a known word is whole, and so is one that was seen, unless a capital shows the seam.
    let seam = word
        .text
        .char_indices()
        .skip(1)
        .find(|&(i, c)| c.is_uppercase() && word.text[..i].ends_with(char::is_lowercase));
    if word.is_known() && seam.is_none() {
        return;
    }
    let cuts: Vec<usize> = match seam {
        Some((i, _)) => vec![i],
        None if word.shape == Shape::Title && !finder.begins_sentence(at) => return,
        None => word.text.char_indices().map(|(i, _)| i).filter(|&i| i > 0).collect(),
    };
    let hyphen = finder.lm.id("-").unwrap_or(UNKNOWN);
    for cut in cuts {
        let (left, right) = word.text.split_at(cut);
        let short = |part: &str| part.len() < MIN_PART && !SHORT_PARTS.contains(&part.to_ascii_lowercase().as_str());
        if short(left) || short(right) {
            continue;
        }
        let (l, r) = (crate::lm::normal(left), crate::lm::normal(right));
        let (Some(l), Some(r)) = (finder.lm.id(&l), finder.lm.id(&r)) else { continue };
        finder.propose(at..at + 1, Channel::Merge, &[l, r], &format!("{left} {right}"), PART);
        if left.len() > 2 && right.len() > 3 {
            finder.propose(at..at + 1, Channel::Merge, &[l, hyphen, r], &format!("{left}-{right}"), PART_HYPHEN);
        }
    }
}

/// `paragraph4`: a word and a number.
fn part_number(finder: &mut Finder<'_>, at: usize) {
    let word = finder.word(at);
    if !word.text.ends_with(|c: char| c.is_ascii_digit()) {
        return;
    }
    let letters = word.text.trim_end_matches(|c: char| c.is_ascii_digit());
    if letters.len() < 5 || !letters.bytes().all(|b| b.is_ascii_lowercase()) {
        return;
    }
    let Some(id) = finder.lm.id(letters) else { return };
    let text = format!("{letters} {}", &word.text[letters.len()..]);
    finder.propose(at..at + 1, Channel::Merge, &[id, crate::lm::NUMBER], &text, PART);
}

/// `vio!ence`, `wi!l`: a mark inside a word, which was a letter.
fn bar(finder: &mut Finder<'_>, at: usize) {
    let inside =
        at > 0 && finder.word(at).text.as_ref() == "!" && open_word(finder, at - 1) && open_word(finder, at + 1);
    if !inside || !gap(finder, at - 1).is_empty() || !gap(finder, at).is_empty() {
        return;
    }
    let (left, right) = (&finder.word(at - 1).text, &finder.word(at + 1).text);
    for letter in ['l', 'i', 't'] {
        let text = format!("{left}{letter}{right}");
        if let Some(id) = finder.lm.id(&crate::lm::normal(&text)) {
            let price = if letter == 'l' { SHOWS } else { SHOWS + 3.0 };
            finder.propose(at - 1..at + 2, Channel::Ocr, &[id], &text, price);
        }
    }
}

/// `failed.In`: a sentence that ends without a space.
fn full_stop(finder: &mut Finder<'_>, at: usize) {
    let mark = &finder.word(at).text;
    if !matches!(&**mark, "." | "," | ";" | "?" | "!")
        || at == 0
        || !open_word(finder, at + 1)
        || !open_word(finder, at - 1)
    {
        return;
    }
    let (left, right) = (finder.word(at - 1), finder.word(at + 1));
    let plain = left.shape == Shape::Lower && left.id != UNKNOWN && left.text.len() > 2;
    if !plain
        || right.shape != Shape::Title
        || right.id == UNKNOWN
        || !gap(finder, at - 1).is_empty()
        || !gap(finder, at).is_empty()
    {
        return;
    }
    let id = finder.word(at).id;
    finder.propose(at..at + 1, Channel::Merge, &[id], &format!("{mark} "), SHOWS);
}

/// `law ?`: a mark with a space before it.
fn loose_mark(finder: &mut Finder<'_>, at: usize) {
    let mark = &finder.word(at).text;
    if !matches!(&**mark, "." | "," | ";" | "?" | "!") || at == 0 || finder.run.units[at - 1].class != TokenClass::Word
    {
        return;
    }
    let space = gap(finder, at - 1);
    let end = finder.run.units[at].span.end();
    let ends = finder.text[end..].chars().next().is_none_or(char::is_whitespace);
    if space.is_empty() || !space.bytes().all(|b| b == b' ') || !ends || finder.run.units[at - 1].guard != Guard::Open {
        return;
    }
    let before = finder.word(at - 1);
    let words = [before.id, finder.word(at).id];
    let text = format!("{}{mark}", before.text);
    if before.id != UNKNOWN {
        finder.propose(at - 1..at + 1, Channel::Split, &words, &text, SHOWS);
    }
}
