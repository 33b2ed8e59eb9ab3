//! Markers that open a list item or a numbered paragraph: `•`, `1.`, `(a)`, `iv)`, `4.2`.

/// Signs that are list markers wherever they open a line. The last two are how PDF files spell • and ▪.
const fn is_bullet(c: char) -> bool {
    matches!(
        c,
        '•' | '▪'
            | '●'
            | '◦'
            | '‣'
            | '⁃'
            | '○'
            | '■'
            | '□'
            | '➢'
            | '➤'
            | '►'
            | '✓'
            | '❖'
            | '∙'
            | '·'
            | '\u{F0B7}'
            | '\u{F0A7}'
    )
}

/// Signs that are list markers only where the lines around them say so.
const fn is_dash(c: char) -> bool {
    matches!(c, '-' | '–' | '—' | '*' | '+' | 'o')
}

/// What closes a number or letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Closing {
    /// `1.`
    Dot,
    /// `1)`
    Bracket,
    /// `(1)`
    Brackets,
}

/// What a marker is made of. Items of one list share it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Style {
    Bullet(char),
    Number(Closing),
    /// `2.1`: how many numbers.
    Decimal(u8),
    Letter(Closing),
    CapitalLetter(Closing),
    Roman(Closing),
    CapitalRoman(Closing),
}

/// A marker at the start of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Marker {
    /// Bytes.
    pub len: usize,
    pub style: Style,
    /// Place in its list; 0 for bullets.
    pub ordinal: u32,
    /// Whether the text follows without a space, as in "(a)the": a marker only in a list.
    pub glued: bool,
}

impl Marker {
    /// The place in its list that it names; none for bullets and for `2.1`.
    pub(super) fn number(&self) -> Option<u32> {
        (!matches!(self.style, Style::Bullet(_) | Style::Decimal(_))).then_some(self.ordinal)
    }

    /// The other reading of a letter: `i` is the ninth letter and the first roman number.
    pub(super) fn as_roman(&self) -> Option<(Style, u32)> {
        let style = match self.style {
            Style::Letter(closing) => Style::Roman(closing),
            Style::CapitalLetter(closing) => Style::CapitalRoman(closing),
            _ => return None,
        };
        let letter = u8::try_from(self.ordinal).ok()?.checked_add(b'a' - 1)?;
        roman_value(&char::from(letter).to_string()).map(|value| (style, value))
    }
}

impl Style {
    /// Whether the sign alone makes a list item.
    pub(super) fn is_plain_bullet(self) -> bool {
        matches!(self, Self::Bullet(c) if is_bullet(c))
    }

    pub(super) const fn is_bullet(self) -> bool {
        matches!(self, Self::Bullet(_))
    }

    /// `1.`, `2.1`: numbers that paragraphs and headings carry as well.
    pub(super) const fn is_paragraph_number(self) -> bool {
        matches!(self, Self::Number(Closing::Dot) | Self::Decimal(_))
    }

    /// `A.`, `II.`: what headings carry, and initials look like.
    pub(super) const fn is_capital(self) -> bool {
        matches!(self, Self::CapitalLetter(_) | Self::CapitalRoman(_))
    }
}

/// The marker that opens `text`, if it does look like one. Looks at a few characters only.
pub(super) fn marker(text: &str) -> Option<Marker> {
    let first = text.chars().next()?;
    if is_bullet(first) {
        return Some(bullet(first));
    }
    if is_dash(first) {
        let rest = &text[first.len_utf8()..];
        return (rest.is_empty() || rest.starts_with(char::is_whitespace)).then(|| bullet(first));
    }
    if let Some(inner) = text.strip_prefix('(') {
        let len = label_len(inner);
        let rest = inner[len..].strip_prefix(')')?;
        let stop = usize::from(rest.starts_with(". "));
        let glued = follows(&rest[stop..])?;
        return labelled(&inner[..len], len + 2 + stop, Closing::Brackets, glued);
    }
    let len = label_len(text);
    let closing = match text[len..].chars().next()? {
        '.' => Closing::Dot,
        ')' => Closing::Bracket,
        _ => return None,
    };
    match follows(&text[len + 1..]) {
        Some(glued) if !glued || closing == Closing::Bracket => labelled(&text[..len], len + 1, closing, glued),
        _ if closing == Closing::Dot => decimal(text),
        _ => None,
    }
}

