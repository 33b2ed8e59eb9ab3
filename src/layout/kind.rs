//! What each part of the text is: heading, paragraph, list item and the other kinds.

use super::clause;
use super::date::dateline;
use super::furniture::is_address;
use super::marker::{Closing, Marker, Style};
use super::notes::NoteMarks;
use super::people::{is_list_of_names, is_person_entry, is_salutation};
use super::shape::{End, Start, end, is_title_case, start, word_count};
use super::title;
use crate::document::BlockKind;
use crate::span::Span;

/// A piece of the text, as it stands in the joined text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Part {
    pub span: Span,
    /// Columns before its first line.
    pub indent: usize,
    pub furniture: bool,
    /// How it ends, where that was measured before: it is one line without a marker.
    pub end: Option<End>,
    pub marker: Option<Marker>,
    /// Bytes of the marker or note mark that opens it; 0 for none.
    pub marker_len: usize,
    /// The mark that calls it, if it is a note.
    pub called_at: Option<Span>,
    pub kind: BlockKind,
}

/// Longest heading, in words.
const LONGEST_HEADING: usize = 16;
/// Longest heading, in bytes: scripts without spaces have no words to count.
const LONGEST_HEADING_BYTES: usize = 160;
/// So many headings without any text between them are the cells of a table.
const MOST_HEADINGS: usize = 4;
/// Fewest words of a numbered paragraph.
const SHORTEST_NUMBERED: usize = 4;
/// A list item, unlike a heading, may be set in from the text below by so many columns.
const SET_IN: usize = 2;
/// Fewest short lines after a colon that make a list of names.
const FEWEST_NAMES: usize = 3;

/// Settles the kind of every part. Linear: each rule looks at the neighbours at most.
pub(super) fn settle(text: &str, parts: &mut [Part], notes: &mut NoteMarks) {
    let shapes: Vec<Shape> = parts.iter().map(|part| Shape::new(text, part)).collect();
    for part in parts.iter_mut().filter(|part| part.furniture || is_address(&text[part.span])) {
        part.furniture = true;
        part.kind = BlockKind::Furniture;
    }
    let content: Vec<usize> = (0..parts.len()).filter(|&i| !parts[i].furniture).collect();
    let mut view = View { text, parts, shapes, content };
    view.notes(notes);
    view.addresses();
    view.clauses();
    view.names();
    view.items();
    view.headings();
    title::settle(&mut view);
}

/// What can be said of a part without its neighbours.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shape {
    pub end: End,
    /// Short, opens like a heading, ends without a mark.
    pub like_heading: bool,
}

impl Shape {
    fn new(text: &str, part: &Part) -> Self {
        let body = text[part.body()].trim_start();
        let end = part.end.unwrap_or_else(|| end(body));
        let like_heading = end.is_open()
            && body.len() <= LONGEST_HEADING_BYTES
            && matches!(start(body), Start::Upper | Start::Digit | Start::Caseless)
            && word_count(body) <= LONGEST_HEADING;
        Self { end, like_heading }
    }
}

impl Part {
    /// The part without its marker.
    pub(super) fn body(&self) -> Span {
        Span::new((self.span.start() + self.marker_len).min(self.span.end()), self.span.end())
    }
}

/// The parts of a text with their shapes; `content` numbers those that are no furniture.
pub(super) struct View<'a> {
    pub text: &'a str,
    pub parts: &'a mut [Part],
    pub shapes: Vec<Shape>,
    pub content: Vec<usize>,
}

