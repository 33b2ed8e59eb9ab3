//! Words of the list that are spelt nearly like a word: a walk through the graph of letters that allows for slips.

use super::lexicon::{Class, Edge, Node, ROOT, edges, follow};
use super::prices::{
    SECOND_SLIP, SLIP_AT_FIRST, SLIP_DOUBLED, SLIP_DROPPED, SLIP_EXTRA, SLIP_NEIGHBOUR, SLIP_OTHER, SLIP_SWAPPED,
    SLIP_VOWEL,
};
use crate::data::lines;
use std::sync::LazyLock;

const SPELLING_TABLE: &str = include_str!("../data/misspellings.tsv");
pub(super) const CONFUSION_TABLE: &str = include_str!("../data/ocr_confusions.tsv");
const ROWS: [&str; 3] = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];

/// Words of so many letters may have two slips.
const TWO_SLIPS: usize = 4;
/// Slips that cost more together are not followed, in words with one slip and in others.
const MOST_NATS: [f32; 2] = [6.5, 12.0];

/// Letters that are written for others, by the first letter written.
struct Rewrites {
    rows: Vec<Rewrite>,
    /// Where the rows of each first byte begin; one more for the end.
    starts: [u16; 257],
}

struct Rewrite {
    seen: &'static [u8],
    meant: &'static [u8],
    price: f32,
    /// Whether it is recognition that takes one for the other, not a writer.
    is_ocr: bool,
}

static REWRITES: LazyLock<Rewrites> = LazyLock::new(|| {
    let rows = |table, is_ocr: bool| {
        let small = rewrites(table).filter(|(_, meant, _)| meant.bytes().all(|b| b.is_ascii_lowercase()));
        small.map(move |(seen, meant, price)| Rewrite { seen: seen.as_bytes(), meant: meant.as_bytes(), price, is_ocr })
    };
    let mut rows: Vec<Rewrite> = rows(SPELLING_TABLE, false).chain(rows(CONFUSION_TABLE, true)).collect();
    rows.sort_by_key(|row| row.seen[0]);
    let starts = std::array::from_fn(|byte| rows.partition_point(|row| usize::from(row.seen[0]) < byte) as u16);
    Rewrites { rows, starts }
});

/// The rows of a table of letters that are taken for others: what is seen, what was meant, nats.
pub(super) fn rewrites(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str, f32)> {
    lines(table).filter_map(|line| {
        let mut columns = line.split('\t');
        Some((columns.next()?, columns.next()?, columns.next()?.parse().ok()?))
    })
}

/// A word of the list, and what it costs that the word in question was written for it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Near {
    pub text: Box<str>,
    pub class: Class,
    /// Nats, as slips of a writer and as slips of recognition; infinite if it can be none.
    pub price: Price,
}

/// Nats by channel.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Price {
    pub typo: f32,
    pub ocr: f32,
}

impl Price {
    const NONE: Self = Self { typo: 0.0, ocr: 0.0 };

    fn lowest(self) -> f32 {
        self.typo.min(self.ocr)
    }

    fn typo(self, nats: f32) -> Self {
        Self { typo: self.typo + nats, ocr: f32::INFINITY }
    }

    fn ocr(self, nats: f32) -> Self {
        Self { typo: f32::INFINITY, ocr: self.ocr + nats }
    }
}

/// The words of the list near `word`, which is in small letters, but not it; at most two slips away, or one. Writers mostly
/// get the first letter right: if they slip twice, it is `settled`, or else the search takes far longer.
pub(super) fn near(word: &str, most_slips: usize, settled: bool) -> Vec<Near> {
    let seen = word.as_bytes();
    let mut found = Vec::new();
    for slips in 1..=if seen.len() >= TWO_SLIPS { most_slips } else { 1 } {
        let most = MOST_NATS[slips - 1];
        let mut search = Search { seen, meant: Vec::with_capacity(seen.len() + 2), found: Vec::new(), most, settled };
        search.walk(ROOT, 0, Price::NONE, slips);
        found = search.found;
        if found.iter().any(|near| near.class != Class::Name) {
            break;
        }
    }
    found.sort_by(|a, b| a.text.cmp(&b.text));
    found.dedup_by(|b, a| {
        let same = a.text == b.text;
        if same {
            a.price = Price { typo: a.price.typo.min(b.price.typo), ocr: a.price.ocr.min(b.price.ocr) };
        }
        same
    });
    found
}

struct Search<'a> {
    seen: &'a [u8],
    /// The letters on the way.
    meant: Vec<u8>,
    found: Vec<Near>,
    most: f32,
    settled: bool,
}

