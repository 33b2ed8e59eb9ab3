//! Words: the smallest unit that the language model, repair and classification share.

use crate::span::Span;

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum TokenClass {
    /// Starts with a letter: `State`, `we're`, `A79`, `ICT4Peace`. Inner apostrophes belong to it, hyphens do not.
    Word,
    /// Starts with a digit: `2024`, `1,000`, `5th`.
    Number,
    /// A single other character that is not white space.
    Mark,
}

/// One token and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Token {
    /// Bytes of the text that it covers.
    pub span: Span,
    /// What it is made of.
    pub class: TokenClass,
}

/// The tokens of `text` in order; white space is skipped. Linear, allocates nothing.
pub(crate) fn tokens(text: &str) -> Tokens<'_> {
    Tokens { text, at: 0 }
}

/// Iterator of [`tokens`].
#[derive(Debug, Clone)]
pub(crate) struct Tokens<'t> {
    text: &'t str,
    at: usize,
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        // A space is most often all that there is.
        let mut start = self.at + usize::from(self.text.as_bytes().get(self.at) == Some(&b' '));
        let first = *self.text.as_bytes().get(start)?;
        if !first.is_ascii_graphic() {
            start = self.text.len() - self.text[start..].trim_start().len();
        }
        let rest = &self.text[start..];
        let (class, len) = if first.is_ascii_alphabetic() {
            (TokenClass::Word, word_len(rest))
        } else {
            let first = rest.chars().next()?;
            if first.is_alphabetic() {
                (TokenClass::Word, word_len(rest))
            } else if first.is_numeric() {
                (TokenClass::Number, number_len(rest))
            } else {
                (TokenClass::Mark, first.len_utf8())
            }
        };
        self.at = start + len;
        Some(Token { span: Span::new(start, self.at), class })
    }
}

/// Letters, digits, combining marks, and an apostrophe between two letters.
fn word_len(text: &str) -> usize {
    run_len(text, |c, next| is_word_char(c) || (matches!(c, '\'' | '’') && next.is_some_and(char::is_alphabetic)))
}

/// Digits and letters, and a point or comma between two digits.
fn number_len(text: &str) -> usize {
    run_len(text, |c, next| c.is_alphanumeric() || (matches!(c, '.' | ',') && next.is_some_and(char::is_numeric)))
}

fn run_len(text: &str, belongs: impl Fn(char, Option<char>) -> bool) -> usize {
    // ASCII letters and digits belong to words and numbers alike.
    let ascii = plain_len(text.as_bytes());
    if text.as_bytes().get(ascii).is_none_or(|b| b.is_ascii() && !matches!(b, b'\'' | b'.' | b',')) {
        return ascii;
    }
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if !belongs(c, chars.peek().map(|&(_, next)| next)) {
            return at;
        }
    }
    text.len()
}

/// Which bytes are ASCII letters and digits.
const PLAIN: [bool; 256] = {
    let mut plain = [false; 256];
    let mut byte = 0;
    while byte < plain.len() {
        plain[byte] = (byte as u8).is_ascii_alphanumeric();
        byte += 1;
    }
    plain
};

/// How many ASCII letters and digits `text` begins with.
pub(crate) fn plain_len(text: &[u8]) -> usize {
    text.iter().position(|&b| !PLAIN[usize::from(b)]).unwrap_or(text.len())
}

/// Letters, digits and what modifies them (U+0300 to U+036F; soft hyphens are gone by now).
fn is_word_char(c: char) -> bool {
    c.is_alphanumeric() || ('\u{300}'..='\u{36F}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        tokens(text).map(|t| &text[t.span]).collect()
    }

    #[test]
    fn apostrophes_belong_to_words_and_hyphens_do_not() {
        assert_eq!(split("We’re on-line, aren't we?"), ["We’re", "on", "-", "line", ",", "aren't", "we", "?"]);
    }

    #[test]
    fn numbers_keep_their_inner_marks() {
        assert_eq!(split("1,000.5 in A/68/98."), ["1,000.5", "in", "A", "/", "68", "/", "98", "."]);
    }

    #[test]
    fn quotes_at_the_edge_are_marks() {
        assert_eq!(split("'States' rights'"), ["'", "States", "'", "rights", "'"]);
    }
}
