use crate::shared::Shared;
use crate::span::{Span, named};
use pyo3::prelude::*;

/// A request: who is asked to do what.
#[pyclass(frozen, eq, hash, get_all, module = "servanda")]
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Call {
    /// Who is asked.
    addressee: Option<Span>,
    /// What is asked.
    action: Option<Span>,
}

impl Call {
    pub(crate) fn new(shared: &Shared, call: &servanda::Call) -> Self {
        let span = |span: Option<servanda::Span>| span.map(|span| shared.span(span));
        Self { addressee: span(call.addressee), action: span(call.action) }
    }
}

#[pymethods]
impl Call {
    fn __repr__(&self) -> String {
        format!("Call(addressee={}, action={})", named(self.addressee.as_ref()), named(self.action.as_ref()))
    }
}