impl Search<'_> {
    /// Follows all words from a node on, of which the letters before `at` have been seen.
    fn walk(&mut self, node: Node, at: usize, price: Price, slips: usize) {
        if slips == 0 {
            return self.finish(node, at, price);
        }
        let (seen, rest) = (self.seen, &self.seen[at..]);
        let is_settled = self.settled && at == 0 && slips > 1 && self.meant.is_empty();
        let first = if at == 0 { SLIP_AT_FIRST } else { 0.0 };
        let second = if price == Price::NONE { 0.0 } else { SECOND_SLIP };
        for edge in edges(node) {
            let c = edge.letter();
            if rest.first() == Some(&c) {
                self.enter(edge, at + 1, price, slips);
            }
            if is_settled {
                continue;
            }
            let dropped = if self.meant.last() == Some(&c) { SLIP_DOUBLED } else { SLIP_DROPPED };
            self.enter(edge, at, price.typo(dropped + first + second), slips - 1);
            if let [a, ..] = *rest
                && a != c
            {
                self.enter(edge, at + 1, price.typo(substitution(a, c) + first + second), slips - 1);
            }
            if let [a, b, ..] = *rest
                && b == c
                && a != b
                && let Some(next) = edge.node().and_then(|node| follow(node, a))
            {
                self.meant.push(c);
                self.enter(next, at + 2, price.typo(SLIP_SWAPPED + first + second), slips - 1);
                self.meant.pop();
            }
        }
        if is_settled || rest.is_empty() {
            return;
        }
        let doubled = at > 0 && seen[at - 1] == rest[0];
        let extra = if doubled { SLIP_DOUBLED } else { SLIP_EXTRA + first };
        self.walk(node, at + 1, price.typo(extra + second), slips - 1);
        let rewrites = &*REWRITES;
        let byte = usize::from(rest[0]);
        for row in &rewrites.rows[usize::from(rewrites.starts[byte])..usize::from(rewrites.starts[byte + 1])] {
            if rest.starts_with(row.seen) {
                let price = if row.is_ocr { price.ocr(row.price + second) } else { price.typo(row.price + second) };
                self.follow(node, row.meant, at + row.seen.len(), price, slips - 1);
            }
        }
    }

    /// Adds the word that goes on from a node with the letters from `at` on, if there is one.
    fn finish(&mut self, node: Node, at: usize, price: Price) {
        let rest = &self.seen[at..];
        let Some((last, first)) = rest.split_last() else { return };
        let node = first.iter().try_fold(node, |node, &letter| follow(node, letter)?.node());
        if let Some(class) = node.and_then(|node| follow(node, *last)?.class())
            && let Ok(text) = String::from_utf8([&self.meant, rest].concat())
        {
            self.found.push(Near { text: text.into(), class, price });
        }
    }

    /// Goes on after the letters `meant`.
    fn follow(&mut self, node: Node, meant: &[u8], at: usize, price: Price, slips: usize) {
        let [c, rest @ ..] = meant else { return };
        let Some(edge) = follow(node, *c) else { return };
        if rest.is_empty() {
            return self.enter(edge, at, price, slips);
        }
        self.meant.push(*c);
        if let Some(node) = edge.node() {
            self.follow(node, rest, at, price, slips);
        }
        self.meant.pop();
    }

    /// Goes on after an edge.
    fn enter(&mut self, edge: Edge, at: usize, price: Price, slips: usize) {
        if price.lowest() > self.most {
            return;
        }
        self.meant.push(edge.letter());
        if at == self.seen.len()
            && price != Price::NONE
            && let (Some(class), Ok(text)) = (edge.class(), std::str::from_utf8(&self.meant))
        {
            self.found.push(Near { text: text.into(), class, price });
        }
        if let Some(node) = edge.node() {
            self.walk(node, at, price, slips);
        }
        self.meant.pop();
    }
}

/// Price of one letter typed for another.
pub(super) fn substitution(typed: u8, meant: u8) -> f32 {
    let vowel = |c: u8| b"aeiouy".contains(&c);
    if vowel(typed) && vowel(meant) {
        SLIP_VOWEL
    } else if neighbours(typed, meant) {
        SLIP_NEIGHBOUR
    } else {
        SLIP_OTHER
    }
}

/// Row and column of each key.
static KEYS: [Option<(u8, u8)>; 128] = keys();

const fn keys() -> [Option<(u8, u8)>; 128] {
    let mut keys = [None; 128];
    let mut row = 0;
    while row < ROWS.len() {
        let letters = ROWS[row].as_bytes();
        let mut column = 0;
        while column < letters.len() {
            keys[letters[column] as usize] = Some((row as u8, column as u8));
            column += 1;
        }
        row += 1;
    }
    keys
}

fn neighbours(a: u8, b: u8) -> bool {
    let place = |letter: u8| KEYS.get(usize::from(letter)).copied().flatten();
    place(a).zip(place(b)).is_some_and(|((r, c), (s, d))| r.abs_diff(s) <= 1 && c.abs_diff(d) <= 1)
}
