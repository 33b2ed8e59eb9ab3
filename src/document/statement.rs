//! What a sentence states.

use super::labels::{Force, Kind, Polarity, Status, Strength, Topic, UnNorm};
use crate::span::Span;
use std::sync::Arc;

/// A probability for each kind, in the order of [`Kind::ALL`].
pub type Scores = [f32; Kind::ALL.len()];

/// What one sentence states. All spans are bytes of the text.
///
/// ```
/// use servanda::{Kind, Model, Pipeline};
///
/// let doc = Pipeline::new(Model::embedded()).annotate("We will publish our view before May.");
/// let statement = &doc.statements()[0];
/// assert_eq!(statement.kind(), Some(Kind::Commitment));
/// assert!(statement.score(Kind::Commitment) > 0.5);
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Statement {
    /// Number of the sentence in the document.
    pub sentence: usize,
    /// One to three kinds, the primary one first; none if the classifier [abstained](crate::PipelineBuilder::abstain_below).
    pub kinds: Vec<Kind>,
    /// A probability for each kind.
    pub scores: Scores,
    /// Present exactly if `kinds` holds [`Kind::Norm`].
    pub norm: Option<Norm>,
    /// Present exactly if `kinds` holds [`Kind::Commitment`].
    pub commitment: Option<Commitment>,
    /// Present exactly if `kinds` holds [`Kind::Call`].
    pub call: Option<Call>,
    /// At most three.
    pub topics: Vec<Topic>,
    /// The norm of A/70/174 whose content the sentence states.
    pub un_norm: Option<UnNorm>,
    /// The words that the labels rest on, in order.
    pub cues: Vec<Span>,
    /// Every label of the user's own set, in its order; empty if the model has none.
    pub labels: Vec<OwnLabel>,
}

/// A label of a user's own set, and how likely it is.
///
/// ```
/// use servanda::{Model, Pipeline};
///
/// // The built-in model has none; `servanda train classifier --data FILE` makes a model with labels of one's own.
/// let doc = Pipeline::new(Model::embedded()).annotate("We will help.");
/// let given: Vec<_> = doc.statements()[0].labels.iter().filter(|label| label.given).map(|label| &label.name).collect();
/// assert!(given.is_empty());
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct OwnLabel {
    /// Its name.
    pub name: Arc<str>,
    /// Its probability.
    pub score: f32,
    /// Whether that is enough for the sentence to have it.
    pub given: bool,
}

/// A rule: what is required, forbidden or allowed, and for whom.
///
/// ```
/// use servanda::{Force, Model, Pipeline};
///
/// let doc = Pipeline::new(Model::embedded()).annotate("States must not attack hospitals.");
/// let norm = doc.statements()[0].norm.as_ref().unwrap();
/// assert_eq!(norm.force, Force::Prohibition);
/// assert_eq!(norm.holder.map(|span| &doc.text()[span]), Some("States"));
/// assert_eq!(norm.action.map(|span| &doc.text()[span]), Some("attack hospitals"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Norm {
    /// How the rule binds.
    pub force: Force,
    /// Who is bound or permitted.
    pub holder: Option<Span>,
    /// What is to be done or left, without the modal.
    pub action: Option<Span>,
}

/// A pledge: who takes on what.
///
/// ```
/// use servanda::{Model, Pipeline, Status, Strength};
///
/// let doc = Pipeline::new(Model::embedded()).annotate("We will publish our view before May.");
/// let pledge = doc.statements()[0].commitment.as_ref().unwrap();
/// assert_eq!((pledge.status, pledge.strength), (Status::New, Strength::Firm));
/// assert_eq!(pledge.holder.map(|span| &doc.text()[span]), Some("We"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commitment {
    /// Made here, renewed, or told.
    pub status: Status,
    /// How strongly it binds.
    pub strength: Strength,
    /// To act or to abstain.
    pub polarity: Polarity,
    /// Who commits.
    pub holder: Option<Span>,
    /// What is to be done or left, without the modal.
    pub action: Option<Span>,
}

/// A request: who is asked to do what.
///
/// ```
/// use servanda::{Model, Pipeline};
///
/// let doc = Pipeline::new(Model::embedded()).annotate("We call on all States to nominate a point of contact.");
/// let call = doc.statements()[0].call.as_ref().unwrap();
/// assert_eq!(call.addressee.map(|span| &doc.text()[span]), Some("all States"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// Who is asked.
    pub addressee: Option<Span>,
    /// What is asked.
    pub action: Option<Span>,
}

impl Statement {
    /// A statement of these kinds, without attributes.
    pub const fn new(sentence: usize, kinds: Vec<Kind>, scores: Scores) -> Self {
        Self {
            sentence,
            kinds,
            scores,
            norm: None,
            commitment: None,
            call: None,
            topics: Vec::new(),
            un_norm: None,
            cues: Vec::new(),
            labels: Vec::new(),
        }
    }

    /// The primary kind, if the statement has any.
    pub fn kind(&self) -> Option<Kind> {
        self.kinds.first().copied()
    }

    /// The probability of one kind.
    pub fn score(&self, kind: Kind) -> f32 {
        self.scores[kind as usize]
    }

    /// The same statement as sentence number `sentence`, `by` bytes further on.
    #[must_use]
    pub fn place(mut self, sentence: usize, by: usize) -> Self {
        let shift = |span: &mut Option<Span>| *span = span.map(|s| s.shift(by));
        self.sentence = sentence;
        if let Some(norm) = &mut self.norm {
            shift(&mut norm.holder);
            shift(&mut norm.action);
        }
        if let Some(commitment) = &mut self.commitment {
            shift(&mut commitment.holder);
            shift(&mut commitment.action);
        }
        if let Some(call) = &mut self.call {
            shift(&mut call.addressee);
            shift(&mut call.action);
        }
        for cue in &mut self.cues {
            *cue = cue.shift(by);
        }
        self
    }
}
