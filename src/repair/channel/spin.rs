//! Article spinners: phrases of a table, inflected and capitalised like what stands in the text.

use super::{Candidate, Finder};
use crate::edits::Channel;
use crate::lm::{LanguageModel, NUMBER, UNKNOWN, WordHash, WordId, normal};
use crate::repair::article::agreeing;
use crate::repair::inflect::{Form, Stem, inflect};
use crate::repair::prices::{AGREES, HOPELESS, INFLECTED, PHRASE};
use crate::repair::run::Guard;
use crate::repair::shape::{Shape, capitalised, copy_shape};
use crate::repair::spin_table::{Entry, Family, Lines, SpinTable};
use crate::repair::word::Word;
use crate::words::{TokenClass, tokens};
use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

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

/// The first word of phrases of the table, in the form that they have it in, and what the word alone stands for.
#[derive(Debug, Clone)]
pub(in crate::repair) struct Start {
    lemma: Box<str>,
    /// What the word is of it, if another form.
    form: Option<Form>,
    alone: Box<[Original]>,
    /// The phrases that go on after it.
    longer: Option<Longer>,
}

/// Phrases that go on after their first word.
#[derive(Debug, Clone)]
struct Longer {
    lines: Lines,
    /// Their second words, as bits that their letters give: most words of a text are none.
    seconds: [u64; SECONDS / 64],
}

/// Bits for second words: no first word has more than half as many.
const SECONDS: usize = 256;

impl Longer {
    fn new(table: &SpinTable, lines: Lines, first: &str) -> Self {
        let mut seconds = [0; SECONDS / 64];
        for second in table.next_words(&lines, first) {
            let bit = bit_of(WordHash::of(second));
            seconds[bit / 64] |= 1 << (bit % 64);
        }
        Self { lines, seconds }
    }

    /// Whether a phrase may go on with a word of this hash.
    fn may_have(&self, second: WordHash) -> bool {
        let bit = bit_of(second);
        self.seconds[bit / 64] >> (bit % 64) & 1 == 1
    }
}

const fn bit_of(hash: WordHash) -> usize {
    (hash.mixed() >> 32) as usize % SECONDS
}

/// What may have stood for an entry, before it is written as the text is.
#[derive(Debug, Clone)]
struct Original {
    text: Arc<str>,
    words: Arc<[WordId]>,
    price: f32,
    /// Nats for its being inflected.
    inflected: f32,
    family: Family,
    /// Whether it has capitals of its own.
    named: bool,
    /// What its words cost anywhere; nats.
    unigrams: f32,
}

/// What begins with `word`, wherever it stands.
pub(in crate::repair) fn starts(word: &Word, table: &SpinTable, lm: &LanguageModel) -> Box<[Start]> {
    // Spinners put words: a misspelling is none, whatever word it looks like a form of.
    let stems = if word.is_known() { word.stems() } else { &[] };
    let stems = stems.iter().map(|stem| (&*stem.lemma, Some(stem.form)));
    let starts = std::iter::once((&*word.normal, None)).chain(stems).map(|(lemma, form)| {
        let (found, longer) = table.find(lemma);
        let inflection = form.map(|form| (form, At::Last));
        let alone = found.flat_map(|entry| originals(lm, &entry, inflection, true)).collect();
        let longer = longer.map(|lines| Longer::new(table, lines, lemma));
        Start { lemma: lemma.into(), form, alone, longer }
    });
    starts.filter(|start| start.longer.is_some() || !start.alone.is_empty()).collect()
}

/// All entries of the table that stand at token `at`.
pub(super) fn find(finder: &mut Finder<'_>, at: usize, table: &SpinTable) {
    let unit = finder.run.units[at];
    if unit.class != TokenClass::Word || matches!(unit.guard, Guard::Closed | Guard::Digits) {
        return;
    }
    for start in finder.word(at).starts(table, finder.lm) {
        for original in &start.alone {
            push(finder, at..at + 1, original);
        }
        if let Some(longer) = &start.longer
            && at + 1 < finder.run.units.len()
            && goes_on(finder.word(at + 1), start, longer)
        {
            walk(finder, at, table, start, longer.lines.clone());
        }
    }
}

