//! Every change of words in a list that opens on a click or a key: what the text shows on hover, for all readers.

use super::escape::escape;
use crate::document::Document;
use crate::edits::Edit;
use crate::output::changes::{grouped, visible};
use crate::output::decimal;
use std::fmt::Write;

const HEAD: &str = "<table class=\"servanda-table\"><thead><tr><th scope=\"col\">before</th><th scope=\"col\">after</th>\
<th scope=\"col\">channel</th><th scope=\"col\">confidence</th><th scope=\"col\">times</th></tr></thead>\n<tbody>\n";

pub(super) fn list(out: &mut String, doc: &Document) {
    let made = grouped(doc.edits().iter().filter(|edit| edit.channel().changes_words()));
    part(out, &made, "repair");
    part(out, &grouped(doc.suggestions().iter()), "suggestion");
}

fn part(out: &mut String, changes: &[(&Edit, usize)], name: &str) {
    let total: usize = changes.iter().map(|(_, times)| times).sum();
    if total == 0 {
        return;
    }
    let plural = if total == 1 { "" } else { "s" };
    let note = if name == "suggestion" { ", not made" } else { "" };
    let _ = write!(out, "<details class=\"servanda-details\"><summary>{total} {name}{plural}{note}</summary>{HEAD}");
    for (edit, times) in changes {
        let (before, after) = (visible(edit.before()), visible(edit.after()));
        let _ = writeln!(
            out,
            "<tr><td dir=\"auto\">{}</td><td dir=\"auto\">{}</td><td>{}</td><td>{:.2}</td><td>{times}</td></tr>",
            escape(&before),
            escape(&after),
            edit.channel(),
            decimal(edit.confidence()),
        );
    }
    out.push_str("</tbody></table></details>\n");
}
