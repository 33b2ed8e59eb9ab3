//! Bytes that are shared, not copied: a slice of the binary, or of one allocation; and a search for bytes of a kind.

use std::fmt;
use std::ops::{Deref, Range};
use std::sync::Arc;

/// Bytes looked at in one go: so many that the compiler compares them all at once.
const CHUNK: usize = 32;

/// The first byte from `from` on that is of a kind. Fast where such bytes are rare and the test is a comparison, which is
/// compiled into the loop.
#[inline]
pub(crate) fn find_byte(bytes: &[u8], from: usize, is_of_kind: impl Fn(u8) -> bool) -> Option<usize> {
    if is_of_kind(*bytes.get(from)?) {
        return Some(from);
    }
    let (chunks, _) = bytes[from..].as_chunks::<CHUNK>();
    let clean =
        chunks.iter().take_while(|chunk| chunk.iter().fold(0, |any, &b| any | u8::from(is_of_kind(b))) == 0).count();
    let start = from + clean * CHUNK;
    bytes[start..].iter().position(|&b| is_of_kind(b)).map(|i| start + i)
}

/// An immutable piece of memory, cheap to clone and to slice.
#[derive(Clone)]
pub(crate) struct Bytes(Repr);

#[derive(Clone)]
enum Repr {
    Static(&'static [u8]),
    Shared { all: Arc<Vec<u8>>, range: Range<usize> },
}

impl Bytes {
    /// A piece of it.
    ///
    /// # Panics
    /// If `range` is out of bounds.
    #[must_use]
    pub(crate) fn slice(&self, range: Range<usize>) -> Self {
        assert!(range.start <= range.end && range.end <= self.len(), "slice {range:?} of {} bytes", self.len());
        Self(match &self.0 {
            Repr::Static(bytes) => Repr::Static(&bytes[range]),
            Repr::Shared { all, range: outer } => {
                Repr::Shared { all: Arc::clone(all), range: outer.start + range.start..outer.start + range.end }
            }
        })
    }
}

impl Deref for Bytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match &self.0 {
            Repr::Static(bytes) => bytes,
            Repr::Shared { all, range } => &all[range.clone()],
        }
    }
}

impl From<&'static [u8]> for Bytes {
    fn from(bytes: &'static [u8]) -> Self {
        Self(Repr::Static(bytes))
    }
}

impl From<Vec<u8>> for Bytes {
    fn from(bytes: Vec<u8>) -> Self {
        let range = 0..bytes.len();
        Self(Repr::Shared { all: Arc::new(bytes), range })
    }
}

impl fmt::Debug for Bytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Bytes({})", self.len())
    }
}