/// Whether a phrase may go on after `start` with `second`, which may be inflected if the first word is not.
fn goes_on(second: &Word, start: &Start, longer: &Longer) -> bool {
    let is_stem = |stem: &Stem| longer.may_have(WordHash::of(&stem.lemma));
    longer.may_have(second.hash()) || (start.form.is_none() && second.stems().iter().any(is_stem))
}

/// Follows the phrases that begin with `start`, at token `at`, and go on in `longer`.
fn walk(finder: &mut Finder<'_>, at: usize, table: &SpinTable, start: &Start, mut longer: Lines) {
    let mut phrase = String::from(&*start.lemma);
    for to in at + 2..=(at + MAX_TOKENS).min(finder.run.units.len()) {
        if matches!(finder.run.units[to - 1].guard, Guard::Closed | Guard::Digits) {
            return;
        }
        let last = finder.word(to - 1);
        let prefix = phrase.len();
        phrase.push(' ');
        // The last word may be inflected, if the first is not.
        if start.form.is_none() {
            for Stem { lemma, form } in last.stems() {
                phrase.push_str(lemma);
                let (found, _) = table.find_in(&longer, &phrase);
                push_all(finder, at..to, found, Some((*form, At::Last)));
                phrase.truncate(prefix + 1);
            }
        }
        phrase.push_str(&last.normal);
        let (found, more) = table.find_in(&longer, &phrase);
        push_all(finder, at..to, found, start.form.map(|form| (form, At::First)));
        let Some(more) = more else { return };
        longer = more;
    }
}

fn push_all<'t>(
    finder: &mut Finder<'_>,
    range: Range<usize>,
    found: impl Iterator<Item = Entry<'t>>,
    inflection: Option<(Form, At)>,
) {
    for entry in found {
        for original in originals(finder.lm, &entry, inflection, false) {
            push(finder, range.clone(), &original);
        }
    }
}

/// What an entry stands for, of words that the language model knows.
fn originals(lm: &LanguageModel, entry: &Entry<'_>, inflection: Option<(Form, At)>, single: bool) -> Vec<Original> {
    let texts = match inflection {
        None => vec![entry.original.to_owned()],
        Some((form, place)) => inflected(entry.original, form, place, single),
    };
    let inflected = if inflection.is_some() { INFLECTED } else { 0.0 };
    let texts = texts.into_iter().map(|text| (word_ids(lm, &text), text));
    let known = texts.filter(|(words, _)| !words.contains(&UNKNOWN));
    known
        .map(|(words, text)| Original {
            named: text.contains(char::is_uppercase),
            unigrams: words.iter().map(|&word| lm.unigram(word)).sum(),
            text: text.into(),
            words,
            price: entry.price,
            inflected,
            family: entry.family,
        })
        .collect()
}

/// Proposes `original` for the tokens `range`.
fn push(finder: &mut Finder<'_>, range: Range<usize>, original: &Original) {
    // A name is changed into another alone; a phrase of some length is no name.
    let may_be_name = range.len() < SHORTEST_PHRASE && !(original.named && range.len() == 1);
    if finder.run.units[range.start].guard == Guard::Name && may_be_name {
        return;
    }
    let around = around(finder, &range, original);
    // What several words cost together, their own prices do not tell.
    let is_phrase = original.words.len() > range.len();
    if !is_phrase && original.price + around + original.unigrams - unigrams(finder, &range) > HOPELESS {
        return;
    }
    let text = match written(finder, range.clone(), &original.text, original.named) {
        Cow::Borrowed(_) => Arc::clone(&original.text),
        Cow::Owned(text) => text.into(),
    };
    if *text == *stands(finder, &range) {
        return;
    }
    finder.out.push(Candidate {
        from: range.start,
        to: range.end,
        channel: Channel::Spin,
        words: Arc::clone(&original.words),
        text,
        price: original.price,
        around,
        family: Some(original.family),
        total: 0.0,
    });
}

