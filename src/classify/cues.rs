//! Cue words: phrases of the field with the class that they belong to.

use super::phrases::{Match, Phrases, entries};
use super::window::Window;
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

/// All cues of the window.
pub(super) fn find(window: &Window) -> Vec<Match<Cue>> {
    static TABLE: OnceLock<Phrases<Cue>> = OnceLock::new();
    TABLE.get_or_init(read_tables).find(window)
}

fn read_tables() -> Phrases<Cue> {
    let fixed = [include_str!("../data/cues_subjects.tsv"), include_str!("../data/cues_words.tsv")];
    let fixed = fixed.into_iter().flat_map(entries).map(|(class, phrase)| (class, phrase.to_owned()));
    let verbs = entries(include_str!("../data/cues_verbs.tsv")).flat_map(|(class, phrase)| {
        let (verb, rest) = phrase.split_at(phrase.find(' ').unwrap_or(phrase.len()));
        inflect(verb).map(|form| (class, form + rest))
    });
    let cue = |class| Cue::named(class).expect("a cue table names known classes");
    Phrases::new(fixed.chain(verbs).map(|(class, phrase)| (cue(class), phrase)))
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
