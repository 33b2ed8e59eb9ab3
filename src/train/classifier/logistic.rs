//! Logistic regression with many outputs over sparse features: `AdaGrad` (Duchi, Hazan, Singer 2011).

use crate::classify::features::of_word;
use crate::classify::heads::Rows;
use crate::classify::weights::logistic;
use crate::train::WordVectors;
use crate::train::random::Random;
use ndarray::{Array1, Array2};
use std::collections::HashMap;

/// What one example is and should give.
pub(super) struct Example<'f, const HEADS: usize> {
    /// Rows of the features that are present.
    pub(super) rows: &'f [u32],
    /// What each of them counts.
    pub(super) value: f32,
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
///
/// With vectors, the weight of a word is the sum of one of its own and one that its vector gives; so words that were not
/// seen get the weights of their kin.
pub(super) fn learn<const HEADS: usize>(
    examples: &[Example<'_, HEADS>],
    rows: Rows,
    learning: Learning,
    kin: Option<&Kin>,
) -> Logistic {
    let mut model = Model::<HEADS>::new(rows.all(), kin.map_or(0, |kin| kin.vectors.ncols()));
    let company: Vec<Vec<f32>> = examples.iter().map(|e| kin.map_or_else(Vec::new, |kin| kin.sum(e.rows))).collect();
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut random = Random(learning.seed);
    for _ in 0..learning.epochs {
        random.shuffle(&mut order);
        for &i in &order {
            model.step(&examples[i], &company[i], learning);
        }
    }
    if let Some(kin) = kin {
        model.add_kin(kin);
    }
    let flat = model.weights.into_iter().map(|w| w.value).collect::<Vec<_>>();
    let weights = Array2::from_shape_vec((rows.all(), HEADS), flat).expect("as many weights as the shape has places");
    Logistic { weights, bias: model.bias.iter().map(|w| w.value).collect() }
}

/// A weight and the sum of the squares of its slopes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Weight {
    pub(super) value: f32,
    squares: f32,
}

impl Weight {
    pub(super) const fn new(squares: f32) -> Self {
        Self { value: 0.0, squares }
    }

    pub(super) fn step(&mut self, slope: f32, rate: f32) {
        self.squares += slope * slope;
        self.value -= rate * slope / self.squares.sqrt();
    }
}

/// What is being learnt.
struct Model<const HEADS: usize> {
    /// One of each head for each row.
    weights: Vec<Weight>,
    /// One of each head for each number of a vector.
    of_vectors: Vec<Weight>,
    bias: [Weight; HEADS],
}

impl<const HEADS: usize> Model<HEADS> {
    fn new(rows: usize, dimensions: usize) -> Self {
        Self {
            weights: vec![Weight::new(1e-6); rows * HEADS],
            of_vectors: vec![Weight::new(1e-2); dimensions * HEADS],
            bias: [Weight::new(1e-2); HEADS],
        }
    }

    fn step(&mut self, example: &Example<'_, HEADS>, company: &[f32], learning: Learning) {
        let slopes = self.slopes(example, company);
        for &row in example.rows {
            let at = row as usize * HEADS;
            for (weight, slope) in self.weights[at..at + HEADS].iter_mut().zip(slopes) {
                let pull = if slope == 0.0 { 0.0 } else { learning.decay * weight.value };
                weight.step(slope * example.value + pull, learning.rate);
            }
        }
        for (weights, &x) in self.of_vectors.chunks_exact_mut(HEADS).zip(company) {
            for (weight, slope) in weights.iter_mut().zip(slopes) {
                weight.step(slope * example.value * x, learning.rate);
            }
        }
        self.bias.iter_mut().zip(slopes).for_each(|(bias, slope)| bias.step(slope, learning.rate));
    }

    /// Slope of the loss by each head's score; zero where the label is unknown.
    fn slopes(&self, example: &Example<'_, HEADS>, company: &[f32]) -> [f32; HEADS] {
        let mut scores = [0.0; HEADS];
        for &row in example.rows {
            let at = row as usize * HEADS;
            scores.iter_mut().zip(&self.weights[at..at + HEADS]).for_each(|(score, weight)| *score += weight.value);
        }
        for (weights, &x) in self.of_vectors.chunks_exact(HEADS).zip(company) {
            scores.iter_mut().zip(weights).for_each(|(score, weight)| *score += weight.value * x);
        }
        std::array::from_fn(|h| {
            let found = logistic(scores[h] * example.value + self.bias[h].value);
            let slope = (found - example.targets[h]) * example.weight;
            if slope.is_nan() { 0.0 } else { slope }
        })
    }