/// What speaks for `original` in the place of the tokens `range`, or against it, beside its price; nats.
fn around(finder: &Finder<'_>, range: &Range<usize>, original: &Original) -> f32 {
    let agrees = if shows_article(finder, range.start, &original.text) { AGREES } else { 0.0 };
    let phrase = if range.len() > 1 { PHRASE } else { 0.0 };
    agrees + original.inflected + phrase
}

/// What the words at the tokens `range` cost anywhere; nats.
fn unigrams(finder: &Finder<'_>, range: &Range<usize>) -> f32 {
    let units = &finder.run.units[range.clone()];
    units.iter().map(|unit| finder.lm.unigram(unit.facts.id) + unit.facts.spelling).sum()
}

/// What stands in the text at the tokens `range`.
fn stands<'t>(finder: &Finder<'t>, range: &Range<usize>) -> &'t str {
    &finder.text[finder.run.units[range.start].span.start()..finder.run.units[range.end - 1].span.end()]
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

/// `original` with the capitals and the apostrophe of the text; borrowed if it is written like that.
fn written<'o>(finder: &Finder<'_>, range: Range<usize>, original: &'o str, named: bool) -> Cow<'o, str> {
    let first = finder.word(range.start);
    if range.len() == 1 && first.shape == Shape::Lower && !named && !original.contains('\'') {
        return Cow::Borrowed(original);
    }
    let capitals = range.clone().filter(|&i| finder.word(i).shape.is_capitalised()).count();
    let words = range.clone().filter(|&i| finder.run.units[i].class == TokenClass::Word).count();
    let mut text = if named && first.shape == Shape::Title {
        Cow::Owned(capitalised(original))
    } else if named {
        Cow::Borrowed(original)
    } else if first.shape == Shape::Upper && first.text.chars().count() > 1 && capitals == words {
        Cow::Owned(original.to_uppercase())
    } else if first.shape == Shape::Title {
        // The capital that opens a sentence says nothing.
        let small = range.clone().filter(|&i| SMALL.contains(&&*finder.word(i).text)).count();
        let own = capitals - usize::from(finder.begins_sentence(range.start));
        let heading = match words {
            1 => heading_around(finder, &range),
            _ => own > 0 && capitals + small == words || own * 2 > words,
        };
        Cow::Owned(if heading { headed(original) } else { capitalised(original) })
    } else if capitals > 0 && range.len() > 1 && finder.word(range.end - 1).shape == Shape::Title {
        Cow::Owned(headed(original))
    } else {
        Cow::Borrowed(original)
    };
    if text.contains('\'') && stands(finder, &range).contains('’') {
        text = Cow::Owned(text.replace('\'', "’"));
    }
    with_capitals_of(finder, range, text)
}

/// `text` with the words that it shares with the tokens `range` written as they are: the `State` of `State conduct`.
fn with_capitals_of<'o>(finder: &Finder<'_>, range: Range<usize>, text: Cow<'o, str>) -> Cow<'o, str> {
    let written: Vec<_> = range.skip(1).map(|i| finder.word(i)).filter(|w| w.shape.is_capitalised()).collect();
    if written.is_empty() || !text.contains(' ') {
        return text;
    }
    let shared = |word: &str| written.iter().find(|w| w.text.to_lowercase() == word).map(|w| &*w.text);
    Cow::Owned(text.split(' ').map(|word| shared(word).unwrap_or(word)).collect::<Vec<_>>().join(" "))
}

/// Whether the words around `range` have capitals, but for the small ones.
fn heading_around(finder: &Finder<'_>, range: &Range<usize>) -> bool {
    let counts = |w: &&Word| w.shape != Shape::Mark && !SMALL.contains(&&*w.normal);
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
fn word_ids(lm: &LanguageModel, text: &str) -> Arc<[WordId]> {
    tokens(text)
        .map(|token| match token.class {
            TokenClass::Number => NUMBER,
            _ => lm.id(&normal(&text[token.span])).unwrap_or(UNKNOWN),
        })
        .collect()
}
