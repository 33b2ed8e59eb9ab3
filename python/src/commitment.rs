use crate::shared::Shared;
use crate::span::{Span, named};
use pyo3::prelude::*;

/// A pledge: who takes on what.
#[pyclass(frozen, eq, hash, get_all, module = "servanda")]
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Commitment {
    /// Made here, renewed, or told.
    status: &'static str,
    /// How strongly it binds.
    strength: &'static str,
    /// To act or to abstain.
    polarity: &'static str,
    /// Who commits.
    holder: Option<Span>,
    /// What is to be done or left, without the modal.
    action: Option<Span>,
}

impl Commitment {
    pub(crate) fn new(shared: &Shared, commitment: &servanda::Commitment) -> Self {
        let span = |span: Option<servanda::Span>| span.map(|span| shared.span(span));
        Self {
            status: commitment.status.as_str(),
            strength: commitment.strength.as_str(),
            polarity: commitment.polarity.as_str(),
            holder: span(commitment.holder),
            action: span(commitment.action),
        }
    }
}

#[pymethods]
impl Commitment {
    fn __repr__(&self) -> String {
        let Self { status, strength, polarity, holder, action } = self;
        let (holder, action) = (named(holder.as_ref()), named(action.as_ref()));
        format!(
            "Commitment(status='{status}', strength='{strength}', polarity='{polarity}', holder={holder}, action={action})"
        )
    }
}
