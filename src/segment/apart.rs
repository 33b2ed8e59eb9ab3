//! What stands apart though no mark ends it: the marks of pages, stage directions, and the headline before a dateline.

use super::Language;
use super::after::{After, First, Gap, prefix};
use super::marks::{is_closer, is_opener, mark};
use crate::data::lines;
use crate::span::floor_boundary;
use memchr::memmem;
use std::collections::HashSet;
use std::sync::LazyLock;

/// Longest stage direction, in bytes.
const DIRECTION: usize = 40;
/// How far behind the start of a headline its dateline is looked for, in bytes.
const HEADLINE: usize = 240;
/// Longest place before the day in a Chinese dateline, in bytes.
const PLACE: usize = 18;
/// Most words of the name of a place.
const PLACE_WORDS: usize = 3;
/// What numbers of paragraphs are written with.
const CHINESE_NUMBERS: &str = "〇零一二三四五六七八九十百";
/// What parts an Arabic dateline from the report.
const DASHES: [char; 4] = ['-', '–', '—', 'ـ'];

/// What Arabic datelines are made of: class and name.
static DATELINES: LazyLock<HashSet<(&str, &str)>> = LazyLock::new(|| {
    lines(include_str!("../data/segment/ar_datelines.txt")).filter_map(|entry| entry.split_once(' ')).collect()
});

/// Chinese agencies and papers.
static AGENCIES: LazyLock<Vec<&str>> =
    LazyLock::new(|| lines(include_str!("../data/segment/zh_agencies.txt")).collect());
/// What stands in brackets between two sentences.
static DIRECTIONS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| lines(include_str!("../data/segment/stage_directions.txt")).collect());

/// Where the sentence at byte `start` ends, if it is one of these. Looks at a bounded number of characters.
pub(super) fn end_apart(text: &str, start: usize, language: Language) -> Option<usize> {
    let rest = &text[start..];
    let len = match rest.chars().next()? {
        '*' => page_mark_len(rest),
        '（' if language == Language::Chinese => chinese_note_len(rest).or_else(|| direction_len(rest)),
        '(' | '[' | '（' | '【' => direction_len(rest),
        _ if language == Language::Arabic => arabic_headline_len(rest),
        _ if language == Language::Chinese => chinese_headline_len(rest),
        _ => None,
    };
    len.map(|len| start + len)
}

/// Bytes of the mark of a page in a law report, if a sentence follows: `*1163 See`.
fn page_mark_len(text: &str) -> Option<usize> {
    let digits = prefix(text.strip_prefix('*')?, |c| c.is_ascii_digit());
    let len = 1 + digits.len();
    let after = After::at(text, len);
    ((1..=4).contains(&digits.len()) && after.gap == Gap::Space && after.first == First::Upper).then_some(len)
}

/// Bytes of a stage direction: `(Applause)`.
fn direction_len(text: &str) -> Option<usize> {
    let near = &text[..floor_boundary(text, DIRECTION)];
    let close = near.find(is_closer)?;
    let content = near[..close].trim_start_matches(is_opener).trim().trim_end_matches('.').to_lowercase();
    let closer = near[close..].chars().next().map_or(0, char::len_utf8);
    DIRECTIONS.contains(content.as_str()).then_some(close + closer)
}

/// Bytes of a note that stands alone between two sentences: `（记者张三）`. The numbers of paragraphs do not.
fn chinese_note_len(text: &str) -> Option<usize> {
    let near = &text[..floor_boundary(text, HEADLINE)];
    let close = near.find('）')?;
    let content = near[..close].trim_start_matches('（');
    let number = content.chars().all(|c| c.is_ascii_alphanumeric() || CHINESE_NUMBERS.contains(c));
    let whole = !content.contains(['（', '，', '。']) && content.chars().count() > 2;
    let goes_on = near[close + '）'.len_utf8()..].starts_with(|c: char| !c.is_alphanumeric());
    (whole && !number && !goes_on).then_some(close + '）'.len_utf8())
}

