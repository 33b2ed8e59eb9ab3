//! What is marked inside of a sentence: holders, actions, repairs and suggestions. They may cross one another, so the
//! text is cut at all their borders and each piece carries every mark that covers it.

use super::escape::escape;
use crate::document::Document;
use crate::edits::Edit;
use crate::span::Span;
use std::fmt::Write;

/// Writes pieces of one text, front to back.
pub(super) struct Painter<'a> {
    text: &'a str,
    /// Sorted by start.
    marks: Vec<Mark<'a>>,
    /// Number of the first mark that was not reached yet.
    next: usize,
    /// Numbers of the marks that cover the place just written.
    active: Vec<usize>,
}

struct Mark<'a> {
    span: Span,
    what: What<'a>,
}

enum What<'a> {
    Holder,
    Action,
    Repair(&'a Edit),
    Suggestion(&'a Edit),
}

impl What<'_> {
    const fn class(&self) -> &'static str {
        match self {
            Self::Holder => "servanda-holder",
            Self::Action => "servanda-action",
            Self::Repair(_) => "servanda-repair",
            Self::Suggestion(_) => "servanda-suggestion",
        }
    }

    /// What shows on hover.
    fn title(&self) -> Option<String> {
        let (lead, edit) = match self {
            Self::Holder | Self::Action => return None,
            Self::Repair(edit) => ("", edit),
            Self::Suggestion(edit) => ("suggestion: ", edit),
        };
        let (before, after, channel, confidence) = (edit.before(), edit.after(), edit.channel(), edit.confidence());
        Some(format!("{lead}{before} → {after} ({channel}, {confidence:.2})"))
    }
}

impl<'a> Painter<'a> {
    pub(super) fn new(doc: &'a Document) -> Self {
        let mut marks = Vec::new();
        for statement in doc.statements() {
            let norm = statement.norm.as_ref().map(|n| (n.holder, n.action));
            let commitment = statement.commitment.as_ref().map(|c| (c.holder, c.action));
            let call = statement.call.as_ref().map(|c| (c.addressee, c.action));
            for (holder, action) in [norm, commitment, call].into_iter().flatten() {
                marks.extend(holder.map(|span| Mark { span, what: What::Holder }));
                marks.extend(action.map(|span| Mark { span, what: What::Action }));
            }
        }
        let mut shift = 0;
        for edit in doc.edits() {
            let start = edit.span().start().wrapping_add_signed(shift);
            shift += edit.after().len().cast_signed() - edit.before().len().cast_signed();
            if edit.channel().changes_words() {
                marks.push(Mark { span: Span::new(start, start + edit.after().len()), what: What::Repair(edit) });
            }
        }
        marks.extend(
            doc.suggestions()
                .iter()
                .map(|edit| Mark { span: doc.log().to_target(edit.span()), what: What::Suggestion(edit) }),
        );
        marks.sort_by_key(|mark| mark.span);
        Self { text: doc.text(), marks, next: 0, active: Vec::new() }
    }

    /// Writes one range of the text, which must not lie before the last one.
    pub(super) fn paint(&mut self, out: &mut String, range: Span) {
        let mut at = range.start();
        loop {
            self.active.retain(|&i| self.marks[i].span.end() > at);
            while let Some(mark) = self.marks.get(self.next).filter(|mark| mark.span.start() <= at) {
                if mark.span.end() > at {
                    self.active.push(self.next);
                } else if mark.span == Span::new(at, at) {
                    open(out, [&mark.what].into_iter());
                    out.push_str("</span>");
                }
                self.next += 1;
            }
            if at >= range.end() {
                return;
            }
            let ends = self.active.iter().map(|&i| self.marks[i].span.end());
            let starts = self.marks.get(self.next).map(|mark| mark.span.start());
            let to = ends.chain(starts).fold(range.end(), usize::min);
            let piece = escape(&self.text[at..to]);
            if self.active.is_empty() {
                let _ = write!(out, "{piece}");
            } else {
                open(out, self.active.iter().map(|&i| &self.marks[i].what));
                let _ = write!(out, "{piece}</span>");
            }
            at = to;
        }
    }
}

/// The opening tag of a piece that carries these marks.
fn open<'m, 'e: 'm>(out: &mut String, marks: impl Iterator<Item = &'m What<'e>> + Clone) {
    let mut classes: Vec<_> = marks.clone().map(What::class).collect();
    classes.sort_unstable();
    classes.dedup();
    let titles: Vec<_> = marks.filter_map(What::title).collect();
    let _ = write!(out, "<span class=\"{}\"", classes.join(" "));
    if !titles.is_empty() {
        let _ = write!(out, " title=\"{}\"", escape(&titles.join("; ")));
    }
    out.push('>');
}
