//! Marks without white space behind them: lost spaces, footnote numbers, addresses.

use super::Language;
use super::after::{After, First, Gap, prefix};
use super::before::suffix;
use super::marks::{Mark, Run, is_closer};
use super::rules::{Context, Decision};
use crate::data::lines;
use crate::span::floor_boundary;
use std::sync::LazyLock;

/// Fewest letters of a word that is no abbreviation, in a script without capitals.
const WORD: usize = 3;
/// Longest clause that says who spoke, in bytes.
const CLAUSE: usize = 60;
/// Chinese verbs that end such a clause.
static REPORTING: LazyLock<Vec<&str>> =
    LazyLock::new(|| lines(include_str!("../data/segment/zh_reporting.txt")).collect());

impl<'t> Context<'t> {
    /// No white space stands after the mark.
    pub(super) fn glued(&self, run: Run, after: After<'t>) -> Decision {
        if run.mark == Mark::Full {
            let goes_on = self.text[run.end..].starts_with(['，', '、', '；', '：', ',', ';', ':']);
            return Decision::end_if(!goes_on && !self.is_in_title(run) && !self.reports(run, after), run.end);
        }
        if run.mark == Mark::Stop
            && let Some(end) = self.footnote(run)
        {
            return Decision::End(end);
        }
        let next = prefix(after.rest, char::is_alphabetic);
        if after.first == First::Caseless {
            return Decision::end_if(self.parts_caseless_words(run, next), run.end);
        }
        // In Chinese, a full stop between letters of a name or an address is none: `Net.Works`.
        let opens = after.first == First::Upper
            && self.language != Language::Chinese
            && (next.chars().nth(1).is_some_and(char::is_lowercase) || matches!(next, "I" | "A"))
            && !after.rest[next.len()..].starts_with('/');
        if !opens {
            return Decision::GoOn;
        }
        let token = suffix(&self.text[self.start..run.start], |c| !c.is_whitespace());
        let tail = prefix(after.rest, |c| !c.is_whitespace());
        let ends = ends_word(token) && !is_address(token) && !is_address(tail) && !is_dotted_name(token, tail);
        let abbreviated = self.abbreviation(self.before(run).word).is_some();
        Decision::end_if(ends && !abbreviated, run.end)
    }

    /// Whether a stop stands between two words of a script without capitals, where the space was forgotten.
    fn parts_caseless_words(&self, run: Run, next: &str) -> bool {
        let before = self.before(run);
        let long = |word: &str| word.chars().take(WORD).filter(|c| c.is_alphabetic()).count() == WORD;
        long(before.word) && long(next) && self.abbreviation(before.word).is_none()
    }

    /// Whether the marks stand inside the name of a work: 《谁来保护海缆？》.
    fn is_in_title(&self, run: Run) -> bool {
        if self.text[..run.end].ends_with('》') {
            return true;
        }
        let brackets = |c: char| matches!(c, '《' | '》');
        let ahead = prefix(&self.text[run.end..], |c| !brackets(c));
        let behind = suffix(&self.text[self.start..run.start], |c| !brackets(c));
        self.text[run.end + ahead.len()..].starts_with('》')
            && self.text[self.start..run.start - behind.len()].ends_with('《')
    }

    /// Whether the clause that says who spoke follows a quotation: “……。”主席说。
    fn reports(&self, run: Run, after: After<'t>) -> bool {
        if !run.closed || after.first != First::Caseless || !self.text[..run.end].ends_with(['”', '」', '』']) {
            return false;
        }
        let near = &after.rest[..floor_boundary(after.rest, CLAUSE)];
        let Some(end) = near.find(['，', '。', '：', '；', '！', '？', '“']) else { return false };
        near[end..].starts_with('。') && REPORTING.iter().any(|verb| near[..end].ends_with(verb))
    }

    /// One past the number or sign of a footnote that is glued to the stop.
    fn footnote(&self, run: Run) -> Option<usize> {
        let token = suffix(&self.text[self.start..run.start], |c| !c.is_whitespace());
        let word = token.ends_with(|c: char| c.is_lowercase() || c.is_alphabetic() && token.len() > 2 || is_closer(c));
        let year = token.len() == 4 && token.bytes().all(|b| b.is_ascii_digit()) && matches!(&token[..2], "19" | "20");
        if !(word || year || run.closed) || token.contains('/') || self.abbreviation(self.before(run).word).is_some() {
            return None;
        }
        let end = run.end + note_mark_len(&self.text[run.end..])?;
        let after = After::at(self.text, end);
        let opens = match after.gap {
            Gap::End => !year,
            Gap::Space => after.first == First::Upper || after.first == First::Digit && !year,
            Gap::Glued => false,
        };
        opens.then_some(end)
    }
}

/// Bytes of the footnote number or sign that opens `text`: `3`, `3,4`, `[12]`, `*`, `1)`, `a`.
fn note_mark_len(text: &str) -> Option<usize> {
    let mark = prefix(text, |c| c.is_numeric() || matches!(c, ',' | '–' | '*' | '†' | '‡' | '[' | ']'));
    let mark = mark.trim_end_matches([',', '–']);
    if mark.is_empty() {
        // Tables and annexes have letters.
        let letter = text.bytes().next().is_some_and(|b| b.is_ascii_lowercase());
        return (letter && text[1..].starts_with(char::is_whitespace)).then_some(1);
    }
    let digits = mark.chars().filter(char::is_ascii_digit).count();
    let number = digits <= 3 || mark.contains([',', '–', '[']);
    number.then(|| mark.len() + usize::from(text[mark.len()..].starts_with(')')))
}

/// Whether what stands before a mark ends as a word, a number or a quotation does.
fn ends_word(token: &str) -> bool {
    token.ends_with(|c: char| c.is_lowercase() || c.is_ascii_digit() || is_closer(c))
}

/// Whether a piece of text is a part of an address or a file path.
fn is_address(token: &str) -> bool {
    token.contains("://") || token.contains(['@', '_', '\\', '=']) || token.starts_with("www.")
}

/// Whether `token.tail` is a name with full stops in it: `java.util.List`.
fn is_dotted_name(token: &str, tail: &str) -> bool {
    let inner = |text: &str| text.trim_end_matches(|c: char| !c.is_alphanumeric()).contains('.');
    let piece = token.rsplit(|c: char| !c.is_alphanumeric() && c != '.').next().unwrap_or_default();
    piece.contains('.') && piece.bytes().any(|b| b.is_ascii_alphabetic()) || inner(tail) && tail.contains("()")
}
