//! Documents as HTML: a fragment that stands alone, for notebooks, reports and pages.
//!
//! No script, no font, nothing to load; the style comes along and reaches nothing outside the fragment. It follows the
//! reader's dark or light setting. What colour says, a label or a line says too.

mod escape;
mod legend;
mod marks;

use crate::document::{Block, BlockKind, Document, Kind, Statement};
use crate::span::Span;
use escape::escape;
use marks::Painter;
use std::fmt::Write;

const STYLE: &str = include_str!("style.css");

/// The document as an HTML fragment: blocks laid out, the kinds of sentences marked and labelled, holders and actions
/// underlined, repairs and suggestions with what they change on hover, and a legend with counts.
///
/// Every text is escaped. Linear in the length of the document.
pub fn html(doc: &Document) -> String {
    let mut out = String::with_capacity(STYLE.len() + 2 * doc.text().len());
    out.push_str("<div class=\"servanda\"><style>");
    out.push_str(STYLE);
    out.push_str("</style>\n");
    legend::head(&mut out, doc);
    Page { doc, painter: Painter::new(doc), sentence: 0, out: &mut out }.write();
    legend::foot(&mut out, doc);
    out.push_str("</div>");
    out
}

/// Writes text from front to back; nothing is written twice, and nothing but white space is left out.
struct Page<'a> {
    doc: &'a Document,
    painter: Painter<'a>,
    /// Number of the next sentence.
    sentence: usize,
    out: &'a mut String,
}

impl Page<'_> {
    fn write(&mut self) {
        let mut at = 0;
        for block in self.doc.blocks() {
            self.stray(Span::new(at, block.span().start()));
            self.block(block);
            at = block.span().end();
        }
        self.stray(Span::new(at, self.doc.text().len()));
    }

    /// Text that belongs to no block.
    fn stray(&mut self, span: Span) {
        let span = span.trim(self.doc.text());
        if !span.is_empty() {
            self.out.push_str("<div class=\"servanda-block\" dir=\"auto\">");
            self.painter.paint(self.out, span);
            self.out.push_str("</div>\n");
        }
    }

    fn block(&mut self, block: &Block) {
        let kind = block.kind();
        let _ = write!(self.out, "<div class=\"servanda-block servanda-{kind}\" dir=\"auto\"");
        match kind {
            BlockKind::Title => self.out.push_str(" role=\"heading\" aria-level=\"2\""),
            BlockKind::Heading => self.out.push_str(" role=\"heading\" aria-level=\"3\""),
            _ => {}
        }
        if block.depth() > 0 {
            // Past some depth there is no room left to indent into.
            let _ = write!(self.out, " style=\"margin-inline-start:{}em\"", 2 * block.depth().min(8));
        }
        self.out.push('>');
        let mut at = block.span().start();
        if let Some(marker) = block.marker() {
            self.painter.paint(self.out, Span::new(at, marker.start()));
            self.out.push_str("<span class=\"servanda-marker\">");
            self.painter.paint(self.out, marker);
            self.out.push_str("</span>");
            at = marker.end();
        }
        while let Some(sentence) = self.doc.sentences().get(self.sentence) {
            if sentence.span().start() >= block.span().end() {
                break;
            }
            // A marker may count as part of its sentence; it was written above.
            let span = Span::new(sentence.span().start().max(at), sentence.span().end().max(at));
            self.painter.paint(self.out, Span::new(at, span.start()));
            self.sentence(span, self.doc.statements().get(self.sentence));
            at = span.end();
            self.sentence += 1;
        }
        self.painter.paint(self.out, Span::new(at, block.span().end()));
        self.out.push_str("</div>\n");
    }

    fn sentence(&mut self, span: Span, statement: Option<&Statement>) {
        let Some((statement, kind)) = statement.and_then(|s| s.kind().map(|kind| (s, kind))) else {
            return self.painter.paint(self.out, span);
        };
        let probability = f64::from(statement.score(kind)) * 100.0;
        let _ = write!(self.out, "<span class=\"servanda-{kind}\" title=\"{kind}, {probability:.0} %\">");
        self.painter.paint(self.out, span);
        if is_labelled(kind) {
            let _ = write!(self.out, "<span class=\"servanda-label\">{}</span>", escape(&label(statement)));
        }
        self.out.push_str("</span>");
    }
}

/// Whether sentences of this kind stand out; the others are the ground they stand on.
const fn is_labelled(kind: Kind) -> bool {
    !matches!(kind, Kind::Report | Kind::Ceremony | Kind::Boilerplate)
}

