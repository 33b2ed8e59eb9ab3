//! The variety of English that a text is spelt in, British or American: what is put into it follows.

use super::shape::{Shape, copy_shape};
use crate::data::lines;
use crate::edits::Edit;
use crate::words::tokens;
use std::collections::HashMap;
use std::sync::LazyLock;

const TABLE: &str = include_str!("../data/varieties.tsv");

/// Groups of words that a text may spell in one way each.
const GROUPS: [&str; 2] = ["word", "ise"];

/// How a word of the table is spelt, and how else.
struct Spelt {
    group: usize,
    /// 1 for American, -1 for British.
    side: i32,
    other: String,
}

static WORDS: LazyLock<HashMap<String, Spelt>> = LazyLock::new(|| {
    let mut words = HashMap::new();
    for line in lines(TABLE) {
        let [group, british, american, endings] =
            line.split('\t').collect::<Vec<_>>().try_into().expect("a line of the table has four columns");
        let group = GROUPS.iter().position(|name| *name == group).expect("the table has known groups");
        for ending in endings.split(' ').map(|ending| ending.trim_start_matches('-')) {
            let (british, american) = (format!("{british}{ending}"), format!("{american}{ending}"));
            words.insert(british.clone(), Spelt { group, side: -1, other: american.clone() });
            words.insert(american, Spelt { group, side: 1, other: british });
        }
    }
    words
});

/// The other spelling of a word in small letters, if it has one.
pub(super) fn counterpart(word: &str) -> Option<&'static str> {
    WORDS.get(word).map(|spelt| spelt.other.as_str())
}

/// How a text is spelt: for each group of words, how many more are American than British.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Variety {
    balance: [i32; GROUPS.len()],
}

impl Variety {
    /// Counts the words of `text` that tell, but for those that the `edits` replace, which are not the speaker's. Linear.
    pub(super) fn of(text: &str, edits: &[Edit]) -> Self {
        let mut variety = Self::default();
        variety.count(text, 1);
        for edit in edits {
            variety.count(edit.before(), -1);
        }
        variety
    }

    fn count(&mut self, text: &str, times: i32) {
        for token in tokens(text) {
            if let Some(spelt) = WORDS.get(&text[token.span].to_lowercase()) {
                self.balance[spelt.group] += times * spelt.side;
            }
        }
    }

    /// `edit` with what it puts there spelt as the text is; where the text does not tell, as it was. None if it only
    /// changes the spelling, which is the speaker's.
    pub(super) fn follow(self, edit: Edit) -> Option<Edit> {
        let respelt = self.respell(edit.after());
        (respelt != edit.before()).then(|| edit.with_after(respelt))
    }

    fn respell(self, after: &str) -> String {
        let (mut respelt, mut at) = (String::with_capacity(after.len() + 4), 0);
        for token in tokens(after) {
            let word = &after[token.span];
            respelt.push_str(&after[at..token.span.start()]);
            match WORDS.get(&word.to_lowercase()).filter(|spelt| self.balance[spelt.group] * spelt.side < 0) {
                Some(spelt) => respelt.push_str(&copy_shape(&spelt.other, Shape::of(word))),
                None => respelt.push_str(word),
            }
            at = token.span.end();
        }
        respelt + &after[at..]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edits::Channel;
    use crate::span::Span;

    #[test]
    fn each_group_is_spelt_as_the_text_has_it() {
        for (text, after, respelt) in [
            ("the defense of Labor", "responsible Behaviour", "responsible Behavior"),
            ("the defence of labour", "responsible behavior", "responsible behaviour"),
            ("the defence of organizations", "RECOGNISE programs", "RECOGNIZE programmes"),
            ("nothing that tells", "behaviour, recognize", "behaviour, recognize"),
            ("color and colour", "behaviour", "behaviour"),
        ] {
            assert_eq!(Variety::of(text, &[]).respell(after), respelt, "{text}");
        }
    }

    #[test]
    fn words_that_are_replaced_do_not_tell() {
        let text = "Color programs in the centre";
        let edit = |from, to, after| Edit::new(text, Span::new(from, to), after, Channel::Spin, 0.9);
        let variety = Variety::of(text, &[edit(0, 5, "Colour"), edit(6, 14, "systems")]);
        assert_eq!(
            variety.follow(edit(6, 14, "programs")).map(|edit| edit.after().to_owned()),
            Some("programmes".to_owned())
        );
        assert_eq!(variety.follow(edit(22, 28, "center")), None);
    }

    #[test]
    fn the_table_is_its_own_inverse() {
        for (word, spelt) in WORDS.iter() {
            let other = &WORDS[&spelt.other];
            assert_eq!((&other.other, other.side, other.group), (word, -spelt.side, spelt.group), "{word}");
        }
    }
}
