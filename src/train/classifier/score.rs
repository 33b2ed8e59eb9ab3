//! Figures on held-back sentences.

use super::examples::{Label, LabelledSentence};
use crate::document::{Kind, Statement, Topic};
use crate::span::{CharIndex, Span};
use crate::words::{TokenClass, tokens};
use std::collections::BTreeMap;

/// Counts of right, found and labelled.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Count {
    right: usize,
    found: usize,
    labelled: usize,
}

impl Count {
    pub(super) fn add(&mut self, found: bool, labelled: bool) {
        self.right += usize::from(found && labelled);
        self.found += usize::from(found);
        self.labelled += usize::from(labelled);
    }

    pub(super) fn f1(self) -> f64 {
        2.0 * self.right as f64 / (self.found + self.labelled).max(1) as f64
    }
}

/// What was right and what was not.
#[derive(Debug, Default)]
pub(in crate::train) struct Tally {
    kinds: [Count; Kind::ALL.len()],
    topics: [Count; Topic::ALL.len()],
    un_norm: Count,
    sentences: usize,
    primary_right: usize,
    /// Sums of scores and numbers of cases, by name.
    means: BTreeMap<&'static str, (f64, usize)>,
}

impl Tally {
    /// Compares what was found in the sentence with its labels.
    pub(in crate::train) fn add(&mut self, example: &LabelledSentence, found: &Statement) {
        for kind in Kind::ALL {
            self.kinds[kind as usize].add(found.kinds.contains(&kind), example.kinds.contains(&kind));
        }
        self.sentences += 1;
        self.primary_right += usize::from(found.kinds[0] == example.kinds[0]);
        for topic in example.topics.iter().flat_map(|_| Topic::ALL) {
            let labelled = example.topics.as_ref().is_some_and(|t| t.contains(&topic));
            self.topics[topic as usize].add(found.topics.contains(&topic), labelled);
        }
        if let Label::Known(labelled) = example.un_norm {
            self.un_norm.right += usize::from(labelled.is_some() && labelled == found.un_norm);
            self.un_norm.found += usize::from(found.un_norm.is_some());
            self.un_norm.labelled += usize::from(labelled.is_some());
        }
        self.add_attributes(example, found);
        self.add_spans(example, found);
    }

    /// Attributes count where the kind was found.
    fn add_attributes(&mut self, example: &LabelledSentence, found: &Statement) {
        if let (Some(gold), Some(norm)) = (&example.norm, &found.norm) {
            gold.force.inspect(|&force| self.mean("force_accuracy", f64::from(u8::from(force == norm.force))));
        }
        if let (Some(gold), Some(c)) = (&example.commitment, &found.commitment) {
            let right = |same: bool| f64::from(u8::from(same));
            gold.status.inspect(|&status| self.mean("status_accuracy", right(status == c.status)));
            gold.strength.inspect(|&strength| self.mean("strength_accuracy", right(strength == c.strength)));
            gold.polarity.inspect(|&polarity| self.mean("polarity_accuracy", right(polarity == c.polarity)));
        }
    }

    /// Spans count wherever they are labelled: where the kind was not found, nothing of them was.
    fn add_spans(&mut self, example: &LabelledSentence, found: &Statement) {
        let norm = found.norm.as_ref();
        let commitment = found.commitment.as_ref();
        let call = found.call.as_ref();
        let pairs = [
            ("norm_holder_f1", example.norm.as_ref().and_then(|n| n.holder), norm.and_then(|n| n.holder)),
            ("norm_action_f1", example.norm.as_ref().and_then(|n| n.action), norm.and_then(|n| n.action)),
            (
                "commitment_holder_f1",
                example.commitment.as_ref().and_then(|c| c.holder),
                commitment.and_then(|c| c.holder),
            ),
            (
                "commitment_action_f1",
                example.commitment.as_ref().and_then(|c| c.action),
                commitment.and_then(|c| c.action),
            ),
            ("call_addressee_f1", example.call.as_ref().and_then(|c| c.addressee), call.and_then(|c| c.addressee)),
            ("call_action_f1", example.call.as_ref().and_then(|c| c.action), call.and_then(|c| c.action)),
        ];
        let index = CharIndex::new(example.text.as_str());
        for (name, labelled, found) in pairs {
            if let Some((start, end)) = labelled {
                self.mean(name, overlap(&example.text, index.bytes(start, end), found));
            }
        }
    }

    fn mean(&mut self, name: &'static str, value: f64) {
        let mean = self.means.entry(name).or_default();
        mean.0 += value;
        mean.1 += 1;
    }

    /// All figures by name.
    pub(in crate::train) fn figures(&self) -> BTreeMap<String, f64> {
        let mean = |counts: &[Count]| counts.iter().map(|c| c.f1()).sum::<f64>() / counts.len() as f64;
        let mut figures: BTreeMap<String, f64> =
            self.means.iter().map(|(name, (sum, n))| ((*name).to_owned(), sum / *n as f64)).collect();
        figures.insert("sentences".to_owned(), self.sentences as f64);
        figures.insert("macro_f1".to_owned(), mean(&self.kinds));
        figures.insert("primary_accuracy".to_owned(), self.primary_right as f64 / self.sentences.max(1) as f64);
        figures.insert("topics_macro_f1".to_owned(), mean(&self.topics));
        figures.insert("un_norm_f1".to_owned(), self.un_norm.f1());
        for kind in Kind::ALL {
            figures.insert(format!("f1_{kind}"), self.kinds[kind as usize].f1());
        }
        figures
    }
}

/// F1 of the words that two stretches of a sentence have in common.
fn overlap(text: &str, labelled: Span, found: Option<Span>) -> f64 {
    let mut count = Count::default();
    for token in tokens(text).filter(|t| t.class != TokenClass::Mark) {
        count.add(found.is_some_and(|f| f.overlaps(token.span)), labelled.overlaps(token.span));
    }
    count.f1()
}
