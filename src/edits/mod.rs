//! Every change to a text, on record: what stood where, what stands there now, why, and how sure.
//!
//! A stage that changes text returns an [`EditLog`]. Logs of consecutive stages [compose](EditLog::then) into one, so
//! that a [`Document`](crate::Document) keeps a single log from its source to its clean text. The log is a few entries
//! a page, not an alignment of every byte, and maps spans both ways in O(log n).

mod compose;

use crate::names::named;
use crate::span::Span;
use std::borrow::Cow;

named! {
    /// Which kind of damage an edit repairs; in the order of the stages.
    pub enum Channel as "channel" {
        /// A character reference of HTML: `&amp;` for `&`.
        Entity = "entity",
        /// UTF-8 read as a legacy code page: `â€™` for `’`.
        Mojibake = "mojibake",
        /// A ligature, or a letter of full width: `ﬁ` for `fi`, `Ａ` for `A`.
        Ligature = "ligature",
        /// A soft hyphen, zero-width or control character.
        Invisible = "invisible",
        /// A space of unusual kind.
        Space = "space",
        /// A line break inside a sentence.
        Wrap = "wrap",
        /// A word divided at the end of a line.
        Hyphen = "hyphen",
        /// Characters confused by optical recognition: `rn` for `m`.
        Ocr = "ocr",
        /// A slip of the keyboard.
        Typo = "typo",
        /// One word written as two.
        Split = "split",
        /// Two words written as one.
        Merge = "merge",
        /// A phrase replaced by an article spinner.
        Spin = "spin",
    }
}

impl Channel {
    /// Whether its edits change words, rather than only lines, spaces and what is not seen.
    pub const fn changes_words(self) -> bool {
        !matches!(self, Self::Wrap | Self::Hyphen | Self::Space | Self::Invisible)
    }
}

/// One change: the bytes `span` of a text, `before`, became `after`.
///
/// ```
/// use servanda::{Channel, Edit, Span};
///
/// let source = "States rnust act.";
/// let edit = Edit::new(source, Span::new(7, 12), "must", Channel::Ocr, 0.98);
/// assert_eq!((edit.before(), edit.after()), ("rnust", "must"));
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Edit {
    span: Span,
    before: Cow<'static, str>,
    after: Cow<'static, str>,
    channel: Channel,
    confidence: f32,
    runner_up: Option<Box<str>>,
}

/// `text` without an allocation where it is what most edits hold: a line break, a space, nothing.
fn shared(text: &str) -> Cow<'static, str> {
    match text {
        "\n" => Cow::Borrowed("\n"),
        " " => Cow::Borrowed(" "),
        "" => Cow::Borrowed(""),
        _ => Cow::Owned(text.to_owned()),
    }
}

impl Edit {
    /// The change of `text[span]` into `after`; `confidence` is a probability and is clamped to `0..=1`.
    pub fn new(text: &str, span: Span, after: impl AsRef<str>, channel: Channel, confidence: f32) -> Self {
        let confidence = confidence.clamp(0.0, 1.0);
        Self { span, before: shared(&text[span]), after: shared(after.as_ref()), channel, confidence, runner_up: None }
    }

    /// The same change, with what would have stood there if `after` did not.
    #[must_use]
    pub fn with_runner_up(mut self, runner_up: Option<impl Into<Box<str>>>) -> Self {
        self.runner_up = runner_up.map(Into::into);
        self
    }

    /// The change of the same place into `after`.
    #[must_use]
    pub(crate) fn with_after(mut self, after: impl AsRef<str>) -> Self {
        self.after = shared(after.as_ref());
        self
    }

    /// Bytes of the text that the edit applies to: of the source, for the edits of a `Document`.
    pub const fn span(&self) -> Span {
        self.span
    }

    /// What stood there.
    pub fn before(&self) -> &str {
        &self.before
    }

    /// What stands there now; empty for a deletion.
    pub fn after(&self) -> &str {
        &self.after
    }

