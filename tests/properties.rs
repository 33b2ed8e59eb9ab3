//! The promises of the crate, on texts that nobody would write.
#![allow(clippy::unwrap_used)]

use proptest::collection::vec;
use proptest::prelude::*;
use servanda::{Channel, CharIndex, Document, Edit, EditLog, Language, Model, Pipeline, RepairPolicy, Span};
use std::sync::LazyLock;

static PIPELINE: LazyLock<Pipeline> = LazyLock::new(|| Pipeline::new(Model::embedded()));

/// Pieces that texts are made of: sentences with every fault that the stages repair, and what may break them.
const PIECES: &[&str] = &[
    "States must not attack hospitals.",
    "We will publish our national view\nbefore the next session.",
    "We word that our on-line world is beneath menace.",
    "Delegations expressed concem at the pattem of attacks.",
    "The infor-\nmation was shared with all Govern-\r\nments.",
    "Mr. President,",
    "Ladies and gentlemen,\nDear colleagues,",
    "STATEMENT BY NORLAND",
    "Geneva, 4 May 2022",
    "We therefore commit to:",
    "• publish a view;",
    "  (a) To report;",
    "1. Takes note of the report;",
    "12",
    "Page 7",
    "A/79/214",
    "â€™s",
    "R&amp;amp;D",
    "ﬁrst",
    "co\u{AD}operation",
    "\u{200B}",
    "\u{FEFF}",
    "\u{A0}",
    "主席先生，谢谢。",
    "شكرا السيد الرئيس؟",
    "Г-н Иванов выступил.",
    "e\u{301}",
    "👩\u{200D}🚒",
    "\"(“",
    "...",
    "a.a.a.",
    "\u{0}",
    "\r\n",
    "\n\n",
    "\t",
    " ",
];

/// A text of such pieces, or any text at all.
fn texts() -> impl Strategy<Value = String> {
    let pieces =
        vec(prop_oneof![4 => prop::sample::select(PIECES).prop_map(str::to_owned), 1 => any::<String>()], 0..12);
    let glue = prop::sample::select(vec!["", " ", "\n", "\n\n", "\r\n"]);
    (pieces, glue).prop_map(|(pieces, glue)| pieces.join(glue))
}

/// Every span that a document gives out, with the text that it belongs to, lies in it on character boundaries.
fn check_spans(doc: &Document) {
    let text = doc.text();
    let inside = |span: Span| assert!(text.get(span.range()).is_some(), "{span:?} of {text:?}");
    let mut end = 0;
    for block in doc.blocks() {
        inside(block.span());
        assert!(block.span().start() >= end, "blocks overlap or are out of order");
        end = block.span().end();
        block.marker().into_iter().for_each(|marker| assert!(block.span().contains(marker)));
        block.lead_in().into_iter().for_each(|b| assert!(b < doc.blocks().len()));
    }
    let mut end = 0;
    for sentence in doc.sentences() {
        inside(sentence.span());
        assert!(sentence.span().start() >= end, "sentences overlap or are out of order");
        assert!(!sentence.span().is_empty());
        assert_eq!(sentence.span().trim(text), sentence.span());
        assert!(doc.blocks()[sentence.block()].span().contains(sentence.span()));
        end = sentence.span().end();
    }
    doc.head().fields().into_iter().filter_map(|(_, span)| span).for_each(inside);
    for statement in doc.statements() {
        let sentence = doc.sentences()[statement.sentence].span();
        let mut parts = statement.cues.clone();
        parts.extend(statement.norm.iter().flat_map(|n| [n.holder, n.action]).flatten());
        parts.extend(statement.commitment.iter().flat_map(|c| [c.holder, c.action]).flatten());
        parts.extend(statement.call.iter().flat_map(|c| [c.addressee, c.action]).flatten());
        for part in parts {
            inside(part);
            assert!(sentence.contains(part));
        }
    }
}

/// Every character that is not white space belongs to exactly one sentence.
fn check_cover(doc: &Document) {
    let mut at = 0;
    let ends =
        doc.sentences().iter().map(servanda::Sentence::span).chain([Span::new(doc.text().len(), doc.text().len())]);
    for span in ends {
        let gap = &doc.text()[at..span.start()];
        assert!(gap.trim().is_empty(), "lost from the sentences: {gap:?} of {:?}", doc.text());
        at = span.end();
    }
}

/// Each edit stands in the source where it says, and together they make the text.
fn check_edits(doc: &Document) {
    assert_eq!(doc.log().apply(doc.source()), doc.text());
    for edit in doc.edits().iter().chain(doc.suggestions()) {
        assert_eq!(&doc.source()[edit.span()], edit.before());
        assert!((0.0..=1.0).contains(&edit.confidence()));
    }
}

