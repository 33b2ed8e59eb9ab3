//! Documents to one stream of words.

use crate::error::Result;
use crate::lm::normal;
use crate::words::{TokenClass, tokens};
use std::collections::HashMap;

/// Number of a distinct form in the [`Corpus`].
pub(super) type Form = u32;
/// The form that stands for the border of a paragraph.
pub(super) const BORDER: Form = 0;
/// The form that stands for any number.
pub(super) const NUMBER: Form = 1;

/// The words of all documents.
#[derive(Debug, Default)]
pub(super) struct Corpus {
    /// Distinct normal forms with what was counted of them; the first two are not words.
    pub forms: Vec<FormCount>,
    /// The training text.
    pub tokens: Vec<Form>,
    /// The text held back.
    pub held_back: Vec<Form>,
    index: HashMap<String, Form>,
}

/// A form and how often it was seen, in the training text alone.
#[derive(Debug, Default, Clone)]
pub(super) struct FormCount {
    pub text: String,
    pub count: u32,
    pub documents: u32,
    last_document: u32,
    /// Written in lower case, with a capital, in capitals; inside a sentence.
    pub cases: [u32; 3],
}

impl Corpus {
    pub(super) fn read(documents: impl Iterator<Item = Result<String>>, held_back: usize) -> Result<Self> {
        let mut corpus = Self { forms: vec![FormCount::default(); 2], ..Self::default() };
        for (number, document) in documents.enumerate() {
            let training = held_back == 0 || number % held_back != held_back - 1;
            corpus.add(&joined(&document?), number as u32 + 1, training);
        }
        Ok(corpus)
    }

    fn add(&mut self, document: &str, number: u32, training: bool) {
        for paragraph in document.split("\n\n") {
            self.push(BORDER, training);
            let mut inside = false;
            for token in tokens(paragraph) {
                let text = &paragraph[token.span];
                let form = if token.class == TokenClass::Number { NUMBER } else { self.form(&normal(text)) };
                if training {
                    let case = (inside && token.class == TokenClass::Word).then(|| case_of(text));
                    self.forms[form as usize].see(number, case);
                }
                self.push(form, training);
                inside = !matches!(text, "." | "!" | "?" | ":" | "\"" | "“" | "•" | "*");
            }
        }
    }

    fn push(&mut self, form: Form, training: bool) {
        if training { self.tokens.push(form) } else { self.held_back.push(form) }
    }

    fn form(&mut self, text: &str) -> Form {
        if let Some(&form) = self.index.get(text) {
            return form;
        }
        let form = self.forms.len() as Form;
        self.forms.push(FormCount { text: text.to_owned(), ..FormCount::default() });
        self.index.insert(text.to_owned(), form);
        form
    }
}

impl FormCount {
    fn see(&mut self, document: u32, case: Option<usize>) {
        self.count += 1;
        if self.last_document != document {
            self.last_document = document;
            self.documents += 1;
        }
        if let Some(case) = case {
            self.cases[case] += 1;
        }
    }
}

/// 0 for lower case, 1 for a capital, 2 for capitals.
fn case_of(word: &str) -> usize {
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    let first = letters.next().is_some_and(char::is_uppercase);
    let mut rest = letters.peekable();
    match (first, rest.peek().is_some() && rest.all(char::is_uppercase)) {
        (false, _) => 0,
        (true, false) => 1,
        (true, true) => 2,
    }
}

/// The document with its lines joined: words divided at a line end become one, a blank line ends a paragraph.
fn joined(document: &str) -> String {
    let mut out = String::with_capacity(document.len());
    for line in document.lines().map(str::trim) {
        let divided = out.ends_with('-')
            && out[..out.len() - 1].ends_with(char::is_alphabetic)
            && line.starts_with(char::is_lowercase);
        if line.is_empty() {
            if !out.ends_with("\n\n") {
                out.push_str("\n\n");
            }
        } else if divided {
            out.pop();
        } else if !out.is_empty() && !out.ends_with('\n') {
            out.push(' ');
        }
        out.push_str(line);
    }
    out
}
