//! Documents as JSON, there and back, and the lines that the verbs of the command print.
//!
//! Offsets in JSON count **code points**, so that they mean the same in every language: those of `edits`, `suggestions`,
//! `source_start` and `source_end` in `source`, all others in `text`. Fields come in a fixed order, probabilities with
//! four decimals; the same document gives the same bytes.
//!
//! ```
//! use servanda::output::json;
//! use servanda::{Model, Pipeline};
//!
//! let doc = Pipeline::new(Model::embedded()).annotate("Norland will publish its national view.");
//! let line = json::to_json(&doc);
//! let again = json::from_json(&line)?;
//! assert_eq!(again.text(), doc.text());
//! assert_eq!(json::to_json(&again), line);
//! # Ok::<(), servanda::Error>(())
//! ```

mod form;
mod line;
mod lines;
mod read;
mod write;

pub use line::write_line;
pub use lines::{classify_line, repair_line, segment_line};

use crate::document::Document;
use crate::error::{Error, Result};
use serde::Serialize;
use std::io;

/// Layout of the JSON; `from_json` reads this one.
const SCHEMA: u32 = 1;

/// The whole document as one line of JSON, without a line break at its end.
#[allow(clippy::missing_panics_doc, reason = "nothing in a document can fail to become JSON")]
pub fn to_json(doc: &Document) -> String {
    serde_json::to_string(&write::document(doc)).expect("strings and numbers always become JSON")
}

/// The whole document as one line of JSON, without a line break at its end, into `out`.
///
/// # Errors
/// Those of `out`.
pub fn write_json(doc: &Document, out: impl io::Write) -> io::Result<()> {
    write_line(&write::document(doc), out)
}

/// The whole document, as [`to_json`] writes it, for a larger structure of the caller's.
pub fn document(doc: &Document) -> impl Serialize + '_ {
    write::document(doc)
}

