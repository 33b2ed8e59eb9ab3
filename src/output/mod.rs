//! Stage 7: documents to JSON, HTML, terminal text and Arrow tables.

#[cfg(feature = "arrow")]
pub mod arrow;
mod changes;
mod html;
pub mod json;
#[cfg(test)]
mod sample;
mod terminal;

pub use html::{HtmlOptions, HtmlStyle, Theme, html};
pub use terminal::{TerminalStyle, terminal};

/// A number with at most four decimals, as all outputs give it.
pub fn decimal(number: f32) -> f64 {
    (f64::from(number) * 1e4).round() / 1e4
}
