//! Stage 7: documents to JSON, HTML and terminal text.

mod changes;
mod html;
pub mod json;
#[cfg(test)]
mod sample;
mod terminal;

pub use html::{HtmlOptions, HtmlStyle, Theme, html};
pub use terminal::{TerminalStyle, terminal};
