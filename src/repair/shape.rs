//! How a word is written, and writing another word the same way.

/// The letters of a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Shape {
    /// `threat`
    Lower,
    /// `Vienna`, `A`
    Title,
    /// `UN`, `MUST`
    Upper,
    /// `iPhone`, `GeneralAssembly`
    Mixed,
    /// Begins with a digit.
    Number,
    /// No letter at all.
    Mark,
}

impl Shape {
    pub(crate) fn of(text: &str) -> Self {
        let Some(first) = text.chars().next() else { return Self::Mark };
        if first.is_numeric() {
            return Self::Number;
        }
        if !first.is_alphabetic() {
            return Self::Mark;
        }
        let mut letters = text.chars().skip(1).filter(|c| c.is_alphabetic()).peekable();
        let several = letters.peek().is_some();
        let (mut upper, mut lower) = (false, false);
        letters.for_each(|c| if c.is_uppercase() { upper = true } else { lower = true });
        match (first.is_uppercase(), several, upper, lower) {
            (true, true, true, false) => Self::Upper,
            (true, _, false, _) => Self::Title,
            (false, _, false, _) => Self::Lower,
            _ => Self::Mixed,
        }
    }

    /// Whether it begins with a capital.
    pub(crate) const fn is_capitalised(self) -> bool {
        matches!(self, Self::Title | Self::Upper)
    }
}

/// `word`, which is in lower case, written in `shape`.
pub(crate) fn copy_shape(word: &str, shape: Shape) -> String {
    match shape {
        Shape::Upper => word.to_uppercase(),
        Shape::Title => capitalised(word),
        _ => word.to_owned(),
    }
}

/// The first letter as a capital, the rest as it is.
pub(crate) fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes() {
        for (text, shape) in [
            ("threat", Shape::Lower),
            ("Vienna", Shape::Title),
            ("I", Shape::Title),
            ("UN", Shape::Upper),
            ("iPhone", Shape::Mixed),
            ("lTU", Shape::Mixed),
            ("2OO3", Shape::Number),
            ("-", Shape::Mark),
        ] {
            assert_eq!(Shape::of(text), shape, "{text}");
        }
    }
}
