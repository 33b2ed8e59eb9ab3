//! A document that has something of everything, for the tests of the outputs.

use crate::document::{
    Block, BlockKind, Call, Commitment, Condition, Document, Evidence, Force, Head, Kind, Language, Norm, OwnLabel,
    Polarity, Provenance, Scores, Sentence, Statement, Status, Strength, Topic, UnNorm, Verdict,
};
use crate::edits::{Channel, Edit, EditLog};
use crate::span::Span;

const SOURCE: &str = "Statement of Norland 🌍\n\nStates rnust not harm <hospitals> & clinics – ever. \
We will pub1ish our na\u{308}tional view.\n\nWe call on Morovia:\n(a) to join us;\n(b) to make report.\n\n- 3 -";

/// Two repairs, a suggestion, four kinds, characters of one to four bytes, and characters that HTML escapes.
pub(super) fn document() -> Document {
    let log = EditLog::new(vec![
        edit("rnust", "must", Channel::Ocr, 0.981_26),
        edit("pub1ish", "publish", Channel::Ocr, 0.9),
    ]);
    let text = log.apply(SOURCE);
    let blocks = blocks(&text);
    let sentences: Vec<_> = [
        (0, "Statement of Norland 🌍"),
        (1, "States must not harm <hospitals> & clinics – ever."),
        (1, "We will publish our na\u{308}tional view."),
        (2, "We call on Morovia:"),
        (3, "to join us;"),
        (4, "to make report."),
        (5, "- 3 -"),
    ]
    .into_iter()
    .map(|(block, sentence)| {
        let span = find(&text, sentence);
        Sentence { span, source_span: log.to_source(span), block }
    })
    .collect();
    Document {
        head: Head { title: Some(find(&text, "Statement of Norland 🌍")), ..Head::default() },
        suggestions: vec![edit("report", "a \"report\"", Channel::Merge, 0.4)],
        verdict: Verdict::new(
            Condition::Scanned,
            vec![Evidence { condition: Condition::Scanned, per_100_words: 8.333_33, threshold: 2.0 }],
        ),
        statements: statements(&text),
        provenance: Provenance {
            version: "0.1.0".into(),
            model: "test 1.0.0".into(),
            options: vec!["repair=bold".into()],
        },
        language: Language::English,
        source: SOURCE.to_owned(),
        text,
        log,
        blocks,
        sentences,
    }
}

fn find(text: &str, phrase: &str) -> Span {
    let start = text.find(phrase).expect("the sample holds the phrase");
    Span::new(start, start + phrase.len())
}

fn edit(before: &str, after: &str, channel: Channel, confidence: f32) -> Edit {
    Edit::new(SOURCE, find(SOURCE, before), after, channel, confidence)
}

fn blocks(text: &str) -> Vec<Block> {
    let item = |phrase: &str, marker: &str| {
        Block::new(BlockKind::ListItem, find(text, phrase))
            .with_marker(find(text, marker))
            .with_depth(1)
            .with_lead_in(2)
            .with_number(u32::from(marker.as_bytes()[1] - b'a') + 1)
    };
    let paragraph = Span::new(find(text, "States").start(), find(text, "view.").end());
    vec![
        Block::new(BlockKind::Title, find(text, "Statement of Norland 🌍")),
        Block::new(BlockKind::Paragraph, paragraph),
        Block::new(BlockKind::Paragraph, find(text, "We call on Morovia:")),
        item("(a) to join us;", "(a)"),
        item("(b) to make report.", "(b)"),
        Block::new(BlockKind::Furniture, find(text, "- 3 -")),
    ]
}

fn statements(text: &str) -> Vec<Statement> {
    let say = |sentence: usize, kind: Kind| {
        let mut scores: Scores = Default::default();
        scores[kind as usize] = 0.876_54;
        Statement::new(sentence, vec![kind], scores)
    };
    let place = |phrase: &str| Some(find(text, phrase));
    let mut norm = say(1, Kind::Norm);
    norm.norm = Some(Norm {
        force: Force::Prohibition,
        holder: place("States"),
        action: place("harm <hospitals> & clinics – ever"),
    });
    norm.topics = vec![Topic::Norms, Topic::HumanRights];
    norm.un_norm = Some(UnNorm::F);
    norm.cues = vec![find(text, "must not")];
    let mut commitment = say(2, Kind::Commitment);
    commitment.commitment = Some(Commitment {
        status: Status::New,
        strength: Strength::Firm,
        polarity: Polarity::Do,
        holder: place("We"),
        action: place("publish our na\u{308}tional view"),
    });
    let mut call = say(3, Kind::Call);
    call.call = Some(Call { addressee: place("Morovia"), action: None });
    let mut both = say(4, Kind::Call);
    both.call = Some(Call { addressee: None, action: place("join us") });
    both.kinds.push(Kind::Position);
    both.labels = vec![OwnLabel { name: "alliances".into(), score: 0.75, given: true }];
    vec![say(0, Kind::Boilerplate), norm, commitment, call, both, say(5, Kind::Report), say(6, Kind::Boilerplate)]
}
