//! Whether a sentence ends at a mark. Each question looks at a bounded number of characters on each side.

use super::Language;
use super::after::{After, First, Gap};
use super::before::Before;
use super::lexicon::{Abbreviation, Cue, Lexicon};
use super::marks::{Mark, Run, is_closer};
use super::messages::smiley_len;
use super::profile::names_article;
use super::rates::BreakRates;
use memchr::{memchr2_iter, memrchr2_iter};

/// Log-odds, in tenths of a nat, from which a word that may be a name opens a sentence behind an abbreviation.
const SURE: i32 = 10;
/// How far brackets are looked for, in bytes.
const BRACKETS: usize = 640;
/// How many brackets are looked at on each side.
const MOST_BRACKETS: usize = 16;

/// A sentence under way.
#[derive(Debug, Clone, Copy)]
pub(super) struct Context<'t> {
    pub(super) text: &'t str,
    /// First byte of the sentence.
    pub(super) start: usize,
    pub(super) language: Language,
    pub(super) lexicon: &'static Lexicon,
    /// Whether the text is one block. Blank lines in a block stand around page furniture that cuts a sentence.
    pub(super) is_block: bool,
    /// Number of the last item of an enumeration in the running line, 0 if there is none.
    pub(super) item: u16,
}

/// What was decided at a run of marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Decision {
    /// A sentence ends before this byte.
    End(usize),
    /// It goes on.
    GoOn,
    /// It goes on: the full stop belongs to the number of an item of a running enumeration.
    Item(u16),
}

impl Decision {
    pub(super) fn end_if(end: bool, at: usize) -> Self {
        if end { Self::End(at) } else { Self::GoOn }
    }
}

impl<'t> Context<'t> {
    /// Whether the sentence ends at `run`.
    pub(super) fn decide(&self, run: Run) -> Decision {
        let after = After::at(self.text, run.end);
        match after.gap {
            Gap::End if self.is_block && !after.rest.is_empty() => self.spaced(run, after),
            Gap::End => Decision::End(run.end),
            Gap::Glued => self.glued(run, after),
            Gap::Space => self.spaced(run, after),
        }
    }

