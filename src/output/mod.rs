//! Stage 7: documents to JSON, HTML and terminal text.

mod html;
pub mod json;
#[cfg(test)]
mod sample;

pub use html::html;
