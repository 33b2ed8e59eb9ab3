//! Character references of HTML left in plain text: `&amp;` for `&`, `&#8217;` for `’`.

use super::chars::in_windows;
use crate::data::lines;
use crate::edits::{Channel, Edit};
use crate::span::Span;
use memchr::{memchr, memchr_iter};
use std::collections::HashMap;
use std::sync::LazyLock;

/// Nobody writes them for their own sake, but in text about HTML.
const CONFIDENCE: f32 = 0.98;

/// Longest reference, in bytes without `&` and `;`.
const LONGEST: usize = 31;

static NAMES: LazyLock<HashMap<&'static str, &'static str>> =
    LazyLock::new(|| lines(include_str!("../data/entities.tsv")).filter_map(|row| row.split_once('\t')).collect());

/// The edits, in order. None if there is a `<`: what has tags is source code of HTML, where references belong.
pub(super) fn find(text: &str) -> Vec<Edit> {
    let bytes = text.as_bytes();
    if memchr(b'&', bytes).is_none() || memchr(b'<', bytes).is_some() {
        return Vec::new();
    }
    let edit = |at: usize| {
        let rest = &bytes[at + 1..];
        let len = memchr(b';', &rest[..rest.len().min(LONGEST + 1)])?;
        let name = std::str::from_utf8(&rest[..len]).ok()?;
        let after = named(name).or_else(|| numbered(name))?;
        Some(Edit::new(text, Span::new(at, at + len + 2), after, Channel::Entity, CONFIDENCE))
    };
    memchr_iter(b'&', bytes).filter_map(edit).collect()
}

/// The character of `eacute`; a capital for `EACUTE`, as in headings that were put in capitals whole.
fn named(name: &str) -> Option<String> {
    if let Some(&after) = NAMES.get(name) {
        return Some(after.to_owned());
    }
    let is_capitals = name.len() > 1 && name.bytes().all(|b| b.is_ascii_uppercase());
    let small = if is_capitals { *NAMES.get(&*name.to_ascii_lowercase())? } else { return None };
    small.chars().all(char::is_lowercase).then(|| small.to_uppercase())
}

/// The character of `#8217` or `#x2019`; numbers that Latin-1 has for controls are meant as Windows-1252, as in browsers.
fn numbered(name: &str) -> Option<String> {
    let digits = name.strip_prefix('#')?;
    let code = match digits.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16).ok()?,
        None => digits.parse().ok()?,
    };
    let c = in_windows(char::from_u32(code)?);
    (!c.is_control()).then(|| c.to_string())
}
