//! What is learnt, and how: `AdamW` (Loshchilov and Hutter 2019).
//!
//! The optimiser of libtorch does not give its state away, so that training could not be resumed with it.

use super::Tuning;
use crate::classify::bert::{DOWN, HEADS, Network, Tensors, UP};
use crate::error::Result;
use tch::{Kind, Tensor};

/// How fast the memory of slopes and of their squares fades.
const MEAN_FADES: f64 = 0.9;
const SQUARE_FADES: f64 = 0.999;
/// Keeps a division by zero away.
const TINY: f64 = 1e-8;
/// Pull of matrices towards zero.
const DECAY: f64 = 0.01;
/// How much faster small tensors learn than whole matrices of the encoder.
const FASTER: f64 = 10.0;
/// Rank of the changes of matrices.
const RANK: i64 = 8;

/// All that is learnt.
pub(super) struct Learnt(Vec<Change>);

/// How one variable of the network is changed.
enum Change {
    /// It is learnt as it is.
    Whole { variable: Tensor, value: Weight },
    /// A product of two thin matrices is added to it.
    LowRank { variable: Tensor, base: Tensor, up: Weight, down: Weight },
}

/// Numbers that are learnt, with what is remembered of their slopes.
struct Weight {
    name: String,
    value: Tensor,
    mean: Tensor,
    square: Tensor,
    rate: f64,
    decay: f64,
}

impl Learnt {
    /// What of `network` is learnt; all else of it stays as it is.
    pub(super) fn new(network: &Network, tuning: Tuning) -> Self {
        let change = |(name, variable): (String, Tensor)| {
            let change = Change::new(&name, &variable, tuning);
            let _ = variable.set_requires_grad(change.is_some());
            change
        };
        Self(network.variables().into_iter().filter_map(change).collect())
    }

    /// One step against the slopes, which are at most `longest` together.
    pub(super) fn step(&mut self, rate: f64, number: usize, longest: f64) {
        tch::no_grad(|| {
            let slopes: Vec<Vec<Tensor>> = self.0.iter().map(Change::slopes).collect();
            let squares = slopes.iter().flatten().map(|slope| slope.square().sum(Kind::Float));
            let length = Tensor::stack(&squares.collect::<Vec<_>>(), 0).sum(Kind::Float).sqrt().double_value(&[]);
            let factor = (longest / (length + TINY)).min(1.0);
            for (change, slopes) in self.0.iter_mut().zip(slopes) {
                for (weight, slope) in change.weights_mut().into_iter().zip(slopes) {
                    weight.step(&(slope * factor), rate, number as i32);
                }
                change.apply();
            }
        });
    }

    /// The tensors of the part.
    pub(super) fn tensors(&self) -> Vec<(String, Tensor)> {
        self.0.iter().flat_map(Change::weights).map(|w| (w.name.clone(), w.value.shallow_clone())).collect()
    }

    /// All that a later run needs to go on.
    pub(super) fn state(&self) -> Vec<(String, Tensor)> {
        self.0.iter().flat_map(Change::weights).flat_map(Weight::state).collect()
    }

    /// Goes on from what [`state`](Self::state) gave.
    ///
    /// # Errors
    /// [`Error::Model`](crate::Error::Model) if a tensor is missing or has another shape.
    pub(super) fn restore(&mut self, state: &Tensors) -> Result<()> {
        tch::no_grad(|| {
            for change in &mut self.0 {
                for (name, mut tensor) in change.weights().into_iter().flat_map(Weight::state) {
                    tensor.copy_(state.get(&name, &tensor.size())?);
                }
                change.apply();
            }
            Ok(())
        })
    }
}

impl Change {
    fn new(name: &str, variable: &Tensor, tuning: Tuning) -> Option<Self> {
        let heads = name.starts_with(HEADS);
        let matrix = variable.dim() > 1;
        let embeddings = matrix && name.starts_with("embeddings.");
        let whole = heads || tuning == Tuning::All && !embeddings || tuning >= Tuning::Biases && !matrix;
        let low_rank = tuning == Tuning::LowRank && !embeddings;
        let value = variable.detach().copy();
        if whole {
            let rate = if heads || !matrix { FASTER } else { 1.0 };
            let value = Weight::new(name.to_owned(), value, rate);
            return Some(Self::Whole { variable: variable.shallow_clone(), value });
        }
        low_rank.then(|| {
            let (rows, columns) = (value.size()[0], value.size()[1]);
            let options = (Kind::Float, value.device());
            let up = Weight::new(name.to_owned() + UP, Tensor::zeros([rows, RANK], options), FASTER);
            let down = Tensor::randn([RANK, columns], options) / (columns as f64).sqrt();
            let down = Weight::new(name.to_owned() + DOWN, down, FASTER);
            Self::LowRank { variable: variable.shallow_clone(), base: value, up, down }
        })
    }

    fn weights(&self) -> Vec<&Weight> {
        match self {
            Self::Whole { value, .. } => vec![value],
            Self::LowRank { up, down, .. } => vec![up, down],
        }
    }

    fn weights_mut(&mut self) -> Vec<&mut Weight> {
        match self {
            Self::Whole { value, .. } => vec![value],
            Self::LowRank { up, down, .. } => vec![up, down],
        }
    }

    /// The slope of each weight, taken from the variable, whose own is then forgotten. Where the variable is a sum of a base
    /// and a product, the slopes of the factors follow by the chain rule.
    fn slopes(&self) -> Vec<Tensor> {
        let (Self::Whole { variable, .. } | Self::LowRank { variable, .. }) = self;
        let mut grad = variable.grad();
        if !grad.defined() {
            return self.weights().iter().map(|w| w.value.zeros_like()).collect();
        }
        let slope = grad.to_dtype(Kind::Float, false, true);
        let _ = grad.zero_();
        match self {
            Self::Whole { .. } => vec![slope],
            Self::LowRank { up, down, .. } => vec![slope.matmul(&down.value.tr()), up.value.tr().matmul(&slope)],
        }
    }

    /// Puts what was learnt into the network.
    fn apply(&mut self) {
        match self {
            Self::Whole { variable, value } => variable.copy_(&value.value),
            Self::LowRank { variable, base, up, down } => variable.copy_(&(&*base + up.value.matmul(&down.value))),
        }
    }
}

impl Weight {
    fn new(name: String, value: Tensor, rate: f64) -> Self {
        let decay = if value.dim() > 1 { DECAY } else { 0.0 };
        Self { mean: value.zeros_like(), square: value.zeros_like(), name, value, rate, decay }
    }

    fn step(&mut self, slope: &Tensor, rate: f64, number: i32) {
        let rate = rate * self.rate;
        self.mean = &self.mean * MEAN_FADES + slope * (1.0 - MEAN_FADES);
        self.square = &self.square * SQUARE_FADES + slope.square() * (1.0 - SQUARE_FADES);
        let mean = &self.mean / (1.0 - MEAN_FADES.powi(number));
        let spread = (&self.square / (1.0 - SQUARE_FADES.powi(number))).sqrt() + TINY;
        self.value = &self.value * (1.0 - rate * self.decay) - mean / spread * rate;
    }

    fn state(&self) -> [(String, Tensor); 3] {
        let named = |suffix: &str, tensor: &Tensor| (self.name.clone() + suffix, tensor.shallow_clone());
        [named("", &self.value), named(".mean", &self.mean), named(".square", &self.square)]
    }
}
