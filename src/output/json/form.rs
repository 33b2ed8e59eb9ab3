//! The form of the JSON: one struct an object, its fields in the order of writing. Offsets count code points.

use crate::document::{BlockKind, Condition, Force, Kind, Language, Polarity, Status, Strength, Topic, UnNorm};
use crate::edits::Channel;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

/// `[start, end]`.
pub(super) type Pair = [usize; 2];

#[derive(Serialize, Deserialize)]
pub(super) struct Document<'a> {
    pub(super) schema: u32,
    #[serde(borrow)]
    pub(super) source: Cow<'a, str>,
    #[serde(borrow)]
    pub(super) text: Cow<'a, str>,
    #[serde(default)]
    pub(super) language: Language,
    #[serde(borrow)]
    pub(super) head: Head<'a>,
    pub(super) verdict: Verdict,
    #[serde(borrow)]
    pub(super) edits: Vec<Edit<'a>>,
    #[serde(borrow)]
    pub(super) suggestions: Vec<Edit<'a>>,
    pub(super) blocks: Vec<Block>,
    pub(super) sentences: Vec<Sentence>,
    #[serde(borrow)]
    pub(super) provenance: Provenance<'a>,
}

#[derive(Serialize, Deserialize)]
pub(super) struct Head<'a> {
    #[serde(borrow)]
    pub(super) title: Option<Field<'a>>,
    #[serde(borrow)]
    pub(super) speaker: Option<Field<'a>>,
    #[serde(borrow)]
    pub(super) office: Option<Field<'a>>,
    #[serde(borrow)]
    pub(super) body: Option<Field<'a>>,
    #[serde(borrow)]
    pub(super) date: Option<Field<'a>>,
    #[serde(borrow)]
    pub(super) place: Option<Field<'a>>,
    #[serde(borrow)]
    pub(super) on_behalf_of: Option<Field<'a>>,
}

#[derive(Serialize, Deserialize)]
pub(super) struct Field<'a> {
    pub(super) start: usize,
    pub(super) end: usize,
    #[serde(borrow)]
    pub(super) text: Cow<'a, str>,
}

#[derive(Serialize, Deserialize)]
pub(super) struct Verdict {
    pub(super) condition: Condition,
    pub(super) evidence: Vec<Evidence>,
}

#[derive(Serialize, Deserialize)]
pub(super) struct Evidence {
    pub(super) condition: Condition,
    pub(super) per_100_words: Decimal,
    pub(super) threshold: Decimal,
}

#[derive(Serialize, Deserialize)]
pub(super) struct Edit<'a> {
    pub(super) start: usize,
    pub(super) end: usize,
    #[serde(borrow)]
    pub(super) before: Cow<'a, str>,
    #[serde(borrow)]
    pub(super) after: Cow<'a, str>,
    pub(super) channel: Channel,
    pub(super) confidence: Decimal,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub(super) runner_up: Option<Cow<'a, str>>,
}

#[derive(Serialize, Deserialize)]
pub(super) struct Block {
    pub(super) kind: BlockKind,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) marker: Option<Pair>,
    pub(super) depth: u8,
    pub(super) lead_in: Option<usize>,
    #[serde(default)]
    pub(super) number: Option<u32>,
    #[serde(default)]
    pub(super) called_at: Option<Pair>,
}

#[derive(Serialize, Deserialize)]
pub(super) struct Sentence {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) source_start: usize,
    pub(super) source_end: usize,
    pub(super) block: usize,
    /// `null` in all sentences, if classification was off.
    pub(super) statement: Option<Statement>,
}

#[derive(Serialize, Deserialize)]
pub(super) struct Statement {
    pub(super) kinds: Vec<Kind>,
    /// Ordered as `Kind` is declared.
    pub(super) scores: BTreeMap<Kind, Decimal>,
    pub(super) norm: Option<Norm>,
    pub(super) commitment: Option<Commitment>,
    pub(super) call: Option<Call>,
    pub(super) topics: Vec<Topic>,
    pub(super) un_norm: Option<UnNorm>,
    pub(super) cues: Vec<Pair>,
    /// Only of models with labels of a user's own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) labels: Vec<OwnLabel>,
}

#[derive(Serialize, Deserialize)]
pub(super) struct OwnLabel {
    pub(super) name: Arc<str>,
    pub(super) score: Decimal,
    pub(super) given: bool,
}

#[derive(Serialize, Deserialize)]
pub(super) struct Norm {
    pub(super) force: Force,
    pub(super) holder: Option<Pair>,
    pub(super) action: Option<Pair>,
}

#[derive(Serialize, Deserialize)]
pub(super) struct Commitment {
    pub(super) status: Status,
    pub(super) strength: Strength,
    pub(super) polarity: Polarity,
    pub(super) holder: Option<Pair>,
    pub(super) action: Option<Pair>,
}

#[derive(Serialize, Deserialize)]
pub(super) struct Call {
    pub(super) addressee: Option<Pair>,
    pub(super) action: Option<Pair>,
}

#[derive(Serialize, Deserialize)]
pub(super) struct Provenance<'a> {
    #[serde(borrow)]
    pub(super) version: Cow<'a, str>,
    #[serde(borrow)]
    pub(super) model: Cow<'a, str>,
    pub(super) options: Vec<Cow<'a, str>>,
}

/// A number that is written with at most four decimals.
///
/// Reading gives back a number that is written the same: single precision is off by far less than the fifth decimal
/// wherever it can tell the fourth, and exact beyond.
#[derive(Clone, Copy)]
pub(super) struct Decimal(pub(super) f32);

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(crate::output::decimal(self.0))
    }
}

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        f64::deserialize(deserializer).map(|number| Self(number as f32))
    }
}
