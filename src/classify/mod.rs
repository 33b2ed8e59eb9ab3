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
pub(crate) mod kept;
mod labels;
pub(crate) mod own;
mod phrases;
mod spans;
pub(crate) mod stretch;
mod tensors;
mod themes;
pub(crate) mod weights;
mod window;
pub(crate) mod word_features;

pub(crate) use weights::Weights;
#[cfg(feature = "train")]
pub(crate) use window::window_words;

use crate::document::{BlockKind, Call, Commitment, Kind, Norm, Statement};
use crate::span::Span;
use features::{Features, Reading};
use heads::{Role, SENTENCE_HEADS};
use own::OwnLabels;

/// Where a sentence stands.
///
/// ```
/// use servanda::classify::Context;
/// use servanda::{BlockKind, Kind, Model};
///
/// let classifier = Model::embedded().classifier();
/// let context = Context { block: BlockKind::ListItem, lead_in: Some("We will:") };
/// assert_eq!(classifier.classify("publish our view;", &context).kind(), Some(Kind::Commitment));
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Context<'t> {
    /// Kind of its block.
    pub block: BlockKind,
    /// Text of the block that introduces it.
    pub lead_in: Option<&'t str>,
}

/// Classifies sentences.
///
/// ```
/// use servanda::classify::Context;
/// use servanda::{BlockKind, Kind, Model};
///
/// let context = Context { block: BlockKind::Paragraph, lead_in: None };
/// let statement = Model::embedded().classifier().classify("States must act.", &context);
/// assert_eq!(statement.kind(), Some(Kind::Norm));
/// ```
#[derive(Debug, Clone)]
pub struct Classifier {
    weights: Weights,
    #[cfg(feature = "bert")]
    teacher: Option<bert::Teacher>,
    own: Option<OwnLabels>,
    /// A kind that is less likely is not given.
    least: f32,
}

impl Classifier {
    /// A classifier that is a linear model.
    pub(crate) const fn new(weights: Weights) -> Self {
        Self {
            weights,
            #[cfg(feature = "bert")]
            teacher: None,
            own: None,
            least: 0.0,
        }
    }

    /// The same with a neural network, which has the greater say.
    #[cfg(feature = "bert")]
    #[must_use]
    pub(crate) fn with_teacher(self, teacher: bert::Teacher) -> Self {
        Self { teacher: Some(teacher), ..self }
    }

    /// The same, which also gives labels of a user's own.
    #[must_use]
    pub(crate) fn with_own_labels(self, own: OwnLabels) -> Self {
        Self { own: Some(own), ..self }
    }

    /// The same, which gives no kind that is less likely than `probability`; a sentence may then have none. What the layout
    /// decides, such as a heading, is certain.
    ///
    /// ```
    /// use servanda::classify::Context;
    /// use servanda::{BlockKind, Model};
    ///
    /// let context = Context { block: BlockKind::Paragraph, lead_in: None };
    /// let classifier = Model::embedded().classifier().abstain_below(0.95);
    /// assert_eq!(classifier.classify("Perhaps so.", &context).kind(), None);
    /// ```
    #[must_use]
    pub fn abstain_below(self, probability: f32) -> Self {
        Self { least: probability, ..self }
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
        #[cfg(feature = "bert")]
        if let Some(teacher) = &self.teacher {
            return self.by_teacher(teacher, sentences);
        }
        let one = |&(sentence, context): &(&str, Context<'_>)| {
            by_block(context.block).unwrap_or_else(|| self.by_weights(sentence, context.lead_in))
        };
        sentences.iter().map(one).collect()
    }

    fn by_weights(&self, sentence: &str, lead_in: Option<&str>) -> Statement {
        let reading = Reading::new(sentence, lead_in);
        let features = features::sentence(&reading);
        let found = self.weights.sentence(&features);
        let who_and_what = |who, what| spans::who_and_what(&self.weights, &reading, who, what);
        let statement = statement(&reading, &found, self.weights.thresholds(), self.least, who_and_what);
        self.labelled(statement, &features)
    }