    /// Whether a sentence ends at the semicolon at byte `at`: the next clause of a resolution has its number.
    pub(super) fn decide_semicolon(&self, at: usize) -> Decision {
        if let Some(len) = smiley_len(&self.text[at..]) {
            return self.smiley(at + len);
        }
        let end = at + 1;
        let rest = self.text[end..].trim_start();
        let conjunction = ["and", "or"].into_iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest);
        let end = if conjunction.len() == rest.len() { end } else { self.text.len() - conjunction.len() };
        let after = After::at(self.text, end);
        // English citations go on with `In re` and `The`.
        let restarts =
            || self.language != Language::English && after.first == First::Upper && after.opens(self.lexicon);
        // In an enumeration within a sentence, numbers open no clauses.
        let clause = self.item == 0 && after.is_clause_number();
        Decision::end_if(after.gap == Gap::Space && (clause || restarts()), end)
    }

    pub(super) fn before(&self, run: Run) -> Before<'t> {
        Before::at_end_of(&self.text[self.start..run.start])
    }

    fn spaced(&self, run: Run, after: After<'t>) -> Decision {
        if after.first == First::Mark {
            // Marks with spaces between them are one ellipsis; in brackets they stand for what was left out next.
            return Decision::end_if(after.opened || self.opens_with_ellipsis(run, &after), run.end);
        }
        if run.closed && self.text[..run.start].ends_with(['(', '[']) || self.is_possessive(run) {
            return Decision::GoOn;
        }
        // `1.)` is the marker of an item.
        if run.mark == Mark::Stop && run.closed && &self.text[run.start..run.end] == ".)" && self.before(run).is_first()
        {
            return self.marker(&self.before(run), &after).unwrap_or(Decision::End(run.end));
        }
        if run.mark == Mark::Stop && !run.closed && !self.is_spaced_ellipsis(run) {
            let before = self.before(run);
            if let Some(number) = self.marker(&before, &after) {
                return number;
            }
            let ends = self.ends_at_stop(&before, &after) && !self.is_in_brackets(run);
            return Decision::end_if(ends, run.end);
        }
        let ends = match after.first {
            // After words left out, `I` is no evidence of anything.
            First::Upper if matches!(run.mark, Mark::Stop | Mark::Ellipsis) && !run.closed => {
                after.word() != "I" && !self.before(run).is_all_marks()
            }
            First::Upper if run.closed && self.is_bracketed_title(run) => after.opens(self.lexicon),
            First::Upper | First::Caseless | First::Digit | First::Bullet => true,
            // A reporting clause goes on in small letters: “We will be back!” he said.
            First::Lower if run.closed => false,
            First::Lower => match run.mark {
                Mark::Full => true,
                // Scanned text is full of `?` for a letter, so small letters need evidence of their own.
                Mark::Strong => self.is_all_small(&after) || self.restarts(&after),
                Mark::Stop | Mark::Ellipsis => false,
            },
            First::Dash => !run.closed && run.mark != Mark::Ellipsis,
            First::Mark | First::Other => run.mark == Mark::Full,
        };
        Decision::end_if(ends && (run.closed || !self.is_in_brackets(run)), run.end)
    }

    /// Whether the stop ends a sentence and the next one opens with three dots, spaced or glued to a word: `was so. . . . The
    /// rest`, `was so. ...and then`.
    fn opens_with_ellipsis(&self, run: Run, after: &After<'t>) -> bool {
        let word = self.text[self.start..run.start].ends_with(|c: char| c.is_alphanumeric() || is_closer(c));
        let spaced = || {
            strip_spaced_dots(after.rest)
                .map(|rest| After::at(rest, 0))
                .is_some_and(|next| next.gap == Gap::Space && next.first == First::Upper)
        };
        let glued = ["...", "…"]
            .iter()
            .any(|dots| after.rest.strip_prefix(dots).is_some_and(|rest| rest.starts_with(char::is_alphabetic)));
        run.mark == Mark::Stop && run.end - run.start == 1 && word && (glued || spaced())
    }

    /// Whether an apostrophe belongs to the abbreviation before it: `Govts.' views`.
    fn is_possessive(&self, run: Run) -> bool {
        matches!(&self.text[run.start..run.end], ".'" | ".’")
            && self.text[self.start..run.start].ends_with('s')
            && self.abbreviation(self.before(run).word).is_some()
    }

    /// Whether brackets hold an abbreviation and nothing else: `Gen. (Ret.) Orm`.
    fn is_bracketed_title(&self, run: Run) -> bool {
        let before = self.before(run);
        before.head.ends_with('(')
            && matches!(self.abbreviation(before.word), Some(Abbreviation::Never | Abbreviation::Opener))
    }

    /// Whether the stop is the last of dots with spaces between them.
    fn is_spaced_ellipsis(&self, run: Run) -> bool {
        self.text[self.start..run.start].strip_suffix(char::is_whitespace).is_some_and(|head| head.ends_with('.'))
    }

    /// Whether the marks stand inside round brackets that a sentence holds: they open behind its first character, and
    /// close again.
    fn is_in_brackets(&self, run: Run) -> bool {
        let behind = self.text.as_bytes()[..run.start].get(self.start + 1..).unwrap_or_default();
        let behind = &behind[behind.len().saturating_sub(BRACKETS)..];
        let ahead = &self.text.as_bytes()[run.end..];
        let ahead = &ahead[..ahead.len().min(BRACKETS)];
        let opens = unmatched(memrchr2_iter(b'(', b')', behind), |at| behind[at] == b'(');
        // `1) Scope` and smileys have but one bracket.
        opens.is_some_and(|at| at + 1 < behind.len())
            && unmatched(memchr2_iter(b'(', b')', ahead), |at| ahead[at] == b')').is_some_and(|at| !is_lone(ahead, at))
    }

    /// The number of a paragraph or an item, whose full stop ends nothing.
    fn marker(&self, before: &Before<'t>, after: &After<'t>) -> Option<Decision> {
        if before.is_first() && (before.number().is_some_and(|n| n < 1000) || is_letter_marker(before.word)) {
            return Some(Decision::GoOn);
        }
        if self.is_label(before) {
            return Some(Decision::GoOn);
        }
        if before.follows_clause() && is_letter_marker(before.word) {
            return Some(Decision::GoOn);
        }
        let number = before.number()?;
        let spaced = before.head.ends_with(char::is_whitespace);
        let opens = number == 1 && (spaced && before.last_of_head() == Some(':') || before.head.ends_with(is_quote));
        let continues = self.item > 0 && number.checked_sub(1) == Some(self.item) && after.first == First::Upper;
        (opens || continues).then_some(Decision::Item(number))
    }

    /// Whether the sentence so far is the name and number of a part, which belongs to what it opens: `Article 5.`
    fn is_label(&self, before: &Before<'t>) -> bool {
        let numbered = before.number().is_some() || is_letter_marker(before.word);
        numbered
            && before.near_start().is_some_and(|name| {
                let part = self.lexicon.has(name, Cue::Lettered)
                    || self.lexicon.abbreviation(name) == Some(Abbreviation::Number) && names_article(name);
                before.head.trim().trim_end_matches('.') == name && name.starts_with(char::is_uppercase) && part
            })
    }

    fn ends_at_stop(&self, before: &Before<'t>, after: &After<'t>) -> bool {
        match after.first {
            First::Lower => {
                let fronting = self.lexicon.has(before.word, Cue::Fronting);
                self.is_common_word(before.word) && !fronting || self.is_any_word(before.word) && self.restarts(after)
            }
            First::Other | First::Mark => false,
            First::Bullet => true,
            First::Upper | First::Caseless | First::Digit | First::Dash => {
                !before.is_all_marks() && self.ends_before_opening(before, after)
            }
        }
    }

    /// Whether the text is written without capitals: the sentence opens in a small letter, or the next one does with
    /// a pronoun.
    fn is_all_small(&self, after: &After<'t>) -> bool {
        self.language == Language::English
            && (matches!(after.word(), "i" | "you" | "he" | "she" | "it" | "we" | "they")
                || After::at(self.text, self.start).first == First::Lower)
    }

    /// Whether a word in small letters is no abbreviation.
    fn is_common_word(&self, word: &str) -> bool {
        self.language == Language::English
            && (word.len() > 2 || self.lexicon.has(word, Cue::Restart))
            && word.bytes().all(|b| b.is_ascii_lowercase())
            && self.lexicon.abbreviation(word).is_none()
    }

    /// Whether a word or a number is no abbreviation and no initial.
    fn is_any_word(&self, word: &str) -> bool {
        word.len() > 1 && !word.bytes().any(|b| b == b'.') && self.abbreviation(word).is_none()
    }

    /// Whether the next word opens a sentence even in small letters.
    fn restarts(&self, after: &After<'t>) -> bool {
        after.has(self.lexicon, Cue::Restart)
    }

    /// Whether a stop ends a sentence before what may open one: a capital, a letter without case, a number.
    fn ends_before_opening(&self, before: &Before<'t>, after: &After<'t>) -> bool {
        let lexicon = self.lexicon;
        let opener = || after.opens(lexicon);
        if before.is_initial() && lexicon.spelled(before.word).is_none() {
            let lettered = || lexicon.has(before.previous(), Cue::Lettered);
            return match after.first {
                First::Upper | First::Caseless | First::Dash => {
                    opener() || lettered() || self.is_pronoun(before) && !after.is_initial()
                }
                // Else a part of a citation: `410 U. S. 113`, `5 F. 3d`, `l'article L. 121-1`.
                _ => lettered(),
            };
        }
        match self.abbreviation(before.word) {
            Some(Abbreviation::Never) => false,
            Some(Abbreviation::Number) => !after.is_number(lexicon) && !is_exhibit(before, after),
            Some(Abbreviation::Opener) => opener() || self.breaks_often(before, after),
            Some(Abbreviation::Capital) => {
                let fronted = before.near_start().is_some_and(|word| lexicon.has(word, Cue::Fronting));
                matches!(after.first, First::Upper | First::Caseless)
                    && !fronted
                    && !lexicon.has(after.word(), Cue::Clock)
            }
            None if before.is_dotted() => opener() || self.breaks_often(before, after),
            None => self.language != Language::Undetermined || !is_short_before_number(before, after),
        }
    }

    /// Whether, by what was learnt, a sentence ends at the abbreviation before a word with a capital that may be a name.
    fn breaks_often(&self, before: &Before<'t>, after: &After<'t>) -> bool {
        after.first == First::Upper
            && BreakRates::of(self.language)
                .is_some_and(|rates| rates.odds(before.word, Abbreviation::Opener, after.word()) >= SURE)
    }

    /// The class of the abbreviation that `word`, or its part after the last hyphen, is. Names of firms and titles of
    /// English stand in texts of all languages.
    pub(super) fn abbreviation(&self, word: &str) -> Option<Abbreviation> {
        let own = |word: &str| self.lexicon.abbreviation(word);
        own(word).or_else(|| last_piece(word).and_then(own)).or_else(|| {
            let foreign = self.language != Language::English
                && word.len() > 1
                && word.starts_with(|c: char| c.is_ascii_uppercase());
            let known = Lexicon::of(Language::English).abbreviation(word).filter(|_| foreign)?;
            matches!(known, Abbreviation::Never | Abbreviation::Opener).then_some(known)
        })
    }

    /// Whether a capital `I` ends what a small word went before: `so am I.`
    fn is_pronoun(&self, before: &Before<'t>) -> bool {
        let previous = before.previous();
        self.language == Language::English
            && before.word == "I"
            && !previous.is_empty()
            && previous.bytes().all(|b| b.is_ascii_lowercase())
    }
}