    /// The kind of damage.
    pub const fn channel(&self) -> Channel {
        self.channel
    }

    /// How sure, `0..=1`.
    pub const fn confidence(&self) -> f32 {
        self.confidence
    }

    /// The second best replacement, if there was one better than no change.
    pub fn runner_up(&self) -> Option<&str> {
        self.runner_up.as_deref()
    }

    /// The same change as one of the text `source`, which `log` turned into the text that this edit was made for.
    #[must_use]
    pub fn in_source(&self, source: &str, log: &EditLog) -> Self {
        Self::new(source, log.to_source(self.span), self.after.clone(), self.channel, self.confidence)
            .with_runner_up(self.runner_up.clone())
    }
}

/// Edits of one text: in order, never overlapping, never without effect.
///
/// ```
/// use servanda::{Channel, Edit, EditLog, Span};
///
/// let source = "States rnust act.";
/// let log = EditLog::new(vec![Edit::new(source, Span::new(7, 12), "must", Channel::Ocr, 0.98)]);
/// assert_eq!(log.apply(source), "States must act.");
/// assert_eq!(log.to_source(Span::new(12, 15)), Span::new(13, 16));
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
pub struct EditLog {
    edits: Vec<Edit>,
    /// `shifts[i]`: target position minus source position just after edit `i`.
    shifts: Vec<isize>,
}

impl EditLog {
    /// A log of `edits`, which are sorted; those that change nothing are left out.
    ///
    /// # Panics
    /// If two edits overlap: which of the two holds is for the stage to decide, before it makes a log.
    pub fn new(mut edits: Vec<Edit>) -> Self {
        edits.retain(|e| e.before != e.after);
        if !edits.is_sorted_by_key(|e| e.span) {
            edits.sort_by_key(|e| e.span);
        }
        for pair in edits.windows(2) {
            assert!(pair[0].span.end() <= pair[1].span.start(), "edits overlap: {:?}, {:?}", pair[0], pair[1]);
        }
        let shifts = edits
            .iter()
            .scan(0, |shift, e| {
                *shift += e.after.len().cast_signed() - e.before.len().cast_signed();
                Some(*shift)
            })
            .collect();
        Self { edits, shifts }
    }

    /// The edits in order of position.
    pub fn edits(&self) -> &[Edit] {
        &self.edits
    }

    /// Whether nothing was changed.
    pub fn is_empty(&self) -> bool {
        self.edits.is_empty()
    }

    /// Number of edits.
    pub fn len(&self) -> usize {
        self.edits.len()
    }

    /// The text after the edits. `source` must be the text that they were made for.
    ///
    /// # Panics
    /// If an edit lies outside `source`.
    pub fn apply(&self, source: &str) -> String {
        let mut out = String::with_capacity(source.len() + self.edits.iter().map(|e| e.after.len()).sum::<usize>());
        let mut at = 0;
        for edit in &self.edits {
            out.push_str(&source[at..edit.span.start()]);
            out.push_str(&edit.after);
            at = edit.span.end();
        }
        out.push_str(&source[at..]);
        out
    }

    /// Where a span of the source stands in the edited text. A span that cuts an edit grows to all of its result.
    pub fn to_target(&self, span: Span) -> Span {
        let start = self.forward(span.start(), Side::Start);
        Span::new(start, self.forward(span.end(), Side::End).max(start))
    }

    /// Where a span of the edited text comes from. A span that cuts an edit grows to all that the edit replaced; a
    /// deletion at either border stays outside.
    pub fn to_source(&self, span: Span) -> Span {
        let start = self.back(span.start(), Side::Start);
        Span::new(start, self.back(span.end(), Side::End).max(start))
    }