    /// Adds what the vectors give to the weights of the words that have one.
    fn add_kin(&mut self, kin: &Kin) {
        for (&row, &number) in &kin.numbers {
            for h in 0..HEADS {
                let vector = kin.vectors.row(number).into_iter();
                let given: f32 =
                    vector.zip(self.of_vectors.iter().skip(h).step_by(HEADS)).map(|(x, w)| x * w.value).sum();
                self.weights[row as usize * HEADS + h].value += given;
            }
        }
    }
}

/// The vectors of words by the rows of their features.
#[derive(Debug)]
pub(super) struct Kin {
    numbers: HashMap<u32, usize>,
    vectors: Array2<f32>,
}

impl Kin {
    /// The vectors of words, for a layer with these rows.
    pub(super) fn of_words(rows: Rows, vectors: &WordVectors) -> Self {
        let words = vectors.words.iter().map(|&word| rows.of_word(of_word(word)) as u32);
        Self::new(words, &vectors.vectors)
    }

    /// The vectors of words whose features have the `rows`; those that share a row add up.
    fn new(rows: impl Iterator<Item = u32>, vectors: &Array2<f32>) -> Self {
        let mut numbers = HashMap::new();
        let mut summed: Vec<f32> = Vec::new();
        for (row, vector) in rows.zip(vectors.rows()) {
            let number = *numbers.entry(row).or_insert_with(|| {
                summed.resize(summed.len() + vector.len(), 0.0);
                summed.len() / vector.len() - 1
            });
            let sum = &mut summed[number * vector.len()..][..vector.len()];
            sum.iter_mut().zip(vector).for_each(|(sum, x)| *sum += x);
        }
        let shape = (numbers.len(), vectors.ncols());
        Self { numbers, vectors: Array2::from_shape_vec(shape, summed).expect("one vector a number") }
    }

    /// The sum of the vectors of the words among `rows`.
    fn sum(&self, rows: &[u32]) -> Vec<f32> {
        let mut sum = vec![0.0; self.vectors.ncols()];
        for number in rows.iter().filter_map(|row| self.numbers.get(row)) {
            sum.iter_mut().zip(self.vectors.row(*number)).for_each(|(sum, x)| *sum += x);
        }
        sum
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separable_examples_are_separated_and_unknown_labels_ignored() {
        let examples = [(&[0, 1], [1.0, f32::NAN]), (&[0, 2], [0.0, f32::NAN]), (&[0, 3], [1.0, 1.0])]
            .map(|(rows, targets)| Example { rows, value: 1.0, targets, weight: 1.0 });
        let layer = learn(
            &examples,
            Rows { features: 8, words: 0 },
            Learning { epochs: 50, rate: 0.5, decay: 0.0, seed: 1 },
            None,
        );
        assert!(layer.weights[(1, 0)] > 0.5 && layer.weights[(2, 0)] < -0.5);
        assert!(layer.weights[(1, 1)].abs() < f32::EPSILON);
    }

    #[test]
    fn words_that_were_not_seen_get_the_weights_of_their_kin() {
        let examples = [(&[0_u32], [1.0]), (&[1], [0.0])].map(|(rows, targets)| Example {
            rows,
            value: 1.0,
            targets,
            weight: 1.0,
        });
        let vectors = ndarray::array![[1.0, 0.0], [0.0, 1.0], [0.9, 0.1]];
        let kin = Kin::new([0, 1, 2].into_iter(), &vectors);
        let learning = Learning { epochs: 50, rate: 0.5, decay: 0.0, seed: 1 };
        let layer = learn(&examples, Rows { features: 4, words: 0 }, learning, Some(&kin));
        assert!(layer.weights[(2, 0)] > 0.5, "{}", layer.weights);
        assert!(layer.weights[(3, 0)].abs() < f32::EPSILON);
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