/// Whether a short word stands before a number, which in any language may be an abbreviation: `Art. 5`.
fn is_short_before_number(before: &Before<'_>, after: &After<'_>) -> bool {
    let short = || before.word.chars().count() <= 4 && before.word.chars().all(char::is_alphabetic);
    after.first == First::Digit && !before.word.is_empty() && short()
}

/// Whether `A` is the name of a part, as in `Ex. A shows`, and no article.
fn is_exhibit(before: &Before<'_>, after: &After<'_>) -> bool {
    after.word() == "A" && before.word != "No" && before.word.starts_with(char::is_uppercase)
}

/// `text` behind three dots with a space between them.
fn strip_spaced_dots(text: &str) -> Option<&str> {
    let mut rest = text.strip_prefix('.')?;
    for _ in 0..2 {
        rest = rest.strip_prefix(char::is_whitespace)?.strip_prefix('.')?;
    }
    Some(rest)
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '«' | '‘')
}

/// The first of the `brackets` that no other one before it matches; `leaves` tells those of its kind.
fn unmatched(brackets: impl Iterator<Item = usize>, leaves: impl Fn(usize) -> bool) -> Option<usize> {
    let mut depth = 0_usize;
    for at in brackets.take(MOST_BRACKETS) {
        match (leaves(at), depth) {
            (true, 0) => return Some(at),
            (true, _) => depth -= 1,
            (false, _) => depth += 1,
        }
    }
    None
}

/// Whether the bracket at `at` closes the label of an item: `1)`, `a)`.
fn is_lone(text: &[u8], at: usize) -> bool {
    let label = text[..at].iter().rev().take(3).take_while(|b| b.is_ascii_alphanumeric()).count();
    let before = at.checked_sub(label + 1).map(|i| text[i]);
    (1..3).contains(&label) && before.is_none_or(|b| b.is_ascii_whitespace())
}

/// The part of a word after its last hyphen, if it has one.
fn last_piece(word: &str) -> Option<&str> {
    word.rsplit_once(['-', '–']).map(|(_, piece)| piece)
}

/// A single letter or a small Roman numeral, as it numbers an item.
fn is_letter_marker(word: &str) -> bool {
    let roman =
        (1..=5).contains(&word.len()) && word.bytes().all(|b| matches!(b.to_ascii_lowercase(), b'i' | b'v' | b'x'));
    roman || word.len() == 1 && word.bytes().all(|b| b.is_ascii_alphabetic())
}
