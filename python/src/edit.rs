use crate::shared::{Shared, shorten};
use pyo3::prelude::*;
use servanda::output::decimal;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

/// One change to the source: made, or only suggested.
#[pyclass(frozen, module = "servanda")]
#[derive(Debug)]
pub(crate) struct Edit {
    shared: Arc<Shared>,
    list: List,
    number: usize,
}

/// Where an edit is kept.
#[derive(Debug, Clone, Copy)]
pub(crate) enum List {
    Edits,
    Suggestions,
}

impl List {
    pub(crate) fn of(self, doc: &servanda::Document) -> &[servanda::Edit] {
        match self {
            Self::Edits => doc.edits(),
            Self::Suggestions => doc.suggestions(),
        }
    }
}

impl Edit {
    pub(crate) fn new(shared: &Arc<Shared>, list: List, number: usize) -> Self {
        Self { shared: Arc::clone(shared), list, number }
    }

    fn get(&self) -> &servanda::Edit {
        &self.list.of(&self.shared.doc)[self.number]
    }
}

#[pymethods]
impl Edit {
    /// First code point in `doc.source`.
    #[getter]
    fn start(&self) -> usize {
        self.shared.in_source(self.get().span()).0
    }

    /// One past the last code point in `doc.source`.
    #[getter]
    fn end(&self) -> usize {
        self.shared.in_source(self.get().span()).1
    }

    /// What stood there.
    #[getter]
    fn before(&self) -> &str {
        self.get().before()
    }

    /// What stands there now; empty for a deletion.
    #[getter]
    fn after(&self) -> &str {
        self.get().after()
    }

    /// The kind of damage.
    #[getter]
    fn channel(&self) -> &'static str {
        self.get().channel().as_str()
    }

    /// How sure, 0 to 1.
    #[getter]
    fn confidence(&self) -> f64 {
        decimal(self.get().confidence())
    }

    /// The second best replacement, if there was one better than no change.
    #[getter]
    fn runner_up(&self) -> Option<&str> {
        self.get().runner_up()
    }

    fn __eq__(&self, other: &Self) -> bool {
        // Numbers of four decimals are made the same way on both sides.
        #[allow(clippy::float_cmp)]
        let as_sure = self.confidence() == other.confidence();
        let words = |edit: &Self| (edit.start(), edit.end(), edit.channel());
        as_sure && words(self) == words(other) && self.before() == other.before() && self.after() == other.after()
    }

    fn __hash__(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        (self.start(), self.end(), self.channel(), self.before(), self.after()).hash(&mut hasher);
        hasher.finish()
    }

    fn __repr__(&self) -> String {
        let (before, after) = (shorten(self.before()), shorten(self.after()));
        let (start, end, channel, confidence) = (self.start(), self.end(), self.channel(), self.confidence());
        format!("Edit({start}, {end}, {before} -> {after}, '{channel}', {confidence})")
    }
}
