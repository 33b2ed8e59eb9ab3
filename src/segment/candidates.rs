//! Where a sentence may end: the next mark, semicolon, colon or line break.

use memchr::memchr3;

/// Searchers of ASCII marks, which come first.
const ASCII_SEARCHERS: usize = 2;
/// Searchers: each looks for up to three bytes, and remembers the next place.
const SEARCHERS: usize = 4;

/// The places of a text where a sentence may end, in order.
///
/// Each searcher passes over the text once, so the whole costs a few passes of `memchr`, whatever the text.
#[derive(Debug, Clone)]
pub(super) struct Candidates<'t> {
    bytes: &'t [u8],
    next: [usize; SEARCHERS],
}

impl<'t> Candidates<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let bytes = text.as_bytes();
        let mut new = Self { bytes, next: [bytes.len(); SEARCHERS] };
        // The others look for marks beyond ASCII.
        let searchers = if bytes.is_ascii() { ASCII_SEARCHERS } else { SEARCHERS };
        for searcher in 0..searchers {
            new.next[searcher] = new.search(searcher, 0);
        }
        new
    }

    /// The first candidate at or after byte `from`, which never falls from call to call. It may be the first byte of
    /// another character than a mark.
    pub(super) fn at_or_after(&mut self, from: usize) -> Option<usize> {
        for searcher in 0..SEARCHERS {
            if self.next[searcher] < from {
                self.next[searcher] = self.search(searcher, from);
            }
        }
        self.next.into_iter().min().filter(|&at| at < self.bytes.len())
    }

    fn search(&self, searcher: usize, from: usize) -> usize {
        let rest = &self.bytes[from..];
        let found = match searcher {
            0 => memchr3(b'.', b'!', b'?', rest),
            1 => memchr3(b';', b':', b'\n', rest),
            // First bytes of … ‼ ⁇ ⁈ ⁉ and the paragraph separator; of 。 ｡; of ！ ？ ．
            2 => memchr3(0xE2, 0xE3, 0xEF, rest),
            // First bytes of ؟, of ۔, and of । ॥.
            _ => memchr3(0xD8, 0xDB, 0xE0, rest),
        };
        found.map_or(self.bytes.len(), |at| from + at)
    }
}
