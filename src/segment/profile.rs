//! Other ideas of what a sentence is than that of documents: regroups what the segmenter found.

use super::after::prefix;
use super::marks::is_opener;
use crate::names::named;
use crate::span::Span;
use std::iter::from_fn;

named! {
    /// What counts as a sentence.
    #[derive(Default)]
    pub enum Profile as "profile" {
        /// For documents: a list item is one, and a number belongs to what it opens.
        #[default]
        Document = "document",
        /// For laws: the number of an article or a paragraph is one, and so are all items of a list that semicolons part.
        Law = "law",
    }
}

/// What the numbered parts of a law are called.
const ARTICLES: &str = include_str!("../data/segment/articles.txt");
/// Words between the last semicolon or comma of an item and the next item.
const CONJUNCTIONS: [&str; 11] = ["and", "or", "et", "ou", "y", "e", "o", "u", "и", "или", "أو"];

impl Profile {
    /// The sentences of this profile in `text`, out of `sentences` as [`Document`](Self::Document) has them: in order, and
    /// in bytes of `text`. Linear.
    ///
    /// [`Law`](Self::Law) follows the corpus of laws and judgments `MultiLegalSBD` (Brugger, Stürmer and Niklaus 2023).
    ///
    /// ```
    /// use servanda::{Language, Profile, split};
    ///
    /// let text = "Art. 7. The Board:\n(a) Meets in May;\n(b) Reports in June.";
    /// let (_, sentences) = split(text, Some(Language::English));
    /// let found: Vec<_> = Profile::Law.regroup(text, sentences).map(|span| &text[span]).collect();
    /// assert_eq!(found, ["Art. 7.", "The Board:", "(a) Meets in May;\n(b) Reports in June."]);
    /// ```
    pub fn regroup(self, text: &str, sentences: impl IntoIterator<Item = Span>) -> impl Iterator<Item = Span> {
        let mut sentences = sentences.into_iter().peekable();
        let mut rest = None;
        from_fn(move || {
            if let Some(rest) = rest.take() {
                return Some(rest);
            }
            let mut sentence = sentences.next()?;
            if self == Self::Document {
                return Some(sentence);
            }
            let mut is_list = false;
            while goes_on(&text[sentence])
                && let Some(next) = sentences.next()
            {
                sentence = Span::new(sentence.start(), next.end());
                is_list = true;
            }
            let label = label_len(&text[sentence], is_list);
            if label == 0 {
                return Some(sentence);
            }
            let cut = sentence.start() + label;
            let behind = &text[cut..sentence.end()];
            let gap = behind.len() - behind.trim_start().len();
            rest = Some(Span::new(cut + gap, sentence.end()));
            Some(Span::new(sentence.start(), cut))
        })
    }
}

/// Whether the list goes on behind the item `text`.
fn goes_on(text: &str) -> bool {
    let (head, last) = text.rsplit_once(char::is_whitespace).unwrap_or(("", text));
    let end = if CONJUNCTIONS.contains(&last) { head.trim_end() } else { text };
    end.ends_with([';', ',', '؛', '،', '；'])
}

/// Bytes of the number that opens the sentence `text`, with an article, a paragraph, a note or a heading behind it; 0 if none
/// does. The number of the first item belongs to a list of items that are no sentences.
fn label_len(text: &str, is_list: bool) -> usize {
    let bare = text.trim_start_matches(|c| is_opener(c) && !matches!(c, '(' | '['));
    let whole = text.ends_with(['.', ':', ';', '!', '?', '»', '”', '"', ')', '。']);
    let article = || article_len(bare).filter(|_| whole);
    let marker = || marker_len(bare, whole).filter(|_| !is_list);
    let Some(len) = article().or_else(marker) else { return 0 };
    let rest = bare[len..].trim_start();
    let opens = rest.starts_with(|c: char| is_opener(c) || c.is_alphabetic() && !c.is_lowercase());
    // `A. B. Orm, Counsel`
    let opens = opens && !rest[rest.chars().next().map_or(0, char::len_utf8)..].starts_with(". ");
    if opens { text.len() - bare.len() + len } else { 0 }
}

/// Bytes of `Article 5.`, `Art. 5 bis.-` or `Artículo 5` that opens `text`. A title behind the number belongs to it:
/// `Article 51 - Scope`.
fn article_len(text: &str) -> Option<usize> {
    let name = prefix(text, char::is_alphabetic);
    let behind = text[name.len()..].trim_start_matches('.').trim_start();
    let digits = behind.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = digits.len() < behind.len();
    if !numbered || name.starts_with(char::is_lowercase) || !names_article(name) {
        return None;
    }
    // `5-1`, `1er`, `3º`
    let suffix = prefix(digits, |c| c.is_alphanumeric() || matches!(c, '-' | 'º' | '°'));
    let rest = &digits[suffix.len()..];
    let repeated = [" bis", " ter", " quater"].into_iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest);
    let mark = prefix(repeated, |c| matches!(c, '.' | '-' | '–' | '—'));
    Some(text.len() - repeated.len() + mark.len())
}

/// Whether the numbered parts of a law are called `name`, in any case.
pub(super) fn names_article(name: &str) -> bool {
    let name = name.to_lowercase();
    ARTICLES.lines().any(|article| article == name)
}

/// Bytes of the number or letter that opens `text`: `12.`, `1.º`, `(a)`, `[4]`, `II.`. A single capital is one before a
/// heading alone, as a name may follow it in a sentence: `A. Orm`.
fn marker_len(text: &str, whole: bool) -> Option<usize> {
    let open = usize::from(text.starts_with(['(', '[']));
    let label = prefix(&text[open..], |c| c.is_ascii_alphanumeric());
    let number = (1..=3).contains(&label.len()) && label.bytes().all(|b| b.is_ascii_digit());
    let roman = (2..=5).contains(&label.len()) && label.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'));
    let letter = label.len() == 1 && (label.bytes().all(|b| b.is_ascii_lowercase()) || !whole || open > 0);
    let closing = prefix(&text[open + label.len()..], |c| matches!(c, '.' | ')' | ']' | 'º' | 'ª' | '°'));
    let closed = if open == 1 { matches!(closing, ")" | "]") } else { !closing.is_empty() && closing != "]" };
    (closed && (number || roman || letter)).then_some(open + label.len() + closing.len())
}
