//! Logistic regression with many outputs over sparse features: `AdaGrad` (Duchi, Hazan, Singer 2011).

use crate::classify::weights::{feature_value, logistic, row};
use ndarray::{Array1, Array2};

/// What one example is and should give.
pub(super) struct Example<'f, const HEADS: usize> {
    /// Numbers of the features that are present.
    pub(super) features: &'f [u32],
    /// 1 or 0 for each head; not a number where the label is unknown.
    pub(super) targets: [f32; HEADS],
    /// How much it counts.
    pub(super) weight: f32,
}

/// How to learn.
#[derive(Debug, Clone, Copy)]
pub(super) struct Learning {
    pub(super) epochs: usize,
    pub(super) rate: f32,
    /// Pull towards zero of the weights that an example touches.
    pub(super) decay: f32,
    pub(super) seed: u64,
}

/// A trained layer: rows of one weight a head.
pub(super) struct Logistic {
    pub(super) weights: Array2<f32>,
    pub(super) bias: Array1<f32>,
}

/// Learns from `examples`, in an order that depends on the seed alone.
pub(super) fn learn<const HEADS: usize>(examples: &[Example<'_, HEADS>], rows: usize, learning: Learning) -> Logistic {
    let mut weights = vec![[0.0_f32; HEADS]; rows];
    let mut squares = vec![[1e-6_f32; HEADS]; rows];
    let (mut bias, mut bias_squares) = ([0.0_f32; HEADS], [1e-2_f32; HEADS]);
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut random = Random(learning.seed);
    for _ in 0..learning.epochs {
        random.shuffle(&mut order);
        for &i in &order {
            let example = &examples[i];
            let value = feature_value(example.features.len());
            let slopes = slopes(example, &weights, &bias, value);
            for &feature in example.features {
                let at = row(feature, rows);
                let (row, squares) = (&mut weights[at], &mut squares[at]);
                for h in 0..HEADS {
                    let known = if slopes[h] == 0.0 { 0.0 } else { learning.decay };
                    let slope = slopes[h] * value + known * row[h];
                    squares[h] += slope * slope;
                    row[h] -= learning.rate * slope / squares[h].sqrt();
                }
            }
            for h in 0..HEADS {
                bias_squares[h] += slopes[h] * slopes[h];
                bias[h] -= learning.rate * slopes[h] / bias_squares[h].sqrt();
            }
        }
    }
    let flat = weights.into_iter().flatten().collect();
    let weights = Array2::from_shape_vec((rows, HEADS), flat).expect("as many weights as the shape has places");
    Logistic { weights, bias: Array1::from_iter(bias) }
}

/// Slope of the loss by each head's score; zero where the label is unknown.
fn slopes<const HEADS: usize>(
    example: &Example<'_, HEADS>,
    weights: &[[f32; HEADS]],
    bias: &[f32; HEADS],
    value: f32,
) -> [f32; HEADS] {
    let mut scores = [0.0; HEADS];
    for &feature in example.features {
        for (score, weight) in scores.iter_mut().zip(&weights[row(feature, weights.len())]) {
            *score += weight;
        }
    }
    std::array::from_fn(|h| {
        let slope = (logistic(scores[h] * value + bias[h]) - example.targets[h]) * example.weight;
        if slope.is_nan() { 0.0 } else { slope }
    })
}

/// Fits `logistic(factor * score + shift)` to labels by Newton's method with step halving (Platt 1999; Lin, Lin, Weng 2007).
pub(super) fn calibrate(pairs: &[(f32, bool)]) -> (f32, f32) {
    let positive = pairs.iter().filter(|p| p.1).count() as f64;
    let negative = pairs.len() as f64 - positive;
    let targets = ((positive + 1.0) / (positive + 2.0), 1.0 / (negative + 2.0));
    let (mut a, mut b) = (0.0, ((positive + 1.0) / (negative + 1.0)).ln());
    let mut loss = platt_loss(pairs, targets, a, b);
    for _ in 0..50 {
        let (da, db) = newton_step(pairs, targets, a, b);
        let mut step = 1.0;
        let mut next = platt_loss(pairs, targets, a - da, b - db);
        while next > loss && step > 1e-6 {
            step /= 2.0;
            next = platt_loss(pairs, targets, a - step * da, b - step * db);
        }
        if loss - next < 1e-7 {
            break;
        }
        (a, b, loss) = (a - step * da, b - step * db, next);
    }
    (a as f32, b as f32)
}

fn platt_loss(pairs: &[(f32, bool)], (high, low): (f64, f64), a: f64, b: f64) -> f64 {
    let loss = |&(score, label): &(f32, bool)| {
        let x = a * f64::from(score) + b;
        let target = if label { high } else { low };
        // ln(1 + e^x) - target * x, without overflow.
        x.max(0.0) + (-x.abs()).exp().ln_1p() - target * x
    };
    pairs.iter().map(loss).sum()
}

/// The change of factor `a` and shift `b` that Newton's method takes away.
#[allow(clippy::many_single_char_names)] // the names of the textbook
fn newton_step(pairs: &[(f32, bool)], (high, low): (f64, f64), a: f64, b: f64) -> (f64, f64) {
    let (mut slope, mut curve) = ([0.0; 2], [1e-9, 0.0, 1e-9]);
    for &(score, label) in pairs {
        let x = f64::from(score);
        let p = 1.0 / (1.0 + (-(a * x + b)).exp());
        let (error, spread) = (p - if label { high } else { low }, p * (1.0 - p));
        slope[0] += error * x;
        slope[1] += error;
        curve[0] += spread * x * x;
        curve[1] += spread * x;
        curve[2] += spread;
    }
    let [aa, ab, bb] = curve;
    let det = aa * bb - ab * ab;
    if det > 0.0 { ((slope[0] * bb - slope[1] * ab) / det, (slope[1] * aa - slope[0] * ab) / det) } else { (0.0, 0.0) }
}

/// A small generator (splitmix64), so that a seed gives the same order everywhere.
pub(super) struct Random(pub(super) u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub(super) fn shuffle<T>(&mut self, items: &mut [T]) {
        for i in (1..items.len()).rev() {
            items.swap(i, (self.next() % (i as u64 + 1)) as usize);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separable_examples_are_separated_and_unknown_labels_ignored() {
        let examples = [(&[0, 1], [1.0, f32::NAN]), (&[0, 2], [0.0, f32::NAN]), (&[0, 3], [1.0, 1.0])]
            .map(|(features, targets)| Example { features, targets, weight: 1.0 });
        let layer = learn(&examples, 8, Learning { epochs: 50, rate: 0.5, decay: 0.0, seed: 1 });
        assert!(layer.weights[(1, 0)] > 0.5 && layer.weights[(2, 0)] < -0.5);
        assert!(layer.weights[(1, 1)].abs() < f32::EPSILON);
    }

    #[test]
    fn calibration_finds_factor_and_shift() {
        // Nine of ten are right on either side: log-odds of ±ln 9 at scores of ±5.
        let pairs: Vec<_> =
            (0..10_000).map(|i| (if i < 5000 { 5.0 } else { -5.0 }, (i % 10 != 0) == (i < 5000))).collect();
        let (factor, shift) = calibrate(&pairs);
        assert!((factor - 9_f32.ln() / 5.0).abs() < 1e-2 && shift.abs() < 1e-2, "{factor} {shift}");
    }

    #[test]
    fn calibration_of_a_label_that_never_occurs_is_small_everywhere() {
        let pairs: Vec<_> = (0..1000_u16).map(|i| (f32::from(i) / 100.0 - 5.0, false)).collect();
        let (factor, shift) = calibrate(&pairs);
        assert!((-5..5).all(|score| logistic(score as f32 * factor + shift) < 0.1), "{factor} {shift}");
    }
}
