//! How often each channel damages this document, and what that makes an edit cost.

use super::channel::Candidate;
use super::decode::Choice;
use super::run::Run;
use super::spin_table::Family;
use crate::document::{Condition, Evidence, Verdict};
use crate::edits::Channel;
use std::collections::HashMap;

/// Channels whose rates are estimated.
const CHANNELS: [Channel; 5] = [Channel::Ocr, Channel::Typo, Channel::Split, Channel::Merge, Channel::Spin];
/// Edits, and words, that every document is taken to have had before it was read. A prior: short texts keep near it.
const PRIOR_EDITS: [f32; 5] = [0.15, 0.15, 0.1, 0.1, 0.6];
const PRIOR_WORDS: f32 = 40.0;
/// So few words are no document: words that somebody typed, and the price of a slip in one of them, in nats.
const LONE_WORDS: f32 = 2.0;
const LONE_SLIP: f32 = 0.5;
/// No rate is taken to be lower than this, nor higher.
const LOWEST: f32 = 5e-5;
const HIGHEST: f32 = 0.25;

/// So few words are a few sentences, in which each stretch of spun words has to be sure by itself.
const SHORT_WORDS: f32 = 100.0;

/// Share of words that are replaced in a spun document, as a first guess.
const SURVEY_RATE: f32 = 0.15;
/// The same of a document that is known to be spun, before its own share is counted.
const SPUN_RATE: f32 = 0.3;
/// What a replacement costs more that another family of spinners makes than the one at work.
const OTHER_FAMILY: f32 = 2.6;
/// Nats by which a family of spinners is dearer, for each that the document costs more under it.
const FAMILY_WEIGHT: f32 = 0.7;
/// An edit counts for the document at most so much, in nats, so that none decides alone; and for so much at least, to
/// be a hit.
const MOST_WEIGHT: f32 = 16.0;
const HIT: f32 = 1.0;
/// Replacements that cost more by themselves, in nats, are so rare that they say nothing of whether a document was spun.
const RARE: f32 = 4.7;
/// Odds against a document's being spun before it is read, in nats.
const PRIOR_ODDS: f32 = 5.0;
/// Odds against it, in nats, that leave no doubt though only a part was read: the rest may still be spun.
const PLAIN_ODDS: f32 = 60.0;
/// What each word in small letters speaks against it, in nats: clean text has words that a table could replace as well.
/// Names and headings say nothing: spinners leave most of them.
const WORD_ODDS: f32 = 0.7;
/// Places per 100 words that make a document scanned or mistyped.
const DAMAGED_PER_100: f32 = 1.0;

/// Prices of one document's damage.
#[derive(Debug, Clone)]
pub(super) struct Rates {
    prices: [f32; 5],
    keep: f32,
    families: [f32; 3],
    spin: bool,
    real_words: bool,
    /// Replacements made with certainty elsewhere in the document.
    pooled: HashMap<String, f32>,
}

/// What a first reading of a document found.
#[derive(Debug, Clone, Default)]
pub(super) struct Survey {
    words: f32,
    /// Those that were looked at for spun ones, and how many of these are in small letters.
    spin_words: f32,
    small_words: f32,
    hits: [f32; 5],
    /// Logarithm of the odds for spun against clean.
    odds: f32,
    /// What the document is said to have gone through.
    given: Option<Condition>,
}

impl Rates {
    /// For a first reading: every damage is taken to be frequent.
    pub(super) fn survey() -> Self {
        let mut prices = [5.0; 5];
        prices[place(Channel::Spin)] = -SURVEY_RATE.ln();
        Self {
            prices,
            keep: -(1.0 - SURVEY_RATE).ln(),
            families: [0.0; 3],
            spin: true,
            real_words: true,
            pooled: HashMap::new(),
        }
    }

    /// The same for all damage but spun words.
    pub(super) fn without_spin(self) -> Self {
        Self { spin: false, ..self }
    }

    /// Whether the table of spun phrases is to be looked up at all.
    pub(super) const fn looks_for_spin(&self) -> bool {
        self.spin
    }

    /// Whether a known word may be a misreading of another.
    pub(super) const fn looks_for_real_words(&self) -> bool {
        self.real_words
    }

    /// Nats for a word that is left as it is.
    pub(super) const fn keep(&self) -> f32 {
        self.keep
    }

    /// Says what each candidate costs in this document.
    pub(super) fn weigh(&self, candidates: &mut [Candidate]) {
        for candidate in candidates {
            let pooled = if self.pooled.is_empty() { None } else { self.pooled.get(&candidate.text.to_lowercase()) };
            let rate = self.prices[place(candidate.channel)] - pooled.copied().unwrap_or(0.0);
            let family = candidate.family.map_or(0.0, |family| self.families[family as usize]);
            candidate.total = candidate.price + family + candidate.around + rate;
        }
    }

    /// The same rates for a document that went through one family of spinners.
    pub(super) fn of_family(&self, family: Family) -> Self {
        let mut families = [OTHER_FAMILY; 3];
        families[family as usize] = 0.0;
        Self { families, ..self.clone() }
    }

    /// The same rates, with the families of spinners weighed by what the document costs under each.
    pub(super) fn weighing(mut self, costs: [f32; 3]) -> Self {
        let least = costs.into_iter().fold(f32::INFINITY, f32::min);
        self.families = costs.map(|cost| (FAMILY_WEIGHT * (cost - least)).min(OTHER_FAMILY));
        self
    }

