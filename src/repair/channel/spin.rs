//! Article spinners: phrases of a table, inflected and capitalised like what stands in the text.

use super::{Candidate, Finder};
use crate::edits::Channel;
use crate::lm::{NUMBER, UNKNOWN, WordId, normal};
use crate::repair::article::agreeing;
use crate::repair::inflect::{Form, Stem, inflect};
use crate::repair::prices::{AGREES, INFLECTED};
use crate::repair::rates::Rates;
use crate::repair::run::Guard;
use crate::repair::shape::{Shape, capitalised, copy_shape};
use crate::repair::spin_table::{Entry, SpinTable};
use crate::words::{TokenClass, tokens};

/// Tokens of the longest phrase that is looked up.
const MAX_TOKENS: usize = 8;
/// Tokens from which on a phrase is replaced in a list of names or a line of furniture as well.
const SHORTEST_PHRASE: usize = 3;
/// Words that stay small in a heading.
const SMALL: &[&str] =
    &["of", "the", "and", "in", "on", "for", "to", "a", "an", "by", "with", "from", "or", "at", "as"];

/// Where in a phrase an inflected word stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum At {
    First,
    Last,
}

/// All entries of the table that stand at token `at`.
pub(super) fn find(finder: &mut Finder<'_>, at: usize, table: &SpinTable, rates: &Rates) {
    let unit = finder.run.units[at];
    if unit.class != TokenClass::Word || matches!(unit.guard, Guard::Closed | Guard::Digits) {
        return;
    }
    let word = finder.word(at);
    // A misspelling is no form of a word, whatever it looks like.
    let stems = if word.is_known() { word.stems() } else { Vec::new() };
    walk(finder, at, table, rates, word.normal.to_string(), None);
    for stem in stems {
        walk(finder, at, table, rates, stem.lemma, Some(stem.form));
    }
}

/// Follows the phrases that begin with `first`, which is the word at `at` or, with a form, its stem.
fn walk(finder: &mut Finder<'_>, at: usize, table: &SpinTable, rates: &Rates, first: String, form: Option<Form>) {
    let mut phrase = first;
    for to in at + 1..=(at + MAX_TOKENS).min(finder.run.units.len()) {
        if to > at + 1 {
            let unit = finder.run.units[to - 1];
            if matches!(unit.guard, Guard::Closed | Guard::Digits) {
                return;
            }
            let prefix = phrase.len();
            phrase.push(' ');
            // The last word may be inflected, if the first is not.
            if form.is_none() {
                for Stem { lemma, form } in finder.word(to - 1).stems() {
                    phrase.push_str(&lemma);
                    let (found, _) = table.find(&phrase);
                    found.for_each(|entry| push(finder, at..to, &entry, rates, Some((form, At::Last))));
                    phrase.truncate(prefix + 1);
                }
            }
            phrase.push_str(&finder.word(to - 1).normal);
        }
        let (found, longer) = table.find(&phrase);
        let place = if to == at + 1 { At::Last } else { At::First };
        found.for_each(|entry| push(finder, at..to, &entry, rates, form.map(|form| (form, place))));
        if !longer {
            return;
        }
    }
}

fn push(
    finder: &mut Finder<'_>,
    range: std::ops::Range<usize>,
    entry: &Entry<'_>,
    rates: &Rates,
    inflection: Option<(Form, At)>,
) {
    let single = range.len() == 1;
    let originals = match inflection {
        None => vec![entry.original.to_owned()],
        Some((form, place)) => inflected(entry.original, form, place, single),
    };
    for original in originals {
        let named = original.contains(char::is_uppercase);
        // A name is changed into another alone; a phrase of some length is no name.
        let may_be_name = range.len() < SHORTEST_PHRASE && !(named && single);
        if finder.run.units[range.start].guard == Guard::Name && may_be_name {
            continue;
        }
        let text = written(finder, range.clone(), &original, named);
        let words = word_ids(finder, &text);
        if words.contains(&UNKNOWN)
            || text
                == finder.text[finder.run.units[range.start].span.start()..finder.run.units[range.end - 1].span.end()]
        {
            continue;
        }
        let agrees = if shows_article(finder, range.start, &text) { AGREES } else { 0.0 };
        let price =
            entry.price + rates.family(entry.family) + agrees + if inflection.is_some() { INFLECTED } else { 0.0 };
        finder.out.push(Candidate { from: range.start, to: range.end, channel: Channel::Spin, words, text, price });
    }
}

