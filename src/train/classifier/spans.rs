//! The field over stretches of words, learnt by gradient: the chance of each stretch, against all others and against none.

use super::examples::Label;
use super::logistic::{Learning, Logistic, Weight};
use crate::classify::heads::{ROLES, SPAN_ROWS, STRETCH_ROWS, WORD_HEADS};
use crate::classify::stretch::{LONGEST, STRETCH_FEATURES};
use crate::classify::weights::feature_value;
use crate::train::random::Random;
use ndarray::{Array1, Array2};

/// Roles that are alike: who, and what. What is learnt of one holds for the others of its family.
const FAMILIES: usize = 2;

const fn family(role: usize) -> usize {
    role % FAMILIES
}

/// A sentence with labelled spans.
pub(super) struct LabelledSpans {
    /// Rows of the features of each word.
    pub(super) words: Vec<Vec<u16>>,
    /// Rows of the features of each stretch: of those that start at the first word the shortest, the next longer, ...
    pub(super) stretches: Vec<[u16; STRETCH_FEATURES]>,
    /// Rows of the features of there being none.
    pub(super) none: [u16; STRETCH_FEATURES],
    /// First and last word of each role.
    pub(super) gold: [Label<(usize, usize)>; ROLES],
}

/// A change of the chance of a stretch that is too slight to learn from; almost all stretches of a sentence are far off.
const SLIGHT: f32 = 1e-3;

/// The layer of words and the layer of stretches while they are learnt.
#[derive(Clone)]
pub(super) struct Field {
    words: Table,
    stretches: Table,
}

impl Field {
    /// A field that knows nothing.
    pub(super) fn new() -> Self {
        Self { words: Table::new(SPAN_ROWS.all(), WORD_HEADS / ROLES), stretches: Table::new(STRETCH_ROWS.all(), 1) }
    }

    /// Learns from `sentences`, in an order that depends on the seed alone; what was learnt before is not forgotten.
    pub(super) fn study(&mut self, sentences: &[&LabelledSpans], learning: Learning) {
        let mut order: Vec<usize> = (0..sentences.len()).collect();
        let mut random = Random(learning.seed);
        for _ in 0..learning.epochs {
            random.shuffle(&mut order);
            for &i in &order {
                self.step(sentences[i], learning);
            }
        }
    }

    /// The two layers.
    pub(super) fn finish(&self) -> [Logistic; 2] {
        [self.words.layer(SPAN_ROWS.all()), self.stretches.layer(STRETCH_ROWS.all())]
    }

    fn step(&mut self, sentence: &LabelledSpans, learning: Learning) {
        for (role, gold) in sentence.gold.iter().enumerate() {
            if let Label::Known(gold) = gold {
                self.step_role(sentence, role, *gold, learning);
            }
        }
    }

    fn step_role(&mut self, sentence: &LabelledSpans, role: usize, gold: Option<(usize, usize)>, learning: Learning) {
        let none = self.stretches.score(&sentence.none, [role, family(role)], 0);
        let scores = self.scores(sentence, role);
        let most = scores.iter().copied().fold(none, f32::max);
        let sum = (none - most).exp() + scores.iter().map(|score| (score - most).exp()).sum::<f32>();
        let slope = |score: f32, is_gold: bool| (score - most).exp() / sum - f32::from(u8::from(is_gold));

        let mut slopes = vec![[0.0_f32; 3]; sentence.words.len() + 1];
        for (at, (from, to)) in all_stretches(sentence.words.len()).enumerate() {
            let slope = slope(scores[at], gold == Some((from, to)));
            slopes[from][0] += slope;
            slopes[from][1] += slope;
            slopes[to + 1][1] -= slope;
            slopes[to][2] += slope;
            self.stretches.step(&sentence.stretches[at], [role, family(role)], 0, slope, learning);
        }
        self.stretches.step(&sentence.none, [role, family(role)], 0, slope(none, gold.is_none()), learning);
        let mut inside = 0.0;
        for (rows, [first, change, last]) in sentence.words.iter().zip(slopes) {
            inside += change;
            for (part, slope) in [first, inside, last].into_iter().enumerate() {
                self.words.step(rows, [role, family(role)], part, slope, learning);
            }
        }
    }

    /// The score of every stretch.
    fn scores(&self, sentence: &LabelledSpans, role: usize) -> Vec<f32> {
        let part = |rows: &[u16], part| self.words.score(rows, [role, family(role)], part);
        let words: Vec<[f32; 3]> = sentence.words.iter().map(|rows| std::array::from_fn(|p| part(rows, p))).collect();
        let mut sum = 0.0;
        let stretches = all_stretches(words.len()).zip(&sentence.stretches);
        let score = |((from, to), rows): ((usize, usize), &[u16; STRETCH_FEATURES])| {
            sum = if from == to { words[from][0] } else { sum } + words[to][1];
            sum + words[to][2] + self.stretches.score(rows, [role, family(role)], 0)
        };
        stretches.map(score).collect()
    }
}

/// First and last word of every stretch of a sentence of `words` words.
pub(super) fn all_stretches(words: usize) -> impl Iterator<Item = (usize, usize)> {
    (0..words).flat_map(move |from| (from..words.min(from + LONGEST)).map(move |to| (from, to)))
}

/// Weights of rows of features: of each role, and of each family of roles, so many parts.
#[derive(Clone)]
struct Table {
    weights: Vec<Weight>,
    parts: usize,
}

impl Table {
    fn new(rows: usize, parts: usize) -> Self {
        Self { weights: vec![Weight::new(1e-4); rows * (ROLES + FAMILIES) * parts], parts }
    }

    /// Numbers of the weights of a row for a part of a role and of its family.
    fn places(&self, row: u16, [role, family]: [usize; 2], part: usize) -> [usize; 2] {
        [role, ROLES + family].map(|head| (usize::from(row) * (ROLES + FAMILIES) + head) * self.parts + part)
    }

    fn score(&self, rows: &[u16], heads: [usize; 2], part: usize) -> f32 {
        let of_row = |&row: &u16| self.places(row, heads, part).map(|at| self.weights[at].value).iter().sum::<f32>();
        rows.iter().map(of_row).sum::<f32>() * feature_value(rows.len())
    }

    fn step(&mut self, rows: &[u16], heads: [usize; 2], part: usize, slope: f32, learning: Learning) {
        if slope.abs() < SLIGHT {
            return;
        }
        let value = feature_value(rows.len());
        for &row in rows {
            for at in self.places(row, heads, part) {
                let pull = learning.decay * self.weights[at].value;
                self.weights[at].step(slope * value + pull, learning.rate);
            }
        }
    }

    /// The weights of each role together with those of its family.
    fn layer(&self, rows: usize) -> Logistic {
        let heads = ROLES * self.parts;
        let weight = |(row, head): (usize, usize)| {
            let (role, part) = (head / self.parts, head % self.parts);
            let places = self.places(row as u16, [role, family(role)], part);
            places.map(|at| self.weights[at].value).iter().sum()
        };
        Logistic { weights: Array2::from_shape_fn((rows, heads), weight), bias: Array1::zeros(heads) }
    }
}
