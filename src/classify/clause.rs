//! Predicates with their subjects: who is said to do what, and in what kind of clause.

use super::cues::Cue;
use super::phrases::Match;
use super::window::Window;

/// Words after a predicate in which a negation still belongs to it.
const NEGATION_REACH: usize = 3;

/// Words before a predicate in which its subject is looked for.
const SUBJECT_REACH: usize = 30;

/// What clause a word stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Clause {
    Main,
    /// The content of a stating verb; decides as a main clause does.
    Content,
    /// Reason, purpose, condition, relative clause.
    Subordinate,
}

/// A predicate cue with what surrounds it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Predicate {
    pub(super) cue: Cue,
    /// Number of its first word, and of the one past its last.
    pub(super) start: usize,
    pub(super) end: usize,
    /// Class of the nearest subject before it.
    pub(super) subject: Option<Cue>,
    pub(super) negated: bool,
    pub(super) clause: Clause,
}

/// The predicates from left to right, in one pass over the cues.
pub(super) fn predicates(window: &Window, cues: &[Match<Cue>]) -> Vec<Predicate> {
    let mut found: Vec<Predicate> = Vec::new();
    let mut clause = Clause::Main;
    let mut subject: Option<(Cue, usize)> = None;
    let mut negated_subject = false;
    for (i, m) in cues.iter().enumerate() {
        match m.cue {
            Cue::Break => clause = Clause::Main,
            Cue::Subordinate => clause = Clause::Subordinate,
            Cue::That => clause = if clause == Clause::Subordinate { clause } else { Clause::Content },
            cue if cue.is_subject() => {
                subject = Some((cue, m.end));
                negated_subject = window.lower(&window.words[m.start]) == "no";
            }
            cue if cue.is_predicate() => {
                let near = subject.filter(|&(_, end)| end + SUBJECT_REACH >= m.start);
                let after = cues[i + 1..].iter().take_while(|n| n.start < m.end + NEGATION_REACH);
                let negated = negated_subject || after.clone().any(|n| matches!(n.cue, Cue::Negation | Cue::Refrain));
                let (start, end) = (m.start, m.end);
                found.push(Predicate { cue, start, end, subject: near.map(|s| s.0), negated, clause });
                negated_subject = false;
            }
            _ => {}
        }
    }
    found
}
