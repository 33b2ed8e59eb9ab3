//! What the model sees of a word when it looks for holder, addressee and action.

use super::clause::Predicate;
use super::features::{Reading, feature};
use super::window::mix;

/// Gives the features of every word of the sentence to `visit`, in order.
pub(crate) fn each_word(reading: &Reading, mut visit: impl FnMut(&[u32])) {
    let words = &reading.window.words;
    let predicates = &reading.predicates;
    // What stands outside of the sentence has places too, so that each word has two on either side.
    let hashes = padded(words.iter().map(|word| word.hash), 7);
    let cues = padded(reading.cue_at.iter().map(|cue| cue.map_or(99, |cue| cue as u64)), 98);
    let (mut passed, mut marks, mut since_mark) = (0, 0_usize, 0_usize);
    // Where "to" stands after the last predicate: "urge States | to publish".
    let mut to_at = None;
    for i in reading.window.first..words.len() {
        while predicates.get(passed).is_some_and(|p| p.start <= i) {
            passed += 1;
            to_at = None;
        }
        let near: &[u64; 5] = hashes[i..].first_chunk().expect("two places on either side");
        let cue: &[u64; 5] = cues[i..].first_chunk().expect("two places on either side");
        let left = passed.checked_sub(1).map(|p| &predicates[p]);
        let right = predicates.get(passed);
        let core = |p: Option<&Predicate>| {
            p.map_or(97, |p| mix(mix(p.cue as u64, p.subject.map_or(99, |s| s as u64)), p.clause as u64))
        };
        let after = left.map_or(99, |p| if i < p.end { 90 } else { bucket(i - p.end) });
        let before = right.map_or(99, |p| bucket(p.start - i));
        let left_cue = left.map_or(99, |p| p.cue as u64);
        let right_cue = right.map_or(99, |p| p.cue as u64);
        let passed_few = passed.min(4) as u64;
        let since_to = to_at.map_or(99, |at| bucket(i - at));
        let [before_last, last, this, next, _] = *near;
        let features = [
            feature(100, near[0]),
            feature(105, cue[0]),
            feature(101, near[1]),
            feature(106, cue[1]),
            feature(102, near[2]),
            feature(107, cue[2]),
            feature(103, near[3]),
            feature(108, cue[3]),
            feature(104, near[4]),
            feature(109, cue[4]),
            feature(110, mix(last, this)),
            feature(111, mix(this, next)),
            feature(112, mix(before_last, last)),
            feature(113, mix(cue[1], cue[2])),
            feature(114, mix(cue[2], cue[3])),
            feature(120, mix(core(left), after)),
            feature(121, mix(core(right), before)),
            feature(122, mix(left_cue, after)),
            feature(123, mix(right_cue, before)),
            feature(124, mix(left_cue, right_cue)),
            feature(125, mix(left_cue, mix(bucket(since_mark), marks.min(5) as u64))),
            feature(126, mix(passed_few, left_cue)),
            feature(127, mix(passed_few, right_cue)),
            feature(128, mix(left_cue, this)),
            feature(129, mix(left_cue, next)),
            feature(130, mix(right_cue, last)),
            feature(131, bucket(i - reading.window.first)),
            feature(132, bucket(words.len() - i)),
            feature(133, u64::from(words[i].capital) * 16 + words[i].class as u64),
            feature(134, mix(left.map_or(0, |p| u64::from(p.negated)), after)),
            feature(136, mix(left_cue, since_to)),
            // Short words have no ending, and no such feature.
            feature(135, words[i].ending.unwrap_or(0)),
        ];
        let count = features.len() - usize::from(words[i].ending.is_none());
        visit(&features[..count]);
        let lower = reading.window.lower(&words[i]);
        if lower == "to" && to_at.is_none() {
            to_at = Some(i);
        }
        if lower == "," || lower == ";" {
            marks += 1;
            since_mark = 0;
        } else {
            since_mark += 1;
        }
    }
}

/// What stands at each place, with two places more on either side.
fn padded(places: impl Iterator<Item = u64>, outside: u64) -> Vec<u64> {
    let edge = [outside; 2];
    edge.into_iter().chain(places).chain(edge).collect()
}

/// Distances, finer when short.
fn bucket(distance: usize) -> u64 {
    match distance {
        0..=4 => distance as u64,
        5..=6 => 5,
        7..=9 => 6,
        10..=15 => 7,
        16..=25 => 8,
        _ => 9,
    }
}
