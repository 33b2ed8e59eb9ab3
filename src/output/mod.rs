//! Stage 7: documents to JSON, HTML and terminal text.
