//! The best path through a run: what stands there, or what the channels propose, whichever is cheaper in all.

use super::channel::Candidate;
use super::prices::{LONE_CHANGE, LONE_UNKNOWN, LONE_WEIGHT};
use super::rates::Rates;
use super::run::Run;
use crate::lm::{Context, LanguageModel, Memo, UNKNOWN, WordId};
use std::sync::Arc;

/// Paths kept at each token.
const BEAM: usize = 8;
/// A path that is dearer than the cheapest to the same token by more than this, in nats, is not followed: it would have to win
/// that back in the two words that the model looks back.
const BEHIND: f32 = 10.0;
/// Words after an edit that its worth is measured on: the model looks two back.
const LOOK_AHEAD: usize = 2;

/// A candidate on the best path, and how much cheaper it is than what stands in the text.
#[derive(Debug, Clone)]
pub(super) struct Choice {
    pub candidate: Candidate,
    /// Nats.
    pub gain: f32,
    /// The same, against all else that may have stood there: other readings of a misspelt word, and the text.
    pub lead: f32,
    /// What else the same tokens may have been, if that is better than what stands in the text.
    pub runner_up: Option<Arc<str>>,
}

/// The best path through a run.
#[derive(Debug, Default)]
pub(super) struct Path {
    pub choices: Vec<Choice>,
    /// How much less it costs than the text as it stands; nats.
    pub saves: f32,
    pub end: Option<Context>,
}

/// What a decoder needs.
#[derive(Debug, Clone, Copy)]
pub(super) struct Decoder<'a> {
    pub lm: &'a LanguageModel,
    pub memo: &'a Memo,
    pub run: &'a Run,
    pub rates: &'a Rates,
    /// Whether the run is a word or two, and all of the text.
    pub is_lone: bool,
}

/// A path that ends before some token.
#[derive(Debug, Clone, Copy)]
struct Partial {
    context: Context,
    cost: f32,
    /// Token and place in its beam that it comes from.
    from: (u32, u32),
    /// Candidate of the last step; none where the token stays.
    candidate: Option<u32>,
}

/// The cheapest paths to a token in order, one for each context.
#[derive(Debug, Clone, Copy)]
struct Beam {
    paths: [Partial; BEAM],
    len: usize,
}

impl Beam {
    const EMPTY: Self =
        Self { paths: [Partial { context: Context::START, cost: 0.0, from: (0, 0), candidate: None }; BEAM], len: 0 };

    fn paths(&self) -> &[Partial] {
        &self.paths[..self.len]
    }

    fn insert(&mut self, partial: Partial) {
        if self.len == BEAM && self.paths[BEAM - 1].cost <= partial.cost {
            return;
        }
        // A path that ends alike goes, or the dearest if there are too many.
        let same = self.paths().iter().position(|p| p.context == partial.context);
        if same.is_some_and(|same| self.paths[same].cost <= partial.cost) {
            return;
        }
        let free = same.unwrap_or(self.len.min(BEAM - 1));
        let at = self.paths[..free].partition_point(|p| p.cost <= partial.cost);
        self.paths.copy_within(at..free, at + 1);
        self.paths[at] = partial;
        self.len = self.len.max(free + 1);
    }
}

