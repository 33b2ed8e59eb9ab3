//! The command as a user meets it: the four verbs, and what they say of bad input.
#![allow(clippy::unwrap_used)]

use serde_json::Value;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// Runs `servanda` with `input` on standard input.
fn servanda(args: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_servanda"))
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_owned();
    // A thread of its own, so that neither side waits for the other; a command that reads nothing closes the pipe.
    let feed = std::thread::spawn(move || {
        let _ = stdin.write_all(&input);
    });
    let output = child.wait_with_output().unwrap();
    feed.join().unwrap();
    output
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn json(output: &Output) -> Value {
    serde_json::from_str(&stdout(output)).unwrap_or_else(|e| panic!("{e}: {}\n{}", stdout(output), stderr(output)))
}

fn lines(output: &Output) -> Vec<Value> {
    stdout(output).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// A file in a folder of this test's own.
fn file(name: &str, content: &[u8]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cli");
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join(name);
    fs::write(&path, content).unwrap();
    path
}

/// The piece of `text` between two code point offsets.
fn slice(text: &str, span: &Value) -> String {
    let at = |i: usize| usize::try_from(span[i].as_u64().unwrap()).unwrap();
    text.chars().skip(at(0)).take(at(1) - at(0)).collect()
}

/// Fails with status 1, nothing on standard output, and a message that holds all of `words`.
fn assert_refused(output: &Output, words: &[&str]) {
    assert_eq!(output.status.code(), Some(1), "{}", stderr(output));
    assert_eq!(stdout(output), "");
    for word in words {
        assert!(stderr(output).contains(word), "`{word}` is not in: {}", stderr(output));
    }
    assert!(!stderr(output).contains("panicked"));
}

#[test]
fn segment_gives_code_points_of_the_given_text() {
    let text = "Ümit Öz spoke — “at last.” States listened.";
    let row = serde_json::json!({"id": "a", "text": text}).to_string();
    let out = lines(&servanda(&["segment", "--jsonl"], row.as_bytes()));
    let spans = out[0]["spans"].as_array().unwrap();
    let found: Vec<String> = spans.iter().map(|span| slice(text, span)).collect();
    assert_eq!(found, ["Ümit Öz spoke — “at last.”", "States listened."]);
    assert_eq!(out[0]["blocks"][0]["kind"], "paragraph");
}

#[test]
fn segment_has_a_profile_for_laws() {
    let text = "Art. 7. The Board:\n(a) meets in May;\n(b) reports.";
    let row = serde_json::json!({"id": "a", "text": text}).to_string();
    let out = lines(&servanda(&["segment", "--jsonl", "--profile", "law"], row.as_bytes()));
    let spans = out[0]["spans"].as_array().unwrap();
    let found: Vec<String> = spans.iter().map(|span| slice(text, span)).collect();
    assert_eq!(found, ["Art. 7.", "The Board:", "(a) meets in May;\n(b) reports."]);
    let refused = servanda(&["segment", "--profile", "statute"], b"");
    assert!(stderr(&refused).contains("document, law"), "{}", stderr(&refused));
}

#[test]
fn repair_gives_edits_that_make_the_text() {
    let text =
        "We word that our on-line world is beneath menace. The Safety Council takes word of the worldwide legislation.";
    let row = serde_json::json!({"id": 7, "text": text}).to_string();
    let out = lines(&servanda(&["repair", "--jsonl"], row.as_bytes())).remove(0);
    assert_eq!(out["id"], 7);
    assert_eq!(out["verdict"]["condition"], "spun");
    let (mut made, mut at) = (String::new(), 0);
    for edit in out["edits"].as_array().unwrap() {
        let (start, end) = (edit["start"].as_u64().unwrap() as usize, edit["end"].as_u64().unwrap() as usize);
        made.extend(text.chars().skip(at).take(start - at));
        made.push_str(edit["after"].as_str().unwrap());
        at = end;
    }
    made.extend(text.chars().skip(at));
    assert_eq!(out["text"], made);
    assert!(made.contains("cyberspace"), "{made}");
}

#[test]
fn classify_gives_kinds_and_parts() {
    let text = "States must not attack hospitals.";
    let out = json(&servanda(&["classify"], text.as_bytes()));
    assert_eq!(out["kinds"][0], "norm");
    assert_eq!(out["norm"]["force"], "prohibition");
    assert_eq!(slice(text, &out["norm"]["holder"]), "States");
    assert_eq!(slice(text, &out["norm"]["action"]), "attack hospitals");
}

#[test]
fn the_condition_of_a_text_may_be_given() {
    let spun = b"We word that our on-line world is beneath menace.";
    assert_eq!(json(&servanda(&["repair"], spun))["verdict"]["condition"], "spun");
    let clean = json(&servanda(&["repair", "--condition", "clean"], spun));
    assert_eq!((&clean["verdict"]["condition"], &clean["edits"]), (&"clean".into(), &Value::Array(Vec::new())));
    let refused = servanda(&["repair", "--condition", "torn"], spun);
    assert!(stderr(&refused).contains("`torn` is not a condition; it is one of clean, scanned, mistyped, spun"));
}

#[test]
fn a_kind_that_is_not_likely_enough_is_not_given() {
    let sentence = b"We will publish our view before May.";
    let kinds = |least: &str| json(&servanda(&["classify", "--abstain-below", least], sentence))["kinds"].clone();
    assert_eq!(kinds("0.5"), Value::from(vec!["commitment"]));
    let abstained = json(&servanda(&["classify", "--abstain-below", "1"], sentence));
    assert_eq!((&abstained["kinds"], &abstained["commitment"]), (&Value::Array(Vec::new()), &Value::Null));
    let refused = servanda(&["classify", "--abstain-below", "2"], sentence);
    assert!(stderr(&refused).contains("`2` is no probability; give a number from 0 to 1"));
}

#[test]
fn ids_come_back_as_they_were_and_in_order() {
    let rows: Vec<String> = (0..3000).map(|i| format!("{{\"text\": \"Sentence {i}.\", \"id\": {i}.50}}")).collect();
    let input = rows.join("\n");
    let output = servanda(&["segment", "--jsonl", "--threads", "2"], input.as_bytes());
    let text = stdout(&output);
    for (i, line) in text.lines().enumerate() {
        assert!(line.contains(&format!("{i}.50")), "line {i}: {line}");
    }
    assert_eq!(text.lines().count(), 3000);
}

#[test]
fn a_bad_line_is_reported_and_the_run_goes_on() {
    let good = r#"{"id": "x", "text": "We meet."}"#;
    let mut input = format!("{good}\n{{\"id\": 1\n[1, 2]\n{{\"id\": \"no text\"}}\n\n").into_bytes();
    input.extend_from_slice(b"{\"id\": \"\xff\", \"text\": \"\"}\n{\"id\": 1, \"text\": \"\\ud800\"}\n");
    input.extend_from_slice(good.as_bytes());
    for verb in ["annotate", "segment", "repair", "classify"] {
        let output = servanda(&[verb, "--jsonl"], &input);
        assert_eq!(output.status.code(), Some(1));
        let out = lines(&output);
        assert_eq!(out.len(), 7, "one line out for each line in that is not blank");
        let bad: Vec<bool> = out.iter().map(|o| o["id"].is_null() && o["error"].is_string()).collect();
        assert_eq!(bad, [false, true, true, true, true, true, false]);
        for number in [2, 3, 4, 6, 7] {
            assert!(stderr(&output).contains(&format!("line {number}:")), "{}", stderr(&output));
        }
    }
}

#[test]
fn an_unknown_language_is_a_bad_line() {
    let output = servanda(&["segment", "--jsonl"], br#"{"id": "x", "text": "We meet.", "lang": "???"}"#);
    assert_eq!(output.status.code(), Some(1));
    assert!(lines(&output)[0]["error"].as_str().unwrap().contains("???"));
}

#[test]
fn empty_input_gives_an_empty_document() {
    for content in [&b""[..], b" \n\t\r\n", b"\xEF\xBB\xBF"] {
        let output = servanda(&["annotate"], content);
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        assert_eq!(json(&output)["sentences"], Value::Array(Vec::new()));
    }
    assert_eq!(stdout(&servanda(&["annotate", "--jsonl"], b"")), "");
}

#[test]
fn missing_files_and_directories_are_named() {
    assert_refused(&servanda(&["annotate", "no/such/file.txt"], b""), &["no/such/file.txt", "No such file"]);
    assert_refused(&servanda(&["annotate", "src"], b""), &["src", "directory"]);
    assert_refused(&servanda(&["segment", "--jsonl", "src"], b""), &["src", "directory"]);
    assert_refused(&servanda(&["annotate", "--model", "src"], b"x"), &["manifest.json"]);
}

#[test]
fn what_is_not_text_is_refused_with_a_reason() {
    let pdf = file("statement.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n");
    assert_refused(&servanda(&["annotate", pdf.to_str().unwrap()], b""), &["statement.pdf", "not text", "PDF"]);
    let noise: Vec<u8> = (0..4096_u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    assert_refused(&servanda(&["annotate"], &noise), &["not text"]);
}

#[test]
fn other_encodings_are_read() {
    let text = "The Union’s café in Zürich is open.";
    let utf16: Vec<u8> = [0xFEFF_u16].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let latin = b"The Union\x92s caf\xe9 in Z\xfcrich is open.".to_vec();
    for bytes in [text.as_bytes().to_vec(), utf16, latin] {
        assert_eq!(json(&servanda(&["annotate"], &bytes))["text"], text);
    }
}

#[test]
fn html_is_given_on_request() {
    let output = servanda(&["annotate", "--format", "html"], b"States must not attack <b>hospitals</b>.");
    let page = stdout(&output);
    assert!(page.starts_with("<!doctype html>") && page.contains("&lt;b&gt;"), "{page}");
    assert_eq!(servanda(&["classify", "--format", "html"], b"x").status.code(), Some(1));
}

#[test]
fn text_for_a_person_shows_statements_and_repairs() {
    let output = servanda(&["annotate", "--format", "text", "examples/statements/joint_statement_spun.txt"], b"");
    let text = stdout(&output);
    assert_eq!(output.status.code(), Some(0));
    for part in ["COMMITMENT", "CALL", "Repairs", "our on-line world", "on behalf of"] {
        assert!(text.contains(part), "`{part}` is not in\n{text}");
    }
    assert!(!text.contains('\x1b'), "no colours where the output is no terminal");
}

#[test]
fn shipped_statements_are_read_without_loss() {
    for entry in fs::read_dir("examples/statements").unwrap() {
        let path = entry.unwrap().path();
        let output = servanda(&["annotate", path.to_str().unwrap()], b"");
        assert_eq!(output.status.code(), Some(0));
        let doc = json(&output);
        assert_eq!(doc["source"], fs::read_to_string(&path).unwrap());
        assert!(doc["sentences"].as_array().unwrap().len() > 5);
    }
}

#[test]
fn model_info_prints_the_manifest() {
    let manifest = json(&servanda(&["model", "info"], b""));
    assert_eq!(manifest["name"], "servanda-en-small");
    assert!(manifest["parts"].as_array().unwrap().iter().all(|p| p["sha256"].as_str().unwrap().len() == 64));
}

#[test]
fn a_closed_pipe_is_no_error() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_servanda"))
        .args(["annotate", "examples/statements/speech_lists.txt"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{}", stderr(&output));
    assert_eq!(stderr(&output), "");
}

#[test]
fn what_is_not_english_is_split_and_says_so() {
    let text = "Monsieur le Président,\n\nM. Dupont a parlé hier. Les États devraient coopérer.";
    let output = servanda(&["annotate", "--format", "text"], text.as_bytes());
    assert!(
        stdout(&output).ends_with("3 sentences in `fr`; only English is repaired and classified\n"),
        "{}",
        stdout(&output)
    );
}

#[test]
fn own_labels_are_learnt_and_given_beside_the_kinds() {
    let data = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/own_labels.jsonl");
    let model = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cli/own_labels");
    // What an earlier run left there may be of an older schema.
    let _ = fs::remove_dir_all(&model);
    let model = model.to_str().unwrap();
    let trained = servanda(&["train", "classifier", "--data", data, "--out", model], b"");
    assert!(trained.status.success(), "{}", stderr(&trained));
    assert!(stdout(&trained).contains("macro_f1"), "{}", stdout(&trained));

    let read = servanda(&["annotate", "--model", model], b"The deadline is the end of May.");
    let doc = json(&read);
    let statement = &doc["sentences"][0]["statement"];
    let labels = statement["labels"].as_array().unwrap();
    assert_eq!(
        labels.iter().map(|l| l["name"].as_str().unwrap()).collect::<Vec<_>>(),
        ["deadline", "funding", "women"]
    );
    assert_eq!(labels[0]["given"], true, "{labels:?}");
    assert_eq!(labels[2]["given"], false, "{labels:?}");
    assert!(statement["kinds"].is_array(), "the built-in kinds are there as well");
    assert!(doc["provenance"]["model"].as_str().unwrap().contains("+labels."), "{doc}");

    let few = file("few.jsonl", br#"{"text": "A bridge.", "labels": ["bridges"]}"#);
    let refused = servanda(&["train", "classifier", "--data", few.to_str().unwrap(), "--out", model], b"");
    assert!(!refused.status.success() && stderr(&refused).contains("`bridges`: 1 of 1"), "{}", stderr(&refused));
}
