//! Python bindings of `servanda`: one class a file, thin, with offsets in code points.
//!
//! Documents are shared, not copied: sentences, statements, blocks and edits are views into one. The interpreter is
//! released while texts are read.

mod annotate;
mod block;
mod call;
mod commitment;
mod document;
mod edit;
mod error;
mod evidence;
mod frame;
mod functions;
mod head;
mod norm;
mod pipe;
mod pipeline;
mod progress;
mod provenance;
mod rows;
mod segments;
mod sentence;
mod shared;
mod span;
mod statement;
mod text;
mod threads;
mod verdict;

use pyo3::prelude::*;

#[pymodule(gil_used = false)]
mod _servanda {
    #[pymodule_export]
    use super::{
        block::Block,
        call::Call,
        commitment::Commitment,
        document::Document,
        edit::Edit,
        error::{DecodeError, ModelError, ServandaError},
        evidence::Evidence,
        frame::Frame,
        functions::{_html, load, main, repair, segment, versions},
        head::Head,
        norm::Norm,
        pipe::Pipe,
        pipeline::Pipeline,
        provenance::Provenance,
        rows::frame,
        segments::Segments,
        sentence::Sentence,
        span::Span,
        statement::Statement,
        verdict::Verdict,
    };

    #[pymodule_export]
    #[allow(non_upper_case_globals, reason = "the name that Python gives it")]
    const __version__: &str = env!("CARGO_PKG_VERSION");
}
