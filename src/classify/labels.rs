//! From probabilities to labels.

use super::cues::Cue;
use super::features::Reading;
use super::heads::{FORCE, KINDS, REFRAIN, SENTENCE_HEADS, STATES_UN_NORM, STATUS, STRENGTH, TOPICS, UN_NORM};
use crate::document::{Force, Kind, Polarity, Scores, Status, Strength, Topic, UnNorm};
use crate::span::Span;
use std::ops::Range;

/// Kinds that a sentence has at most.
const MOST_KINDS: usize = 3;

/// How sure a further kind is at least, against the surest.
const NEARLY: f32 = 0.6;

/// Topics that a sentence has at most.
const MOST_TOPICS: usize = 3;

type Found = [f32; SENTENCE_HEADS];

/// The probability from which on the label of each head is given.
type Thresholds = [f32; SENTENCE_HEADS];

/// The surest kind, then those above their thresholds. How sure a kind is, is its probability against its threshold: that
/// of a rare or vague kind is seldom high. A view or a report beside another kind has to be nearly as sure; a norm,
/// commitment or call, which is what readers look for, need not be. What states nothing states nothing else.
pub(super) fn kinds(thresholds: &Thresholds, found: &Found) -> Vec<Kind> {
    let sure: Found = std::array::from_fn(|head| found[head] / thresholds[head]);
    let most = sure[KINDS].iter().copied().fold(0.0, f32::max);
    let further = |head: usize| {
        let kind = Kind::ALL[head];
        kind != Kind::Boilerplate && sure[head] >= 1.0 && (is_sought(kind) || sure[head] >= NEARLY * most)
    };
    let numbers = above(KINDS, &sure, |head, rank| rank == 0 || further(head), MOST_KINDS);
    let mut kinds: Vec<Kind> = numbers.map(|n| Kind::ALL[n]).collect();
    if kinds[0] == Kind::Boilerplate {
        kinds.truncate(1);
    }
    kinds
}

/// What readers look for, and what has attributes: who is to do what.
const fn is_sought(kind: Kind) -> bool {
    matches!(kind, Kind::Norm | Kind::Commitment | Kind::Call)
}

/// A probability for each kind.
pub(super) fn scores(found: &Found) -> Scores {
    std::array::from_fn(|kind| found[kind])
}

/// The topics above their thresholds, likeliest first.
pub(super) fn topics(thresholds: &Thresholds, found: &Found) -> Vec<Topic> {
    let numbers = above(TOPICS, found, |head, _| found[head] >= thresholds[head], MOST_TOPICS);
    numbers.map(|n| Topic::ALL[n]).collect()
}

/// The likeliest norm of A/70/174, if one is stated. Only a norm, a commitment or a call states the content of one.
pub(super) fn un_norm(thresholds: &Thresholds, found: &Found, kinds: &[Kind]) -> Option<UnNorm> {
    let may = kinds.iter().any(|&kind| is_sought(kind));
    let stated = found[STATES_UN_NORM.start] >= thresholds[STATES_UN_NORM.start];
    (may && stated).then(|| UnNorm::ALL[best(UN_NORM, found)])
}

pub(super) fn force(found: &Found) -> Force {
    Force::ALL[best(FORCE, found)]
}

pub(super) fn status(found: &Found) -> Status {
    Status::ALL[best(STATUS, found)]
}

pub(super) fn strength(found: &Found) -> Strength {
    Strength::ALL[best(STRENGTH, found)]
}

pub(super) fn polarity(thresholds: &Thresholds, found: &Found) -> Polarity {
    let head = REFRAIN.start;
    if found[head] >= thresholds[head] { Polarity::Refrain } else { Polarity::Do }
}

/// The words of the sentence that speak for one of its kinds.
pub(super) fn cues(reading: &Reading, kinds: &[Kind]) -> Vec<Span> {
    let matches = reading.cues.iter().filter(|m| kinds.iter().any(|&kind| speaks_for(m.cue, kind)));
    let span = |start: usize, end: usize| {
        let words = &reading.window.words;
        Some(Span::new(words[start].span?.start(), words[end - 1].span?.end()))
    };
    matches.filter_map(|m| span(m.start, m.end)).collect()
}

fn speaks_for(cue: Cue, kind: Kind) -> bool {
    match kind {
        Kind::Norm => matches!(
            cue,
            Cue::Must | Cue::Shall | Cue::Should | Cue::May | Cue::Bound | Cue::Free | Cue::Forbidden | Cue::Applies
        ),
        Kind::Commitment => {
            matches!(cue, Cue::Will | Cue::Shall | Cue::Pledge | Cue::Aspire | Cue::Qualify | Cue::Renew)
        }
        Kind::Call => matches!(cue, Cue::Ask | Cue::Must | Cue::Should),
        Kind::Position => matches!(cue, Cue::View | Cue::Value),
        Kind::Concern => cue == Cue::Worry,
        Kind::Report => cue == Cue::Tell,
        Kind::Ceremony => cue == Cue::Courtesy,
        Kind::Boilerplate => false,
    }
}

/// The heads of a group by falling probability, as numbers within it, as long as `keep` says so of head and rank.
fn above(
    group: Range<usize>,
    found: &Found,
    keep: impl Fn(usize, usize) -> bool,
    most: usize,
) -> impl Iterator<Item = usize> {
    let mut heads: Vec<usize> = group.clone().collect();
    heads.sort_by(|&a, &b| found[b].total_cmp(&found[a]));
    let kept: Vec<usize> =
        heads.into_iter().enumerate().filter(|&(rank, head)| keep(head, rank)).map(|(_, h)| h).collect();
    kept.into_iter().take(most).map(move |head| head - group.start)
}

/// The likeliest head of a group, as a number within it.
fn best(group: Range<usize>, found: &Found) -> usize {
    let start = group.start;
    group.max_by(|&a, &b| found[a].total_cmp(&found[b])).map_or(0, |head| head - start)
}
