//! Cue words: phrases of the field with the class that they belong to.

use super::window::Window;
use std::collections::HashMap;
use std::sync::OnceLock;

macro_rules! cues {
    ($($(#[$doc:meta])* $Cue:ident = $name:literal,)+) => {
        /// What a cue speaks for.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub(super) enum Cue { $($(#[$doc])* $Cue,)+ }

        impl Cue {
            fn named(name: &str) -> Option<Self> {
                match name { $($name => Some(Self::$Cue),)+ _ => None }
            }
        }
    };
}

cues! {
    /// The speaker: we, my delegation.
    Own = "own",
    /// A class of actors: States, each Party.
    Actors = "actors",
    /// One organ, State or person.
    Named = "named",
    /// The listener: you, the Chair when addressed.
    You = "you",
    Must = "must",
    Shall = "shall",
    Should = "should",
    May = "may",
    Can = "can",
    Will = "will",
    Would = "would",
    /// Bound without a modal: is obliged to, has a duty to.
    Bound = "bound",
    /// Free without a modal: is entitled to, has the right to.
    Free = "free",
    /// Forbidden without a modal: is prohibited.
    Forbidden = "forbidden",
    /// A law applies, is binding.
    Applies = "applies",
    /// Binding oneself: undertake, pledge.
    Pledge = "pledge",
    /// Hoping to act: aim, seek.
    Aspire = "aspire",
    /// Acting under conditions: stand ready, where feasible.
    Qualify = "qualify",
    /// Again: reaffirm, remain, continue to.
    Renew = "renew",
    /// Asking: urge, call upon, let us.
    Ask = "ask",
    /// Holding a view: believe, welcome.
    View = "view",
    /// Valuing: important, essential.
    Value = "value",
    /// Worry, regret, condemnation.
    Worry = "worry",
    /// Telling: said, noted, met.
    Tell = "tell",
    /// Courtesy.
    Courtesy = "courtesy",
    /// Not acting: refrain, abstain, avoid.
    Refrain = "refrain",
    Negation = "negation",
    /// Opens a subordinate clause.
    Subordinate = "subordinate",
    /// Opens a content clause.
    That = "that",
    /// An auxiliary verb.
    Auxiliary = "auxiliary",
    /// Ends a clause: comma, semicolon, colon.
    Break = "break",
}

impl Cue {
    /// Whether it can be the subject of a predicate, and so answers whose will it is.
    pub(super) const fn is_subject(self) -> bool {
        matches!(self, Self::Own | Self::Actors | Self::Named | Self::You)
    }

    /// Whether it heads a predicate.
    pub(super) const fn is_predicate(self) -> bool {
        use Cue::{Applies, Ask, Aspire, Bound, Can, Courtesy, Forbidden, Free, May, Must, Pledge, Qualify, Renew};
        use Cue::{Shall, Should, Tell, View, Will, Worry, Would};
        matches!(
            self,
            Must | Shall
                | Should
                | May
                | Can
                | Will
                | Would
                | Bound
                | Free
                | Forbidden
                | Applies
                | Pledge
                | Aspire
                | Qualify
                | Renew
                | Ask
                | View
                | Worry
                | Tell
                | Courtesy
        )
    }
}

/// A cue and the words that it covers.
#[derive(Debug, Clone, Copy)]
pub(super) struct Match {
    pub(super) cue: Cue,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// The phrases by the hash of their first word, longest first.
type Table = HashMap<u64, Vec<(Vec<u64>, Cue)>>;

/// All cues of the window from left to right; of those that start at a word, the longest.
pub(super) fn find(window: &Window) -> Vec<Match> {
    static TABLE: OnceLock<Table> = OnceLock::new();
    let table = TABLE.get_or_init(read_tables);
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(word) = window.words.get(at) {
        let rest = &window.words[at + 1..];
        let longest = table.get(&word.hash).and_then(|phrases| {
            phrases
                .iter()
                .find(|(tail, _)| tail.len() <= rest.len() && tail.iter().zip(rest).all(|(h, w)| *h == w.hash))
        });
        let len = longest.map_or(1, |(tail, _)| tail.len() + 1);
        found.extend(longest.map(|&(_, cue)| Match { cue, start: at, end: at + len }));
        at += len;
    }
    found
}

fn read_tables() -> Table {
    let mut table = Table::new();
    let fixed = [include_str!("../data/cues_subjects.tsv"), include_str!("../data/cues_words.tsv")];
    for (cue, phrase) in fixed.into_iter().flat_map(entries) {
        add(&mut table, cue, phrase);
    }
    for (cue, phrase) in entries(include_str!("../data/cues_verbs.tsv")) {
        let (verb, rest) = phrase.split_at(phrase.find(' ').unwrap_or(phrase.len()));
        for form in inflect(verb) {
            add(&mut table, cue, &(form + rest));
        }
    }
    for phrases in table.values_mut() {
        phrases.sort_by_key(|(tail, _)| std::cmp::Reverse(tail.len()));
    }
    table
}

/// Lines `class<TAB>phrase`; lines that start with `#` are comments.
fn entries(file: &'static str) -> impl Iterator<Item = (Cue, &'static str)> {
    file.lines().filter(|line| !line.starts_with('#')).map(|line| {
        let (class, phrase) = line.split_once('\t').expect("a line of a cue table has two fields");
        (Cue::named(class).expect("a cue table names known classes"), phrase)
    })
}

fn add(table: &mut Table, cue: Cue, phrase: &str) {
    let window = Window::new(phrase, None);
    let mut hashes = window.words.iter().map(|w| w.hash);
    let first = hashes.next().expect("a phrase has a word");
    let tail = hashes.collect();
    table.entry(first).or_default().push((tail, cue));
}

/// The regular forms of a verb: urge, urges, urged, urging.
fn inflect(verb: &str) -> [String; 4] {
    let stem = verb.strip_suffix('e');
    let y = verb.strip_suffix('y').filter(|s| !s.ends_with(['a', 'e', 'o', 'u']));
    let hiss = ["s", "sh", "ch", "x", "z", "o"].iter().any(|e| verb.ends_with(e));
    let third = y.map_or_else(|| format!("{verb}{}", if hiss { "es" } else { "s" }), |s| format!("{s}ies"));
    let past = match (stem, y) {
        (Some(_), _) => format!("{verb}d"),
        (_, Some(s)) => format!("{s}ied"),
        _ => format!("{verb}ed"),
    };
    [verb.to_owned(), third, past, format!("{}ing", stem.unwrap_or(verb))]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(sentence: &str) -> Vec<Cue> {
        find(&Window::new(sentence, None)).iter().map(|m| m.cue).collect()
    }

    #[test]
    fn the_longest_phrase_wins() {
        assert_eq!(found("My delegation is obliged to act"), [Cue::Own, Cue::Bound]);
    }

    #[test]
    fn verbs_are_found_in_their_regular_forms() {
        assert_eq!(inflect("urge"), ["urge", "urges", "urged", "urging"]);
        assert_eq!(inflect("deny"), ["deny", "denies", "denied", "denying"]);
        assert_eq!(inflect("express"), ["express", "expresses", "expressed", "expressing"]);
        assert_eq!(found("urging all States"), [Cue::Ask, Cue::Actors]);
    }
}
