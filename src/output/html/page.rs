//! The text of a document as it is laid out, its statements marked.

use super::escape::escape;
use super::label;
use super::marks::Painter;
use super::options::HtmlOptions;
use crate::document::{Block, BlockKind, Document, Kind, Statement};
use crate::span::Span;
use std::fmt::Write;

/// Writes text from front to back; nothing is written twice, and nothing but white space is left out.
pub(super) struct Page<'a> {
    pub(super) doc: &'a Document,
    pub(super) options: &'a HtmlOptions,
    pub(super) painter: Painter<'a>,
    /// Number of the next sentence.
    pub(super) sentence: usize,
    pub(super) out: &'a mut String,
}

impl Page<'_> {
    pub(super) fn write(&mut self) {
        let _ = writeln!(self.out, "<div class=\"servanda-text\" lang=\"{}\">", self.doc.language());
        let mut at = 0;
        for block in self.doc.blocks() {
            self.stray(Span::new(at, block.span().start()));
            self.block(block);
            at = block.span().end();
        }
        self.stray(Span::new(at, self.doc.text().len()));
        self.out.push_str("</div>\n");
    }

    /// Text that belongs to no block.
    fn stray(&mut self, span: Span) {
        let span = span.trim(self.doc.text());
        if !span.is_empty() {
            self.out.push_str("<p class=\"servanda-block\" dir=\"auto\">");
            self.painter.paint(self.out, span);
            self.out.push_str("</p>\n");
        }
    }

    fn block(&mut self, block: &Block) {
        let kind = block.kind();
        let _ = write!(self.out, "<p class=\"servanda-block servanda-{kind}\" dir=\"auto\"");
        // No `h2`: the document is no part of the outline of the page that it stands in.
        let heading = match kind {
            BlockKind::Title => " role=\"heading\" aria-level=\"3\"",
            BlockKind::Heading => " role=\"heading\" aria-level=\"4\"",
            _ => "",
        };
        self.out.push_str(heading);
        if block.depth() > 0 {
            // Past some depth there is no room left to indent into.
            let _ = write!(self.out, " style=\"margin-inline-start:{}em\"", 2 * block.depth().min(8));
        }
        self.out.push_str(if heading.is_empty() { ">" } else { "><strong>" });
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
            let span = Span::new(sentence.span().start().max(at), sentence.span().end().max(at)).trim(self.doc.text());
            self.painter.paint(self.out, Span::new(at, span.start()));
            self.sentence(span, self.doc.statements().get(self.sentence));
            at = span.end();
            self.sentence += 1;
        }
        self.painter.paint(self.out, Span::new(at, block.span().end()));
        self.out.push_str(if heading.is_empty() { "</p>\n" } else { "</strong></p>\n" });
    }

    fn sentence(&mut self, span: Span, statement: Option<&Statement>) {
        let Some((statement, primary)) = statement.and_then(|s| s.kind().map(|kind| (s, kind))) else {
            return self.painter.paint(self.out, span);
        };
        let mark = self.options.mark(statement);
        let class = match mark {
            Some(kind) => format!("servanda-said servanda-{kind}"),
            // What states nothing recedes.
            None if matches!(primary, Kind::Ceremony | Kind::Boilerplate) => "servanda-quiet".to_owned(),
            None => "servanda-plain".to_owned(),
        };
        let _ = write!(self.out, "<span class=\"{class}\" title=\"{}\">", escape(&label::title(statement)));
        self.painter.paint(self.out, span);
        if mark.is_some() {
            // Held to the last word, so that it does not stand alone on a line; not copied with the text.
            self.out.push_str("<span class=\"servanda-tag\">&#160;");
            label::label(self.out, statement);
            self.out.push_str("</span>");
        }
        self.out.push_str("</span>");
    }
}
