//! What of a document is shown, and how.

use crate::document::{Kind, Statement};
use crate::names::named;

/// A probability below which a label is a guess.
pub(super) const GUESS: f32 = 0.5;

named! {
    /// The form in which a document is shown.
    pub enum HtmlStyle as "style" {
        /// The text as it is laid out, with its statements marked.
        Document = "document",
        /// The same, with what was replaced struck out before what stands there now.
        Changes = "changes",
        /// One row for each marked statement: kind, holder or addressee, action, sentence.
        Table = "table",
    }
}

named! {
    /// Colours.
    pub enum Theme as "theme" {
        /// As the page around it, if it is a notebook, else as the reader's system is set.
        Auto = "auto",
        /// Dark on light.
        Light = "light",
        /// Light on dark.
        Dark = "dark",
    }
}

/// How [`html`](super::html) shows a document.
///
/// ```
/// use servanda::output::{HtmlOptions, HtmlStyle, html};
/// use servanda::{Kind, Model, Pipeline};
///
/// let doc = Pipeline::new(Model::embedded()).annotate("States must not attack hospitals. We will help.");
/// let options = HtmlOptions { kinds: vec![Kind::Norm], style: HtmlStyle::Table, ..HtmlOptions::default() };
/// assert_eq!(html(&doc, &options).matches("<tr").count(), 2);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HtmlOptions {
    /// The kinds that are marked; the others are the ground they stand on. The default leaves out reports, ceremony and
    /// boilerplate.
    pub kinds: Vec<Kind>,
    /// The form.
    pub style: HtmlStyle,
    /// The colours.
    pub theme: Theme,
    /// A whole page to be written to a file, rather than a fragment of one.
    pub page: bool,
}

impl Default for HtmlOptions {
    fn default() -> Self {
        let kinds = vec![Kind::Norm, Kind::Commitment, Kind::Call, Kind::Position, Kind::Concern];
        Self { kinds, style: HtmlStyle::Document, theme: Theme::Auto, page: false }
    }
}

impl HtmlOptions {
    /// The kind that a statement is marked as: the first of its own that is wanted. Further kinds that are mere guesses
    /// do not count.
    pub(super) fn mark(&self, statement: &Statement) -> Option<Kind> {
        let sure = |&(number, kind): &(usize, Kind)| number == 0 || statement.score(kind) >= GUESS;
        let mut kinds = statement.kinds.iter().copied().enumerate().filter(sure);
        kinds.find(|(_, kind)| self.kinds.contains(kind)).map(|(_, kind)| kind)
    }
}
