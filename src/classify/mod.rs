//! Stage 6: sentences to statements.
//!
//! A linear model over sparse features: words, stems, places, and cues with their subjects (whose will does the
//! sentence speak of?). What the labels mean is in `docs/labels.md`, what they were learnt from in `docs/data_card.md`.

#[cfg(feature = "bert")]
pub(crate) mod bert;
mod clause;
mod cues;
pub(crate) mod features;
pub(crate) mod heads;
mod labels;
mod phrases;
pub(crate) mod spans;
mod themes;
pub(crate) mod weights;
mod window;

pub(crate) use weights::Weights;
#[cfg(feature = "train")]
pub(crate) use window::window_words;

use crate::document::{BlockKind, Call, Commitment, Kind, Norm, Statement};
use crate::span::Span;
use features::Reading;
use heads::{Role, SENTENCE_HEADS};
use spans::WordScores;
use std::cell::LazyCell;

/// Where a sentence stands.
#[derive(Debug, Clone, Copy)]
pub struct Context<'t> {
    /// Kind of its block.
    pub block: BlockKind,
    /// Text of the block that introduces it.
    pub lead_in: Option<&'t str>,
}

/// Classifies sentences.
#[derive(Debug, Clone)]
pub struct Classifier {
    scorer: Scorer,
}

/// The model that gives the probabilities.
#[derive(Debug, Clone)]
enum Scorer {
    Linear(Box<Weights>),
    #[cfg(feature = "bert")]
    Teacher(bert::Teacher),
}

impl Classifier {
    /// A classifier that is a linear model.
    pub(crate) fn new(weights: Weights) -> Self {
        Self { scorer: Scorer::Linear(Box::new(weights)) }
    }

    /// A classifier that is a neural network.
    #[cfg(feature = "bert")]
    pub(crate) const fn of_teacher(teacher: bert::Teacher) -> Self {
        Self { scorer: Scorer::Teacher(teacher) }
    }

    /// What `sentence` states; spans are bytes of `sentence`. Looks at the first four kilobytes.
    ///
    /// # Panics
    /// As [`classify_all`](Self::classify_all).
    pub fn classify(&self, sentence: &str, context: &Context<'_>) -> Statement {
        self.classify_all(&[(sentence, *context)]).pop().expect("one statement a sentence")
    }

    /// What each of the sentences states, as [`classify`](Self::classify) says it. A neural model reads them in batches.
    ///
    /// # Panics
    /// With a neural model, if libtorch fails, which it does when memory is short.
    pub fn classify_all(&self, sentences: &[(&str, Context<'_>)]) -> Vec<Statement> {
        match &self.scorer {
            Scorer::Linear(weights) => {
                let one = |&(sentence, context): &(&str, Context<'_>)| {
                    by_block(context.block).unwrap_or_else(|| by_weights(weights, sentence, context.lead_in))
                };
                sentences.iter().map(one).collect()
            }
            #[cfg(feature = "bert")]
            Scorer::Teacher(teacher) => by_teacher(teacher, sentences),
        }
    }
}

/// The statement of a sentence whose kind the layout decides.
fn by_block(block: BlockKind) -> Option<Statement> {
    let kind = kind_of_block(block)?;
    let mut scores = [0.0; Kind::ALL.len()];
    scores[kind as usize] = 1.0;
    Some(Statement::new(0, vec![kind], scores))
}

fn by_weights(weights: &Weights, sentence: &str, lead_in: Option<&str>) -> Statement {
    let reading = Reading::new(sentence, lead_in);
    let found = weights.sentence(&features::sentence(&reading));
    let words = LazyCell::new(|| WordScores::new(weights, &reading));
    statement(&reading, &found, weights.thresholds(), |role| words.best(&reading, role))
}

#[cfg(feature = "bert")]
fn by_teacher(teacher: &bert::Teacher, sentences: &[(&str, Context<'_>)]) -> Vec<Statement> {
    let open = sentences.iter().filter(|(_, context)| kind_of_block(context.block).is_none());
    let open: Vec<_> = open.map(|&(sentence, context)| (sentence, context.lead_in)).collect();
    let mut found = teacher.read(&open).into_iter();
    let one = |&(sentence, context): &(&str, Context<'_>)| {
        by_block(context.block).unwrap_or_else(|| {
            statement_of(&found.next().expect("one answer a sentence"), &Reading::new(sentence, context.lead_in))
        })
    };
    sentences.iter().map(one).collect()
}

/// The statement of a sentence that a teacher has read.
#[cfg(feature = "bert")]
pub(crate) fn statement_of(found: &bert::Found, reading: &Reading) -> Statement {
    statement(reading, &found.probabilities, &bert::THRESHOLDS, |role| found.spans[role as usize])
}

/// The statement of a sentence, given the probability of each head, and the stretch of each role.
fn statement(
    reading: &Reading,
    found: &[f32; SENTENCE_HEADS],
    thresholds: &[f32; SENTENCE_HEADS],
    span: impl Fn(Role) -> Option<Span>,
) -> Statement {
    let mut statement = Statement::new(0, labels::kinds(thresholds, found), labels::scores(found));
    let has = |kind| statement.kinds.contains(&kind);
    statement.norm = has(Kind::Norm).then(|| Norm {
        force: labels::force(found),
        holder: span(Role::NormHolder),
        action: span(Role::NormAction),
    });
    statement.commitment = has(Kind::Commitment).then(|| Commitment {
        status: labels::status(found),
        strength: labels::strength(found),
        polarity: labels::polarity(thresholds, found),
        holder: span(Role::CommitmentHolder),
        action: span(Role::CommitmentAction),
    });
    statement.call =
        has(Kind::Call).then(|| Call { addressee: span(Role::CallAddressee), action: span(Role::CallAction) });
    statement.topics = labels::topics(thresholds, found);
    statement.un_norm = labels::un_norm(thresholds, found, &statement.kinds);
    statement.cues = labels::cues(reading, &statement.kinds);
    statement
}

/// The kind that the layout decides alone. A heading such as "Norms, rules and principles" or the name of a State
/// reads like a statement to any model of words; that it is none is seen from where it stands.
const fn kind_of_block(block: BlockKind) -> Option<Kind> {
    match block {
        BlockKind::Title | BlockKind::Heading | BlockKind::Dateline | BlockKind::Furniture | BlockKind::NameList => {
            Some(Kind::Boilerplate)
        }
        BlockKind::Salutation => Some(Kind::Ceremony),
        BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Clause | BlockKind::Note => None,
    }
}
