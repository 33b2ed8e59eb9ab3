//! What the marks mean, how many of each there are, and what made the document.

use super::escape::escape;
use super::marks::parts;
use super::options::{HtmlOptions, HtmlStyle};
use crate::document::{Document, Evidence, Kind, Language, Verdict};
use crate::edits::{Channel, Edit};
use std::fmt::Write;

/// The lines above the text.
pub(super) fn head(out: &mut String, doc: &Document, options: &HtmlOptions) {
    out.push_str("<p class=\"servanda-legend\">");
    let mut rest = Vec::new();
    for kind in Kind::ALL {
        let marked = doc.statements().iter().filter(|s| options.mark(s) == Some(kind)).count();
        if marked > 0 {
            let _ = write!(
                out,
                "<span class=\"servanda-{kind}\"><code class=\"servanda-label\">{kind}</code> {marked}</span> "
            );
        }
        let unmarked = doc.statements().iter().filter(|s| options.mark(s).is_none() && s.kind() == Some(kind)).count();
        if unmarked > 0 {
            rest.push(format!("{kind} {unmarked}"));
        }
    }
    if !rest.is_empty() {
        let _ = write!(out, "<span class=\"servanda-quiet\">not marked: {}</span> ", rest.join(", "));
    }
    if doc.statements().is_empty() {
        let _ = write!(out, "<span>{}</span> ", unclassified(doc));
    }
    out.push_str("</p>\n<p class=\"servanda-legend\">");
    if doc.statements().iter().any(|s| options.mark(s).is_some() && parts(s).next().is_some()) {
        out.push_str("<span><b class=\"servanda-holder\">holder or addressee</b></span> ");
        out.push_str("<span><i class=\"servanda-action\">action</i></span> ");
    }
    changes(out, "repair", doc.edits(), options);
    changes(out, "suggestion", doc.suggestions(), options);
    let _ =
        writeln!(out, "<span title=\"{}\">document: {}</span></p>", evidence(doc.verdict()), doc.verdict().condition());
}

/// Why no sentence is marked.
fn unclassified(doc: &Document) -> String {
    let count = doc.sentences().len();
    match doc.language() {
        Language::English => format!("sentences {count}, not classified"),
        other => format!("sentences {count} in {other}; only English is repaired and classified"),
    }
}

/// `scanned: 8.3 places in 100 words, 2.0 are enough`; shows on hover.
fn evidence(verdict: &Verdict) -> String {
    let line = |e: &Evidence| {
        format!("{}: {:.1} places in 100 words, {:.1} are enough", e.condition, e.per_100_words, e.threshold)
    };
    verdict.evidence().iter().map(line).collect::<Vec<_>>().join("; ")
}

/// `repair 3 (ocr 2, typo 1)`; joined lines and odd spaces are no repairs.
fn changes(out: &mut String, name: &str, edits: &[Edit], options: &HtmlOptions) {
    let count = |channel: Channel| edits.iter().filter(|edit| edit.channel() == channel).count();
    let counts: Vec<_> = Channel::ALL
        .into_iter()
        .filter(|channel| channel.changes_words())
        .map(|channel| (channel, count(channel)))
        .filter(|&(_, count)| count > 0)
        .collect();
    if counts.is_empty() {
        return;
    }
    let total: usize = counts.iter().map(|(_, count)| count).sum();
    let each: Vec<_> = counts.iter().map(|(channel, count)| format!("{channel} {count}")).collect();
    let before = match options.style {
        HtmlStyle::Changes if name == "repair" => "<del class=\"servanda-before\">before</del>",
        _ => "",
    };
    let _ = write!(
        out,
        "<span>{before}<mark class=\"servanda-{name}\">{name}</mark> {total} ({})</span> ",
        each.join(", ")
    );
}

/// The line below the text.
pub(super) fn foot(out: &mut String, doc: &Document) {
    let made = doc.provenance();
    let mut line = format!("servanda {}, model {}", made.version, made.model);
    for option in &made.options {
        line.push_str(", ");
        line.push_str(option);
    }
    let _ = writeln!(out, "<p class=\"servanda-foot\">{}</p>", escape(&line));
}
