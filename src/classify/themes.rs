//! Themes: words of subject matter, on which topics and UN norms rest.

use super::phrases::{Match, Phrases, entries};
use super::window::{Window, hash};
use std::sync::OnceLock;

/// The themes of the window; a theme is the hash of its name.
pub(super) fn find(window: &Window) -> Vec<Match<u64>> {
    static TABLE: OnceLock<Phrases<u64>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        Phrases::new(entries(include_str!("../data/cues_themes.tsv")).map(|(theme, phrase)| (hash(theme), phrase)))
    });
    table.find(window)
}
