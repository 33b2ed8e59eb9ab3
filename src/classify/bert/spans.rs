//! Holder, addressee and action from the tags of words: B begins a stretch, I goes on with it, O is outside.

use crate::classify::heads::Role;
use crate::classify::spans::Candidates;
use crate::classify::stretch::LONGEST;

/// Tags of a word for each role.
pub(crate) const TAGS: usize = 3;
/// Heads of a word.
pub(crate) const WORD_HEADS: usize = Role::ALL.len() * TAGS;
/// Outside, first word, further word.
pub(crate) const OUTSIDE: usize = 0;
pub(crate) const BEGIN: usize = 1;
pub(crate) const INSIDE: usize = 2;

/// Every stretch of a sentence for `role`, scored as the tags "begin, inside ... inside" against "outside" in their place.
pub(super) fn candidates(words: &[[f32; WORD_HEADS]], role: Role) -> Candidates {
    let at = role as usize * TAGS;
    let against_outside = |scores: &[f32; WORD_HEADS], tag| scores[at + tag] - scores[at + OUTSIDE];
    let mut stretches = Vec::new();
    for (from, first) in words.iter().enumerate() {
        let mut score = against_outside(first, BEGIN);
        stretches.push(((from, from), score));
        for (to, word) in words.iter().enumerate().take(from + LONGEST).skip(from + 1) {
            score += against_outside(word, INSIDE);
            stretches.push(((from, to), score));
        }
    }
    Candidates { stretches, none: 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::classify::spans::likeliest;

    #[test]
    fn one_stretch_and_the_likeliest() {
        let word = |tags: [f32; TAGS]| {
            let mut scores = [0.0; WORD_HEADS];
            scores[Role::NormAction as usize * TAGS..][..TAGS].copy_from_slice(&tags);
            scores
        };
        let (out, begin, inside) = (word([4.0, 0.0, 0.0]), word([0.0, 4.0, 0.0]), word([0.0, 0.0, 4.0]));
        let best = |words: &[[f32; WORD_HEADS]]| {
            let none = Candidates { stretches: Vec::new(), none: 0.0 };
            likeliest(&none, candidates(words, Role::NormAction), words.len()).1
        };
        assert_eq!(best(&[out, begin, out, begin, inside, out]), Some((3, 4)));
        assert_eq!(best(&[out, out]), None);
        assert_eq!(best(&[]), None);
    }
}
