//! Which edits are made, and which are only suggested.

use crate::names::named;

named! {
    /// How boldly damaged text is repaired.
    #[derive(Default)]
    pub enum RepairPolicy as "repair policy" {
        /// Not at all.
        Off = "off",
        /// Only what is as good as certain.
        Certain = "certain",
        /// What is more likely right than wrong.
        #[default]
        Balanced = "balanced",
        /// All that is likely in a damaged document.
        Bold = "bold",
    }
}

impl RepairPolicy {
    /// The confidence from which on an edit is made; below, it is a suggestion.
    pub(super) const fn threshold(self) -> f32 {
        match self {
            Self::Off => f32::INFINITY,
            Self::Certain => 0.9,
            Self::Balanced => 0.6,
            Self::Bold => 0.5,
        }
    }

    /// How likely it has to be that one replacement at least is right, in a stretch of spun words with no other between them, for
    /// any of the stretch to be made. In a text of few words, what a phrase by itself stands for is often one of two or
    /// three things, and neighbours vouch for one another.
    pub(super) const fn stretch_threshold(self, is_short: bool) -> f32 {
        match self {
            Self::Balanced if is_short => 0.75,
            _ => self.threshold(),
        }
    }
}