/// `norm · prohibition · UN norm (f)`.
fn label(statement: &Statement) -> String {
    let mut parts = vec![statement.kinds.iter().map(|kind| kind.as_str()).collect::<Vec<_>>().join(" + ")];
    if let Some(norm) = &statement.norm {
        parts.push(norm.force.to_string());
    }
    if let Some(commitment) = &statement.commitment {
        parts.push(format!("{}, {}", commitment.status, commitment.strength));
    }
    if let Some(norm) = statement.un_norm {
        parts.push(format!("UN norm ({norm})"));
    }
    parts.join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edits::EditLog;
    use crate::output::sample;

    /// The text of some HTML, without the style and the labels.
    fn visible(html: &str) -> String {
        let body = html.split_once("</style>").unwrap().1;
        let mut text = String::new();
        for piece in body.split('<').skip(1) {
            text.push_str(piece.split_once('>').unwrap().1);
        }
        text.replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&#39;", "'")
            .replace("&amp;", "&")
    }

    #[test]
    fn text_is_all_there_and_escaped() {
        let doc = sample::document();
        let html = html(&doc);
        assert!(!html.contains("<hospitals>"));
        assert!(html.contains("&lt;hospitals&gt; &amp; clinics"));
        let shown = visible(&html);
        for block in doc.blocks() {
            for word in doc.text()[block.span()].split_whitespace() {
                assert!(shown.contains(word), "{word} is missing in {shown}");
            }
        }
    }

    #[test]
    fn kinds_are_marked_and_labelled() {
        let html = html(&sample::document());
        assert!(html.contains(
            "<span class=\"servanda-norm\" title=\"norm, 88 %\"><span class=\"servanda-holder\">States</span>"
        ));
        assert!(html.contains("<span class=\"servanda-label\">norm · prohibition · UN norm (f)</span>"));
        assert!(html.contains("<span class=\"servanda-label\">commitment · new, firm</span>"));
        assert!(html.contains("<span class=\"servanda-label\">call + position</span>"));
        assert!(html.contains("<span class=\"servanda-holder\">Morovia</span>"));
        assert!(html.contains("<span class=\"servanda-marker\">(b)</span>"));
    }

    #[test]
    fn repairs_say_what_they_changed() {
        let html = html(&sample::document());
        assert!(html.contains("<span class=\"servanda-repair\" title=\"rnust → must (ocr, 0.98)\">must</span>"));
        let both =
            "<span class=\"servanda-action servanda-repair\" title=\"pub1ish → publish (ocr, 0.90)\">publish</span>";
        assert!(html.contains(both), "{html}");
        let suggested = "title=\"suggestion: report → a &quot;report&quot; (merge, 0.40)\">report</span>";
        assert!(html.contains(suggested), "{html}");
    }

    #[test]
    fn legend_counts() {
        let shown = visible(&html(&sample::document()));
        for count in
            ["norm 1", "commitment 1", "call 2", "report 1", "boilerplate 2", "repair 2 (ocr 2)", "suggestion 1"]
        {
            assert!(shown.contains(count), "{count}: {shown}");
        }
        assert!(!shown.contains("ceremony"));
        assert!(shown.contains("document: scanned"));
        let evidence = "title=\"scanned: 8.3 places in 100 words, 2.0 are enough\"";
        assert!(html(&sample::document()).contains(evidence));
    }

    #[test]
    fn markup_is_balanced_and_stands_alone() {
        let html = html(&sample::document());
        assert_eq!(html.matches("<div").count(), html.matches("</div>").count());
        assert_eq!(html.matches("<span").count(), html.matches("</span>").count());
        for outside in ["<script", "http", "@import", "url(", "<link"] {
            assert!(!html.contains(outside), "{outside}");
        }
        let classes = html.split("class=\"").skip(1).flat_map(|rest| rest.split('"').next().unwrap().split(' '));
        for class in classes {
            assert!(class.starts_with("servanda"), "{class}");
        }
        let rules = STYLE.replace("@media (prefers-color-scheme:dark){", "");
        for selector in rules.lines().flat_map(|rule| rule.split('{').next().unwrap().split(',')) {
            assert!(selector == ".servanda" || selector.starts_with(".servanda .servanda-"), "{selector}");
        }
    }

    #[test]
    fn deletions_and_text_outside_of_blocks_show() {
        let source = "the the end";
        let log = EditLog::new(vec![crate::Edit::new(source, Span::new(3, 7), "", crate::Channel::Typo, 0.9)]);
        let doc = Document { source: source.into(), text: log.apply(source), log, ..Document::default() };
        let html = html(&doc);
        assert!(
            html.contains("the<span class=\"servanda-repair\" title=\" the →  (typo, 0.90)\"></span> end"),
            "{html}"
        );
    }
}
