//! What all views of a document share.

use crate::span::Span;
use servanda::CharIndex;
use std::sync::Arc;

/// A document with the code points of its two texts.
#[derive(Debug)]
pub(crate) struct Shared {
    pub(crate) doc: Arc<servanda::Document>,
    in_text: CharIndex<Text>,
    in_source: CharIndex<Source>,
}

/// The clean text of a document.
#[derive(Debug)]
struct Text(Arc<servanda::Document>);

impl AsRef<str> for Text {
    fn as_ref(&self) -> &str {
        self.0.text()
    }
}

/// The source of a document.
#[derive(Debug)]
struct Source(Arc<servanda::Document>);

impl AsRef<str> for Source {
    fn as_ref(&self) -> &str {
        self.0.source()
    }
}

impl Shared {
    pub(crate) fn new(doc: servanda::Document) -> Self {
        let doc = Arc::new(doc);
        let in_text = CharIndex::new(Text(Arc::clone(&doc)));
        let in_source = CharIndex::new(Source(Arc::clone(&doc)));
        Self { doc, in_text, in_source }
    }

    /// Code points of the text.
    pub(crate) fn in_text(&self, span: servanda::Span) -> (usize, usize) {
        self.in_text.chars(span)
    }

    /// Code points of the source.
    pub(crate) fn in_source(&self, span: servanda::Span) -> (usize, usize) {
        self.in_source.chars(span)
    }

    /// A piece of the text, for Python.
    pub(crate) fn span(&self, span: servanda::Span) -> Span {
        let (start, end) = self.in_text(span);
        Span { start, end, text: self.doc.text()[span].to_owned() }
    }
}

/// Documents are equal if their JSON is; the cheap comparisons come first.
impl PartialEq for Shared {
    fn eq(&self, other: &Self) -> bool {
        let json = |shared: &Self| servanda::output::json::to_json(&shared.doc);
        Arc::ptr_eq(&self.doc, &other.doc)
            || (self.doc.source() == other.doc.source()
                && self.doc.text() == other.doc.text()
                && json(self) == json(other))
    }
}

/// The beginning of a text, for a `repr` of one line.
pub(crate) fn shorten(text: &str) -> String {
    const LONGEST: usize = 50;
    match text.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{:?}", format!("{}…", &text[..at])),
        None => format!("{text:?}"),
    }
}
