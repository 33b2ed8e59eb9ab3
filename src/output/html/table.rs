//! The marked statements of a document, one row each.

use super::escape::escape;
use super::label;
use super::marks::{Painter, parts};
use super::options::HtmlOptions;
use crate::document::{Document, Statement};
use crate::span::Span;
use std::fmt::Write;

const HEAD: &str = "<thead><tr><th scope=\"col\">kind</th><th scope=\"col\">holder or addressee</th>\
<th scope=\"col\">action</th><th scope=\"col\" class=\"servanda-wide\">sentence</th></tr></thead>\n";

pub(super) fn table(out: &mut String, doc: &Document, options: &HtmlOptions) {
    let mut painter = Painter::new(doc, options);
    let _ =
        writeln!(out, "<table class=\"servanda-table servanda-statements\" lang=\"{}\">{HEAD}<tbody>", doc.language());
    for statement in doc.statements() {
        let Some(kind) = options.mark(statement) else { continue };
        let _ = write!(out, "<tr class=\"servanda-{kind}\"><td title=\"{}\">", label::title(statement));
        label::label(out, statement);
        let (holders, actions) = wanted(statement, options);
        for spans in [holders, actions] {
            let texts: Vec<_> = spans.into_iter().map(|span| &doc.text()[span]).collect();
            let _ = write!(out, "</td><td class=\"servanda-part\" dir=\"auto\">{}", escape(&texts.join("; ")));
        }
        out.push_str("</td><td dir=\"auto\">");
        painter.paint(out, doc.sentences()[statement.sentence].span());
        out.push_str("</td></tr>\n");
    }
    out.push_str("</tbody></table>\n");
}

/// The distinct holders or addressees, and actions, of the kinds that are wanted.
fn wanted(statement: &Statement, options: &HtmlOptions) -> (Vec<Span>, Vec<Span>) {
    let (mut holders, mut actions) = (Vec::new(), Vec::new());
    for (_, holder, action) in parts(statement).filter(|(kind, ..)| options.kinds.contains(kind)) {
        holders.extend(holder);
        actions.extend(action);
    }
    holders.dedup();
    actions.dedup();
    (holders, actions)
}
