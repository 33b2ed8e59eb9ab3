//! Bytes that are shared, not copied: a slice of the binary, or of one allocation.

use std::fmt;
use std::ops::{Deref, Range};
use std::sync::Arc;

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
