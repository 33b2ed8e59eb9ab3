//! Lines that belong to the page or the web site: page numbers, running heads, job numbers, buttons.

use super::cues::FURNITURE;
use super::lines::Line;
use super::marker::marker;
use super::shape::{SHORT, Start, end, start};

/// Longest running head, in bytes.
const LONGEST_HEAD: usize = 100;
/// Most letters of a notice from the list.
const LONGEST_NOTICE: usize = 40;
/// Longest slogan with a hash tag, in bytes.
const LONGEST_SLOGAN: usize = 60;
/// A line is a running head from so many times on.
const REPEATS: usize = 3;
/// Most parts of a line of page numbers and symbols.
const MOST_PARTS: usize = 6;
/// What else stands in such a line.
const PAGE_WORDS: [&str; 8] = ["page", "p.", "pg.", "of", "distr.:", "original:", "(e)", "(f)"];

/// Which lines are furniture.
pub(super) fn furniture(text: &str, lines: &[Line]) -> Vec<bool> {
    let mut found: Vec<bool> = lines.iter().map(|line| is_furniture(&text[line.span])).collect();
    for i in running_heads(text, lines, &found) {
        found[i] = true;
    }
    found
}

/// Whether a line is furniture by its looks alone.
fn is_furniture(line: &str) -> bool {
    if line.len() > SHORT {
        return false;
    }
    is_page_line(line) || is_rule(line) || is_tagged(line) || is_contents_entry(line) || is_notice(line)
}

/// Page numbers, document symbols and job numbers, and nothing else: `24-11302 5/16`, `Page 7 of 9`, `- 15 -`.
fn is_page_line(line: &str) -> bool {
    // Most lines open with a word that is none of those below.
    if let [first, rest @ ..] = line.as_bytes()
        && first.is_ascii_alphabetic()
        && rest.first().is_none_or(u8::is_ascii_lowercase)
        && !matches!(first.to_ascii_lowercase(), b'p' | b'o' | b'd' | b'i' | b'v' | b'x')
    {
        return false;
    }
    let mut parts = 0;
    let mut informative = false;
    for word in line.split_whitespace() {
        parts += 1;
        let bare = word.trim_matches(|c: char| matches!(c, '-' | '–' | '—' | '~' | '|' | '*' | ','));
        let tells = if bare.bytes().any(|b| b.is_ascii_digit()) {
            is_page_number(bare) || is_job_number(bare) || is_symbol(bare)
        } else {
            is_roman(bare)
        };
        informative |= tells;
        let known = tells || bare.is_empty() || PAGE_WORDS.iter().any(|word| bare.eq_ignore_ascii_case(word));
        if !known || parts > MOST_PARTS {
            return false;
        }
    }
    // `(a)` and `1)` alone are markers, `2024.` the end of a sentence.
    informative && marker(line).is_none_or(|m| m.style.is_bullet() && m.len < line.len())
}

/// `iv`.
fn is_roman(word: &str) -> bool {
    (1..=5).contains(&word.len()) && word.bytes().all(|b| matches!(b, b'i' | b'v' | b'x'))
}

/// `7`, `5/16`.
fn is_page_number(word: &str) -> bool {
    let number = |n: &str| (1..=4).contains(&n.len()) && n.bytes().all(|b| b.is_ascii_digit());
    number(word) || word.split_once('/').is_some_and(|(page, pages)| number(page) && number(pages))
}

/// `24-11302`, `GE.24-11302`
fn is_job_number(word: &str) -> bool {
    let word = word.strip_prefix("GE.").unwrap_or(word);
    word.split_once('-').is_some_and(|(year, job)| {
        year.len() == 2
            && (5..=6).contains(&job.len())
            && [year, job].iter().all(|n| n.bytes().all(|b| b.is_ascii_digit()))
    })
}

/// `A/79/214`, `S/PV.8900/Corr.1`: capitals, a stroke, a digit further on.
fn is_symbol(word: &str) -> bool {
    word.len() <= 40
        && word.split_once('/').is_some_and(|(body, rest)| {
            (1..=8).contains(&body.len())
                && body.bytes().all(|b| b.is_ascii_uppercase())
                && rest.ends_with(|c: char| c.is_ascii_alphanumeric())
                && rest.bytes().any(|b| b.is_ascii_digit())
                && rest.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'/' | b'.' | b'-'))
        })
}