/// Whether the article before word `at` fits `text`, and not the word: spinners leave articles as they were.
fn shows_article(finder: &Finder<'_>, at: usize, text: &str) -> bool {
    at > 0 && {
        let article = &finder.word(at - 1).text;
        agreeing(article, &finder.word(at).text).is_some() && agreeing(article, text).is_none()
    }
}

/// `original` with one of its words in `form`: the last (nouns), the first (verbs), or either.
fn inflected(original: &str, form: Form, place: At, either: bool) -> Vec<String> {
    let mut out = Vec::new();
    let last = original.rfind([' ', '-']).map_or(0, |i| i + 1);
    if either || place == At::Last {
        out.extend(
            inflect(&original[last..].to_lowercase(), form).into_iter().map(|w| format!("{}{w}", &original[..last])),
        );
    }
    if last > 0 && form != Form::Possessive && (either || place == At::First) {
        let end = original.find([' ', '-']).unwrap_or(original.len());
        out.extend(inflect(&original[..end], form).into_iter().map(|w| format!("{w}{}", &original[end..])));
    }
    out
}

/// `original` with the capitals and the apostrophe of the text.
fn written(finder: &Finder<'_>, range: std::ops::Range<usize>, original: &str, named: bool) -> String {
    let first = finder.word(range.start);
    let capitals = range.clone().filter(|&i| finder.word(i).shape.is_capitalised()).count();
    let words = range.clone().filter(|&i| finder.run.units[i].class == TokenClass::Word).count();
    let mut text = if named {
        original.to_owned()
    } else if first.shape == Shape::Upper && first.text.chars().count() > 1 && capitals == words {
        original.to_uppercase()
    } else if first.shape == Shape::Title {
        let heading = capitals * 2 > words && (words > 1 || heading_around(finder, &range));
        if heading { headed(original) } else { capitalised(original) }
    } else if capitals > 0 && range.len() > 1 && finder.word(range.end - 1).shape == Shape::Title {
        headed(original)
    } else {
        original.to_owned()
    };
    if finder.text[finder.run.units[range.start].span.start()..finder.run.units[range.end - 1].span.end()].contains('’')
    {
        text = text.replace('\'', "’");
    }
    with_capitals_of(finder, range, text)
}

/// `text` with the words that it shares with the tokens `range` written as they are: the `State` of `State conduct`.
fn with_capitals_of(finder: &Finder<'_>, range: std::ops::Range<usize>, text: String) -> String {
    if !text.contains(' ') {
        return text;
    }
    let written: Vec<_> = range.skip(1).map(|i| finder.word(i)).filter(|w| w.shape.is_capitalised()).collect();
    let shared = |word: &str| written.iter().find(|w| w.text.to_lowercase() == word).map(|w| &*w.text);
    text.split(' ').map(|word| shared(word).unwrap_or(word)).collect::<Vec<_>>().join(" ")
}

/// Whether the words around `range` have capitals, but for the small ones.
fn heading_around(finder: &Finder<'_>, range: &std::ops::Range<usize>) -> bool {
    let counts = |w: &&crate::repair::word::Word| w.shape != Shape::Mark && !SMALL.contains(&&*w.normal);
    let mut others = (0..finder.run.units.len()).filter(|i| !range.contains(i)).map(|i| finder.word(i)).filter(counts);
    let after = (range.end..finder.run.units.len()).map(|i| finder.word(i)).find(|w| counts(w));
    after.is_some_and(|w| w.shape.is_capitalised()) && others.all(|w| w.shape != Shape::Lower)
}

/// Every word with a capital, but for the small ones.
fn headed(phrase: &str) -> String {
    let mut out = String::with_capacity(phrase.len());
    for (i, word) in phrase.split_inclusive([' ', '-']).enumerate() {
        let small = i > 0 && SMALL.contains(&word.trim_end_matches([' ', '-']));
        out.push_str(&copy_shape(word, if small { Shape::Lower } else { Shape::Title }));
    }
    out
}

/// The words of a text for the language model.
fn word_ids(finder: &Finder<'_>, text: &str) -> Vec<WordId> {
    tokens(text)
        .map(|token| match token.class {
            TokenClass::Number => NUMBER,
            _ => finder.lm.id(&normal(&text[token.span])).unwrap_or(UNKNOWN),
        })
        .collect()
}
