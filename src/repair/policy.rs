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
}