    /// [`to_target`](Self::to_target) of many spans, which come in order and apart: one pass over the log.
    pub(crate) fn all_to_target<'l>(
        &'l self,
        spans: impl Iterator<Item = Span> + 'l,
    ) -> impl Iterator<Item = Span> + 'l {
        let mut next = 0;
        spans.map(move |span| {
            let start = self.forward_from(&mut next, span.start(), Side::Start);
            Span::new(start, self.forward_from(&mut next, span.end(), Side::End).max(start))
        })
    }

    /// [`forward`](Self::forward) of a place whose edit is number `next` or a later one; `next` moves on to it.
    fn forward_from(&self, next: &mut usize, at: usize, side: Side) -> usize {
        while self.edits.get(*next).is_some_and(|edit| side.is_before(edit.span, at)) {
            *next += 1;
        }
        self.forward_by(*next, at, side)
    }

    /// [`to_source`](Self::to_source) of many spans, which come in order and apart: one pass over the log.
    pub(crate) fn all_to_source<'l>(
        &'l self,
        spans: impl Iterator<Item = Span> + 'l,
    ) -> impl Iterator<Item = Span> + 'l {
        let mut next = 0;
        spans.map(move |span| {
            let start = self.back_from(&mut next, span.start(), Side::Start);
            Span::new(start, self.back_from(&mut next, span.end(), Side::End).max(start))
        })
    }

    /// [`back`](Self::back) of a place whose edit is number `next` or a later one; `next` moves on to it.
    fn back_from(&self, next: &mut usize, at: usize, side: Side) -> usize {
        while *next < self.edits.len() && side.is_before(self.target_span(*next), at) {
            *next += 1;
        }
        self.back_by(*next, at, side)
    }

    /// The log of this one followed by `next`, whose positions are in the text that this one gives. Linear.
    ///
    /// Edits that overlap become one, under the channel of the later, with the product of the confidences.
    #[must_use]
    pub fn then(&self, next: &Self, source: &str) -> Self {
        compose::compose(self, next, source)
    }

    /// Span that edit `i` gives in the target.
    fn target_span(&self, i: usize) -> Span {
        let edit = &self.edits[i];
        let start = edit.span.start().wrapping_add_signed(self.shift_before(i));
        Span::new(start, start + edit.after.len())
    }

    /// Target minus source position just before edit `i`.
    fn shift_before(&self, i: usize) -> isize {
        if i == 0 { 0 } else { self.shifts[i - 1] }
    }

    fn forward(&self, at: usize, side: Side) -> usize {
        self.forward_by(self.edits.partition_point(|edit| side.is_before(edit.span, at)), at, side)
    }

    /// The target of `at`, given the first edit that is not wholly before it.
    fn forward_by(&self, i: usize, at: usize, side: Side) -> usize {
        match self.edits.get(i) {
            Some(edit) if edit.span.start() < at => match side {
                Side::Start => self.target_span(i).start(),
                Side::End => self.target_span(i).end(),
            },
            _ => at.wrapping_add_signed(self.shift_before(i)),
        }
    }

    fn back(&self, at: usize, side: Side) -> usize {
        self.back_by(self.partition_target(|span| side.is_before(span, at)), at, side)
    }

    /// The source of `at`, given the first edit that is not wholly before it.
    fn back_by(&self, i: usize, at: usize, side: Side) -> usize {
        match self.edits.get(i) {
            Some(edit) if self.target_span(i).start() < at => match side {
                Side::Start => edit.span.start(),
                Side::End => edit.span.end(),
            },
            _ => at.wrapping_add_signed(-self.shift_before(i)),
        }
    }

    /// Number of leading edits whose span in the target satisfies `before`.
    fn partition_target(&self, before: impl Fn(Span) -> bool) -> usize {
        let (mut low, mut high) = (0, self.edits.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            if before(self.target_span(middle)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }
}

/// Which border of a span is being mapped.
#[derive(Clone, Copy)]
enum Side {
    Start,
    End,
}

impl Side {
    /// Whether an edit, which gives `span`, lies wholly before the border `at`. What ends where a span starts does, what
    /// ends where it ends does not.
    const fn is_before(self, span: Span, at: usize) -> bool {
        match self {
            Self::Start => span.end() <= at,
            Self::End => span.end() < at,
        }
    }
}