/// The source of a sentence, with the edits that lie in it, gives the sentence.
fn check_mapping(doc: &Document) {
    for sentence in doc.sentences() {
        let source = sentence.source_span();
        let inner = doc.edits().iter().filter(|e| source.contains(e.span()));
        let mut text = String::new();
        let mut at = source.start();
        for edit in inner {
            text.push_str(&doc.source()[at..edit.span().start()]);
            text.push_str(edit.after());
            at = edit.span().end();
        }
        text.push_str(&doc.source()[at..source.end()]);
        let sentence = &doc.text()[sentence.span()];
        assert!(text.contains(sentence), "{sentence:?} is not in {text:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn any_text_gives_a_sound_document(text in texts()) {
        let doc = PIPELINE.annotate(&text);
        prop_assert_eq!(doc.source(), &text);
        let classified = if doc.language() == Language::English { doc.sentences().len() } else { 0 };
        prop_assert_eq!(doc.statements().len(), classified);
        check_spans(&doc);
        check_cover(&doc);
        check_edits(&doc);
        check_mapping(&doc);
    }
}

proptest! {
    #[test]
    fn cleaning_twice_changes_nothing_more(text in texts()) {
        let once = servanda::clean::clean(&text).apply(&text);
        let twice = servanda::clean::clean(&once).apply(&once);
        prop_assert_eq!(once, twice);
    }

    #[test]
    fn number_of_threads_changes_nothing(texts in vec(texts(), 1..8)) {
        let on = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| PIPELINE.annotate_all(&texts))
        };
        prop_assert_eq!(on(1), on(3));
    }

    #[test]
    fn policy_off_repairs_no_word(text in texts()) {
        let off = Pipeline::builder(Model::embedded()).repair(RepairPolicy::Off).build().annotate(&text);
        prop_assert!(off.edits().iter().all(|e| e.channel() < Channel::Ocr), "{:?}", off.edits());
    }

    #[test]
    fn code_points_and_bytes_agree(text in any::<String>(), at in 0usize..200) {
        let index = CharIndex::new(&text);
        let boundary = text.char_indices().map(|(i, _)| i).chain([text.len()]).nth(at).unwrap_or(text.len());
        let chars = text[..boundary].chars().count();
        prop_assert_eq!(index.to_char(boundary), chars);
        prop_assert_eq!(index.to_byte(chars), boundary);
    }
}

/// Edits of `text`, in order and apart, from pairs of a gap and a length in characters.
fn edits_of(text: &str, plan: &[(usize, usize, String)]) -> EditLog {
    let borders: Vec<usize> = text.char_indices().map(|(i, _)| i).chain([text.len()]).collect();
    let mut at = 0;
    let mut edits = Vec::new();
    for (gap, len, after) in plan {
        let (start, end) = (at + gap, at + gap + len);
        if end >= borders.len() {
            break;
        }
        let span = Span::new(borders[start], borders[end]);
        edits.push(Edit::new(text, span, after.as_str(), Channel::Typo, 0.5));
        at = end + 1;
    }
    EditLog::new(edits)
}

fn plans() -> impl Strategy<Value = Vec<(usize, usize, String)>> {
    vec((0usize..4, 0usize..4, "[aé日]{0,3}"), 0..8)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn logs_compose(text in "[a-céü日]{0,40}", first in plans(), second in plans()) {
        let first = edits_of(&text, &first);
        let middle = first.apply(&text);
        let second = edits_of(&middle, &second);
        let both = first.then(&second, &text);
        prop_assert_eq!(both.apply(&text), second.apply(&middle));
        for edit in both.edits() {
            prop_assert_eq!(edit.before(), &text[edit.span()]);
        }
    }

    #[test]
    fn spans_map_there_and_back(text in "[a-céü日]{0,40}", plan in plans(), start in 0usize..40, len in 0usize..20) {
        let log = edits_of(&text, &plan);
        let target = log.apply(&text);
        let index = CharIndex::new(&target);
        let span = index.bytes(start, start + len);
        let source = log.to_source(span);
        prop_assert!(text.get(source.range()).is_some());
        let there = log.to_target(source);
        prop_assert!(target.get(there.range()).is_some());
        // An insertion at the border of a span belongs to neither side, so the way back leaves it out.
        let inserts = log.edits().iter().any(|e| e.span().is_empty());
        if !source.is_empty() && !inserts {
            prop_assert!(there.contains(span), "{:?} -> {:?} -> {:?}", span, source, there);
        }
    }
}
