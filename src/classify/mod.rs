//! Stage 6: sentences to statements.
//!
//! A linear model over sparse features: words, stems, places, and cues with their subjects (whose will does the
//! sentence speak of?). What the labels mean is in `docs/labels.md`, what they were learnt from in `docs/data_card.md`.

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
use features::Reading;
use heads::Role;
use own::OwnLabels;
use spans::Finder;

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
    own: Option<OwnLabels>,
}

impl Classifier {
    /// A classifier.
    pub(crate) fn new(weights: Weights) -> Self {
        Self { weights, own: None }
    }

    /// The same, which also gives labels of a user's own.
    #[must_use]
    pub(crate) fn with_own_labels(self, own: OwnLabels) -> Self {
        Self { own: Some(own), ..self }
    }

    /// What `sentence` states; spans are bytes of `sentence`. Looks at the first four kilobytes.
    pub fn classify(&self, sentence: &str, context: &Context<'_>) -> Statement {
        if let Some(kind) = kind_of_block(context.block) {
            let mut scores = [0.0; Kind::ALL.len()];
            scores[kind as usize] = 1.0;
            return Statement::new(0, vec![kind], scores);
        }
        let reading = Reading::new(sentence, context.lead_in);
        let features = features::sentence(&reading);
        let found = self.weights.sentence(&features);
        let mut statement = Statement::new(0, labels::kinds(&self.weights, &found), labels::scores(&found));
        statement.topics = labels::topics(&self.weights, &found);
        statement.un_norm = labels::un_norm(&self.weights, &found, &statement.kinds);
        self.add_attributes(&mut statement, &reading, &found);
        statement.cues = labels::cues(&reading, &statement.kinds);
        statement.labels = self.own.as_ref().map_or_else(Vec::new, |own| own.of(&features));
        statement
    }

    fn add_attributes(&self, statement: &mut Statement, reading: &Reading, found: &[f32; heads::SENTENCE_HEADS]) {
        let has = |kind| statement.kinds.contains(&kind);
        if !(has(Kind::Norm) || has(Kind::Commitment) || has(Kind::Call)) {
            return;
        }
        let finder = Finder::new(&self.weights, reading);
        statement.norm = has(Kind::Norm).then(|| {
            let (holder, action) = finder.who_and_what(Role::NormHolder, Role::NormAction);
            Norm { force: labels::force(found), holder, action }
        });
        statement.commitment = has(Kind::Commitment).then(|| {
            let (holder, action) = finder.who_and_what(Role::CommitmentHolder, Role::CommitmentAction);
            Commitment {
                status: labels::status(found),
                strength: labels::strength(found),
                polarity: labels::polarity(&self.weights, found),
                holder,
                action,
            }
        });
        statement.call = has(Kind::Call).then(|| {
            let (addressee, action) = finder.who_and_what(Role::CallAddressee, Role::CallAction);
            Call { addressee, action }
        });
    }
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
