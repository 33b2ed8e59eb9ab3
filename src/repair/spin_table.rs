//! `spin.tsv`: what spinners put for what.
//!
//! A text file: a header line `# servanda spin 3 <bytes> <originals>`, with the size of the file; so many lines of originals; then lines
//! `spun`, tab, entries, sorted by their bytes. Spun phrases are words in their [normal form](crate::lm::normal) with one
//! space between any two tokens. An entry is four characters, each a digit of base 90 (`!` is 0): three for the number of the
//! original, one for price and family. Read in place, by binary search over its bytes.

use crate::bytes::Bytes;
use crate::error::{Error, Result};
#[cfg(any(test, feature = "train"))]
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;
use std::sync::Arc;

/// What the header line begins with.
const HEADER: &str = "# servanda spin 3 ";
/// Digits of each number in the header, as it is written.
#[cfg(any(test, feature = "train"))]
const DIGITS: usize = 10;

/// Characters of an entry.
const ENTRY: usize = 4;
const BASE: usize = 90;
const ZERO: u8 = b'!';
/// Nats of the lowest price, and from one to the next. They are guesses: finer steps change nothing.
const LOWEST_PRICE: f32 = -3.0;
const PRICE_STEP: f32 = 0.3;

/// Spinners that are known for the same replacements. Few documents went through more than one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Family {
    /// Rewriters of the 2020s: "our on-line world", "worldwide legislation".
    Rewriter,
    /// Older ones: "utilize", "with a specific end goal to".
    Spinbot,
    /// Fixed terms broken word by word: "counterfeit consciousness".
    Tortured,
}

impl Family {
    pub(crate) const ALL: [Self; 3] = [Self::Rewriter, Self::Spinbot, Self::Tortured];
}

/// The table of spun phrases; cheap to clone.
#[derive(Debug, Clone)]
pub(crate) struct SpinTable {
    file: Bytes,
    /// Where each original starts, and the end of the last.
    originals: Arc<[u32]>,
    /// First byte of the lines of spun phrases.
    start: usize,
    /// First lines of the phrases that begin with two given letters; see [`pair_of`].
    pairs: Arc<[u32]>,
}

/// What may have stood for a spun phrase.
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
        let numbers =
            header.strip_prefix(HEADER).ok_or_else(|| damaged("it is no table of spun phrases".to_owned()))?;
        let number =
            |digits: &str| digits.parse().map_err(|_| damaged(format!("its header has `{digits}` for a number")));
        let (size, count) = numbers.split_once(' ').unwrap_or((numbers, ""));
        let (size, count): (usize, usize) = (number(size)?, number(count)?);
        if size != text.len() {
            return Err(damaged(format!("its header speaks of {size} bytes, it has {}", text.len())));
        }
        let ends = memchr::memchr_iter(b'\n', text.as_bytes()).take(count.saturating_add(1));
        let originals: Arc<[u32]> = ends.map(|end| end as u32 + 1).collect();
        if originals.len() != count.saturating_add(1) {
            return Err(damaged(format!("its header speaks of {count} originals, it has fewer")));
        }
        let start = originals[count] as usize;
        let lines = &text.as_bytes()[start..];
        let first = |i: usize| lower_bound(lines, 0..lines.len(), &[b'a' + (i / ROW) as u8, b'a' + (i % ROW) as u8]);
        let pairs = (0..LETTERS * ROW).map(|i| first(i) as u32).collect();
        Ok(Self { file: bytes, originals, start, pairs })
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
        let mut at = lower_bound(lines, within.0.clone(), phrase.as_bytes());
        let rest = lines[at..].strip_prefix(phrase.as_bytes());
        let entries = rest.and_then(|rest| rest.strip_prefix(b"\t")).unwrap_or_default();
        if !entries.is_empty() {
            at = line_end(lines, at);
        }
        // A tab sorts before a space: what goes on after the phrase follows it directly.
        let rest = lines[at..].strip_prefix(phrase.as_bytes());
        let longer = rest.is_some_and(|rest| rest.first() == Some(&b' ')).then(|| {
            let after = [phrase.as_bytes(), &[b' ' + 1]].concat();
            Lines(at..lower_bound(lines, at..within.0.end.max(at), &after))
        });
        let entries = &entries[..memchr::memchr(b'\n', entries).unwrap_or(entries.len())];
        (entries.as_chunks().0.iter().filter_map(|entry| self.entry(*entry)), longer)
    }

    fn entry(&self, digits: [u8; ENTRY]) -> Option<Entry<'_>> {
        let digits @ [a, b, c, kind] = digits.map(|digit| usize::from(digit.wrapping_sub(ZERO)));
        if digits.iter().any(|digit| *digit >= BASE) {
            return None;
        }
        let number = (a * BASE + b) * BASE + c;
        let (from, to) = (*self.originals.get(number)?, *self.originals.get(number + 1)?);
        let original = std::str::from_utf8(&self.file[from as usize..to as usize - 1]).ok()?;
        let family = Family::ALL[kind % Family::ALL.len()];
        Some(Entry { original, price: LOWEST_PRICE + PRICE_STEP * (kind / Family::ALL.len()) as f32, family })
    }

    /// The words that come after `phrase` in the phrases that go on after it.
    pub(super) fn next_words<'t>(&'t self, longer: &Lines, phrase: &str) -> impl Iterator<Item = &'t str> + use<'t> {
        let skip = phrase.len() + 1;
        let lines = std::str::from_utf8(&self.file[self.start..][longer.0.clone()]).unwrap_or("");
        lines.lines().filter_map(move |line| line.get(skip..)?.split([' ', '\t']).next())
    }
}

