use crate::shared::{Shared, shorten};
use crate::span::Span;
use pyo3::prelude::*;

/// Who speaks, where and when; each part where it stands in the text, or `None`.
#[pyclass(frozen, eq, hash, get_all, module = "servanda")]
#[derive(Debug, PartialEq, Eq, Hash)]
pub(crate) struct Head {
    /// Name of the document.
    title: Option<Span>,
    /// Who speaks, by name.
    speaker: Option<Span>,
    /// The speaker's office.
    office: Option<Span>,
    /// Body or meeting before which the statement is made.
    body: Option<Span>,
    /// Date as written.
    date: Option<Span>,
    /// Place as written.
    place: Option<Span>,
    /// The States or group named after "on behalf of".
    on_behalf_of: Option<Span>,
}

impl Head {
    pub(crate) fn new(shared: &Shared) -> Self {
        let head = shared.doc.head();
        let span = |span: Option<servanda::Span>| span.map(|span| shared.span(span));
        Self {
            title: span(head.title),
            speaker: span(head.speaker),
            office: span(head.office),
            body: span(head.body),
            date: span(head.date),
            place: span(head.place),
            on_behalf_of: span(head.on_behalf_of),
        }
    }
}

#[pymethods]
impl Head {
    /// Says only what is there.
    fn __repr__(&self) -> String {
        let fields = [
            ("title", &self.title),
            ("speaker", &self.speaker),
            ("office", &self.office),
            ("body", &self.body),
            ("date", &self.date),
            ("place", &self.place),
            ("on_behalf_of", &self.on_behalf_of),
        ];
        let given = |(name, span): (&str, &Option<Span>)| span.as_ref().map(|s| format!("{name}={}", shorten(&s.text)));
        format!("Head({})", fields.into_iter().filter_map(given).collect::<Vec<_>>().join(", "))
    }
}
