//! The network: encoder and heads.

use super::batch::Batch;
use super::damaged;
use super::part::Tensors;
use super::spans::WORD_HEADS;
use crate::classify::heads::SENTENCE_HEADS;
use crate::error::{Error, Result};
use rust_bert::bert::{BertConfig, BertEmbeddings, BertModel};
use std::path::Path;
use tch::nn::{self, Module};
use tch::{Device, Kind, Tensor};

/// The shape of the encoder.
pub(super) const CONFIG: &str = "config.json";
/// Its weights.
pub(super) const WEIGHTS: &str = "model.safetensors";

/// Share of the numbers that are dropped before the heads while learning.
const DROPOUT: f64 = 0.1;

/// Log-odds of a label before anything is learnt: most are rare.
const RARE: f64 = -2.0;

/// What the names of the heads begin with; all others are of the encoder.
pub(crate) const HEADS: &str = "heads.";

/// What is added to the name of a tensor of the encoder: the two factors of a change of low rank.
pub(crate) const UP: &str = ".up";
pub(crate) const DOWN: &str = ".down";

/// Encoder and heads.
pub(crate) struct Network {
    store: nn::VarStore,
    encoder: BertModel<BertEmbeddings>,
    sentence: nn::Linear,
    words: nn::Linear,
}

impl Network {
    /// The encoder of the directory `base`, and what `tuned` changes of it. Without `tuned`, the heads are random. It is on
    /// the graphics card if libtorch can use one.
    ///
    /// # Errors
    /// [`Error::Io`] if a file cannot be read, [`Error::Json`] for a damaged configuration, [`Error::Model`] for damaged
    /// or missing tensors.
    pub(crate) fn open(base: &Path, tuned: Option<&Tensors>) -> Result<Self> {
        let read = |name: &str| {
            let path = base.join(name);
            std::fs::read(&path).map_err(|source| Error::Io { path, source })
        };
        let json_error = |source| Error::Json { what: format!("`{}`", base.join(CONFIG).display()), source };
        let config: BertConfig = serde_json::from_slice(&read(CONFIG)?).map_err(json_error)?;
        let network = Self::new(&config);
        network.load(&Tensors::read(&base.join(WEIGHTS).display().to_string(), &read(WEIGHTS)?)?)?;
        if let Some(tuned) = tuned {
            network.tune(tuned)?;
        }
        Ok(network)
    }

    fn new(config: &BertConfig) -> Self {
        let store = nn::VarStore::new(Device::cuda_if_available());
        let root = store.root();
        let heads = &root / "heads";
        let size = config.hidden_size;
        let linear = |name: &str, inputs: i64, outputs: usize, bias: f64| {
            let weights = nn::Init::Randn { mean: 0.0, stdev: 0.02 };
            let config = nn::LinearConfig { ws_init: weights, bs_init: Some(nn::Init::Const(bias)), bias: true };
            nn::linear(&heads / name, inputs, outputs as i64, config)
        };
        let sentence = linear("sentence", 2 * size, SENTENCE_HEADS, RARE);
        let words = linear("words", size, WORD_HEADS, 0.0);
        let encoder = BertModel::new_with_optional_pooler(&root, config, false);
        Self { store, encoder, sentence, words }
    }

    /// Every variable by its name.
    pub(crate) fn variables(&self) -> Vec<(String, Tensor)> {
        let mut variables: Vec<_> = self.store.variables().into_iter().collect();
        variables.sort_by(|a, b| a.0.cmp(&b.0));
        variables
    }

    /// Takes the weights of the encoder.
    fn load(&self, weights: &Tensors) -> Result<()> {
        for (name, mut variable) in self.variables().into_iter().filter(|(name, _)| !name.starts_with(HEADS)) {
            let found = weights.get(&name, &variable.size())?;
            tch::no_grad(|| variable.copy_(found));
        }
        Ok(())
    }

    /// Takes the heads, and the changes of the encoder: tensors that stand in for its own, or are added to them as the
    /// product of two factors.
    fn tune(&self, tuned: &Tensors) -> Result<()> {
        let mut known = 0;
        for (name, mut variable) in self.variables() {
            let shape = variable.size();
            if name.starts_with(HEADS) || tuned.find(&name).is_some() {
                let found = tuned.get(&name, &shape)?;
                tch::no_grad(|| variable.copy_(found));
                known += 1;
            } else if let Some(up) = tuned.find(&(name.clone() + UP)) {
                let rank = up.size().get(1).copied().unwrap_or(0);
                let down = tuned.get(&(name.clone() + DOWN), &[rank, shape[shape.len() - 1]])?;
                let up = tuned.get(&(name.clone() + UP), &[shape[0], rank])?;
                let changed = &variable + up.matmul(down).to_device(variable.device());
                tch::no_grad(|| variable.copy_(&changed));
                known += 2;
            }
        }
        if known == tuned.names().count() {
            return Ok(());
        }
        let stray = tuned.names().find(|name| self.variable_of(name).is_none()).unwrap_or("?");
        Err(damaged(super::PART, format!("tensor `{stray}` belongs to another base")))
    }

    /// The variable that a tensor of the part changes.
    fn variable_of(&self, name: &str) -> Option<Tensor> {
        let name = name.strip_suffix(UP).or_else(|| name.strip_suffix(DOWN)).unwrap_or(name);
        self.store.variables().remove(name)
    }

    /// Calculates in numbers of 16 bits from now on.
    pub(crate) fn halve(&mut self) {
        self.store.set_kind(Kind::BFloat16);
    }

    /// The same, if the processor has instructions for it: the probabilities differ in the third digit, the time is half.
    pub(super) fn halve_if_faster(mut self) -> Self {
        if self.device() == Device::Cpu && has_bfloat16() {
            self.halve();
        }
        self
    }

    /// The device that it is on.
    pub(crate) fn device(&self) -> Device {
        self.store.device()
    }

    /// Log-odds of the heads of each sentence, `[sentences, SENTENCE_HEADS]`, and of the tags of each piece,
    /// `[sentences, pieces, WORD_HEADS]`.
    ///
    /// # Panics
    /// If libtorch fails, which it does when memory is short.
    pub(crate) fn forward(&self, batch: &Batch, train: bool) -> (Tensor, Tensor) {
        let Batch { ids, mask } = batch;
        let output = self.encoder.forward_t(Some(ids), Some(mask), None, None, None, None, None, train);
        let hidden = output.expect("ids and mask are matrices").hidden_state;
        let weights = mask.unsqueeze(-1).to_kind(hidden.kind());
        let mean = (&hidden * &weights).sum_dim_intlist(1, false, None) / weights.sum_dim_intlist(1, false, None);
        let whole = Tensor::cat(&[mean, hidden.select(1, 0)], 1).dropout(DROPOUT, train);
        (self.sentence.forward(&whole), self.words.forward(&hidden.dropout(DROPOUT, train)))
    }
}

#[cfg(target_arch = "x86_64")]
fn has_bfloat16() -> bool {
    std::arch::is_x86_feature_detected!("avx512bf16")
}

#[cfg(not(target_arch = "x86_64"))]
fn has_bfloat16() -> bool {
    false
}
