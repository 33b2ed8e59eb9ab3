//! From labels to the targets of the heads. Not a number stands for unknown.

use super::examples::{Label, LabelledSentence};
use super::spans::{LabelledSpans, all_stretches};
use crate::classify::features::Reading;
use crate::classify::heads::{
    FORCE, KINDS, REFRAIN, Role, SENTENCE_HEADS, SPAN_ROWS, STATES_UN_NORM, STATUS, STRENGTH, STRETCH_ROWS, TOPICS,
    UN_NORM,
};
use crate::classify::stretch::{LONGEST, STRETCH_FEATURES, Surroundings, of_none};
use crate::classify::word_features::each_word;
use crate::document::Polarity;
use crate::span::{CharIndex, Span};
use std::ops::Range;

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
        set(STATES_UN_NORM, if un_norm.is_some() { &[0] } else { &[] });
        set(UN_NORM, &un_norm.iter().map(|&norm| norm as usize).collect::<Vec<_>>());
    }
    for (&kind, &score) in example.scores.iter().flatten() {
        targets[KINDS.start + kind as usize] = score;
    }
    for (&topic, &score) in example.topic_scores.iter().flatten() {
        targets[TOPICS.start + topic as usize] = score;
    }
    targets
}

/// The words and stretches of a sentence with a labelled span; nothing of other sentences.
pub(super) fn of_spans(example: &LabelledSentence, reading: &Reading) -> Option<LabelledSpans> {
    let labelled = Role::ALL.map(|role| span_of(example, role));
    if labelled.iter().all(|l| *l == Label::Unknown) {
        return None;
    }
    let index = CharIndex::new(example.text.as_str());
    let words: Vec<Span> = reading.own_words().iter().filter_map(|w| w.span).collect();
    let gold = labelled.map(|label| match label {
        Label::Known(chars) => Label::Known(chars.and_then(|(start, end)| words_of(index.bytes(start, end), &words))),
        Label::Unknown => Label::Unknown,
    });
    let mut features = Vec::with_capacity(words.len());
    each_word(reading, |word| features.push(word.iter().map(|&f| SPAN_ROWS.of(f) as u16).collect()));
    let surroundings = Surroundings::new(reading);
    let rows = |features: [u32; STRETCH_FEATURES]| features.map(|f| STRETCH_ROWS.of(f) as u16);
    let stretches = all_stretches(words.len()).map(|(from, to)| rows(surroundings.features(from, to))).collect();
    Some(LabelledSpans { words: features, stretches, none: rows(of_none(reading)), gold })
}

/// The numbers of the first and the last word in `span`.
fn words_of(span: Span, words: &[Span]) -> Option<(usize, usize)> {
    let first = words.iter().position(|w| w.overlaps(span))?;
    let last = words.iter().rposition(|w| w.overlaps(span))?;
    (last < first + LONGEST).then_some((first, last))
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

#[cfg(test)]
mod tests {
    use super::*;

    fn targets(line: &str) -> [f32; SENTENCE_HEADS] {
        of_sentence(&serde_json::from_str(line).unwrap())
    }

    #[test]
    fn probabilities_take_the_place_of_labels() {
        let of = targets(
            r#"{"text": "Trust grows.", "kinds": ["report"], "scores": {"position": 0.8}, "topics": [], "topic_scores": {"cbms": 0.6}}"#,
        );
        assert_eq!(of[KINDS.start + crate::Kind::Position as usize].to_bits(), 0.8_f32.to_bits());
        assert_eq!(of[TOPICS.start + crate::Topic::Cbms as usize].to_bits(), 0.6_f32.to_bits());
        assert_eq!(of[TOPICS].iter().filter(|&&t| t > 0.0).count(), 1);
    }

    #[test]
    fn where_no_norm_is_stated_it_is_none_of_them_and_where_nobody_said_it_is_unknown() {
        let of = targets(r#"{"text": "It rains.", "kinds": ["report"], "un_norm": null}"#);
        assert!(of[STATES_UN_NORM].iter().chain(&of[UN_NORM]).all(|&t| t == 0.0));
        let of = targets(r#"{"text": "It rains.", "kinds": ["report"]}"#);
        assert!(of[STATES_UN_NORM].iter().chain(&of[UN_NORM]).all(|t| t.is_nan()));
    }
}