impl View<'_> {
    /// Text of content part number `at`.
    pub(super) fn str(&self, at: usize) -> &str {
        &self.text[self.parts[self.content[at]].span]
    }

    fn body(&self, at: usize) -> &str {
        &self.text[self.part(at).body()]
    }

    pub(super) fn part(&self, at: usize) -> &Part {
        &self.parts[self.content[at]]
    }

    pub(super) fn kind(&self, at: usize) -> BlockKind {
        self.part(at).kind
    }

    pub(super) fn set(&mut self, at: usize, kind: BlockKind) {
        self.parts[self.content[at]].kind = kind;
    }

    pub(super) fn shape(&self, at: usize) -> Shape {
        self.shapes[self.content[at]]
    }

    pub(super) fn len(&self) -> usize {
        self.content.len()
    }

    fn style(&self, at: usize) -> Option<Style> {
        self.part(at).marker.map(|m| m.style)
    }

    fn is_plain(&self, at: usize) -> bool {
        self.kind(at) == BlockKind::Paragraph && self.part(at).marker.is_none()
    }

    /// Notes stand below what calls them, and not in a list that a colon opens.
    fn notes(&mut self, marks: &mut NoteMarks) {
        for at in 1..self.len() {
            let marker = self.part(at).marker;
            let candidate = match marker.map(|m| m.style) {
                None | Some(Style::Number(Closing::Bracket)) => true,
                Some(Style::Bullet('*')) => self.style(at - 1) != marker.map(|m| m.style),
                Some(_) => false,
            };
            let in_list = self.shape(at - 1).end == End::Colon
                || (self.kind(at - 1) == BlockKind::Paragraph
                    && marker.is_some()
                    && self.style(at - 1) == self.style(at));
            if candidate
                && !in_list
                && let Some((len, call)) = marks.answer(self.str(at))
            {
                let part = &mut self.parts[self.content[at]];
                part.kind = BlockKind::Note;
                part.marker_len = len;
                // A superscript number may be nothing but the mark of the note itself.
                part.called_at = call.filter(|call| call.end() <= part.span.start());
            }
        }
    }

    /// Salutations and date lines.
    fn addresses(&mut self) {
        for at in 0..self.len() {
            if !self.is_plain(at) {
                continue;
            }
            let goes_on = at + 1 < self.len() && start(self.str(at + 1)) == Start::Lower;
            if is_salutation(self.str(at)) && !goes_on {
                self.set(at, BlockKind::Salutation);
            } else if dateline(self.str(at)).is_some() {
                self.set(at, BlockKind::Dateline);
            }
        }
    }

    /// Clauses follow the line that names who resolves, or each other.
    fn clauses(&mut self) {
        let mut resolving = false;
        for at in 0..self.len() {
            let next_opens = || at + 1 < self.len() && (self.is_preambular(at + 1) || self.is_operative(at + 1));
            let opens = || clause::is_enacting(self.str(at)) && next_opens();
            let preambular = || self.is_plain(at) && self.is_preambular(at) && (resolving || next_opens());
            let operative = || {
                self.is_operative(at) && (resolving || self.shape(at).end == End::Semicolon || self.holds_clauses(at))
            };
            let is_clause = self.kind(at) == BlockKind::Paragraph && (opens() || preambular() || operative());
            if is_clause {
                self.set(at, BlockKind::Clause);
                resolving = true;
            } else if self.part(at).marker.is_none()
                && self.kind(at) == BlockKind::Paragraph
                && !self.shape(at).like_heading
            {
                resolving = false;
            }
        }
    }

    fn is_preambular(&self, at: usize) -> bool {
        self.shape(at).end == End::Comma && clause::is_preambular(self.str(at))
    }

    fn is_operative(&self, at: usize) -> bool {
        let opens = match self.style(at) {
            None => self.shape(at).end != End::Colon,
            Some(style) => style == Style::Number(Closing::Dot),
        };
        opens && clause::opens_operative(self.body(at))
    }

    /// Whether the line breaks of a resolution were lost: `1. Endorses ...; 2. Requests ...`.
    fn holds_clauses(&self, at: usize) -> bool {
        self.part(at).marker.is_some_and(|m| self.body(at).contains(&format!("; {}. ", m.ordinal + 1)))
    }

    /// Persons, one a line, and lists of States.
    fn names(&mut self) {
        for at in 0..self.len() {
            if !self.is_plain(at) {
                continue;
            }
            let introduced =
                || at > 0 && (self.shape(at - 1).end == End::Colon || self.kind(at - 1) == BlockKind::NameList);
            let beside = || {
                (at > 0 && is_person_entry(self.str(at - 1)))
                    || (at + 1 < self.len() && is_person_entry(self.str(at + 1)))
            };
            if is_list_of_names(self.str(at)) || (is_person_entry(self.str(at)) && (introduced() || beside())) {
                self.set(at, BlockKind::NameList);
            }
        }
        let mut from = 0;
        while from < self.len() {
            let is_name = |view: &Self, at: usize| {
                view.is_plain(at) && view.shape(at).like_heading && is_title_case(view.str(at))
            };
            let to = (from..self.len()).find(|&at| !is_name(self, at)).unwrap_or(self.len());
            if to - from >= FEWEST_NAMES && from > 0 && self.shape(from - 1).end == End::Colon {
                (from..to).for_each(|at| self.set(at, BlockKind::NameList));
            }
            from = to + 1;
        }
    }

    /// What has a marker is a list item, or a numbered paragraph: a number before whole sentences that no colon
    /// introduces.
    fn items(&mut self) {
        let mut last_paragraph: Option<(Style, u32)> = None;
        for at in 0..self.len() {
            let Some(marker) = self.part(at).marker.filter(|_| self.kind(at) == BlockKind::Paragraph) else { continue };
            let follows = last_paragraph.is_some_and(|(style, n)| style == marker.style && marker.ordinal == n + 1);
            let introduced = at > 0 && self.shape(at - 1).end == End::Colon && !follows;
            let in_list =
                at > 0 && self.kind(at - 1) == BlockKind::ListItem && self.style(at - 1) == Some(marker.style);
            let whole = matches!(self.shape(at).end, End::Sentence | End::Colon)
                && word_count(self.body(at)) >= SHORTEST_NUMBERED;
            let numbered = marker.style.is_paragraph_number()
                && !introduced
                && !in_list
                && (whole || (follows && !self.shape(at).like_heading));
            if numbered {
                last_paragraph = Some((marker.style, marker.ordinal));
            } else {
                self.set(at, BlockKind::ListItem);
            }
        }
    }

    /// Short lines that text follows.
    fn headings(&mut self) {
        // An item in small letters continues the line that introduces it.
        for at in 1..self.len() {
            if self.kind(at) == BlockKind::ListItem && start(self.body(at).trim_start()) == Start::Lower {
                self.shapes[self.content[at - 1]].like_heading = false;
            }
        }
        self.keep_lists_whole();
        let mut run = 0;
        for at in (0..self.len()).rev() {
            if !self.may_be_heading(at) {
                run = usize::from(!matches!(self.kind(at), BlockKind::Dateline | BlockKind::Note));
                continue;
            }
            if (1..=MOST_HEADINGS).contains(&run) {
                self.set(at, BlockKind::Heading);
            }
            run = if run == 0 { 0 } else { run + 1 };
        }
    }

    /// What a colon introduces is a list to its last number, whatever stands between its items.
    fn keep_lists_whole(&mut self) {
        let mut last = None;
        for at in 1..self.len() {
            if self.kind(at) != BlockKind::ListItem {
                continue;
            }
            let number = self.part(at).marker.map(|m| (m.style, m.ordinal));
            let introduced = self.shape(at - 1).end == End::Colon;
            if introduced || (number.is_some() && number == last.map(|(style, n)| (style, n + 1))) {
                self.shapes[self.content[at]].like_heading = false;
                last = number;
            }
        }
    }

    fn may_be_heading(&self, at: usize) -> bool {
        if !self.shape(at).like_heading {
            return false;
        }
        match (self.kind(at), self.part(at).marker) {
            (BlockKind::Paragraph, None) => true,
            (BlockKind::ListItem, Some(marker)) => {
                let sibling = |other: Option<usize>, ordinal: u32| {
                    other
                        .filter(|&o| o < self.len())
                        .and_then(|o| self.part(o).marker)
                        .is_some_and(|m| m.style == marker.style && m.ordinal == ordinal)
                };
                let kind_of = marker.style.is_paragraph_number() || marker.style.is_capital();
                let set_in = at + 1 < self.len() && self.part(at).indent >= self.part(at + 1).indent + SET_IN;
                kind_of
                    && !set_in
                    && !sibling(Some(at + 1), marker.ordinal + 1)
                    && !sibling(at.checked_sub(1), marker.ordinal.wrapping_sub(1))
            }
            _ => false,
        }
    }
}
