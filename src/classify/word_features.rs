//! What the model sees of a word when it looks for holder, addressee and action.

use super::clause::Predicate;
use super::features::{Collector, Reading};
use super::window::{hash, mix};

/// Gives the features of every word of the sentence to `visit`, in order.
pub(crate) fn each_word(reading: &Reading, mut visit: impl FnMut(&[u32])) {
    let mut out = Collector { features: Vec::with_capacity(48) };
    let words = &reading.window.words;
    let predicates = &reading.predicates;
    let (mut passed, mut marks, mut since_mark) = (0, 0_usize, 0_usize);
    // Where "to" stands after the last predicate: "urge States | to publish".
    let mut to_at = None;
    for i in reading.window.first..words.len() {
        out.features.clear();
        while predicates.get(passed).is_some_and(|p| p.start <= i) {
            passed += 1;
            to_at = None;
        }
        let near = |d: isize| i.checked_add_signed(d).and_then(|j| words.get(j)).map_or(7, |w| w.hash);
        let cue = |d: isize| {
            i.checked_add_signed(d).and_then(|j| reading.cue_at.get(j)).map_or(98, |c| c.map_or(99, |c| c as u64))
        };
        for d in -2..=2 {
            out.add(100 + (d + 2) as u64, near(d));
            out.add(105 + (d + 2) as u64, cue(d));
        }
        out.add(110, mix(near(-1), near(0)));
        out.add(111, mix(near(0), near(1)));
        out.add(112, mix(near(-2), near(-1)));
        out.add(113, mix(cue(-1), cue(0)));
        out.add(114, mix(cue(0), cue(1)));
        let left = passed.checked_sub(1).map(|p| &predicates[p]);
        let right = predicates.get(passed);
        let core = |p: Option<&Predicate>| {
            p.map_or(97, |p| mix(mix(p.cue as u64, p.subject.map_or(99, |s| s as u64)), p.clause as u64))
        };
        let after = left.map_or(99, |p| if i < p.end { 90 } else { bucket(i - p.end) });
        let before = right.map_or(99, |p| bucket(p.start - i));
        let left_cue = left.map_or(99, |p| p.cue as u64);
        let right_cue = right.map_or(99, |p| p.cue as u64);
        out.add(120, mix(core(left), after));
        out.add(121, mix(core(right), before));
        out.add(122, mix(left_cue, after));
        out.add(123, mix(right_cue, before));
        out.add(124, mix(left_cue, right_cue));
        out.add(125, mix(left_cue, mix(bucket(since_mark), marks.min(5) as u64)));
        out.add(126, mix(passed.min(4) as u64, left_cue));
        out.add(127, mix(passed.min(4) as u64, right_cue));
        out.add(128, mix(left_cue, near(0)));
        out.add(129, mix(left_cue, near(1)));
        out.add(130, mix(right_cue, near(-1)));
        out.add(131, bucket(i - reading.window.first));
        out.add(132, bucket(words.len() - i));
        out.add(133, u64::from(words[i].capital) * 16 + words[i].class as u64);
        out.add(134, mix(left.map_or(0, |p| u64::from(p.negated)), after));
        let lower = reading.window.lower(&words[i]);
        if let Some((at, _)) = lower.char_indices().rev().nth(2) {
            out.add(135, hash(&lower[at..]));
        }
        out.add(136, mix(left_cue, to_at.map_or(99, |at| bucket(i - at))));
        if lower == "to" && to_at.is_none() {
            to_at = Some(i);
        }
        if lower == "," || lower == ";" {
            marks += 1;
            since_mark = 0;
        } else {
            since_mark += 1;
        }
        visit(&out.features);
    }
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
