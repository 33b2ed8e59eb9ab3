//! Dates in a line: `4 March 2024`, `March 4, 2024`, `04.03.2024`, `2024-03-04`.

use super::cues::MONTHS;
use super::shape::{SHORT, is_title_case, word_count};
use crate::span::Span;
use crate::words::{Token, TokenClass, tokens};

/// Fewest bytes of a date: `May 2024`, `1.5.2024`.
const SHORTEST_DATE: usize = 8;
/// Most words and marks of a date.
const LONGEST_DATE: usize = 6;
/// Most words that a date line may hold.
const LONGEST_DATELINE: usize = 14;
/// Most bytes of one: twice that many words would fit.
const LONGEST_DATELINE_BYTES: usize = 240;

/// The first date of the short `text`, as written.
pub(super) fn date(text: &str) -> Option<Span> {
    if text.len() > SHORT || !may_hold_date(text) {
        return None;
    }
    let mut rest = tokens(text);
    loop {
        let here = rest.clone();
        let first = rest.next()?;
        // Most words open no date.
        if part(text, &first) != Part::Other
            && let Some(span) = date_at(text, here)
        {
            return Some(span.trim(text));
        }
    }
}

/// Whether `text` has enough characters and digits for a date: each has a year of four.
fn may_hold_date(text: &str) -> bool {
    // Counted in bytes, so that the compiler looks at many at once.
    let digits = |chunk: &[u8]| chunk.iter().map(|b| u8::from(b.is_ascii_digit())).sum::<u8>();
    text.len() >= SHORTEST_DATE
        && text.as_bytes().chunks(usize::from(u8::MAX)).map(|chunk| usize::from(digits(chunk))).sum::<usize>() >= 4
}

fn date_at(text: &str, tokens: impl Iterator<Item = Token>) -> Option<Span> {
    let mut parts = [Part::Other; LONGEST_DATE];
    let mut spans = [Span::new(0, 0); LONGEST_DATE];
    for (i, token) in tokens.take(LONGEST_DATE).enumerate() {
        (parts[i], spans[i]) = (part(text, &token), token.span);
    }
    let len = match parts {
        [Part::Day, Part::Month, Part::Comma, Part::Year, ..]
        | [Part::Month, Part::Day, Part::Comma, Part::Year, ..] => 4,
        [Part::Day, Part::Month, Part::Year, ..] | [Part::Month, Part::Day, Part::Year, ..] => 3,
        // `4-5 May 2024`, `May 4-5, 2024`
        [Part::Month, Part::Day, Part::Dash, Part::Day, Part::Comma, Part::Year, ..] => 6,
        [Part::Month, Part::Year, ..] => 2,
        [Part::Day, Part::Dash, Part::Day, Part::Month, Part::Year, ..]
        | [Part::Year, Part::Dash | Part::Slash, Part::Day, Part::Dash | Part::Slash, Part::Day, ..]
        | [Part::Day, Part::Slash, Part::Day, Part::Slash, Part::Year, ..] => 5,
        [Part::Numeric, ..] => 1,
        _ => return None,
    };
    Some(Span::new(spans[0].start(), spans[len - 1].end()))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Day,
    Month,
    Year,
    /// `04.03.2024`
    Numeric,
    Comma,
    Dash,
    Slash,
    Other,
}

fn part(text: &str, token: &Token) -> Part {
    let word = &text[token.span];
    match token.class {
        TokenClass::Mark => match word {
            "," => Part::Comma,
            "-" | "–" => Part::Dash,
            "/" => Part::Slash,
            _ => Part::Other,
        },
        TokenClass::Word if word.starts_with(char::is_uppercase) && word.len() < 12 => {
            if MONTHS.has(word) {
                Part::Month
            } else {
                Part::Other
            }
        }
        TokenClass::Word => Part::Other,
        TokenClass::Number => number_part(word),
    }
}

