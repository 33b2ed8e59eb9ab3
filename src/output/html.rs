//! Documents as HTML.

use crate::document::Document;

/// The document.
pub fn html(doc: &Document) -> String {
    doc.text().to_owned()
}
