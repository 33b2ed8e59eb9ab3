//! English words beyond those of the language model: a list with a class of frequency each, as a graph of letters that
//! is read in place. `src/data/words_en.py` says how the file is laid out.

/// The file: a header in plain text, an empty line, the edges.
const FILE: &[u8] = include_bytes!("../data/words_en.dawg");
const EDGES: &[u8] = edges_of(FILE);
/// Bytes of an edge.
const EDGE: usize = 4;

const fn edges_of(file: &'static [u8]) -> &'static [u8] {
    let mut at = 0;
    while file[at] != b'\n' || file[at + 1] != b'\n' {
        at += 1;
    }
    file.split_at(at + 2).1
}

/// How frequent a word of the list is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// From 1, for the most frequent, to 6.
    Rank(u8),
    /// A name.
    Name,
}

/// A letter of some words, and what may follow it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Edge(u32);

/// A place in the graph: the letters before it are the same, all that may follow are its edges.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Node(u32);

/// The node that no letter is before.
pub(super) const ROOT: Node = Node(0);

impl Edge {
    /// A small letter, or an apostrophe.
    pub(super) const fn letter(self) -> u8 {
        let number = (self.0 & 31) as u8;
        if number == 27 { b'\'' } else { b'a' + number - 1 }
    }

    /// The class of the word that ends here.
    pub(super) const fn class(self) -> Option<Class> {
        match (self.0 >> 6 & 7) as u8 {
            0 => None,
            7 => Some(Class::Name),
            rank => Some(Class::Rank(rank)),
        }
    }

    /// What may follow.
    pub(super) const fn node(self) -> Option<Node> {
        match self.0 >> 9 {
            0 => None,
            first => Some(Node(first)),
        }
    }
}

/// The letters that may follow a node.
pub(super) fn edges(node: Node) -> impl Iterator<Item = Edge> {
    let (edges, _) = EDGES[node.0 as usize * EDGE..].as_chunks::<EDGE>();
    let mut more = true;
    edges
        .iter()
        .map(|&bytes| u32::from_le_bytes(bytes))
        .take_while(move |edge| std::mem::replace(&mut more, edge & 1 << 5 == 0))
        .map(Edge)
}

/// The edge of a node for a letter. The edges of a node are in order.
pub(super) fn follow(node: Node, letter: u8) -> Option<Edge> {
    edges(node).find(|edge| edge.letter() >= letter).filter(|edge| edge.letter() == letter)
}

/// The class of a word in small letters; none if it is not in the list.
pub(super) fn class(word: &str) -> Option<Class> {
    let (last, first) = word.as_bytes().split_last()?;
    let node = first.iter().try_fold(ROOT, |node, &letter| follow(node, letter)?.node())?;
    follow(node, *last)?.class()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_knows_words_and_nothing_else() {
        for word in ["the", "zebra", "don't", "specialise", "specialize", "directory"] {
            assert!(matches!(class(word), Some(Class::Rank(_))), "{word}");
        }
        assert_eq!(class("nairobi"), Some(Class::Name));
        for word in ["", "zebr", "zebraz", "Zebra", "été", "2"] {
            assert_eq!(class(word), None, "{word}");
        }
        assert!(matches!((class("time"), class("thyme")), (Some(Class::Rank(a)), Some(Class::Rank(b))) if a < b));
    }
}
