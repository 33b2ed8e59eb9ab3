//! Stage 7: documents to JSON, HTML and terminal text.

mod terminal;

pub use terminal::{TerminalStyle, terminal};