const fn bullet(sign: char) -> Marker {
    Marker { len: sign.len_utf8(), style: Style::Bullet(sign), ordinal: 0, glued: false }
}

/// Letters or digits at the start, at most six.
fn label_len(text: &str) -> usize {
    text.bytes().take(6).take_while(u8::is_ascii_alphanumeric).count()
}

/// Whether the text that follows is glued to the marker; `None` if it cannot follow one.
fn follows(rest: &str) -> Option<bool> {
    match rest.chars().next() {
        None => Some(false),
        Some(c) if c.is_whitespace() => Some(false),
        Some(c) => c.is_alphabetic().then_some(true),
    }
}

fn labelled(label: &str, len: usize, closing: Closing, glued: bool) -> Option<Marker> {
    let make = |style, ordinal| Some(Marker { len, style, ordinal, glued });
    if label.bytes().all(|b| b.is_ascii_digit()) {
        let ordinal = label.parse().ok().filter(|_| (1..=3).contains(&label.len()))?;
        return make(Style::Number(closing), ordinal);
    }
    let capital = label.bytes().all(|b| b.is_ascii_uppercase());
    if !capital && !label.bytes().all(|b| b.is_ascii_lowercase()) {
        return None;
    }
    let (letters, romans) = if capital {
        (Style::CapitalLetter(closing), Style::CapitalRoman(closing))
    } else {
        (Style::Letter(closing), Style::Roman(closing))
    };
    match (label.len(), roman_value(label)) {
        (1, _) => make(letters, u32::from(label.as_bytes()[0].to_ascii_lowercase() - b'a') + 1),
        (_, Some(value)) => make(romans, value),
        _ => None,
    }
}

/// Value of a roman number up to 50, in its one right spelling.
fn roman_value(label: &str) -> Option<u32> {
    const TENS: [&str; 5] = ["", "x", "xx", "xxx", "xl"];
    const ONES: [&str; 10] = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];
    if !label.bytes().all(|b| matches!(b.to_ascii_lowercase(), b'i' | b'v' | b'x' | b'l')) {
        return None;
    }
    let label = label.to_ascii_lowercase();
    (1..=49).find(|&n: &usize| label.strip_prefix(TENS[n / 10]) == Some(ONES[n % 10])).map(|n| n as u32)
}

/// `4.1`, `4.1.`, `4.1.2`: at most four numbers of two digits.
fn decimal(text: &str) -> Option<Marker> {
    let (mut at, mut numbers, mut last) = (0, 0, 0);
    while numbers < 4 {
        let digits = text[at..].bytes().take(3).take_while(u8::is_ascii_digit).count();
        if digits == 0 || digits > 2 {
            break;
        }
        last = text[at..at + digits].parse().ok()?;
        numbers += 1;
        at += digits;
        if !text[at..].starts_with('.') {
            break;
        }
        at += 1;
    }
    // `1.5 per cent` is a number, `1.5 Scope` a heading.
    let rest = text[at..].trim_start();
    let opens = rest.is_empty() || (rest.len() < text.len() - at && rest.starts_with(char::is_uppercase));
    (numbers >= 2 && opens).then_some(Marker { len: at, style: Style::Decimal(numbers), ordinal: last, glued: false })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(Style, u32)> {
        marker(text).map(|m| (m.style, m.ordinal))
    }

    #[test]
    fn styles() {
        assert_eq!(read("• word"), Some((Style::Bullet('•'), 0)));
        assert_eq!(read("12. The"), Some((Style::Number(Closing::Dot), 12)));
        assert_eq!(read("3) the"), Some((Style::Number(Closing::Bracket), 3)));
        assert_eq!(read("(b) To"), Some((Style::Letter(Closing::Brackets), 2)));
        assert_eq!(read("(iv) To"), Some((Style::Roman(Closing::Brackets), 4)));
        assert_eq!(read("II. Norms"), Some((Style::CapitalRoman(Closing::Dot), 2)));
        assert_eq!(read("4.1. Scope"), Some((Style::Decimal(2), 1)));
    }

    #[test]
    fn what_only_looks_like_a_marker() {
        assert!(marker("(a)the").is_some_and(|m| m.glued));
        for text in
            ["2019. The", "etc. and", "2.5%", "(UN) Charter", "-word", "1.5 per", "e.g. this", "a word", "(see a)"]
        {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