fn number_part(word: &str) -> Part {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let value: u32 = word[..digits.min(5)].parse().unwrap_or(0);
    match (digits, &word[digits..]) {
        (1 | 2, "" | "st" | "nd" | "rd" | "th") if (1..=31).contains(&value) => Part::Day,
        (4, "") if (1900..=2100).contains(&value) => Part::Year,
        (1 | 2, rest) if is_numeric_date(rest) => Part::Numeric,
        _ => Part::Other,
    }
}

/// `.03.2024`
fn is_numeric_date(rest: &str) -> bool {
    let mut numbers = rest.split('.').skip(1);
    let two = numbers.next().is_some_and(|n| (1..=2).contains(&n.len()));
    let four = numbers.next().is_some_and(|n| n.len() == 4);
    two && four && numbers.next().is_none() && rest.bytes().all(|b| b.is_ascii_digit() || b == b'.')
}

/// Place and date of a line that holds nothing else: `Geneva, 4 May 2022`, `June 20, 2024`.
pub(super) fn dateline(text: &str) -> Option<(Option<Span>, Span)> {
    if text.len() > LONGEST_DATELINE_BYTES {
        return None;
    }
    // Most lines are prose, which their small words show.
    if !may_hold_date(text) || !is_title_case(text) {
        return None;
    }
    let date = date(text)?;
    let (before, after) = (&text[..date.start()], &text[date.end()..]);
    let is_place = |rest: &str| is_title_case(rest) && !rest.contains([':', ';', '!', '?', '“', '"', '#']);
    // `September 1972.` is the end of a sentence.
    let cut = text.ends_with('.') && before.is_empty() && text[date].starts_with(char::is_alphabetic);
    if cut || text.contains(')') != text.starts_with('(') {
        return None;
    }
    if word_count(text) > LONGEST_DATELINE || !is_place(before) || !is_place(after) {
        return None;
    }
    // A place is named before the date or after it; the weekday is none.
    let place = [Span::new(0, date.start()), Span::new(date.end(), text.len())]
        .into_iter()
        .filter_map(|side| trim_marks(text, side))
        .filter(|&side| !text[side].ends_with("day"))
        .max_by_key(|side| side.len());
    // More than a place: `Statement of Norland, 4 May 2022` names the document.
    let words = place.map_or(0, |place| word_count(&text[place]));
    (words <= 8 && !place.is_some_and(|place| super::people::names_document(&text[place]))).then_some((place, date))
}

/// `span` without marks and white space around it; `None` if that is all.
fn trim_marks(text: &str, span: Span) -> Option<Span> {
    let outside = |c: char| !c.is_alphanumeric();
    let slice = &text[span];
    let start = span.start() + (slice.len() - slice.trim_start_matches(outside).len());
    let end = start + slice.trim_matches(outside).len();
    (start < end).then(|| Span::new(start, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates() {
        for (text, expected) in [
            ("on 4 March 2024 in", "4 March 2024"),
            ("June 20, 2024", "June 20, 2024"),
            ("4-5 May 2022", "4-5 May 2022"),
            ("on 04.03.2024", "04.03.2024"),
            ("2024-03-04", "2024-03-04"),
            ("May 2024", "May 2024"),
        ] {
            assert_eq!(date(text).map(|d| &text[d]), Some(expected));
        }
        assert_eq!(date("we may 2024 times"), None);
    }

    #[test]
    fn datelines() {
        let read = |text: &'static str| dateline(text).map(|(place, date)| (place.map(|p| &text[p]), &text[date]));
        assert_eq!(read("Geneva, 4 May 2022"), Some((Some("Geneva"), "4 May 2022")));
        assert_eq!(read("17 October 2013, Seoul, Morovia"), Some((Some("Seoul, Morovia"), "17 October 2013")));
        assert_eq!(read("(Monday, 4 May 2022)"), Some((None, "4 May 2022")));
        assert_eq!(read("The text was adopted on 4 May 2022"), None);
    }
}
