//! The sentences of one run of text, one after the other.

use super::Language;
use super::after::{PARAGRAPH_SEPARATOR, is_blank_line};
use super::apart::end_apart;
use super::candidates::Candidates;
use super::items::next_item;
use super::lexicon::Lexicon;
use super::marks::Run;
use super::messages::end_of_closing;
use super::rules::{Context, Decision};
use crate::span::Span;

/// Iterator over the sentences of a text. Linear: each candidate moves on past all the white space and marks that it
/// looked at.
#[derive(Debug, Clone)]
pub(super) struct Spans<'t> {
    context: Context<'t>,
    candidates: Candidates<'t>,
    at: usize,
    /// Where the sentence ends that its first words tell to be an item of a list, a closing formula or to stand apart.
    item: Option<usize>,
}

impl<'t> Spans<'t> {
    /// The sentences of a text.
    pub(super) fn of_text(text: &'t str, language: Language) -> Self {
        Self::new(text, language, 0, false)
    }

    /// The sentences of a block; none ends before byte `from`.
    pub(super) fn of_block(text: &'t str, language: Language, from: usize) -> Self {
        Self::new(text, language, from, true)
    }

    fn new(text: &'t str, language: Language, from: usize, is_block: bool) -> Self {
        let context = Context { text, start: 0, language, lexicon: Lexicon::of(language), is_block, item: 0 };
        let mut spans = Self { context, candidates: Candidates::new(text), at: from, item: None };
        spans.open(0);
        spans
    }

    /// Opens the next sentence behind the white space at byte `at`, so that no look back ever meets that space.
    fn open(&mut self, at: usize) {
        let text = self.context.text;
        self.context.start = text.len() - text[at..].trim_start().len();
        self.context.item = 0;
        self.at = self.at.max(self.context.start);
        let (start, lexicon) = (self.context.start, self.context.lexicon);
        // Nearly all sentences open with a letter that no mark follows.
        self.item = match &text.as_bytes()[start..] {
            [first, second, ..] if first.is_ascii_alphabetic() && !matches!(second, b'.' | b')') => {
                end_of_closing(text, start, lexicon)
            }
            _ => next_item(text, start, lexicon).or_else(|| end_apart(text, start, self.context.language)),
        };
    }

    /// One past the last byte of the sentence that is under way.
    fn end(&mut self) -> usize {
        let text = self.context.text;
        while let Some(at) = self.candidates.at_or_after(self.at) {
            if let Some(item) = self.item.filter(|&item| item <= at) {
                return item;
            }
            match self.decide(at) {
                Decision::End(end) => return end,
                Decision::Item(number) => self.context.item = number,
                Decision::GoOn => {}
            }
        }
        self.item.unwrap_or(text.len())
    }

    /// What is decided at the candidate at byte `at`; moves on past it.
    fn decide(&mut self, at: usize) -> Decision {
        let text = self.context.text;
        match text.as_bytes()[at] {
            b'\n' => {
                let rest = &text[at..];
                let space = &rest[..rest.len() - rest.trim_start().len()];
                self.at = at + space.len();
                if is_blank_line(space) && !self.context.is_block { Decision::End(at) } else { Decision::GoOn }
            }
            b';' => {
                self.at = at + 1;
                self.context.decide_semicolon(at)
            }
            b':' => {
                let decision = self.context.decide_colon(at);
                // What ends before the colon leaves it to the next sentence, which opens behind that end.
                let again = matches!(decision, Decision::End(end) if end < at);
                self.at = if again { at } else { at + 1 };
                decision
            }
            b'.' if is_inside_word(&text.as_bytes()[at..]) => {
                self.at = at + 1;
                // `a.b.c.d`
                while is_inside_word(&text.as_bytes()[self.at + 1..]) {
                    self.at += 2;
                }
                Decision::GoOn
            }
            b'.' if is_before_dots(text.as_bytes(), at) => {
                // `... ... ...`, `. . .`
                self.at = at;
                while is_before_dots(text.as_bytes(), self.at) {
                    self.at = end_of_dots(text.as_bytes(), self.at) + 1;
                }
                Decision::GoOn
            }
            _ => {
                let Some(run) = Run::at(text, at) else {
                    self.at = at + 1;
                    return Decision::end_if(text[at..].starts_with(PARAGRAPH_SEPARATOR), at);
                };
                self.at = run.end;
                self.context.decide(run)
            }
        }
    }
}

/// Whether a stop that opens `bytes` stands inside of an abbreviation or an address, as most do that have no white space
/// behind them: a small letter follows, and is not alone.
fn is_inside_word(bytes: &[u8]) -> bool {
    matches!(bytes, [b'.', b'a'..=b'z', next, ..] if !next.is_ascii_whitespace())
}

/// Whether at byte `at` of `bytes` stand dots that end no word, and behind them a space and other dots.
fn is_before_dots(bytes: &[u8], at: usize) -> bool {
    let endless = bytes[at..].starts_with(b"..") || at.checked_sub(1).is_some_and(|before| bytes[before] == b' ');
    endless && bytes[at..].starts_with(b".") && bytes[end_of_dots(bytes, at)..].starts_with(b" .")
}

/// One past the last of the dots at byte `at`.
fn end_of_dots(bytes: &[u8], at: usize) -> usize {
    at + bytes[at..].iter().take_while(|&&b| b == b'.').count()
}

impl Iterator for Spans<'_> {
    type Item = Span;

    fn next(&mut self) -> Option<Span> {
        let (text, start) = (self.context.text, self.context.start);
        if start == text.len() {
            return None;
        }
        let end = self.end();
        self.open(end);
        Some(Span::new(start, end).trim(text))
    }
}
