//! What no channel may touch: quotations, addresses, codes, names of persons, words of other scripts.

use super::run::Guard;
use super::shape::Shape;
use super::word::{Facts, Tongue};
use crate::span::floor_boundary;
use crate::words::{Token, TokenClass};

/// A quotation is at most so many bytes; a longer one was never closed.
const MAX_QUOTATION: usize = 1500;
/// Forms of address, after which a name stands.
const TITLES: &[&str] = &["mr", "mrs", "ms", "dr", "prof", "sir", "h.e", "messrs", "mme", "mlle"];
/// A name has at most so many parts.
const MAX_NAME_PARTS: u8 = 4;

/// Goes over the tokens of a block in order. Every byte is looked at a bounded number of times.
#[derive(Debug)]
pub(super) struct Protector<'t> {
    block: &'t str,
    /// End of the quotation that is open.
    quoted_until: usize,
    /// No quotation closes before this byte.
    unclosed_until: usize,
    /// End of the chunk (what stands between white space) and what it is.
    chunk_end: usize,
    chunk: Guard,
    /// Parts of a name that may still come.
    name_parts: u8,
}

impl<'t> Protector<'t> {
    pub(super) const fn new(block: &'t str) -> Self {
        Self { block, quoted_until: 0, unclosed_until: 0, chunk_end: 0, chunk: Guard::Open, name_parts: 0 }
    }

    /// Whether the next token, of which `facts` are known, may be changed.
    pub(super) fn guard(&mut self, token: Token, facts: &Facts) -> Guard {
        let (at, end) = (token.span.start(), token.span.end());
        if at >= self.chunk_end {
            // Most are a word and a space: nothing in a word closes it.
            let is_word = token.class == TokenClass::Word && self.block.as_bytes().get(end) == Some(&b' ');
            (self.chunk_end, self.chunk) = if is_word { (end, Guard::Open) } else { chunk_at(self.block, at) };
        }
        if token.class == TokenClass::Mark {
            self.open_quotation(at, &self.block[token.span]);
        }
        let in_name = self.in_name(token, facts);
        if at < self.quoted_until || facts.tongue == Tongue::Foreign || in_name || self.is_vouched_for(end) {
            return Guard::Closed;
        }
        self.chunk
    }

    /// Whether `[sic]` follows: the word before `end` is meant to be as it stands.
    fn is_vouched_for(&self, end: usize) -> bool {
        let after = &self.block.as_bytes()[end..];
        let spaces = after.iter().take_while(|&&b| b == b' ').count();
        let after = &after[spaces..];
        matches!(after, [b'[' | b'(', ..]) && (after.starts_with(b"[sic]") || after.starts_with(b"(sic)"))
    }

    fn open_quotation(&mut self, at: usize, mark: &str) {
        let closing = match mark {
            "“" => '”',
            "\"" => '"',
            "«" => '»',
            "„" => '“',
            _ => return,
        };
        if at < self.quoted_until || at < self.unclosed_until {
            return;
        }
        let body = at + mark.len();
        let end = floor_boundary(self.block, body + MAX_QUOTATION);
        match self.block[body..end].find(closing) {
            Some(length) => self.quoted_until = body + length + closing.len_utf8(),
            None => self.unclosed_until = end,
        }
    }

    fn in_name(&mut self, token: Token, facts: &Facts) -> bool {
        if token.class == TokenClass::Word && facts.is_title {
            self.name_parts = MAX_NAME_PARTS;
            return false;
        }
        let left = self.name_parts;
        match facts.shape {
            Shape::Title | Shape::Upper | Shape::Mixed if left > 0 => {
                self.name_parts = left - 1;
                true
            }
            Shape::Mark if left > 0 && matches!(&self.block[token.span], "." | "-") => false,
            Shape::Lower if left > 0 && left < MAX_NAME_PARTS && self.block[..token.span.start()].ends_with('-') => {
                true
            }
            _ => {
                self.name_parts = 0;
                false
            }
        }
    }
}

/// The end of the piece without white space that begins at `at`, and what may be changed in it.
fn chunk_at(block: &str, at: usize) -> (usize, Guard) {
    let rest = &block[at..];
    let chunk = rest.split(char::is_whitespace).next().unwrap_or(rest);
    (at + chunk.len(), guard_of_chunk(chunk))
}

/// Whether a word in small letters is a form of address.
pub(super) fn is_title(word: &str) -> bool {
    TITLES.contains(&word)
}

/// What may be changed in a piece without white space, punctuation around it included.
fn guard_of_chunk(chunk: &str) -> Guard {
    let body = chunk.trim_matches(|c: char| {
        matches!(c, '(' | ')' | '[' | ']' | ',' | ';' | ':' | '.' | '"' | '“' | '”' | '?' | '!' | '*')
    });
    // Most are a word and no more.
    if body.bytes().all(|b| b.is_ascii_alphabetic() || !b.is_ascii() || matches!(b, b'-' | b'\'')) {
        return Guard::Open;
    }
    let has = |what: &str| body.contains(what);
    if has("://") || has("@") || body.starts_with('#') || body.starts_with("www.") || is_host(body) {
        return Guard::Closed;
    }
    let digits = body.bytes().any(|b| b.is_ascii_digit());
    let capitals = body.bytes().any(|b| b.is_ascii_uppercase());
    if digits && has("/") {
        // `A/7O/174`: a document symbol, whose digits may have been misread.
        return Guard::Digits;
    }
    if digits && capitals && has("-") || body.bytes().filter(|&b| b == b'.').count() >= 3 || has("_") || has("\\") {
        return Guard::Closed;
    }
    Guard::Open
}

/// `fi1e.example.org`: points between letters in lower case, the last part short.
fn is_host(body: &str) -> bool {
    let Some((host, last)) = body.rsplit_once('.') else { return false };
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '.' | '-');
    let last = last.split('/').next().unwrap_or(last);
    (2..=6).contains(&last.len())
        && last.bytes().all(|b| b.is_ascii_lowercase())
        && !host.is_empty()
        && host.chars().all(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_and_codes_are_closed() {
        for chunk in ["https://x.example/a", "fi1e.example.org", "#ICT4Peace", "a@b.example", "CVE-2O21-1", "10.0.0.1"]
        {
            assert_eq!(guard_of_chunk(chunk), Guard::Closed, "{chunk}");
        }
        assert_eq!(guard_of_chunk("(A/7O/174),"), Guard::Digits);
        for chunk in ["on-line", "failed.In", "threats.", "state's"] {
            assert_eq!(guard_of_chunk(chunk), Guard::Open, "{chunk}");
        }
    }
}
