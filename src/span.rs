//! Positions: a byte range, and the table that turns bytes into code points.

use std::fmt;
use std::ops::{Index, Range};

/// A half-open range of **bytes** in a text, always on character boundaries.
///
/// `&text[span]` slices a `str`.
///
/// ```
/// use servanda::Span;
/// let text = "Ürün: the Charter applies.";
/// let span = Span::new(7, 19);
/// assert_eq!(&text[span], " the Charter");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    start: usize,
    end: usize,
}

impl Span {
    /// The range from byte `start` up to, not including, byte `end`.
    ///
    /// # Panics
    /// If `end` is before `start`.
    pub const fn new(start: usize, end: usize) -> Self {
        assert!(start <= end, "a span cannot end before it starts");
        Self { start, end }
    }

    /// First byte.
    pub const fn start(self) -> usize {
        self.start
    }

    /// One past the last byte.
    pub const fn end(self) -> usize {
        self.end
    }

    /// Length in bytes.
    pub const fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether it covers no byte.
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies inside, borders included.
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The same range, `by` bytes further on.
    #[must_use]
    pub const fn shift(self, by: usize) -> Self {
        Self { start: self.start + by, end: self.end + by }
    }

    /// The range without the white space at both its ends.
    #[must_use]
    pub fn trim(self, text: &str) -> Self {
        let slice = &text[self];
        let start = self.start + (slice.len() - slice.trim_start().len());
        Self { start, end: start + slice.trim().len() }
    }

    /// As a standard range.
    pub const fn range(self) -> Range<usize> {
        self.start..self.end
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

impl Index<Span> for str {
    type Output = str;

    fn index(&self, span: Span) -> &str {
        &self[span.start..span.end]
    }
}

impl Index<Span> for String {
    type Output = str;

    fn index(&self, span: Span) -> &str {
        &self.as_str()[span]
    }
}

/// Bytes between two entries of the table: one entry for so many bytes, one short scan a look-up.
const STRIDE: usize = 64;

/// Turns byte offsets of one text into code point offsets and back.
///
/// Built once in O(n); a look-up scans at most 64 bytes, and none at all where the text is ASCII. The index keeps
/// `text`: a `&str`, or an owner such as an `Arc<str>` for an index that is to outlive its scope.
///
/// ```
/// use servanda::{CharIndex, Span};
///
/// let index = CharIndex::new("🌍 We agree.");
/// assert_eq!(index.chars(Span::new(5, 7)), (2, 4));
/// assert_eq!(index.bytes(2, 4), Span::new(5, 7));
/// ```
#[derive(Debug, Clone)]
pub struct CharIndex<T> {
    text: T,
    /// Code points that start before byte `i * STRIDE`; empty for ASCII.
    counts: Vec<usize>,
}

impl<T: AsRef<str>> CharIndex<T> {
    /// The table of `text`.
    pub fn new(text: T) -> Self {
        let mut counts = Vec::new();
        let content = text.as_ref();
        if !content.is_ascii() {
            let mut seen = 0;
            for chunk in content.as_bytes().chunks(STRIDE) {
                counts.push(seen);
                seen += chunk.iter().filter(|&&b| starts_char(b)).count();
            }
            counts.push(seen);
        }
        Self { text, counts }
    }

    /// The text that it is the table of.
    pub fn text(&self) -> &str {
        self.text.as_ref()
    }

    /// Code points before byte `byte` (which is clamped to the text's length).
    pub fn to_char(&self, byte: usize) -> usize {
        let byte = byte.min(self.text().len());
        if self.counts.is_empty() {
            return byte;
        }
        let block = byte / STRIDE;
        let tail = &self.text().as_bytes()[block * STRIDE..byte];
        self.counts[block] + tail.iter().filter(|&&b| starts_char(b)).count()
    }

    /// The byte at which code point `char` starts, or the text's length if it has fewer.
    pub fn to_byte(&self, char: usize) -> usize {
        if self.counts.is_empty() {
            return char.min(self.text().len());
        }
        let block = self.counts.partition_point(|&c| c <= char).saturating_sub(1);
        let from = block * STRIDE;
        let mut left = char - self.counts[block];
        for (i, &b) in self.text().as_bytes()[from.min(self.text().len())..].iter().enumerate() {
            if starts_char(b) {
                if left == 0 {
                    return from + i;
                }
                left -= 1;
            }
        }
        self.text().len()
    }

    /// A span in code points, `[start, end)`.
    pub fn chars(&self, span: Span) -> (usize, usize) {
        (self.to_char(span.start), self.to_char(span.end))
    }

    /// The byte span of the code points `[start, end)`.
    pub fn bytes(&self, start: usize, end: usize) -> Span {
        let start = self.to_byte(start);
        Span::new(start, self.to_byte(end).max(start))
    }
}

/// The last character boundary of `text` at or before byte `at`.
pub(crate) fn floor_boundary(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (at.saturating_sub(3)..=at).rfind(|&i| text.is_char_boundary(i)).unwrap_or(0)
}

/// The first character boundary of `text` at or after byte `at`.
pub(crate) fn ceil_boundary(text: &str, at: usize) -> usize {
    (at..text.len()).find(|&i| text.is_char_boundary(i)).unwrap_or(text.len())
}

/// Whether a UTF-8 byte is the first of its character.
const fn starts_char(byte: u8) -> bool {
    (byte & 0xC0) != 0x80
}