    /// The same rates, with the replacements of a first decoding made cheaper.
    pub(super) fn pooling(mut self, pooled: HashMap<String, f32>) -> Self {
        self.pooled = pooled;
        self
    }
}

impl Survey {
    /// Nothing yet, of a document whose condition is given; with `None`, it is what will be found.
    pub(super) fn of(given: Option<Condition>) -> Self {
        Self { given, ..Self::default() }
    }

    /// Counts the edits of one run, decoded with `rates`: those of [`Rates::survey`], maybe without spun words.
    pub(super) fn add(&mut self, run: &Run, choices: &[Choice], rates: &Rates) {
        self.words += run.words() as f32;
        if rates.looks_for_spin() {
            self.spin_words += run.words() as f32;
            self.small_words += run.small as f32;
            self.odds -= run.small as f32 * WORD_ODDS;
        }
        for choice in choices.iter().filter(|c| c.gain > HIT) {
            self.hits[place(choice.candidate.channel)] += 1.0;
            if choice.candidate.channel == Channel::Spin && choice.candidate.price < RARE {
                self.odds += choice.gain.min(MOST_WEIGHT);
            }
        }
    }

    /// Whether what was read so far leaves no doubt that the document was not spun, and nobody says that it was.
    pub(super) fn is_plainly_not_spun(&self) -> bool {
        self.given != Some(Condition::Spun) && self.odds < -PLAIN_ODDS
    }

    /// The rates of the document.
    pub(super) fn rates(&self) -> Rates {
        let hits = self.hits_taken();
        let rate = |i: usize| ((hits[i] + PRIOR_EDITS[i]) / (self.words + PRIOR_WORDS)).clamp(LOWEST, HIGHEST);
        let mut prices = [0.0; 5];
        (0..5).for_each(|i| prices[i] = -rate(i).ln());
        if self.words <= LONE_WORDS {
            prices[place(Channel::Typo)] = LONE_SLIP;
        }
        let spin = self.is_spun();
        let mut keep = 0.0;
        if spin {
            // Known to be spun, a document is taken to have been spun as much as others: a short one shows few places.
            let hits = hits[place(Channel::Spin)] + SPUN_RATE * PRIOR_WORDS;
            let rate = (hits / (self.words + PRIOR_WORDS)).min(HIGHEST);
            prices[place(Channel::Spin)] = -rate.ln();
            keep = -(1.0 - rate).ln();
        }
        let damaged = match self.given {
            Some(condition) => matches!(condition, Condition::Scanned | Condition::Mistyped),
            None => self.per_100(&[Channel::Ocr, Channel::Typo]) > DAMAGED_PER_100,
        };
        let real_words = self.words > LONE_WORDS && damaged;
        Rates { prices, keep, families: [0.0; 3], spin, real_words, pooled: HashMap::new() }
    }

    pub(super) fn is_spun(&self) -> bool {
        self.given.map_or(self.odds > PRIOR_ODDS, |given| given == Condition::Spun)
    }

    /// Whether the document has few words.
    pub(super) fn is_short(&self) -> bool {
        self.words < SHORT_WORDS
    }

    /// The hits that the rates are made of. A document that is said to be damaged is taken to have as many damaged places
    /// at least as make a document so; one that is said to be clean, none.
    fn hits_taken(&self) -> [f32; 5] {
        let mut hits = self.hits;
        let least = DAMAGED_PER_100 / 100.0 * self.words;
        match self.given {
            Some(Condition::Clean) => hits = [0.0; 5],
            Some(Condition::Scanned) => hits[place(Channel::Ocr)] = hits[place(Channel::Ocr)].max(least),
            Some(Condition::Mistyped) => hits[place(Channel::Typo)] = hits[place(Channel::Typo)].max(least),
            Some(Condition::Spun) | None => {}
        }
        hits
    }

    fn per_100(&self, channels: &[Channel]) -> f32 {
        100.0 * channels.iter().map(|&c| self.hits[place(c)]).sum::<f32>() / self.words.max(1.0)
    }

    /// What happened to the document.
    pub(super) fn verdict(&self) -> Verdict {
        let spin = 100.0 * self.hits[place(Channel::Spin)] / self.spin_words.max(1.0);
        let ocr = self.per_100(&[Channel::Ocr, Channel::Split, Channel::Merge]);
        let typo = self.per_100(&[Channel::Typo]);
        let condition = if let Some(given) = self.given {
            given
        } else if self.is_spun() {
            Condition::Spun
        } else if ocr.max(typo) < DAMAGED_PER_100 {
            Condition::Clean
        } else if ocr >= typo {
            Condition::Scanned
        } else {
            Condition::Mistyped
        };
        // The weight of the hits that would be needed, as a number of hits like those that were found.
        let needed = (PRIOR_ODDS + self.small_words * WORD_ODDS) / (MOST_WEIGHT / 2.0);
        let spun_threshold = 100.0 * needed / self.spin_words.max(1.0);
        let evidence = [
            (Condition::Spun, spin, spun_threshold),
            (Condition::Scanned, ocr, DAMAGED_PER_100),
            (Condition::Mistyped, typo, DAMAGED_PER_100),
        ];
        let evidence =
            evidence.map(|(condition, per_100_words, threshold)| Evidence { condition, per_100_words, threshold });
        Verdict::new(condition, evidence.to_vec())
    }
}

fn place(channel: Channel) -> usize {
    CHANNELS.iter().position(|&c| c == channel).unwrap_or(0)
}
