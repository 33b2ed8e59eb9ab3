//! A document for a person to read in a terminal: the text with each statement marked, then the repairs.

use super::changes::{grouped, visible};
use super::decimal;
use crate::document::{Block, BlockKind, Document, Kind, Language, Statement};
use crate::edits::{Channel, Edit};
use crate::span::Span;
use std::fmt::Write;

/// Width of the column that names the kinds.
const GUTTER: usize = 13;

/// How to print.
///
/// ```
/// use servanda::output::{TerminalStyle, terminal};
/// use servanda::{Model, Pipeline};
///
/// let doc = Pipeline::new(Model::embedded()).annotate("States must not attack hospitals.");
/// let page = terminal(&doc, TerminalStyle { width: 80, color: false });
/// assert!(page.contains("NORM         States must not attack hospitals."));
/// ```
#[derive(Debug, Clone, Copy)]
pub struct TerminalStyle {
    /// Columns to fill; at least 40 are used.
    pub width: usize,
    /// Whether to colour by ANSI sequences.
    pub color: bool,
}

/// The document as text. Control characters of the source are shown as pictures, so that nothing in it can steer the
/// terminal. Linear.
pub fn terminal(doc: &Document, style: TerminalStyle) -> String {
    let mut page = Page { out: String::new(), width: style.width.max(40), color: style.color };
    page.head(doc);
    page.body(doc);
    page.repairs(doc);
    page.summary(doc);
    page.out
}

struct Page {
    out: String,
    width: usize,
    color: bool,
}

impl Page {
    /// What the head of the document says, one line a field.
    fn head(&mut self, doc: &Document) {
        let fields: Vec<_> = doc.head().fields().into_iter().filter_map(|(name, span)| Some((name, span?))).collect();
        for &(name, span) in &fields {
            let label = self.paint(DIM, &format!("{:<GUTTER$}", name.replace('_', " ")));
            self.wrapped(&label, &doc.text()[span], "");
        }
        if !fields.is_empty() {
            self.out.push('\n');
        }
    }

    /// The text, sentence by sentence, blocks set apart.
    fn body(&mut self, doc: &Document) {
        let mut last = None;
        for (i, sentence) in doc.sentences().iter().enumerate() {
            let block = &doc.blocks()[sentence.block()];
            if last.is_some_and(|b| b != sentence.block() && !same_list(&doc.blocks()[b], block)) {
                self.out.push('\n');
            }
            last = Some(sentence.block());
            self.sentence(doc, block, sentence.span(), doc.statements().get(i));
        }
    }

    fn sentence(&mut self, doc: &Document, block: &Block, span: Span, statement: Option<&Statement>) {
        let kind = statement.and_then(Statement::kind);
        let (label, color) = kind.map_or(("", ""), look);
        let gutter = self.paint(color, &format!("{label:<GUTTER$}"));
        let text_color = if is_heading(block.kind()) { BOLD } else { quiet(kind) };
        let indent = "  ".repeat(usize::from(block.depth()));
        self.wrapped(&gutter, &format!("{indent}{}", &doc.text()[span]), text_color);
        for line in statement.map(|s| details(doc, s)).unwrap_or_default() {
            self.wrapped(&" ".repeat(GUTTER), &format!("{indent}  {line}"), color);
        }
    }

    /// What was changed, and what might have been: one line for each change of words, with how often.
    fn repairs(&mut self, doc: &Document) {
        if doc.edits().is_empty() && doc.suggestions().is_empty() {
            return;
        }
        let count = |wanted: &[Channel]| doc.edits().iter().filter(|e| wanted.contains(&e.channel())).count();
        let title = self.paint(BOLD, "\nRepairs");
        let _ = write!(self.out, "{title}: the document is {}", doc.verdict().condition());
        for evidence in doc.verdict().evidence().iter().filter(|e| e.per_100_words >= e.threshold) {
            let _ = write!(self.out, " ({:.1} signs of it per 100 words)", evidence.per_100_words);
        }
        for (number, what) in
            [(count(&JOINS), "line breaks joined"), (count(&SPACES), "odd spaces or unseen characters")]
        {
            if number > 0 {
                let _ = write!(self.out, "; {number} {what}");
            }
        }
        self.out.push('\n');
        self.edit_list(doc.edits().iter().filter(|e| e.channel().changes_words()));
        if !doc.suggestions().is_empty() {
            let title = self.paint(BOLD, "Suggested, not made");
            let _ = writeln!(self.out, "{title}");
            self.edit_list(doc.suggestions().iter());
        }
    }

