//! Holder, addressee and action from the tags of words: B begins a stretch, I goes on with it, O is outside.

use crate::classify::heads::Role;

/// Tags of a word for each role.
pub(crate) const TAGS: usize = 3;
/// Heads of a word.
pub(crate) const WORD_HEADS: usize = Role::ALL.len() * TAGS;
/// Outside, first word, further word.
pub(crate) const OUTSIDE: usize = 0;
pub(crate) const BEGIN: usize = 1;
pub(crate) const INSIDE: usize = 2;

/// First and last word of the likeliest stretch of `role`, if there is likely any: the tags "outside" everywhere but in one
/// stretch "begin, inside ... inside" with the greatest sum of scores (Kadane's algorithm, one pass).
pub(super) fn best_stretch(words: &[[f32; WORD_HEADS]], role: Role) -> Option<(usize, usize)> {
    let at = role as usize * TAGS;
    let mut best = None;
    let mut best_sum = 0.0;
    let mut open: Option<(usize, f32)> = None;
    for (i, scores) in words.iter().enumerate() {
        let begin = scores[at + BEGIN] - scores[at + OUTSIDE];
        let inside = scores[at + INSIDE] - scores[at + OUTSIDE];
        let (from, sum) = match open {
            Some((from, sum)) if sum + inside >= begin => (from, sum + inside),
            _ => (i, begin),
        };
        open = Some((from, sum));
        if sum > best_sum {
            best_sum = sum;
            best = Some((from, i));
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_stretch_and_the_likeliest() {
        let word = |tags: [f32; TAGS]| {
            let mut scores = [0.0; WORD_HEADS];
            scores[Role::NormAction as usize * TAGS..][..TAGS].copy_from_slice(&tags);
            scores
        };
        let (out, begin, inside) = (word([2.0, 0.0, 0.0]), word([0.0, 2.0, 0.0]), word([0.0, 0.0, 2.0]));
        let best = |words: &[[f32; WORD_HEADS]]| best_stretch(words, Role::NormAction);
        assert_eq!(best(&[out, begin, out, begin, inside, out]), Some((3, 4)));
        assert_eq!(best(&[out, out]), None);
        assert_eq!(best(&[]), None);
    }
}
