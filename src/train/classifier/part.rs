//! The trained part as a file.

use super::logistic::Logistic;
use crate::classify::heads::SENTENCE_HEADS;
use crate::classify::kept::SLOTS;
use ndarray::{Array1, Array2, Axis};
use safetensors::tensor::{Dtype, TensorView, serialize};
use std::collections::HashMap;

/// The layers in 8 bits, calibration and thresholds.
pub(super) struct Part {
    layers: [(&'static str, Layer); 5],
    calibration: Vec<f32>,
    threshold: Vec<f32>,
}

pub(super) struct Layer {
    weights: Vec<u8>,
    shape: Vec<usize>,
    scale: Array1<f32>,
    bias: Array1<f32>,
    /// What tells the features of the slots, where rows are slots.
    prints: Vec<u16>,
}

impl Part {
    /// A part without calibration: scores are log-odds as they come.
    pub(super) fn new(layers: [(&'static str, Layer); 5]) -> Self {
        Self { layers, calibration: [1.0, 0.0].repeat(SENTENCE_HEADS), threshold: vec![0.5; SENTENCE_HEADS] }
    }

    pub(super) fn calibrate(&mut self, head: usize, factor: f32, shift: f32) {
        self.calibration[2 * head..2 * head + 2].copy_from_slice(&[factor, shift]);
    }

    pub(super) fn set_threshold(&mut self, head: usize, threshold: f32) {
        self.threshold[head] = threshold;
    }

    /// The file; the same part gives the same bytes.
    pub(super) fn bytes(&self) -> Vec<u8> {
        let layers = self.layers.each_ref().map(|(name, layer)| (*name, layer));
        file(&layers, &self.calibration, &self.threshold, &[])
    }
}

/// A file of layers with the calibration and the thresholds of their heads, and texts for its header.
pub(super) fn file(
    layers: &[(&str, &Layer)],
    calibration: &[f32],
    threshold: &[f32],
    texts: &[(&str, String)],
) -> Vec<u8> {
    let floats = |numbers: &[f32]| numbers.iter().flat_map(|n| n.to_le_bytes()).collect::<Vec<u8>>();
    let mut tensors: Vec<(String, Dtype, Vec<usize>, Vec<u8>)> = Vec::new();
    for (name, layer) in layers {
        let heads = layer.scale.len();
        tensors.push(((*name).to_owned(), Dtype::I8, layer.shape.clone(), layer.weights.clone()));
        tensors.push((format!("{name}.scale"), Dtype::F32, vec![heads], floats(&layer.scale.to_vec())));
        tensors.push((format!("{name}.bias"), Dtype::F32, vec![heads], floats(&layer.bias.to_vec())));
        if !layer.prints.is_empty() {
            let prints = layer.prints.iter().flat_map(|print| print.to_le_bytes()).collect();
            tensors.push((format!("{name}.prints"), Dtype::U16, vec![layer.prints.len() / SLOTS, SLOTS], prints));
        }
    }
    tensors.push(("calibration".to_owned(), Dtype::F32, vec![calibration.len() / 2, 2], floats(calibration)));
    tensors.push(("threshold".to_owned(), Dtype::F32, vec![threshold.len()], floats(threshold)));
    let views = tensors.iter().map(|(name, dtype, shape, data)| {
        (name, TensorView::new(*dtype, shape.clone(), data).expect("the data have the size that the shape says"))
    });
    let texts: HashMap<_, _> = texts.iter().map(|(name, text)| ((*name).to_owned(), text.clone())).collect();
    serialize(views, (!texts.is_empty()).then_some(texts)).expect("the tensors are well formed")
}

impl Layer {
    /// Rounds each head's weights to 255 steps between its extremes.
    pub(super) fn new(layer: &Logistic) -> Self {
        let greatest = layer.weights.fold_axis(Axis(0), 1e-6_f32, |most, w| most.max(w.abs()));
        let scale = greatest / 127.0;
        Self {
            weights: rounded(&layer.weights, &scale),
            shape: layer.weights.shape().to_vec(),
            scale,
            bias: layer.bias.clone(),
            prints: Vec::new(),
        }
    }

    /// A layer whose rows are the slots of features with these prints.
    pub(super) fn of_slots(prints: Vec<u16>, layer: &Logistic) -> Self {
        Self { prints, ..Self::new(layer) }
    }
}

fn rounded(weights: &Array2<f32>, scale: &Array1<f32>) -> Vec<u8> {
    (weights / scale).iter().map(|w| (w.round() as i8).cast_unsigned()).collect()
}
