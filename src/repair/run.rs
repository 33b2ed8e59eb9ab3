//! Runs: pieces of a block that are decoded at a time, a sentence at most times.

use super::protect::Protector;
use super::shape::Shape;
use super::vocabulary::Words;
use super::word::{Facts, Tongue};
use crate::document::{Block, BlockKind};
use crate::lm::LanguageModel;
use crate::span::Span;
use crate::words::{Token, TokenClass, Tokens, tokens};

/// Longer sentences are cut: it bounds the memory, and costs two words of context.
const MAX_UNITS: usize = 120;

/// A token of a run.
#[derive(Debug, Clone, Copy)]
pub(super) struct Unit {
    /// Bytes of the text.
    pub span: Span,
    pub class: TokenClass,
    /// Number in [`Words`].
    pub word: u32,
    pub facts: Facts,
    /// What may be changed in it.
    pub guard: Guard,
}

/// Whether a token may be changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Guard {
    /// By any channel.
    Open,
    /// By the tables of whole names alone.
    Name,
    /// Digits only.
    Digits,
    /// Not at all.
    Closed,
}

/// Consecutive tokens of one block.
#[derive(Debug, Clone, Default)]
pub(super) struct Run {
    pub units: Vec<Unit>,
    /// Number of its words that are written in small letters: no names, and no heading.
    pub small: usize,
    /// Number of these that most English texts have, and few others.
    pub english: usize,
    /// Whether it begins its block.
    pub opens_block: bool,
    /// Whether it begins a sentence.
    pub opens_sentence: bool,
}

impl Run {
    /// Number of its words, numbers not counted.
    pub(super) fn words(&self) -> usize {
        self.units.iter().filter(|unit| unit.class == TokenClass::Word).count()
    }
}

/// The runs of a text, one after the other in one buffer.
#[derive(Debug)]
pub(super) struct Runs<'t> {
    text: &'t str,
    blocks: &'t [Block],
    current: Option<Current<'t>>,
}

#[derive(Debug)]
struct Current<'t> {
    kind: BlockKind,
    base: usize,
    tokens: Tokens<'t>,
    protector: Protector<'t>,
    opens_block: bool,
    opens_sentence: bool,
}

impl<'t> Runs<'t> {
    pub(super) const fn new(text: &'t str, blocks: &'t [Block]) -> Self {
        Self { text, blocks, current: None }
    }

    /// Puts the next run into `run`; false at the end of the text.
    pub(super) fn next(&mut self, run: &mut Run, words: &mut Words, lm: &LanguageModel) -> bool {
        run.units.clear();
        (run.small, run.english) = (0, 0);
        words.bound();
        loop {
            if let Some(current) = &mut self.current {
                current.fill(run, self.text, words, lm);
                if !run.units.is_empty() {
                    return true;
                }
            }
            let Some((block, rest)) = self.blocks.split_first() else { return false };
            self.blocks = rest;
            let text = &self.text[block.span()];
            self.current = Some(Current {
                kind: block.kind(),
                base: block.span().start(),
                tokens: tokens(text),
                protector: Protector::new(text),
                opens_block: true,
                opens_sentence: true,
            });
        }
    }
}

impl Current<'_> {
    fn fill(&mut self, run: &mut Run, text: &str, words: &mut Words, lm: &LanguageModel) {
        run.opens_block = std::mem::take(&mut self.opens_block);
        run.opens_sentence = std::mem::replace(&mut self.opens_sentence, false);
        while let Some(token) = self.tokens.next() {
            let span = token.span.shift(self.base);
            let (word, facts) = words.intern(&text[span], lm);
            let guard = self.guard(token, &facts);
            if facts.shape == Shape::Lower {
                run.small += 1;
                run.english += usize::from(facts.tongue == Tongue::English);
            }
            run.units.push(Unit { span, class: token.class, word, facts, guard });
            if token.class == TokenClass::Mark && self.ends_sentence(token, text) {
                self.opens_sentence = true;
                return;
            }
            if run.units.len() == MAX_UNITS {
                return;
            }
        }
    }

    fn guard(&mut self, token: Token, facts: &Facts) -> Guard {
        let guard = self.protector.guard(token, facts);
        match self.kind {
            BlockKind::NameList | BlockKind::Furniture if guard == Guard::Open => Guard::Name,
            _ => guard,
        }
    }

    /// Whether a sentence ends with `mark`, as far as the language model cares: a full stop, white space, a capital.
    fn ends_sentence(&self, mark: Token, text: &str) -> bool {
        let text = &text[self.base..];
        matches!(&text[mark.span], "." | "!" | "?")
            && self.tokens.clone().next().is_some_and(|next| {
                next.span.start() > mark.span.end() && text[next.span.start()..].starts_with(char::is_uppercase)
            })
    }
}
