//! Every public type may be sent to and shared between threads, and survives a panic elsewhere.
#![allow(clippy::unwrap_used)]

use std::panic::{RefUnwindSafe, UnwindSafe};

fn shared<T: Send + Sync + UnwindSafe + RefUnwindSafe + 'static>() {}

#[test]
fn public_types_are_send_sync_and_unwind_safe() {
    shared::<servanda::Document>();
    shared::<servanda::Edit>();
    shared::<servanda::EditLog>();
    shared::<servanda::Model>();
    shared::<servanda::Pipeline>();
    shared::<servanda::PipelineBuilder>();
    shared::<servanda::Repairer>();
    shared::<servanda::Segmenter>();
    shared::<servanda::Span>();
    shared::<servanda::Statement>();
    shared::<servanda::classify::Classifier>();
}