    fn edit_list<'a>(&mut self, edits: impl Iterator<Item = &'a Edit>) {
        for (edit, times) in grouped(edits) {
            let times = if times > 1 { format!(" ×{times}") } else { String::new() };
            let note = format!("{:<9} {:.2}{times}", edit.channel(), decimal(edit.confidence()));
            let (before, after) = (quoted(edit.before()), quoted(edit.after()));
            let note = self.paint(DIM, &note);
            let _ = writeln!(self.out, "  {before} → {after}  {note}");
        }
    }

    /// How many of each kind.
    fn summary(&mut self, doc: &Document) {
        let counts = Kind::ALL.map(|kind| doc.statements().iter().filter(|s| s.kinds.contains(&kind)).count());
        let parts = Kind::ALL.iter().zip(counts).filter(|&(_, n)| n > 0).map(|(kind, n)| format!("{n} {kind}"));
        let line = format!("{} sentences: {}", doc.sentences().len(), parts.collect::<Vec<_>>().join(", "));
        let line = match doc.language() {
            Language::English if doc.statements().is_empty() => format!("{} sentences", doc.sentences().len()),
            Language::English => line,
            other => {
                format!("{} sentences in `{other}`; only English is repaired and classified", doc.sentences().len())
            }
        };
        let line = self.paint(DIM, &line);
        let _ = write!(self.out, "\n{line}\n");
    }

    /// `text` broken at spaces to the width, `first` before its first line.
    fn wrapped(&mut self, first: &str, text: &str, color: &str) {
        let room = self.width - GUTTER;
        let indent = text.len() - text.trim_start().len();
        let mut line = " ".repeat(indent);
        let mut lead = first.to_owned();
        let mut used = indent;
        for word in text.split_whitespace() {
            let word = visible(word);
            let len = word.chars().count();
            if used > indent && used + 1 + len > room {
                self.line(&lead, &line, color);
                lead = " ".repeat(GUTTER);
                line = " ".repeat(indent);
                used = indent;
            }
            if used > indent {
                line.push(' ');
                used += 1;
            }
            line.push_str(&word);
            used += len;
        }
        self.line(&lead, &line, color);
    }

    fn line(&mut self, lead: &str, line: &str, color: &str) {
        let line = self.paint(color, line);
        self.out.push_str(lead);
        self.out.push_str(&line);
        self.out.push('\n');
    }

    fn paint(&self, color: &str, text: &str) -> String {
        if self.color && !color.is_empty() { format!("\x1b[{color}m{text}\x1b[0m") } else { text.to_owned() }
    }
}

/// What is counted, not listed.
const JOINS: [Channel; 2] = [Channel::Wrap, Channel::Hyphen];
const SPACES: [Channel; 2] = [Channel::Space, Channel::Invisible];

const BOLD: &str = "1";
const DIM: &str = "2";

/// Label and colour of a kind.
const fn look(kind: Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::Norm => ("NORM", "1;34"),
        Kind::Commitment => ("COMMITMENT", "1;32"),
        Kind::Call => ("CALL", "1;35"),
        Kind::Position => ("position", "36"),
        Kind::Concern => ("concern", "31"),
        Kind::Report => ("report", "2"),
        Kind::Ceremony => ("ceremony", "2"),
        Kind::Boilerplate => ("", "2"),
    }
}

/// What states nothing recedes.
const fn quiet(kind: Option<Kind>) -> &'static str {
    if matches!(kind, Some(Kind::Ceremony | Kind::Boilerplate)) { DIM } else { "" }
}

const fn is_heading(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::Title | BlockKind::Heading)
}

/// Points of one list stand close together.
fn same_list(a: &Block, b: &Block) -> bool {
    matches!(b.kind(), BlockKind::ListItem | BlockKind::NameList) && (a.kind() == b.kind() || b.lead_in().is_some())
}

/// One line for each norm, commitment and call of a statement; kinds that the gutter does not name come first.
fn details(doc: &Document, statement: &Statement) -> Vec<String> {
    let part = |name: &str, span: Option<Span>| span.map(|s| format!("{name}: {}", &doc.text()[s]));
    let line = |kind: Kind, labels: String, parts: [Option<String>; 2]| {
        let name = (statement.kind() != Some(kind)).then(|| kind.to_string());
        let labels = (!labels.is_empty()).then_some(labels);
        let fields: Vec<_> = [name, labels].into_iter().chain(parts).flatten().collect();
        (!fields.is_empty()).then(|| format!("└ {}", fields.join(" · ")))
    };
    let norm = statement
        .norm
        .iter()
        .map(|norm| line(Kind::Norm, norm.force.to_string(), [part("for", norm.holder), part("to", norm.action)]));
    let commitment = statement.commitment.iter().map(|c| {
        let labels = format!("{}, {}, {}", c.status, c.strength, c.polarity);
        line(Kind::Commitment, labels, [part("by", c.holder), part("to", c.action)])
    });
    let call = statement
        .call
        .iter()
        .map(|call| line(Kind::Call, String::new(), [part("on", call.addressee), part("to", call.action)]));
    norm.chain(commitment).chain(call).flatten().collect()
}

/// Text of an edit with its borders visible.
fn quoted(text: &str) -> String {
    format!("“{}”", visible(text))
}