/// Writes a table of spun phrases, in order of their bytes, each with its originals. A price beyond the range of the table is that at
/// its end.
#[cfg(any(test, feature = "train"))]
pub(crate) fn write<'t>(pairs: impl Iterator<Item = (&'t str, &'t str, f32, Family)> + Clone) -> String {
    let originals: BTreeSet<&str> = pairs.clone().map(|(_, original, ..)| original).collect();
    let numbers: HashMap<&str, usize> = originals.iter().enumerate().map(|(i, original)| (*original, i)).collect();
    let mut lines: BTreeMap<&str, String> = BTreeMap::new();
    for (spun, original, price, family) in pairs {
        lines.entry(spun).or_default().push_str(&written(numbers[original], price, family));
    }
    let lines = lines.iter().map(|(spun, entries)| format!("{spun}\t{entries}\n"));
    let rest: String = originals.iter().map(|original| format!("{original}\n")).chain(lines).collect();
    let size = HEADER.len() + 2 * DIGITS + 2 + rest.len();
    format!("{HEADER}{size:0DIGITS$} {:0DIGITS$}\n{rest}", originals.len())
}

#[cfg(any(test, feature = "train"))]
fn written(number: usize, price: f32, family: Family) -> String {
    let families = Family::ALL.len();
    let step = ((price - LOWEST_PRICE) / PRICE_STEP).round().clamp(0.0, (BASE / families - 1) as f32) as usize;
    let digits = [number / BASE / BASE, number / BASE % BASE, number % BASE, step * families + family as usize];
    digits.map(|digit| char::from(ZERO + digit as u8)).into_iter().collect()
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

    fn table(pairs: &[(&str, &str, f32, Family)]) -> SpinTable {
        SpinTable::open(Bytes::from(write(pairs.iter().copied()).into_bytes())).unwrap()
    }

    fn found(table: &SpinTable, phrase: &str) -> (Vec<String>, bool) {
        let (entries, longer) = table.find(phrase);
        (entries.map(|e| e.original.to_owned()).collect(), longer.is_some())
    }

    #[test]
    fn finds_all_entries_of_a_phrase_and_no_other() {
        let table = table(&[
            ("a lot of", "many", 1.0, Family::Spinbot),
            ("menace", "danger", 2.0, Family::Spinbot),
            ("menace", "threat", 1.0, Family::Spinbot),
            ("menace panorama", "threat landscape", 1.0, Family::Rewriter),
        ]);
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
            b"# servanda spin 2 20\n",
            b"# servanda spin 3 12 0\n",
            b"# servanda spin 3 20\n",
            b"# servanda spin 3 22 x\n",
            b"# servanda spin 3 22 1\n",
            b"# servanda spin 3 99999999999999999999 99999999999999999999\n",
            b"\xff\xfe",
        ] {
            assert!(matches!(SpinTable::open(Bytes::from(bytes)), Err(Error::Model { .. })), "{bytes:?}");
        }
        // Lines that are no entries are never found, and never fatal.
        for line in ["menace", "menace\t", "menace\t!!", "menace\t~~~~", "menace\t!!!\u{e9}"] {
            let rest = format!("threat\n{line}\n");
            let size = HEADER.len() + 2 * DIGITS + 2 + rest.len();
            let file = format!("{HEADER}{size:0DIGITS$} {:0DIGITS$}\n{rest}", 1);
            let table = SpinTable::open(Bytes::from(file.into_bytes())).unwrap();
            assert_eq!(found(&table, "menace").0.len(), 0, "{line}");
        }
    }

    #[test]
    fn an_entry_says_what_was_written() {
        for (price, family, read) in [
            (-3.0, Family::Rewriter, -3.0),
            (0.1, Family::Spinbot, 0.0),
            (1.9, Family::Tortured, 1.8),
            (-99.0, Family::Tortured, -3.0),
            (99.0, Family::Spinbot, 5.7),
        ] {
            let table = table(&[("menace", "threat", price, family), ("menace", "danger", price, family)]);
            let entries: Vec<_> = table.find("menace").0.collect();
            assert_eq!(entries.iter().map(|e| e.original).collect::<Vec<_>>(), ["threat", "danger"]);
            assert!(entries.iter().all(|e| e.family == family && (e.price - read).abs() < 1e-5), "{entries:?}");
        }
    }
}
