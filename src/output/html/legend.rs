//! What the marks mean, how many of each there are, and what made the document.

use super::escape::escape;
use crate::document::{Document, Evidence, Kind, Verdict};
use crate::edits::{Channel, Edit};
use std::fmt::Write;

/// The line above the text.
pub(super) fn head(out: &mut String, doc: &Document) {
    out.push_str("<div class=\"servanda-legend\">");
    for kind in Kind::ALL {
        let count = doc.statements().iter().filter(|s| s.kind() == Some(kind)).count();
        if count > 0 {
            let _ = write!(out, "<span class=\"servanda-{kind}\">{kind} {count}</span>");
        }
    }
    if doc.statements().iter().any(|s| s.norm.is_some() || s.commitment.is_some() || s.call.is_some()) {
        out.push_str("<span class=\"servanda-holder\">holder or addressee</span>");
        out.push_str("<span class=\"servanda-action\">action</span>");
    }
    changes(out, "repair", doc.edits());
    changes(out, "suggestion", doc.suggestions());
    let _ = write!(out, "<span title=\"{}\">", evidence(doc.verdict()));
    let _ = writeln!(out, "document: {}</span></div>", doc.verdict().condition());
}

/// `scanned: 8.3 places in 100 words, 2.0 are enough`; shows on hover.
fn evidence(verdict: &Verdict) -> String {
    let line = |e: &Evidence| {
        format!("{}: {:.1} places in 100 words, {:.1} are enough", e.condition, e.per_100_words, e.threshold)
    };
    verdict.evidence().iter().map(line).collect::<Vec<_>>().join("; ")
}

/// `repair 3 (ocr 2, typo 1)`; joined lines and odd spaces are no repairs.
fn changes(out: &mut String, name: &str, edits: &[Edit]) {
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
    let _ = write!(out, "<span><span class=\"servanda-{name}\">{name}</span> {total} ({})</span>", each.join(", "));
}

/// The line below the text.
pub(super) fn foot(out: &mut String, doc: &Document) {
    let made = doc.provenance();
    let mut line = format!("servanda {}, model {}", made.version, made.model);
    for option in &made.options {
        line.push_str(", ");
        line.push_str(option);
    }
    let _ = writeln!(out, "<div class=\"servanda-foot\">{}</div>", escape(&line));
}
