//! What a marked statement is called.

use super::escape::escape;
use super::options::GUESS;
use crate::document::{Kind, Polarity, Statement};
use std::fmt::Write;

/// The label of a statement, a word for what its colour says: `norm · prohibition · UN norm (f)`, then those of the
/// user's own set. A question mark stands behind what is a guess.
pub(super) fn label(out: &mut String, statement: &Statement) {
    let kind = |&kind: &Kind| format!("{kind}{}", if statement.score(kind) < GUESS { "?" } else { "" });
    let kinds = statement.kinds.iter().map(kind).collect::<Vec<_>>().join(" + ");
    let _ = write!(out, "<code class=\"servanda-label\">{kinds}");
    let details = details(statement);
    if !details.is_empty() {
        let _ = write!(
            out,
            "<span class=\"servanda-detail\"><span class=\"servanda-dot\"> · </span>{}</span>",
            escape(&details.join(" · "))
        );
    }
    out.push_str("</code>");
}

fn details(statement: &Statement) -> Vec<String> {
    let norm = statement.norm.as_ref().map(|norm| norm.force.to_string());
    let commitment = statement.commitment.as_ref().map(|commitment| {
        let refrain = if commitment.polarity == Polarity::Refrain { ", refrain" } else { "" };
        format!("{}, {}{refrain}", commitment.status, commitment.strength)
    });
    let un_norm = statement.un_norm.map(|norm| format!("UN norm ({norm})"));
    let own = statement.labels.iter().filter(|label| label.given).map(|label| label.name.to_string());
    [norm, commitment, un_norm].into_iter().flatten().chain(own).collect()
}

/// `norm, 88 %`; shows on hover.
pub(super) fn title(statement: &Statement) -> String {
    let each = |&kind: &Kind| format!("{kind}, {:.0} %", f64::from(statement.score(kind)) * 100.0);
    statement.kinds.iter().map(each).collect::<Vec<_>>().join("; ")
}