/// `* * *`, `______`
fn is_rule(line: &str) -> bool {
    line.chars().all(|c| c.is_whitespace() || matches!(c, '-' | '_' | '=' | '*' | '~' | '–' | '—' | '#' | '•'))
        && line.chars().filter(|c| !c.is_whitespace()).nth(2).is_some()
}

/// A slogan with a hash tag.
fn is_tagged(line: &str) -> bool {
    let tag = |word: &str| word.strip_prefix('#').is_some_and(|name| name.starts_with(char::is_alphabetic));
    line.len() <= LONGEST_SLOGAN
        && line.bytes().any(|b| b == b'#')
        && (line.starts_with('#') || start(line) == Start::Upper)
        && end(line).is_open()
        && line.split_whitespace().any(tag)
}

/// A web or mail address alone. On a line of a paragraph it is part of it.
pub(super) fn is_address(line: &str) -> bool {
    !line.contains(char::is_whitespace)
        && (["http://", "https://", "www."].iter().any(|prefix| line.starts_with(prefix))
            || (line.contains('@') && line.contains('.')))
}

/// An entry of a table of contents: a row of dots, then a page.
fn is_contents_entry(line: &str) -> bool {
    if !line.ends_with(|c: char| c.is_ascii_digit() || c.is_whitespace()) {
        return false;
    }
    let text = line.trim_end_matches(|c: char| c.is_ascii_digit() || c.is_whitespace());
    text.len() < line.len() && (text.ends_with(".....") || text.ends_with(". . .") || text.ends_with("……"))
}

/// Whether the words of a line, marks and digits aside, are a notice from the list.
fn is_notice(line: &str) -> bool {
    let mut words = line.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).peekable();
    // Most lines open as no notice does.
    if line.len() > 2 * LONGEST_NOTICE || words.peek().is_none_or(|first| !FURNITURE.may_open_with(first)) {
        return false;
    }
    let mut notice = String::with_capacity(line.len());
    for word in words {
        if !notice.is_empty() {
            notice.push(' ');
        }
        notice.push_str(word);
    }
    notice.chars().filter(|c| c.is_alphabetic()).nth(LONGEST_NOTICE).is_none() && FURNITURE.has(&notice)
}

/// Lines that stand next to a page border again and again, page numbers in them aside. The first one stays.
fn running_heads(text: &str, lines: &[Line], known: &[bool]) -> Vec<usize> {
    let is_candidate = |i: usize| {
        let content = &text[lines[i].span];
        !known[i] && content.len() <= LONGEST_HEAD && lines[i].end.is_open() && content.contains(char::is_alphabetic)
    };
    let at_border = |i: usize| {
        let page_end = lines.get(i + 1).is_none_or(|next| next.new_page);
        lines[i].new_page || page_end || (i > 0 && known[i - 1]) || known.get(i + 1) == Some(&true)
    };
    // Most texts have no pages.
    if (0..lines.len()).filter(|&i| at_border(i)).nth(1).is_none() {
        return Vec::new();
    }
    let mut places: Vec<(u64, usize)> =
        (0..lines.len()).filter(|&i| is_candidate(i)).map(|i| (without_digits(&text[lines[i].span]), i)).collect();
    places.sort_unstable();
    let mut heads: Vec<usize> = places
        .chunk_by(|a, b| a.0 == b.0)
        .filter(|at| at.len() >= REPEATS && at.iter().filter(|&&(_, i)| at_border(i)).count() * 2 > at.len())
        .flat_map(|at| at.iter().skip(1).map(|&(_, i)| i))
        .collect();
    heads.sort_unstable();
    heads
}

/// A number for the letters and marks of a line; the same for the same line with another page number.
fn without_digits(line: &str) -> u64 {
    let content = line.bytes().filter(|b| !b.is_ascii_digit() && !b.is_ascii_whitespace());
    content.fold(0, |hash: u64, b| (hash.rotate_left(5) ^ u64::from(b)).wrapping_mul(0x9E37_79B9_7F4A_7C15))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_looks() {
        for line in [
            "Page 7",
            "7",
            "- 15 -",
            "~ vi ~",
            "5/16",
            "Page 16 of 24",
            "A/79/214",
            "24-11302 5/16",
            "22-00417 (E)",
            "* * *",
            "ICTs for all #ICT4All",
            "Check against delivery",
            "Scope of the policy ............ 22",
        ] {
            assert!(is_furniture(line), "{line}");
        }
        for line in ["Page seven was lost", "12.", "(a)", "• 7", "Norland 2024", "Item #4", "..."] {
            assert!(!is_furniture(line), "{line}");
        }
    }
}
