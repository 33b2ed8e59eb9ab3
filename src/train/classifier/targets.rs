//! From labels to the targets of the heads. Not a number stands for unknown.

use super::examples::{Label, LabelledSentence};
use crate::classify::features::Reading;
use crate::classify::heads::{
    FORCE, KINDS, REFRAIN, Role, SENTENCE_HEADS, SPAN_ROWS, STATUS, STRENGTH, TOPICS, UN_NORM, WORD_HEADS,
};
use crate::classify::spans::each_word;
use crate::document::Polarity;
use crate::span::{CharIndex, Span};
use std::ops::Range;

/// The features of a word and what they should give.
pub(super) struct LabelledWord {
    pub(super) rows: Vec<u32>,
    pub(super) targets: [f32; WORD_HEADS],
}

/// The targets of a sentence.
pub(in crate::train) fn of_sentence(example: &LabelledSentence) -> [f32; SENTENCE_HEADS] {
    let mut targets = [f32::NAN; SENTENCE_HEADS];
    let mut set = |group: Range<usize>, on: &[usize]| {
        targets[group.clone()].fill(0.0);
        for n in on {
            targets[group.start + n] = 1.0;
        }
    };
    set(KINDS, &example.kinds.iter().map(|&k| k as usize).collect::<Vec<_>>());
    if let Some(force) = example.norm.as_ref().and_then(|n| n.force) {
        set(FORCE, &[force as usize]);
    }
    if let Some(commitment) = &example.commitment {
        commitment.status.inspect(|&status| set(STATUS, &[status as usize]));
        commitment.strength.inspect(|&strength| set(STRENGTH, &[strength as usize]));
        let refrain = |polarity| if polarity == Polarity::Refrain { &[0][..] } else { &[] };
        commitment.polarity.inspect(|&polarity| set(REFRAIN, refrain(polarity)));
    }
    if let Some(topics) = &example.topics {
        set(TOPICS, &topics.iter().map(|&t| t as usize).collect::<Vec<_>>());
    }
    if let Label::Known(un_norm) = example.un_norm {
        set(UN_NORM, un_norm.map(|u| u as usize).as_slice());
    }
    targets
}

/// An example for each word of a sentence with a labelled span; none for other sentences.
pub(super) fn of_words(example: &LabelledSentence, reading: &Reading) -> Vec<LabelledWord> {
    let labelled = Role::ALL.map(|role| span_of(example, role));
    if labelled.iter().all(|l| *l == Label::Unknown) {
        return Vec::new();
    }
    let index = CharIndex::new(example.text.as_str());
    let spans = labelled.map(|label| match label {
        Label::Known(chars) => Some(chars.map(|(start, end)| index.bytes(start, end))),
        Label::Unknown => None,
    });
    let words: Vec<Span> = reading.own_words().iter().filter_map(|w| w.span).collect();
    let mut at = 0;
    let mut out = Vec::with_capacity(words.len());
    each_word(reading, |features| {
        let mut targets = [f32::NAN; WORD_HEADS];
        for (role, span) in Role::ALL.into_iter().zip(spans) {
            if let Some(span) = span {
                targets[role.heads()].copy_from_slice(&place_in(span, &words, at));
            }
        }
        out.push(LabelledWord {
            rows: features.iter().map(|&feature| SPAN_ROWS.of(feature) as u32).collect(),
            targets,
        });
        at += 1;
    });
    out
}

/// Whether word `at` is the first, any, the last word of `span`.
fn place_in(span: Option<Span>, words: &[Span], at: usize) -> [f32; 3] {
    let inside = |i: usize| span.zip(words.get(i)).is_some_and(|(s, w)| s.overlaps(*w));
    let first = inside(at) && (at == 0 || !inside(at - 1));
    let last = inside(at) && !inside(at + 1);
    [first, inside(at), last].map(|b| f32::from(u8::from(b)))
}

/// The labelled span of a role.
pub(in crate::train) fn span_of(example: &LabelledSentence, role: Role) -> Label<(usize, usize)> {
    let labelled = match role {
        Role::NormHolder | Role::NormAction => example.norm.as_ref().map(|n| (n.holder, n.action)),
        Role::CommitmentHolder | Role::CommitmentAction => example.commitment.as_ref().map(|c| (c.holder, c.action)),
        Role::CallAddressee | Role::CallAction => example.call.as_ref().map(|c| (c.addressee, c.action)),
    };
    // Who is labelled only together with what: a missing holder beside an action is a sentence without one.
    let Some((who, Some(what))) = labelled else { return Label::Unknown };
    match role {
        Role::NormHolder | Role::CommitmentHolder | Role::CallAddressee => Label::Known(who),
        Role::NormAction | Role::CommitmentAction | Role::CallAction => Label::Known(Some(what)),
    }
}
