//! What is marked inside of a sentence: holders, actions, repairs and suggestions. They may cross one another, so the
//! text is cut at all their borders and each piece carries every mark that covers it.

use super::escape::escape;
use super::options::{HtmlOptions, HtmlStyle};
use crate::document::{Document, Kind, Statement};
use crate::edits::Edit;
use crate::output::changes::visible;
use crate::output::decimal;
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
    /// Whether what was replaced stands before what stands there now.
    replaced: bool,
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

/// The elements, the outermost first. They are chosen to be told apart where a page drops the style.
const ELEMENTS: [(&str, &str); 4] =
    [("b", "servanda-holder"), ("i", "servanda-action"), ("mark", "servanda-repair"), ("mark", "servanda-suggestion")];

impl What<'_> {
    /// Number of its element.
    const fn element(&self) -> usize {
        match self {
            Self::Holder => 0,
            Self::Action => 1,
            Self::Repair(_) => 2,
            Self::Suggestion(_) => 3,
        }
    }

    /// What shows on hover.
    fn title(&self) -> Option<String> {
        let (lead, edit) = match self {
            Self::Holder | Self::Action => return None,
            Self::Repair(edit) => ("", edit),
            Self::Suggestion(edit) => ("suggestion: ", edit),
        };
        let (before, after) = (visible(edit.before()), visible(edit.after()));
        Some(format!("{lead}{before} → {after} ({}, {:.2})", edit.channel(), decimal(edit.confidence())))
    }
}

/// Holder or addressee, and action, of each kind of a statement that has them.
pub(super) fn parts(statement: &Statement) -> impl Iterator<Item = (Kind, Option<Span>, Option<Span>)> {
    let norm = statement.norm.as_ref().map(|n| (Kind::Norm, n.holder, n.action));
    let commitment = statement.commitment.as_ref().map(|c| (Kind::Commitment, c.holder, c.action));
    let call = statement.call.as_ref().map(|c| (Kind::Call, c.addressee, c.action));
    [norm, commitment, call].into_iter().flatten()
}

impl<'a> Painter<'a> {
    pub(super) fn new(doc: &'a Document, options: &HtmlOptions) -> Self {
        let mut marks = Vec::new();
        let marked = doc.statements().iter().filter(|statement| options.mark(statement).is_some());
        for (kind, holder, action) in marked.flat_map(parts) {
            if options.kinds.contains(&kind) {
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
        let replaced = options.style == HtmlStyle::Changes;
        Self { text: doc.text(), marks, next: 0, active: Vec::new(), replaced }
    }

    /// Writes one range of the text, which must not lie before the last one.
    pub(super) fn paint(&mut self, out: &mut String, range: Span) {
        let mut at = range.start();
        loop {
            self.active.retain(|&i| self.marks[i].span.end() > at);
            while let Some(mark) = self.marks.get(self.next).filter(|mark| mark.span.start() <= at) {
                let empty = mark.span == Span::new(at, at);
                if empty || mark.span.end() > at {
                    self.replaced(out, &mark.what);
                }
                if mark.span.end() > at {
                    self.active.push(self.next);
                } else if empty {
                    piece(out, "", &[&mark.what]);
                }
                self.next += 1;
            }
            if at >= range.end() {
                return;
            }
            let ends = self.active.iter().map(|&i| self.marks[i].span.end());
            let starts = self.marks.get(self.next).map(|mark| mark.span.start());
            let to = ends.chain(starts).fold(range.end(), usize::min);
            let marks: Vec<_> = self.active.iter().map(|&i| &self.marks[i].what).collect();
            piece(out, &self.text[at..to], &marks);
            at = to;
        }
    }

    /// Writes what stood in the place of a repair.
    fn replaced(&self, out: &mut String, what: &What<'_>) {
        if let (true, What::Repair(edit)) = (self.replaced, what) {
            let _ = write!(out, "<del class=\"servanda-before\">{}</del>", escape(&visible(edit.before())));
        }
    }
}

/// A piece of text inside of the elements of its marks.
fn piece(out: &mut String, text: &str, marks: &[&What<'_>]) {
    let mut opened = Vec::new();
    for (number, (element, class)) in ELEMENTS.iter().enumerate() {
        let mut same = marks.iter().filter(|mark| mark.element() == number).peekable();
        if same.peek().is_none() {
            continue;
        }
        let titles: Vec<_> = same.filter_map(|mark| mark.title()).collect();
        let _ = write!(out, "<{element} class=\"{class}\"");
        if !titles.is_empty() {
            let _ = write!(out, " title=\"{}\"", escape(&titles.join("; ")));
        }
        out.push('>');
        opened.push(element);
    }
    let _ = write!(out, "{}", escape(text));
    for element in opened.into_iter().rev() {
        let _ = write!(out, "</{element}>");
    }
}
