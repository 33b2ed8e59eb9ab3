//! What messages are made of, where line breaks were lost: smileys, time stamps, lists of addresses, closing formulas.

use super::after::{After, First, Gap};
use super::before::suffix;
use super::lexicon::{Cue, Lexicon};
use super::rules::{Context, Decision};
use memchr::memchr;

/// Most words of a closing formula: `With best regards`.
const FORMULA: usize = 3;
/// Most bytes of one, with its comma.
const FORMULA_BYTES: usize = 25;
/// Bytes of a date as numbers, at most: `12/31/2024`.
const DATE: usize = 10;
/// Fewest bytes of one: `1/5/99`.
const SHORTEST_DATE: usize = 6;

impl Context<'_> {
    /// Whether a sentence ends at or near the colon at byte `at`.
    pub(super) fn decide_colon(&self, at: usize) -> Decision {
        let rest = &self.text[at + 1..];
        match rest.as_bytes() {
            [b'/', b'/', ..] => self.before_address(at),
            [b'0'..=b'9', b'0'..=b'9', ..] => self.stamp(at),
            _ => smiley_len(&self.text[at..]).map_or(Decision::GoOn, |len| self.smiley(at + len)),
        }
    }

    /// A smiley that ends before byte `end` stands for a full stop where a capital follows.
    pub(super) fn smiley(&self, end: usize) -> Decision {
        let after = After::at(self.text, end);
        Decision::end_if(after.gap == Gap::Space && after.first == First::Upper && !after.opened, end)
    }

    /// Addresses one after the other are a list: the sentence ends before the second, whose colon stands at `at`.
    fn before_address(&self, at: usize) -> Decision {
        let sentence = &self.text[self.start..at];
        let scheme = sentence.trim_end_matches(|c: char| c.is_ascii_lowercase()).len();
        let head = sentence[..scheme].trim_end();
        let last = last_token(head);
        let listed = head.len() < scheme && last.contains("://");
        Decision::end_if(listed, self.start + head.len())
    }

    /// The date and time in the head of a message are a segment of their own: `Ana Ruiz 04/26/2024 07:17 AM We met`.
    fn stamp(&self, at: usize) -> Decision {
        let text = self.text;
        let Some(end) = end_of_time(&text[at..]).map(|len| at + len) else { return Decision::GoOn };
        let hour = text[self.start..at].trim_end_matches(|c: char| c.is_ascii_digit()).trim_end();
        let from = hour.len() - suffix(hour, |c| c.is_ascii_digit() || c == '/').len();
        if !is_date(&hour[from..]) {
            return Decision::GoOn;
        }
        let name = hour[..from].trim_end();
        let word = last_token(name);
        let signed = name.len() < from && (word.starts_with(char::is_uppercase) || word.contains('@'));
        if signed && word.ends_with(|c: char| c.is_alphanumeric() || c == '>') {
            return Decision::End(self.start + name.len());
        }
        let after = After::at(text, end);
        Decision::end_if(after.gap == Gap::Space && after.first == First::Upper, end)
    }
}

/// Where the sentence at byte `start` ends if it is a closing formula, and a name follows: `Best regards, Ana`.
pub(super) fn end_of_closing(text: &str, start: usize, lexicon: &Lexicon) -> Option<usize> {
    let head = &text.as_bytes()[start..];
    let comma = memchr(b',', &head[..head.len().min(FORMULA_BYTES)])?;
    let mut words = text[start..start + comma].rsplit(' ');
    if !lexicon.has(words.next()?, Cue::Closing) || words.count() >= FORMULA {
        return None;
    }
    let end = start + comma + 1;
    let after = After::at(text, end);
    (after.gap == Gap::Space && after.first == First::Upper).then_some(end)
}

/// The last word of `text` with its marks.
fn last_token(text: &str) -> &str {
    text.rsplit(char::is_whitespace).next().unwrap_or(text)
}

/// Bytes of the smiley that opens `text`: `:)`, `;-)`, `:-(`.
pub(super) fn smiley_len(text: &str) -> Option<usize> {
    match text.as_bytes() {
        [b':' | b';', b'-', b')' | b'(' | b'D' | b'P', ..] => Some(3),
        [b':' | b';', b')' | b'(' | b'D' | b'P', ..] => Some(2),
        _ => None,
    }
}

/// Bytes from the first colon of a time of day to its end: `:17 AM`, `:14:14 PM`.
fn end_of_time(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let seconds = if bytes.get(3) == Some(&b':') { 6 } else { 3 };
    let tail = text.get(seconds..)?;
    (tail.starts_with(" AM") || tail.starts_with(" PM")).then_some(seconds + 3)
}

/// Whether `text` is a date as numbers between strokes.
fn is_date(text: &str) -> bool {
    (SHORTEST_DATE..=DATE).contains(&text.len()) && text.bytes().filter(|&b| b == b'/').count() == 2
}

#[cfg(test)]
mod tests {
    use super::super::{Language, Segmenter};

    fn split(text: &str) -> Vec<&str> {
        Segmenter::new(Language::English).spans(text).map(|span| &text[span]).collect()
    }

    #[test]
    fn a_smiley_ends_a_sentence_before_a_capital() {
        assert_eq!(split("We met them :-) They left"), ["We met them :-)", "They left"]);
        assert_eq!(split("We met ;) and left"), ["We met ;) and left"]);
    }

    #[test]
    fn the_stamp_of_a_message_stands_alone() {
        assert_eq!(
            split("Ana Ruiz 04/26/2024 07:17 AM The plan is new."),
            ["Ana Ruiz", "04/26/2024 07:17 AM", "The plan is new."]
        );
        assert_eq!(split("It came on 04/26/2024 07:17 AM by mail."), ["It came on 04/26/2024 07:17 AM by mail."]);
        assert_eq!(split("The vote was 12:10 PM Geneva time."), ["The vote was 12:10 PM Geneva time."]);
    }

    #[test]
    fn a_closing_formula_stands_before_a_name() {
        assert_eq!(split("We agree. Best regards, Ana Ruiz"), ["We agree.", "Best regards,", "Ana Ruiz"]);
        assert_eq!(split("We send our best regards, Ana."), ["We send our best regards, Ana."]);
        assert_eq!(split("Regards, then, to all."), ["Regards, then, to all."]);
    }

    #[test]
    fn addresses_one_after_the_other_are_a_list() {
        assert_eq!(split("http://a.org/1 https://a.org/2"), ["http://a.org/1", "https://a.org/2"]);
        assert_eq!(split("See http://a.org/1"), ["See http://a.org/1"]);
    }
}