impl Decoder<'_> {
    /// Viterbi search with a beam, from the first candidate to the last. `candidates` are in order of their first tokens.
    /// Linear in the run's length.
    pub(super) fn decode(self, candidates: &mut [Candidate], start: Context) -> Path {
        self.rates.weigh(candidates);
        let candidates = &*candidates;
        let start = if self.is_lone { Context::NONE } else { start };
        let n = self.run.units.len();
        let Some(from) = candidates.first().map(|first| first.from) else {
            return Path { choices: Vec::new(), saves: 0.0, end: Some(self.context_at(n, start)) };
        };
        let to = candidates.iter().fold(from, |to, c| to.max(c.to));
        // Two tokens on, all paths are alike again.
        let to = (to + LOOK_AHEAD).min(n);
        let start_of_path = self.context_at(from, start);
        let mut beams = vec![Beam::EMPTY; to - from + 1];
        beams[0].insert(Partial { context: start_of_path, cost: 0.0, from: (from as u32, 0), candidate: None });
        let mut next = 0;
        for at in from..to {
            let first = next;
            while candidates.get(next).is_some_and(|c| c.from == at) {
                next += 1;
            }
            for place in 0..beams[at - from].len {
                let here = beams[at - from].paths[place];
                if here.cost > beams[at - from].paths[0].cost + BEHIND {
                    break;
                }
                let step_from = (at as u32, place as u32);
                let (price, context) = self.keep(here.context, at);
                let cost = here.cost + price;
                beams[at + 1 - from].insert(Partial { context, cost, from: step_from, candidate: None });
                for (i, candidate) in candidates[first..next].iter().enumerate() {
                    let (price, context) = self.replace(here.context, candidate);
                    let (cost, number) = (here.cost + price, Some((first + i) as u32));
                    beams[candidate.to - from].insert(Partial { context, cost, from: step_from, candidate: number });
                }
            }
        }
        let last = beams[to - from].paths().first();
        let end = if to == n { last.map(|last| last.context) } else { Some(self.context_at(n, start)) };
        let (unchanged, _) = (from..to).fold((0.0, start_of_path), |(total, context), at| {
            let (price, next) = self.keep(context, at);
            (total + price, next)
        });
        let saves = unchanged - last.map_or(unchanged, |last| last.cost);
        let choices = self.trace(&beams, candidates, (from, start_of_path));
        Path { choices, saves, end }
    }

    /// Follows the cheapest path back. The beams begin at a token, in a context.
    fn trace(self, beams: &[Beam], candidates: &[Candidate], start: (usize, Context)) -> Vec<Choice> {
        let (from, mut context) = start;
        let mut chosen = Vec::new();
        let mut at = (from + beams.len() - 1, 0);
        while at.0 > from {
            let Some(partial) = beams[at.0 - from].paths().get(at.1) else { break };
            chosen.extend(partial.candidate.map(|candidate| candidate as usize));
            at = (partial.from.0 as usize, partial.from.1 as usize);
        }
        chosen.reverse();
        let mut choices = Vec::with_capacity(chosen.len());
        let mut token = from;
        for (i, &candidate) in chosen.iter().enumerate() {
            let candidate = &candidates[candidate];
            for at in token..candidate.from {
                context = self.keep(context, at).1;
            }
            let following = chosen.get(i + 1).map(|&c| &candidates[c]);
            let gain = self.gain(context, candidate, following);
            let rivals: Vec<_> =
                others(candidate, candidates).map(|other| (self.gain(context, other, following), other)).collect();
            choices.push(Choice {
                candidate: candidate.clone(),
                gain,
                lead: gain - weight(&rivals),
                runner_up: runner_up(&rivals),
            });
            context = self.replace(context, candidate).1;
            token = candidate.to;
        }
        choices
    }

    /// How much cheaper `candidate` is than the tokens that it replaces, with what follows on the path.
    fn gain(self, context: Context, candidate: &Candidate, following: Option<&Candidate>) -> f32 {
        let (with, after) = self.replace(context, candidate);
        let mut without = 0.0;
        let mut before = context;
        for at in candidate.from..candidate.to {
            let (price, next) = self.keep(before, at);
            without += price;
            before = next;
        }
        without + self.ahead(before, candidate.to, following) - with - self.ahead(after, candidate.to, following)
    }

    /// Price of the next words on the path.
    fn ahead(self, mut context: Context, from: usize, following: Option<&Candidate>) -> f32 {
        let mut total = 0.0;
        for at in from..(from + LOOK_AHEAD).min(self.run.units.len()) {
            if let Some(candidate) = following.filter(|c| c.from == at) {
                for &word in candidate.words.iter().take(LOOK_AHEAD) {
                    let (price, next) = self.step(context, word);
                    total += price;
                    context = next;
                }
                return total;
            }
            let (price, next) = self.keep(context, at);
            total += price;
            context = next;
        }
        total
    }

    /// Price of a word after a context. Of words that stand by themselves, the place tells nothing, and they are of any
    /// field: the model of one takes those it seldom has to be rarer than they are.
    fn step(self, context: Context, word: WordId) -> (f32, Context) {
        let (price, next) = self.memo.step(self.lm, context, word);
        if !self.is_lone {
            return (price, next);
        }
        (LONE_WEIGHT * price - if word == UNKNOWN { LONE_UNKNOWN } else { 0.0 }, Context::NONE)
    }

    /// The token at `at` as it stands.
    fn keep(self, context: Context, at: usize) -> (f32, Context) {
        let unit = &self.run.units[at];
        let (price, next) = self.step(context, unit.facts.id);
        (price + unit.facts.spelling + self.rates.keep(), next)
    }

    fn replace(self, context: Context, candidate: &Candidate) -> (f32, Context) {
        let lone = if self.is_lone { LONE_CHANGE } else { 0.0 };
        candidate.words.iter().fold((candidate.total + lone, context), |(total, context), &word: &WordId| {
            let (price, next) = self.step(context, word);
            (total + price, next)
        })
    }

    /// The context before token `at`, with all before it as it stands: the model looks two words back.
    fn context_at(self, at: usize, start: Context) -> Context {
        let from = at.saturating_sub(LOOK_AHEAD);
        let start = if from == 0 { start } else { Context::START };
        (from..at).fold(start, |context, at| self.keep(context, at).1)
    }
}

/// The other candidates for the tokens of `chosen`.
fn others<'c>(chosen: &'c Candidate, candidates: &'c [Candidate]) -> impl Iterator<Item = &'c Candidate> {
    let first = candidates.partition_point(|c| c.from < chosen.from);
    let same = candidates[first..].iter().take_while(|c| c.from == chosen.from);
    same.filter(|c| c.to == chosen.to && c.text != chosen.text)
}

/// Logarithm of the weight of the text as it stands, which is 1, and of the other readings, given with their gains. What
/// several families of spinners put for the same counts once.
fn weight(rivals: &[(f32, &Candidate)]) -> f32 {
    let mut order: Vec<(&str, f32)> = rivals.iter().map(|(gain, other)| (&*other.text, *gain)).collect();
    order.sort_by(|a, b| a.0.cmp(b.0).then(b.1.total_cmp(&a.1)));
    order.dedup_by_key(|(text, _)| *text);
    let most = order.iter().fold(0.0_f32, |most, (_, gain)| most.max(*gain));
    most + order.iter().map(|(_, gain)| (gain - most).exp()).fold((-most).exp(), |sum, weight| sum + weight).ln()
}

/// The best of the rivals, if it is better than what stands in the text.
fn runner_up(rivals: &[(f32, &Candidate)]) -> Option<Arc<str>> {
    let (gain, best) = rivals.iter().max_by(|a, b| a.0.total_cmp(&b.0))?;
    (*gain > 0.0).then(|| Arc::clone(&best.text))
}
