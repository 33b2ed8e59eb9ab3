//! From the choices of the decoder to edits of the text.

use super::article::agreeing;
use super::decode::Choice;
use super::prices::{SPUN_OFFSET, SPUN_SLOPE};
use super::run::Run;
use crate::edits::{Channel, Edit};
use crate::span::Span;
use crate::words::tokens;

/// What is made of the choices of the decoder.
#[derive(Debug, Clone, Copy)]
pub(super) struct Thresholds {
    /// Confidence of an edit.
    pub edit: f32,
    /// Chance that one edit at least is right of a stretch of spun words.
    pub stretch: f32,
}

/// The edits of a run that are made, and those that are suggested, in order: whole words, none that stays the same, articles
/// made to agree.
pub(super) fn edits(text: &str, run: &Run, choices: &[Choice], thresholds: Thresholds) -> (Vec<Edit>, Vec<Edit>) {
    let (mut made, mut suggested): (Vec<Edit>, Vec<Edit>) = (Vec::new(), Vec::new());
    let all: Vec<(usize, Edit)> = choices.iter().map(|c| (c.candidate.from, edit(text, run, c))).collect();
    let is_likely = |edit: &Edit| edit.confidence() >= thresholds.edit;
    let go_together = |(_, a): &(usize, Edit), (_, b): &(usize, Edit)| {
        is_likely(a) && is_likely(b) && text[a.span().end()..b.span().start()].trim().is_empty()
    };
    let sure = all.chunk_by(go_together).flat_map(|stretch| {
        let none_right: f32 = stretch.iter().map(|(_, edit)| 1.0 - edit.confidence()).product();
        std::iter::repeat_n(1.0 - none_right >= thresholds.stretch, stretch.len())
    });
    let sure: Vec<bool> = sure.collect();
    for ((from, edit), is_sure) in all.into_iter().zip(sure) {
        if !is_likely(&edit) || (edit.channel() == Channel::Spin && !is_sure) {
            suggested.push(edit);
            continue;
        }
        let is_free = |article: &Edit| made.last().is_none_or(|last| last.span().end() <= article.span().start());
        let article = article_before(text, run, from, &edit).filter(is_free);
        made.extend(article);
        made.push(edit);
    }
    (made, suggested)
}

/// What a choice of the decoder does to the text.
fn edit(text: &str, run: &Run, choice: &Choice) -> Edit {
    let candidate = &choice.candidate;
    let span = Span::new(run.units[candidate.from].span.start(), run.units[candidate.to - 1].span.end());
    let reduced = |after| if candidate.channel == Channel::Spin { smallest(text, span, after) } else { (span, after) };
    let (span, after) = reduced(&candidate.text);
    // Of the same tokens: a runner-up that shares fewer words with the text replaces more of it.
    let runner_up = choice.runner_up.as_deref().map(reduced).filter(|(other, _)| *other == span);
    Edit::new(text, span, after, candidate.channel, confidence(choice.lead, candidate.channel))
        .with_runner_up(runner_up.map(|(_, after)| after))
}

/// The probability of an edit against leaving the text alone and against other readings. The language model takes words of
/// spun text to be more telling than they are; how much was learnt by logistic regression.
fn confidence(lead: f32, channel: Channel) -> f32 {
    let odds = if channel == Channel::Spin { SPUN_SLOPE * lead + SPUN_OFFSET } else { lead };
    1.0 / (1.0 + (-odds).exp())
}

/// The article before `edit`, whose first token is `first` or a later one, if it does not agree with what is put there.
fn article_before(text: &str, run: &Run, first: usize, edit: &Edit) -> Option<Edit> {
    let start = edit.span().start();
    let at = (0..=first).rev().find(|&i| run.units[i].span.end() <= start)?;
    let before = run.units[at].span;
    let gap = &text[before.end()..start];
    let article = agreeing(&text[before], edit.after()).filter(|_| gap.trim().is_empty() && !gap.is_empty())?;
    Some(Edit::new(text, before, article, edit.channel(), edit.confidence()))
}

/// `span` and `after` without the words that they have in common at either end, and that are set off alike: what stands
/// before the `building` of `Certainty building` is not what stands before that of `Confidence-building`.
fn smallest<'a>(text: &str, span: Span, after: &'a str) -> (Span, &'a str) {
    let old: Vec<Span> = tokens(&text[span]).map(|t| t.span.shift(span.start())).collect();
    let new: Vec<Span> = tokens(after).map(|t| t.span).collect();
    let gap = |of: &str, spans: &[Span], i: usize| of[spans[i].end()..spans[i + 1].start()].is_empty();
    let most = old.len().min(new.len()).saturating_sub(1);
    let head =
        (0..most).take_while(|&i| text[old[i]] == after[new[i]] && gap(text, &old, i) == gap(after, &new, i)).count();
    let (last_old, last_new) = (old.len().saturating_sub(1), new.len().saturating_sub(1));
    let tail = (0..most - head)
        .take_while(|&i| {
            let (a, b) = (last_old - i, last_new - i);
            text[old[a]] == after[new[b]] && gap(text, &old, a - 1) == gap(after, &new, b - 1)
        })
        .count();
    let (Some(first), Some(last)) = (old.get(head), old.get(last_old - tail)) else { return (span, after) };
    (Span::new(first.start(), last.end()), &after[new[head].start()..new[last_new - tail].end()])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_changes_is_replaced_and_a_hyphen_with_its_words() {
        for (before, after, smallest_before, smallest_after) in [
            ("the menace panorama", "the threat landscape", "menace panorama", "threat landscape"),
            ("role of drive", "role of force", "drive", "force"),
            ("Certainty building", "Confidence-building", "Certainty building", "Confidence-building"),
            ("limit-building", "capacity-building", "limit", "capacity"),
            ("menace", "menace", "menace", "menace"),
        ] {
            let (span, found) = smallest(before, Span::new(0, before.len()), after);
            assert_eq!((&before[span], found), (smallest_before, smallest_after));
        }
    }
}