/// Bytes of the headline before a dateline like `لندن ــ` or `باريس (فرنسا) 15 مايو (اف ب)-`.
fn arabic_headline_len(text: &str) -> Option<usize> {
    let near = &text[..floor_boundary(text, HEADLINE)];
    let dash = near.match_indices(DASHES).map(|(at, _)| at).find(|&at| {
        let behind = near[at..].trim_start_matches(DASHES);
        behind.len() < near.len() - at && behind.starts_with(char::is_whitespace)
    })?;
    let head = without_day(&near[..dash]);
    let start = without_place(head)?;
    // A town and its country.
    let town = head[..start].trim_end().strip_suffix('،').and_then(without_place);
    let headline = head[..town.unwrap_or(start)].trim_end();
    let whole = headline.contains(char::is_whitespace) && !headline.ends_with(|c| mark(c).is_some() || c == '،');
    whole.then_some(headline.len())
}

/// `text` without agency, day and country at its end: ` 15-7`, ` 15 مايو 2000`, ` (فرنسا)`.
fn without_day(text: &str) -> &str {
    let mut head = text.trim_end();
    loop {
        let word = head.rfind(char::is_whitespace).map_or("", |at| head[at..].trim_start());
        let bracket = head.strip_suffix(')').and_then(|inner| inner.rfind('('));
        let day = word.starts_with(char::is_numeric) || is_known("month", word);
        head = match bracket {
            Some(open) => head[..open].trim_end(),
            None if day => head[..head.len() - word.len()].trim_end(),
            None => return head,
        };
    }
}

/// Where the name of a place begins that `text` ends in.
fn without_place(text: &str) -> Option<usize> {
    let starts = text.char_indices().rev().filter(|(_, c)| c.is_whitespace()).map(|(at, c)| at + c.len_utf8());
    starts.take(PLACE_WORDS).filter(|&at| is_known("place", &text[at..])).last()
}

/// Whether Arabic datelines have `name` as one of `class`.
fn is_known(class: &str, name: &str) -> bool {
    DATELINES.contains(&(class, name))
}

/// Bytes of the headline before a dateline like `新华社北京1月1日电`.
fn chinese_headline_len(text: &str) -> Option<usize> {
    let near = &text[..floor_boundary(text, HEADLINE)];
    let day = memmem::find(near.as_bytes(), "日".as_bytes())?;
    let told = near[day + '日'.len_utf8()..].trim_start();
    if !["电", "讯", "报道", "消息"].iter().any(|word| told.starts_with(word)) {
        return None;
    }
    let date = |c: char| c.is_ascii_digit() || matches!(c, '年' | '月');
    let head = near[..day].trim_end_matches(date);
    let headline =
        AGENCIES.iter().filter_map(|name| head.rfind(name).filter(|at| at + name.len() + PLACE >= head.len())).min()?;
    let before = head[..headline].trim_end();
    let ends = before.ends_with(|c: char| !is_opener(c) && !matches!(c, '据' | '引' | '，' | '、' | '：'));
    (headline > 0 && ends && head.len() < day).then_some(before.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str, language: Language) -> Option<&str> {
        end_apart(text, 0, language).map(|end| text[end..].trim_start())
    }

    #[test]
    fn a_direction_stands_apart() {
        assert_eq!(split("(Applause) We go on.", Language::English), Some("We go on."));
        assert_eq!(split("(ضحك) نعم.", Language::Arabic), Some("نعم."));
        assert_eq!(split("（掌声）谢谢。", Language::Chinese), Some("谢谢。"));
        assert_eq!(split("(Geneva) We go on.", Language::English), None);
    }

    #[test]
    fn a_dateline_opens_a_report() {
        assert_eq!(split("المدينة تنتخب رئيسها لندن ــ صوت الناس", Language::Arabic), Some("لندن ــ صوت الناس"));
        assert_eq!(
            split("المدينة تنتخب رئيسها باريس (فرنسا) 15-7 (و ن)- صوت", Language::Arabic),
            Some("باريس (فرنسا) 15-7 (و ن)- صوت")
        );
        assert_eq!(split("لندن ــ صوت الناس", Language::Arabic), None);
        assert_eq!(split("رحلة - من هنا - إلى لندن", Language::Arabic), None);
        assert_eq!(
            split("港口重新开放新华社北京1月1日电（记者）", Language::Chinese),
            Some("新华社北京1月1日电（记者）")
        );
        assert_eq!(split("据新华社1月1日报道，港口开放。", Language::Chinese), None);
    }
}
