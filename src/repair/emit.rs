//! From the choices of the decoder to edits of the text.

use super::article::agreeing;
use super::decode::Choice;
use super::prices::{SPUN_OFFSET, SPUN_SLOPE};
use super::run::Run;
use crate::edits::{Channel, Edit};
use crate::span::Span;
use crate::words::tokens;

/// The edits of a run, in order: whole words, none that stays the same, articles made to agree.
pub(super) fn edits(
    text: &str,
    run: &Run,
    choices: &[Choice],
    accept: impl Fn(&Edit) -> bool,
) -> (Vec<Edit>, Vec<Edit>) {
    let (mut made, mut suggested): (Vec<Edit>, Vec<Edit>) = (Vec::new(), Vec::new());
    for choice in choices {
        let candidate = &choice.candidate;
        let span = Span::new(run.units[candidate.from].span.start(), run.units[candidate.to - 1].span.end());
        let confidence = confidence(choice.lead, candidate.channel);
        let reduced = |after| {
            if candidate.channel == Channel::Spin { smallest(text, span, after) } else { (span, after) }
        };
        let (span, after) = reduced(&candidate.text);
        // Of the same tokens: a runner-up that shares fewer words with the text replaces more of it.
        let runner_up = choice.runner_up.as_deref().map(reduced).filter(|(other, _)| *other == span);
        let edit = Edit::new(text, span, after, candidate.channel, confidence)
            .with_runner_up(runner_up.map(|(_, after)| after));
        if !accept(&edit) {
            suggested.push(edit);
            continue;
        }
        if let Some(article) = article_before(text, run, candidate.from, span, after) {
            let free = made.last().is_none_or(|last| last.span().end() <= article.span().start());
            if free {
                made.push(Edit::new(text, article.span(), article.after(), candidate.channel, confidence));
            }
        }
        made.push(edit);
    }
    (made, suggested)
}

/// The probability of an edit against leaving the text alone and against other readings. The language model takes words of
/// spun text to be more telling than they are; how much was learnt by logistic regression.
fn confidence(lead: f32, channel: Channel) -> f32 {
    let odds = if channel == Channel::Spin { SPUN_SLOPE * lead + SPUN_OFFSET } else { lead };
    1.0 / (1.0 + (-odds).exp())
}

/// The article before `span`, if it does not agree with `after`.
fn article_before(text: &str, run: &Run, first: usize, span: Span, after: &str) -> Option<Edit> {
    let at = (0..=first).rev().find(|&i| run.units[i].span.end() <= span.start())?;
    let before = run.units[at].span;
    let gap = &text[before.end()..span.start()];
    let article = agreeing(&text[before], after).filter(|_| gap.trim().is_empty() && !gap.is_empty())?;
    Some(Edit::new(text, before, article, Channel::Spin, 1.0))
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