/// The document that [`to_json`] wrote. Fields that it does not know are passed over.
///
/// Everything is checked: spans lie in order and in range, the edits turn the source into the text, attributes go with
/// their kinds. So a document that was read is as sound as one that was made.
///
/// # Errors
/// [`Error::Json`] if it is not JSON of that form, [`Error::Document`] if what it says does not hold together.
pub fn from_json(json: &str) -> Result<Document> {
    let form: form::Document<'_> =
        serde_json::from_str(json).map_err(|source| Error::Json { what: "document".to_owned(), source })?;
    read::document(form)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Profile;
    use crate::output::sample;
    use serde_json::{Value, json};

    fn value(doc: &Document) -> Value {
        serde_json::from_str(&to_json(doc)).unwrap()
    }

    /// The code points `start..end` of a field.
    fn slice(text: &Value, start: &Value, end: &Value) -> String {
        let (start, end) = (start.as_u64().unwrap() as usize, end.as_u64().unwrap() as usize);
        text.as_str().unwrap().chars().skip(start).take(end - start).collect()
    }

    #[test]
    fn offsets_are_code_points() {
        let doc = value(&sample::document());
        let norm = &doc["sentences"][1];
        assert_eq!(
            slice(&doc["text"], &norm["start"], &norm["end"]),
            "States must not harm <hospitals> & clinics – ever."
        );
        let source = slice(&doc["source"], &norm["source_start"], &norm["source_end"]);
        assert_eq!(source, "States rnust not harm <hospitals> & clinics – ever.");
        let holder = &doc["sentences"][2]["statement"]["commitment"]["action"];
        assert_eq!(slice(&doc["text"], &holder[0], &holder[1]), "publish our na\u{308}tional view");
        for edit in doc["edits"].as_array().unwrap().iter().chain(doc["suggestions"].as_array().unwrap()) {
            assert_eq!(slice(&doc["source"], &edit["start"], &edit["end"]), edit["before"].as_str().unwrap());
        }
        assert_eq!(doc["head"]["title"], json!({"start": 0, "end": 22, "text": "Statement of Norland 🌍"}));
        assert_eq!(doc["head"]["speaker"], Value::Null);
    }

    #[test]
    fn reading_gives_back_the_document() {
        let doc = sample::document();
        let line = to_json(&doc);
        let again = from_json(&line).unwrap();
        assert_eq!(to_json(&again), line);
        assert_eq!(again.blocks(), doc.blocks());
        assert_eq!(again.sentences(), doc.sentences());
        assert_eq!(again.head(), doc.head());
        let spans = |d: &Document| d.statements().iter().map(|s| (s.norm.clone(), s.cues.clone())).collect::<Vec<_>>();
        assert_eq!(spans(&again), spans(&doc));
        assert_eq!(to_json(&from_json(&to_json(&Document::default())).unwrap()), to_json(&Document::default()));
    }

    #[test]
    fn writer_and_string_agree() {
        let mut out = Vec::new();
        write_json(&sample::document(), &mut out).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), to_json(&sample::document()));
    }

    #[test]
    fn numbers_have_four_decimals_at_most() {
        let doc = value(&sample::document());
        assert_eq!(doc["edits"][0]["confidence"].to_string(), "0.9813");
        assert_eq!(doc["verdict"]["evidence"][0]["per_100_words"].to_string(), "8.3333");
        let scores = doc["sentences"][2]["statement"]["scores"].to_string();
        assert!(scores.contains("\"commitment\":0.8765"), "{scores}");
    }

    #[test]
    fn kinds_come_in_the_order_of_their_declaration() {
        let line = to_json(&sample::document());
        let places: Vec<_> = crate::Kind::ALL.iter().map(|k| line.find(&format!("\"{k}\":")).unwrap()).collect();
        assert!(places.is_sorted());
    }

    #[test]
    fn what_does_not_hold_together_is_refused() {
        let cases = [
            ("/schema", json!(2), "schema is 2"),
            ("/text", json!("States"), "do not turn the source into the text"),
            ("/edits/0/before", json!("must"), "does not stand there"),
            ("/edits/0/after", json!("rnust"), "changes nothing"),
            ("/edits/1/start", json!(3), "overlap"),
            ("/edits/1/end", json!(100_000), "no span"),
            ("/suggestions/0/start", json!(150), "which does not stand there"),
            ("/head/title/text", json!("Morovia"), "the head says"),
            ("/blocks/1/start", json!(2), "block 1 overlaps"),
            ("/blocks/3/lead_in", json!(6), "introduced by block 6"),
            ("/blocks/3/marker", json!([0, 1]), "marker of block 3"),
            ("/sentences/2/block", json!(6), "does not lie in block 6"),
            ("/sentences/2/start", json!(30), "sentence 2 overlaps"),
            ("/sentences/2/source_end", json!(1_000), "no span"),
            ("/sentences/2/statement", Value::Null, "6 of 7 sentences"),
            ("/sentences/1/statement/norm", Value::Null, "the kind norm and its attributes"),
            ("/sentences/1/statement/norm/holder", json!([9, 8]), "no span 9..8"),
            ("/sentences/1/statement/cues/0", json!([0, 1_000]), "no span"),
            ("/sentences/1/statement/scores/norm", json!(1.5), "no probability for norm"),
        ];
        for (place, wrong, reason) in cases {
            let mut doc = value(&sample::document());
            *doc.pointer_mut(place).unwrap() = wrong;
            let error = from_json(&doc.to_string()).unwrap_err();
            assert!(matches!(error, Error::Document(_)), "{place}: {error}");
            assert!(error.to_string().contains(reason), "{place}: {error}");
        }
        for wrong in ["", "[]", "{\"schema\":1}", "{\"schema\":\"1\"}"] {
            assert!(matches!(from_json(wrong), Err(Error::Json { .. })), "{wrong}");
        }
    }

    #[test]
    fn own_labels_are_there_only_where_a_model_has_them() {
        let doc = value(&sample::document());
        let labels = |i: usize| &doc["sentences"][i]["statement"]["labels"];
        assert_eq!(*labels(4), json!([{"name": "alliances", "score": 0.75, "given": true}]));
        assert_eq!(*labels(1), Value::Null);
    }

    #[test]
    fn further_fields_are_passed_over() {
        let mut doc = value(&sample::document());
        doc["id"] = json!("speech-1");
        assert_eq!(to_json(&from_json(&doc.to_string()).unwrap()), to_json(&sample::document()));
    }

    #[test]
    fn lines_of_the_verbs() {
        let doc = sample::document();
        let segments = serde_json::to_value(segment_line(&doc, Profile::Document)).unwrap();
        let source = Value::from(doc.source());
        let span = &segments["spans"][2];
        assert_eq!(slice(&source, &span[0], &span[1]), "We will pub1ish our na\u{308}tional view.");
        let block = &segments["blocks"][4];
        assert_eq!(block["kind"], "list_item");
        assert_eq!(slice(&source, &block["start"], &block["end"]), "(b) to make report.");

        let repaired = serde_json::to_value(repair_line(&doc)).unwrap();
        assert_eq!(repaired["text"], doc.text());
        assert_eq!(repaired["edits"], value(&doc)["edits"]);
        assert_eq!(repaired["verdict"]["condition"], "scanned");

        let sentence = "Für uns: we will.";
        let mut statement = crate::Statement::new(0, vec![crate::Kind::Report], Default::default());
        statement.cues = vec![crate::Span::new(13, 17)];
        let said = serde_json::to_value(classify_line(sentence, &statement)).unwrap();
        assert_eq!(said["cues"], json!([[12, 16]]));
        assert_eq!(said["kinds"], json!(["report"]));
        assert_eq!(said["call"], Value::Null);
    }
}
