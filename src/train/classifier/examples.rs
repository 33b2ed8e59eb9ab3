//! Labelled sentences as they stand in files: JSON lines.

use crate::document::{Force, Kind, Polarity, Status, Strength, Topic, UnNorm};
use crate::error::{Error, Result};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};
use std::collections::BTreeMap;
use std::path::Path;

/// A sentence with its labels. Spans are code points, `[start, end)`.
///
/// In a file it is one JSON object a line: `text` and `kinds` have to be there, the rest may. An attribute that is not
/// there is unknown, and nothing is learnt from it; an attribute that is `null` is known to be absent.
///
/// ```
/// use servanda::train::LabelledSentence;
///
/// let line = r#"{"text": "We will help.", "kinds": ["commitment"]}"#;
/// let sentence: LabelledSentence = serde_json::from_str(line).unwrap();
/// assert_eq!(sentence.kinds, [servanda::Kind::Commitment]);
/// assert_eq!(sentence.commitment, None);
/// ```
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct LabelledSentence {
    /// The sentence.
    pub text: String,
    /// Its kinds, the primary one first.
    #[serde(deserialize_with = "some_kinds")]
    pub kinds: Vec<Kind>,
    /// A probability for each kind, where a classifier labelled the sentence: more is learnt from these than from `kinds`.
    #[serde(default)]
    pub scores: Option<BTreeMap<Kind, f32>>,
    /// A probability for each topic, likewise.
    #[serde(default)]
    pub topic_scores: Option<BTreeMap<Topic, f32>>,
    /// Attributes of the norm.
    #[serde(default)]
    pub norm: Option<LabelledNorm>,
    /// Attributes of the commitment.
    #[serde(default)]
    pub commitment: Option<LabelledCommitment>,
    /// Attributes of the call.
    #[serde(default)]
    pub call: Option<LabelledCall>,
    /// Topics, if they were labelled.
    #[serde(default)]
    pub topics: Option<Vec<Topic>>,
    /// The norm of A/70/174.
    #[serde(default)]
    pub un_norm: Label<UnNorm>,
    /// Whether the annotator hesitated; such sentences count less.
    #[serde(default)]
    pub unsure: bool,
}

/// What annotators said of one thing.
///
/// ```
/// use servanda::train::{Label, LabelledSentence};
///
/// let read = |line: &str| serde_json::from_str::<LabelledSentence>(line).unwrap().un_norm;
/// assert_eq!(read(r#"{"text": "It rains.", "kinds": ["report"]}"#), Label::Unknown);
/// assert_eq!(read(r#"{"text": "It rains.", "kinds": ["report"], "un_norm": null}"#), Label::Known(None));
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Label<T> {
    /// They were not asked.
    #[default]
    Unknown,
    /// It is this, or there is none.
    Known(Option<T>),
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Label<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        Option::deserialize(deserializer).map(Self::Known)
    }
}

/// Labels of a norm.
///
/// ```
/// use servanda::train::LabelledSentence;
///
/// let line = r#"{"text": "States must act.", "kinds": ["norm"], "norm": {"force": "obligation", "holder": [0, 6]}}"#;
/// let sentence: LabelledSentence = serde_json::from_str(line).unwrap();
/// assert_eq!(sentence.norm.unwrap().holder, Some((0, 6)));
/// ```
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct LabelledNorm {
    /// Its force.
    pub force: Option<Force>,
    /// Who is bound.
    pub holder: Option<(usize, usize)>,
    /// To what.
    pub action: Option<(usize, usize)>,
}

/// Labels of a commitment.
///
/// ```
/// use servanda::train::LabelledSentence;
///
/// let line = r#"{"text": "We will share it.", "kinds": ["commitment"], "commitment": {"status": "new", "holder": [0, 2]}}"#;
/// let sentence: LabelledSentence = serde_json::from_str(line).unwrap();
/// let pledge = sentence.commitment.unwrap();
/// assert_eq!((pledge.status, pledge.strength), (Some(servanda::Status::New), None));
/// ```
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct LabelledCommitment {
    /// Its status.
    pub status: Option<Status>,
    /// Its strength.
    pub strength: Option<Strength>,
    /// Its polarity.
    pub polarity: Option<Polarity>,
    /// Who commits.
    pub holder: Option<(usize, usize)>,
    /// To what.
    pub action: Option<(usize, usize)>,
}

/// Labels of a call.
///
/// ```
/// use servanda::train::LabelledSentence;
///
/// let line = r#"{"text": "We ask Morovia to help.", "kinds": ["call"], "call": {"addressee": [7, 14]}}"#;
/// let sentence: LabelledSentence = serde_json::from_str(line).unwrap();
/// assert_eq!(sentence.call.unwrap().addressee, Some((7, 14)));
/// ```
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct LabelledCall {
    /// Who is asked.
    pub addressee: Option<(usize, usize)>,
    /// To do what.
    pub action: Option<(usize, usize)>,
}

impl LabelledSentence {
    /// Reads a file of JSON lines; empty lines are skipped.
    ///
    /// # Errors
    /// [`Error::Io`] if the file cannot be read, [`Error::Json`] with file and line if a line is not such an object, or a
    /// sentence has no kind.
    pub fn read(path: &Path) -> Result<Vec<Self>> {
        read_lines(path)
    }
}

/// The kinds of a sentence, at least one.
fn some_kinds<'de, D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Vec<Kind>, D::Error> {
    let kinds = Vec::deserialize(deserializer)?;
    if kinds.is_empty() { Err(serde::de::Error::custom("the sentence has no kind")) } else { Ok(kinds) }
}

/// The objects of a file of JSON lines; empty lines are skipped.
pub(super) fn read_lines<T: DeserializeOwned>(path: &Path) -> Result<Vec<T>> {
    let content = std::fs::read_to_string(path).map_err(|source| Error::Io { path: path.to_owned(), source })?;
    let lines = content.split('\n').enumerate().filter(|(_, line)| !line.trim().is_empty());
    let parse = |(i, line): (usize, &str)| {
        let what = || format!("`{}`, line {}", path.display(), i + 1);
        serde_json::from_str(line).map_err(|source| Error::Json { what: what(), source })
    };
    lines.map(parse).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn null_is_known_and_missing_is_not() {
        let parse = |line| serde_json::from_str::<LabelledSentence>(line).unwrap().un_norm;
        assert_eq!(parse(r#"{"text":"a","kinds":["report"],"un_norm":null}"#), Label::Known(None));
        assert_eq!(parse(r#"{"text":"a","kinds":["report"]}"#), Label::Unknown);
        assert_eq!(parse(r#"{"text":"a","kinds":["norm"],"un_norm":"k"}"#), Label::Known(Some(UnNorm::K)));
    }

    #[test]
    fn errors_name_file_and_line() {
        let path = std::env::temp_dir().join(format!("servanda-examples-{}.jsonl", std::process::id()));
        for bad in [r#"{"text":"b","kinds":["wish"]}"#, r#"{"text":"b","kinds":[]}"#] {
            std::fs::write(&path, format!("{{\"text\":\"a\",\"kinds\":[\"call\"]}}\n\n{bad}\n")).unwrap();
            let message = LabelledSentence::read(&path).unwrap_err().to_string();
            assert!(message.contains(&format!("`{}`, line 3", path.display())), "{message}");
        }
        std::fs::remove_file(path).unwrap();
    }
}