    #[cfg(feature = "bert")]
    fn by_teacher(&self, teacher: &bert::Teacher, sentences: &[(&str, Context<'_>)]) -> Vec<Statement> {
        let open = sentences.iter().filter(|(_, context)| kind_of_block(context.block).is_none());
        let open: Vec<_> = open.map(|&(sentence, context)| (sentence, context.lead_in)).collect();
        let mut found = teacher.read(&open).into_iter();
        let one = |&(sentence, context): &(&str, Context<'_>)| {
            by_block(context.block).unwrap_or_else(|| {
                self.by_both(found.next().expect("one answer a sentence"), sentence, context.lead_in)
            })
        };
        sentences.iter().map(one).collect()
    }

    /// What the network and the linear model say together. Who commits and whom a call addresses is told better by the
    /// field over stretches, all other spans by the network.
    #[cfg(feature = "bert")]
    fn by_both(&self, found: bert::Found, sentence: &str, lead_in: Option<&str>) -> Statement {
        let reading = Reading::new(sentence, lead_in);
        let features = features::sentence(&reading);
        let found = found.joined(&self.weights.log_odds(&features));
        let who_and_what = |who, what| {
            let who = match who {
                Role::NormHolder => found.spans[who as usize],
                _ => spans::who_and_what(&self.weights, &reading, who, what).0,
            };
            (who, found.spans[what as usize])
        };
        let statement = statement(&reading, &found.probabilities(), &bert::THRESHOLDS, self.least, who_and_what);
        self.labelled(statement, &features)
    }

    /// The same statement, with the labels of a user's own.
    fn labelled(&self, statement: Statement, features: &Features) -> Statement {
        let labels = self.own.as_ref().map_or_else(Vec::new, |own| own.of(features));
        Statement { labels, ..statement }
    }
}

/// The statement of a sentence whose kind the layout decides.
fn by_block(block: BlockKind) -> Option<Statement> {
    let kind = kind_of_block(block)?;
    let mut scores = [0.0; Kind::ALL.len()];
    scores[kind as usize] = 1.0;
    Some(Statement::new(0, vec![kind], scores))
}

/// The statement of a sentence that a teacher has read, and nobody else.
#[cfg(feature = "bert")]
pub(crate) fn statement_of(found: &bert::Found, reading: &Reading) -> Statement {
    statement(reading, &found.probabilities(), &bert::THRESHOLDS, 0.0, |who, what| {
        (found.spans[who as usize], found.spans[what as usize])
    })
}

/// The statement of a sentence, given the probability of each head, how likely a kind is at least, and what finds who is
/// to do what.
fn statement(
    reading: &Reading,
    found: &[f32; SENTENCE_HEADS],
    thresholds: &[f32; SENTENCE_HEADS],
    least: f32,
    who_and_what: impl Fn(Role, Role) -> (Option<Span>, Option<Span>),
) -> Statement {
    let scores = labels::scores(found);
    let kinds = labels::kinds(thresholds, found).into_iter().filter(|&kind| scores[kind as usize] >= least).collect();
    let mut statement = Statement::new(0, kinds, scores);
    let has = |kind| statement.kinds.contains(&kind);
    statement.norm = has(Kind::Norm).then(|| {
        let (holder, action) = who_and_what(Role::NormHolder, Role::NormAction);
        Norm { force: labels::force(found), holder, action }
    });
    statement.commitment = has(Kind::Commitment).then(|| {
        let (holder, action) = who_and_what(Role::CommitmentHolder, Role::CommitmentAction);
        let (status, strength) = (labels::status(found), labels::strength(found));
        Commitment { status, strength, polarity: labels::polarity(thresholds, found), holder, action }
    });
    statement.call = has(Kind::Call).then(|| {
        let (addressee, action) = who_and_what(Role::CallAddressee, Role::CallAction);
        Call { addressee, action }
    });
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
