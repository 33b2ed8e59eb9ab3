//! Who speaks, where and when: what the top of a document says.

use crate::span::Span;

/// The parts of a document's head, each where it stands in the text; `None` where the head does not say.
///
/// ```
/// use servanda::{Model, Pipeline};
///
/// let text = "Statement by Ms. Ana Ruiz, Minister of Communications\n\n4 March 2024\n\nMr. Chair,\n\nWe will help.";
/// let doc = Pipeline::new(Model::embedded()).annotate(text);
/// assert_eq!(doc.head().date.map(|span| &doc.text()[span]), Some("4 March 2024"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Head {
    /// Name of the document.
    pub title: Option<Span>,
    /// Who speaks, by name.
    pub speaker: Option<Span>,
    /// The speaker's office: "Permanent Representative of Norland".
    pub office: Option<Span>,
    /// Body or meeting before which the statement is made.
    pub body: Option<Span>,
    /// Date as written.
    pub date: Option<Span>,
    /// Place as written.
    pub place: Option<Span>,
    /// On whose behalf: the States or group named after "on behalf of".
    pub on_behalf_of: Option<Span>,
}

impl Head {
    /// The fields by name, in a fixed order.
    pub const fn fields(&self) -> [(&'static str, Option<Span>); 7] {
        [
            ("title", self.title),
            ("speaker", self.speaker),
            ("office", self.office),
            ("body", self.body),
            ("date", self.date),
            ("place", self.place),
            ("on_behalf_of", self.on_behalf_of),
        ]
    }

    /// The same head with its spans changed, as when the text below it is edited.
    #[must_use]
    pub fn map(self, to: impl Fn(Span) -> Span) -> Self {
        Self {
            title: self.title.map(&to),
            speaker: self.speaker.map(&to),
            office: self.office.map(&to),
            body: self.body.map(&to),
            date: self.date.map(&to),
            place: self.place.map(&to),
            on_behalf_of: self.on_behalf_of.map(&to),
        }
    }
}
