use crate::shared::Shared;
use crate::span::{Span, named};
use pyo3::prelude::*;

/// A rule: what is required, forbidden or allowed, and for whom.
#[pyclass(frozen, eq, hash, get_all, module = "servanda")]
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Norm {
    /// How the rule binds.
    force: &'static str,
    /// Who is bound or permitted.
    holder: Option<Span>,
    /// What is to be done or left, without the modal.
    action: Option<Span>,
}

impl Norm {
    pub(crate) fn new(shared: &Shared, norm: &servanda::Norm) -> Self {
        let span = |span: Option<servanda::Span>| span.map(|span| shared.span(span));
        Self { force: norm.force.as_str(), holder: span(norm.holder), action: span(norm.action) }
    }
}

#[pymethods]
impl Norm {
    fn __repr__(&self) -> String {
        format!(
            "Norm(force='{}', holder={}, action={})",
            self.force,
            named(self.holder.as_ref()),
            named(self.action.as_ref())
        )
    }
}
