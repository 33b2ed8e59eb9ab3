//! The title of a document, and the lines around it before the text begins.

use super::cues::SECTIONS;
use super::kind::View;
use super::people::{names_document, opens_with_honorific};
use super::shape::{End, is_title_case, word_count};
use crate::document::BlockKind;

/// Most lines that stand before the text.
const LONGEST_HEAD: usize = 16;
/// Most words of a title or another line of the head.
const LONGEST_LINE: usize = 45;
/// Most words of a release notice: "For Immediate Release".
const LONGEST_NOTICE: usize = 4;

/// Finds the title, and again wherever it is repeated. The other lines before the text are headings.
pub(super) fn settle(view: &mut View) {
    let text_begins = begins(view);
    let head: Vec<usize> = (0..text_begins).filter(|&at| is_line(view, at)).collect();
    let title = find(view, &head, text_begins < view.len());
    for &at in &head {
        if is_notice(view.str(at)) {
            view.set(at, BlockKind::Furniture);
        } else if text_begins < view.len() {
            view.set(at, BlockKind::Heading);
        }
    }
    if let Some(title) = title {
        let name = normal(view.str(title));
        let again: Vec<usize> = head.iter().copied().filter(|&at| normal(view.str(at)) == name).collect();
        for at in again {
            view.set(at, BlockKind::Title);
        }
    }
}

/// Number of the first part that is text and no line of the head; 0 if too many stand before it.
fn begins(view: &View) -> usize {
    let is_text = |at: usize| match view.kind(at) {
        BlockKind::Paragraph | BlockKind::Heading => view.part(at).marker.is_some() || !is_line(view, at),
        BlockKind::Dateline | BlockKind::Furniture | BlockKind::Title => false,
        _ => true,
    };
    let first = (0..view.len()).take(LONGEST_HEAD + 1).find(|&at| is_text(at));
    first.unwrap_or(if view.len() <= LONGEST_HEAD { view.len() } else { 0 })
}

/// Whether a part can be a line of the head.
fn is_line(view: &View, at: usize) -> bool {
    let candidate =
        matches!(view.kind(at), BlockKind::Paragraph | BlockKind::Heading) && view.part(at).marker.is_none();
    let shape = view.shape(at);
    candidate
        && (shape.end.is_open() || matches!(shape.end, End::Comma | End::Unfinished))
        && word_count(view.str(at)) <= LONGEST_LINE
        && (shape.like_heading || is_title_case(view.str(at)) || names_document(view.str(at)))
}

/// The line that stands twice, else the one that says what the document is, else the first.
fn find(view: &View, head: &[usize], followed: bool) -> Option<usize> {
    let candidates = || {
        head.iter().copied().filter(|&at| {
            let line = view.str(at);
            !SECTIONS.has(line) && !is_notice(line) && !opens_with_honorific(line) && view.shape(at).end != End::Comma
        })
    };
    let lines: Vec<String> = candidates().map(|at| normal(view.str(at))).collect();
    let twice = candidates().zip(&lines).find(|(_, line)| lines.iter().filter(|l| l == line).count() > 1);
    let named = || candidates().find(|&at| names_document(view.str(at)));
    let first = || candidates().next().filter(|_| followed);
    twice.map(|(at, _)| at).or_else(|| named().filter(|_| view.len() > 1)).or_else(first)
}

/// `For Immediate Release`, in whatever words.
fn is_notice(line: &str) -> bool {
    line.starts_with("For ") && word_count(line) <= LONGEST_NOTICE && is_title_case(line)
}

fn normal(line: &str) -> String {
    line.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}
