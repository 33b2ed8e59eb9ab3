//! What the network should give, and how far it is from it.

use super::{BertOptions, of_sentence};
use crate::classify::bert::{BEGIN, Batch, Encoded, INSIDE, Network, OUTSIDE, TAGS, Tokens};
use crate::classify::heads::{Role, SENTENCE_HEADS};
use crate::span::{CharIndex, Span};
use crate::train::classifier::{Label, LabelledSentence, span_of};
use tch::{Kind, Reduction, Tensor};

/// In place of a tag: nothing is known.
const UNKNOWN: i64 = -100;

/// What the network should give for a sentence.
pub(super) struct Targets {
    /// 1 or 0 for each head; not a number where the label is unknown.
    sentence: [f32; SENTENCE_HEADS],
    /// A tag for each piece and role.
    tags: Vec<[i64; Role::ALL.len()]>,
    /// How much the sentence counts.
    weight: f32,
}

impl Targets {
    /// The word pieces of a sentence, and what they should give.
    pub(super) fn new(example: &LabelledSentence, tokens: &Tokens, options: &BertOptions) -> (Encoded, Self) {
        let encoded = tokens.encode(&example.text, None);
        let mut tags = vec![[UNKNOWN; Role::ALL.len()]; encoded.ids.len()];
        let index = CharIndex::new(example.text.as_str());
        for role in Role::ALL {
            let Label::Known(span) = span_of(example, role) else { continue };
            let span = span.map(|(start, end)| index.bytes(start, end));
            for (&(piece, _), tag) in encoded.words.iter().zip(tags_of(&encoded, span)) {
                tags[piece][role as usize] = tag as i64;
            }
        }
        let weight = if example.unsure { options.unsure_weight } else { 1.0 };
        (encoded, Self { sentence: of_sentence(example), tags, weight })
    }
}

/// The tags of the words of a sentence in which `span` is labelled.
fn tags_of(sentence: &Encoded, span: Option<Span>) -> impl Iterator<Item = usize> {
    let mut before = false;
    sentence.words.iter().map(move |(_, word)| {
        let inside = span.is_some_and(|s| s.overlaps(*word));
        let tag = if !inside {
            OUTSIDE
        } else if before {
            INSIDE
        } else {
            BEGIN
        };
        before = inside;
        tag
    })
}

/// The loss of a batch: cross entropy of all known labels of a sentence, a mean over sentences; and that of all known tags,
/// a mean over words and roles.
pub(super) fn loss(network: &Network, rows: &[&(Encoded, Targets)]) -> Tensor {
    let encoded: Vec<&Encoded> = rows.iter().map(|(encoded, _)| encoded).collect();
    let (sentence, words) = network.forward(&Batch::new(&encoded, network.device()), true);
    let (sentence, words) = (sentence.to_kind(Kind::Float), words.to_kind(Kind::Float));
    let (count, pieces) = (rows.len() as i64, words.size()[1]);

    let labels: Vec<f32> = rows.iter().flat_map(|(_, targets)| targets.sentence).collect();
    let labels = Tensor::from_slice(&labels).reshape([count, SENTENCE_HEADS as i64]).to_device(network.device());
    let weights: Vec<f32> = rows.iter().map(|(_, targets)| targets.weight).collect();
    let weights = Tensor::from_slice(&weights).unsqueeze(1).to_device(network.device());
    let known = labels.isnan().logical_not();
    let labels = labels.nan_to_num(0.0, 0.0, 0.0);
    let each = sentence.binary_cross_entropy_with_logits::<Tensor>(&labels, None, None, Reduction::None);
    let of_sentences = (each * known * weights).sum(Kind::Float) / count as f64;

    let mut tags = vec![UNKNOWN; rows.len() * pieces as usize * Role::ALL.len()];
    for ((_, targets), place) in rows.iter().zip(tags.chunks_mut(pieces as usize * Role::ALL.len())) {
        let of_sentence = targets.tags.as_flattened();
        place[..of_sentence.len()].copy_from_slice(of_sentence);
    }
    if tags.iter().all(|&tag| tag == UNKNOWN) {
        return of_sentences;
    }
    let tags = Tensor::from_slice(&tags).to_device(network.device());
    let scores = words.reshape([-1, TAGS as i64]);
    of_sentences + scores.cross_entropy_loss::<Tensor>(&tags, None, Reduction::Mean, UNKNOWN, 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_word_of_a_span_begins_it() {
        let words = vec![(1, Span::new(0, 2)), (2, Span::new(3, 7)), (4, Span::new(8, 11)), (5, Span::new(11, 12))];
        let sentence = Encoded { ids: vec![0; 6], words };
        let tags = |span| tags_of(&sentence, span).collect::<Vec<_>>();
        assert_eq!(tags(Some(Span::new(3, 11))), [OUTSIDE, BEGIN, INSIDE, OUTSIDE]);
        assert_eq!(tags(None), [OUTSIDE; 4]);
    }
}
