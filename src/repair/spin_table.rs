//! `spin.tsv`: what spinners put for what.
//!
//! A text file: a header line `# servanda spin 2 <bytes>` with the size of the file, then lines `spun`, `original`,
//! `price in nats`, `family`, separated by tabs and sorted by their bytes. Spun phrases are words in their
//! [normal form](crate::lm::normal) with one space between any two tokens. Read in place, by binary search over its
//! bytes.

use crate::bytes::Bytes;
use crate::error::{Error, Result};
use std::ops::Range;
use std::sync::Arc;

/// What the header line begins with.
pub(crate) const HEADER: &str = "# servanda spin 2 ";
/// Digits of the size in the header, for whoever writes a table.
#[cfg(any(test, feature = "train"))]
pub(crate) const SIZE_DIGITS: usize = 10;

/// Spinners that are known for the same replacements. Few documents went through more than one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Family {
    /// Rewriters of the 2020s: "our on-line world", "worldwide legislation".
    Rewriter,
    /// Older ones: "utilize", "with a specific end goal to".
    Spinbot,
    /// Fixed terms broken word by word: "counterfeit consciousness".
    Tortured,
    /// Any of them: synonyms that a dictionary gives.
    Any,
}

impl Family {
    pub(crate) const ALL: [Self; 4] = [Self::Rewriter, Self::Spinbot, Self::Tortured, Self::Any];
    /// Those that a document may have gone through.
    pub(crate) const SPINNERS: [Self; 3] = [Self::Rewriter, Self::Spinbot, Self::Tortured];

    /// How the family is written in the model, and in tables of pairs.
    pub(crate) const fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Rewriter => ("r", "rewriter"),
            Self::Spinbot => ("s", "spinbot"),
            Self::Tortured => ("t", "tortured"),
            Self::Any => ("w", "any"),
        }
    }
}

/// The table of spun phrases; cheap to clone.
#[derive(Debug, Clone)]
pub(crate) struct SpinTable {
    file: Bytes,
    /// First byte after the header.
    start: usize,
    /// First lines of the phrases that begin with two given letters; see [`pair_of`].
    pairs: Arc<[u32]>,
}

/// One line of the table.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Entry<'t> {
    /// What stood in the text, in the case of the table.
    pub original: &'t str,
    /// Nats.
    pub price: f32,
    /// Whose replacement it is.
    pub family: Family,
}

/// Lines of the table, by their bytes.
#[derive(Debug, Clone)]
pub(super) struct Lines(Range<usize>);

impl SpinTable {
    /// Opens a table: checks the header, and that the text is UTF-8.
    ///
    /// # Errors
    /// [`Error::Model`] if it is not such a table, or cut off.
    pub(crate) fn open(bytes: Bytes) -> Result<Self> {
        let damaged = |reason: String| Error::Model { part: "spin.tsv".to_owned(), reason };
        let text = std::str::from_utf8(&bytes).map_err(|e| damaged(format!("not UTF-8: {e}")))?;
        let header = text.lines().next().unwrap_or("");
        let size = header.strip_prefix(HEADER).ok_or_else(|| damaged("it is no table of spun phrases".to_owned()))?;
        let size: usize = size.trim().parse().map_err(|_| damaged(format!("its size is given as `{size}`")))?;
        if size != text.len() {
            return Err(damaged(format!("its header speaks of {size} bytes, it has {}", text.len())));
        }
        let start = (header.len() + 1).min(size);
        let lines = &text.as_bytes()[start..];
        let first = |i: usize| lower_bound(lines, 0..lines.len(), &[b'a' + (i / ROW) as u8, b'a' + (i % ROW) as u8]);
        let pairs = (0..LETTERS * ROW).map(|i| first(i) as u32).collect();
        Ok(Self { file: bytes, start, pairs })
    }

    /// The entries of `phrase`, and where the phrases are that go on after it, if there are any. O(log n).
    pub(super) fn find<'t>(&'t self, phrase: &str) -> (impl Iterator<Item = Entry<'t>> + use<'t>, Option<Lines>) {
        let all = 0..self.file.len() - self.start;
        let within = pair_of(phrase).map_or(all, |i| self.pairs[i] as usize..self.pairs[i + 1] as usize);
        self.find_in(&Lines(within), phrase)
    }

    /// The same for a phrase that goes on after another, among those that do.
    pub(super) fn find_in<'t>(
        &'t self,
        within: &Lines,
        phrase: &str,
    ) -> (impl Iterator<Item = Entry<'t>> + use<'t>, Option<Lines>) {
        let lines = &self.file[self.start..];
        let first = lower_bound(lines, within.0.clone(), phrase.as_bytes());
        let mut end = first;
        while let Some(rest) = lines[end..].strip_prefix(phrase.as_bytes())
            && rest.first() == Some(&b'\t')
        {
            end = line_end(lines, end);
        }
        // A tab sorts before a space: what goes on after the phrase follows it directly.
        let rest = lines[end..].strip_prefix(phrase.as_bytes());
        let longer = rest.is_some_and(|rest| rest.first() == Some(&b' ')).then(|| {
            let after = [phrase.as_bytes(), &[b' ' + 1]].concat();
            Lines(end..lower_bound(lines, end..within.0.end.max(end), &after))
        });
        let skip = phrase.len() + 1;
        let found = std::str::from_utf8(&lines[first..end]).unwrap_or("");
        (found.lines().filter_map(move |line| entry(line.get(skip..)?)), longer)
    }

    /// The words that come after `phrase` in the phrases that go on after it.
    pub(super) fn next_words<'t>(&'t self, longer: &Lines, phrase: &str) -> impl Iterator<Item = &'t str> + use<'t> {
        let skip = phrase.len() + 1;
        let lines = std::str::from_utf8(&self.file[self.start..][longer.0.clone()]).unwrap_or("");
        lines.lines().filter_map(move |line| line.get(skip..)?.split([' ', '\t']).next())
    }
}

fn entry(columns: &str) -> Option<Entry<'_>> {
    let (original, rest) = columns.split_once('\t')?;
    let (price, family) = rest.split_once('\t')?;
    let family = Family::ALL.into_iter().find(|f| f.names().0 == family)?;
    Some(Entry { original, price: price.parse().ok()?, family })
}

const LETTERS: usize = 26;
/// For each first letter, the second letters and an end.
const ROW: usize = LETTERS + 1;

/// The number of the two letters that a phrase begins with, if they are letters from a to z.
fn pair_of(phrase: &str) -> Option<usize> {
    match phrase.as_bytes() {
        [a @ b'a'..=b'z', b @ b'a'..=b'z', ..] => Some(usize::from(a - b'a') * ROW + usize::from(b - b'a')),
        _ => None,
    }
}

/// Start of the first line of those in `within` that is not before `key`.
fn lower_bound(lines: &[u8], within: Range<usize>, key: &[u8]) -> usize {
    let (mut low, mut high) = (within.start, within.end);
    while low < high {
        let middle = usize::midpoint(low, high);
        let start = memchr::memrchr(b'\n', &lines[low..middle]).map_or(low, |at| low + at + 1);
        if &lines[start..line_end(lines, start)] < key {
            low = line_end(lines, start);
        } else {
            high = start;
        }
    }
    low
}

/// Start of the line after the one that starts at `start`.
fn line_end(lines: &[u8], start: usize) -> usize {
    memchr::memchr(b'\n', &lines[start..]).map_or(lines.len(), |at| start + at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(lines: &str) -> SpinTable {
        let size = HEADER.len() + SIZE_DIGITS + 1 + lines.len();
        SpinTable::open(Bytes::from(format!("{HEADER}{size:0SIZE_DIGITS$}\n{lines}").into_bytes())).unwrap()
    }

    fn found(table: &SpinTable, phrase: &str) -> (Vec<String>, bool) {
        let (entries, longer) = table.find(phrase);
        (entries.map(|e| e.original.to_owned()).collect(), longer.is_some())
    }

    #[test]
    fn finds_all_entries_of_a_phrase_and_no_other() {
        let table = table(
            "a lot of\tmany\t1.0\ts\nmenace\tdanger\t2.0\ts\nmenace\tthreat\t1.0\ts\nmenace panorama\tthreat landscape\t1\ts\n",
        );
        assert_eq!(found(&table, "menace"), (vec!["danger".into(), "threat".into()], true));
        assert_eq!(found(&table, "menace panorama"), (vec!["threat landscape".into()], false));
        assert_eq!(found(&table, "a lot"), (vec![], true));
        assert_eq!(found(&table, "a"), (vec![], true));
        assert_eq!(found(&table, "men"), (vec![], false));
        assert_eq!(found(&table, "zebra"), (vec![], false));
        assert_eq!(found(&table, ""), (vec![], false));
    }

    #[test]
    fn damage_is_named() {
        for bytes in [
            &b""[..],
            b"spun\toriginal\n",
            b"# servanda spin 1 20\n",
            b"# servanda spin 2 12\n",
            b"# servanda spin 2 x\n",
            b"\xff\xfe",
        ] {
            assert!(matches!(SpinTable::open(Bytes::from(bytes)), Err(Error::Model { .. })), "{bytes:?}");
        }
        // Lines that are no entries are never found, and never fatal.
        assert_eq!(found(&table("menace\nmenace\tthreat\tdear\n"), "menace").0.len(), 0);
    }
}
