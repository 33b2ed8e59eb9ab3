//! The line of stages, in order.

use crate::classify::{Classifier, Context};
use crate::clean;
use crate::document::{Block, Condition, Document, Head, Language, Provenance, Sentence, Statement};
use crate::edits::EditLog;
use crate::error::Result;
use crate::layout::{self, Layout};
use crate::model::Model;
use crate::repair::{Repair, RepairPolicy, Repairer};
use crate::segment::Segmenter;
use crate::source;
use crate::span::Span;
use std::borrow::Cow;
use std::sync::Arc;

/// Reads texts. Cheap to clone, and may be shared between threads.
///
/// ```
/// use servanda::{Kind, Model, Pipeline};
///
/// let pipeline = Pipeline::new(Model::embedded());
/// let doc = pipeline.annotate("States must not harm hospitals. We will publish our\nnational view before May.");
/// assert_eq!(doc.sentences().len(), 2);
/// assert_eq!(doc.statements()[0].kind(), Some(Kind::Norm));
/// assert_eq!(doc.statements()[1].kind(), Some(Kind::Commitment));
/// ```
#[derive(Debug, Clone)]
pub struct Pipeline {
    stages: Arc<Stages>,
}

/// The sentences of `text`, in order and in bytes of it, and the language that they were split by: `given`, or detected.
///
/// This is the line of stages without repair and classification: lines are joined, headings and list items are
/// sentences of their own. It needs no model.
///
/// ```
/// let text = "Scope\n\n1. The text covers all\n   cables. 2. It is new.";
/// let (language, spans) = servanda::split(text, None);
/// assert_eq!(language.as_str(), "en");
/// assert_eq!(spans.len(), 3);
/// assert_eq!(&text[spans[1]], "1. The text covers all\n   cables.");
/// ```
pub fn split(text: &str, given: Option<Language>) -> (Language, Vec<Span>) {
    let Prepared { text: joined, log, blocks, detected, .. } = Prepared::new(text, given);
    let language = detected.unwrap_or(Language::English);
    let segmenter = Segmenter::new(language);
    let spans = log.all_to_source(segmenter.sentences(&joined, &blocks).map(|(_, span)| span)).collect();
    (language, spans)
}

/// A text after the stages that need no model.
struct Prepared {
    /// The text, cleaned, with its lines joined.
    text: String,
    /// The edits that made it.
    log: EditLog,
    blocks: Vec<Block>,
    head: Head,
    /// The language, given or detected; `None` if the text is too short to tell.
    detected: Option<Language>,
}

impl Prepared {
    fn new(text: &str, given: Option<Language>) -> Self {
        let cleaned = clean::clean(text);
        // Most texts are clean.
        let clean_text = if cleaned.is_empty() { Cow::Borrowed(text) } else { Cow::Owned(cleaned.apply(text)) };
        let detected = given.or_else(|| Language::detect(&clean_text));
        let Layout { joins, blocks, head } = layout::layout(&clean_text);
        let joined = joins.apply(&clean_text);
        let log = if cleaned.is_empty() { joins } else { cleaned.then(&joins, text) };
        Self { text: joined, log, blocks, head, detected }
    }
}

#[derive(Debug)]
struct Stages {
    repairer: Repairer,
    /// The language of all texts; `None` to detect it.
    language: Option<Language>,
    classifier: Option<Classifier>,
    policy: RepairPolicy,
    condition: Option<Condition>,
    abstain_below: f32,
    model: String,
}

impl Stages {
    /// What makes a document whose language was `given`, or `detected`.
    fn provenance(&self, given: Option<Language>, detected: Option<Language>) -> Provenance {
        let in_english = detected.is_none_or(|language| language == Language::English);
        let policy = if in_english { self.policy } else { RepairPolicy::Off };
        let mut options = Vec::new();
        if policy != RepairPolicy::default() {
            options.push(format!("repair={policy}"));
        }
        if let Some(condition) = self.condition.filter(|_| policy != RepairPolicy::Off) {
            options.push(format!("condition={condition}"));
        }
        match (given, detected) {
            (Some(language), _) => options.push(format!("language={language}")),
            (None, None) => options.push("language=en (too short to tell)".to_owned()),
            (None, Some(_)) => {}
        }
        if self.classifier.is_none() || !in_english {
            options.push("classify=false".to_owned());
        } else if self.abstain_below > 0.0 {
            options.push(format!("abstain_below={}", self.abstain_below));
        }
        Provenance { version: env!("CARGO_PKG_VERSION").to_owned(), model: self.model.clone(), options }
    }
}

impl Pipeline {
    /// A pipeline with all stages and the default options.
    pub fn new(model: Model) -> Self {
        Self::builder(model).build()
    }

    /// A pipeline with options.
    pub fn builder(model: Model) -> PipelineBuilder {
        PipelineBuilder {
            model,
            repair: RepairPolicy::default(),
            condition: None,
            language: None,
            classify: true,
            abstain_below: 0.0,
        }
    }

    /// Reads a text. Never fails: a text that holds nothing gives a document that holds nothing. Linear in its length.
    ///
    /// Unless the options name a language, it is detected. Repair and classification are for English: of a text in
    /// another language, [`Document::provenance`] says that both were off.
    pub fn annotate(&self, text: &str) -> Document {
        self.read(text, self.stages.language)
    }

    /// Reads a text that is known to be in `language`.
    pub fn annotate_as(&self, text: &str, language: Language) -> Document {
        self.read(text, Some(language))
    }

    fn read(&self, text: &str, given: Option<Language>) -> Document {
        let stages = &*self.stages;

        let Prepared { text: joined_text, log: before_repair, blocks, head, detected } = Prepared::new(text, given);
        // What is too short to tell is read in the language of the model, and the document says so.
        let language = detected.unwrap_or(Language::English);
        let in_english = language == Language::English;

        let repair = if in_english { stages.repairer.repair(&joined_text, &blocks) } else { Repair::default() };
        let final_text = repair.log.apply(&joined_text);

        let suggestions = repair.suggestions.iter().map(|edit| edit.in_source(text, &before_repair)).collect();
        let log = if repair.log.is_empty() { before_repair } else { before_repair.then(&repair.log, text) };
        let blocks: Vec<_> = blocks.into_iter().map(|b| b.map(|span| repair.log.to_target(span))).collect();
        let head = head.map(|span| repair.log.to_target(span));

        let sentences: Vec<_> = Segmenter::new(language)
            .sentences(&final_text, &blocks)
            .map(|(block, span)| Sentence { span, source_span: log.to_source(span), block })
            .collect();

        let mut doc = Document {
            source: text.to_owned(),
            text: final_text,
            language,
            log,
            suggestions,
            verdict: repair.verdict,
            head,
            blocks,
            sentences,
            statements: Vec::new(),
            provenance: stages.provenance(given, detected),
        };
        if let Some(classifier) = stages.classifier.as_ref().filter(|_| in_english) {
            doc.statements = classify(classifier, &doc);
        }
        doc
    }

    /// Decodes and reads: UTF-8, UTF-16 with a byte order mark, else Windows-1252.
    ///
    /// # Errors
    /// [`Error::Decode`](crate::Error::Decode) if the bytes are not text.
    pub fn annotate_bytes(&self, bytes: &[u8]) -> Result<Document> {
        Ok(self.annotate(&source::decode(bytes)?.text))
    }

    /// Reads many texts on all threads of the current rayon pool; the documents come in the order of the texts.
    #[cfg(feature = "parallel")]
    pub fn annotate_all<T: AsRef<str> + Sync>(&self, texts: &[T]) -> Vec<Document> {
        use rayon::prelude::*;
        texts.par_iter().map(|text| self.annotate(text.as_ref())).collect()
    }
}

/// The statements of all sentences, each read with its lead-in where it has one.
fn classify(classifier: &Classifier, doc: &Document) -> Vec<Statement> {
    let in_context = |sentence: &Sentence| {
        let block = &doc.blocks[sentence.block];
        let lead_in = block.lead_in().map(|b| &doc.text[doc.blocks[b].span()]);
        (&doc.text[sentence.span], Context { block: block.kind(), lead_in })
    };
    let sentences: Vec<_> = doc.sentences.iter().map(in_context).collect();
    let statements = classifier.classify_all(&sentences).into_iter().zip(&doc.sentences).enumerate();
    statements.map(|(i, (statement, sentence))| statement.place(i, sentence.span.start())).collect()
}

/// Options of a [`Pipeline`].
///
/// ```
/// use servanda::{Language, Model, Pipeline, RepairPolicy};
///
/// let builder = Pipeline::builder(Model::embedded()).repair(RepairPolicy::Off).language(Language::English);
/// assert_eq!(builder.build().annotate("States rnust act.").text(), "States rnust act.");
/// ```
#[derive(Debug, Clone)]
pub struct PipelineBuilder {
    model: Model,
    repair: RepairPolicy,
    condition: Option<Condition>,
    language: Option<Language>,
    classify: bool,
    abstain_below: f32,
}

impl PipelineBuilder {
    /// How boldly damaged text is repaired; the default is [`RepairPolicy::Balanced`].
    #[must_use]
    pub const fn repair(mut self, policy: RepairPolicy) -> Self {
        self.repair = policy;
        self
    }

    /// What all texts went through; by default, and with `None`, that is found out for each. It decides what [repair](Self::repair) looks
    /// for, and is then the condition of the [verdict](Document::verdict).
    #[must_use]
    pub fn condition(mut self, condition: impl Into<Option<Condition>>) -> Self {
        self.condition = condition.into();
        self
    }

    /// The language of all texts; by default, and with `None`, that of each is detected.
    #[must_use]
    pub fn language(mut self, language: impl Into<Option<Language>>) -> Self {
        self.language = language.into();
        self
    }

    /// Whether sentences are classified; the default is yes.
    #[must_use]
    pub const fn classify(mut self, classify: bool) -> Self {
        self.classify = classify;
        self
    }

    /// How likely a kind has to be to be given; the default is 0: the likeliest is given in any case. A statement of which
    /// no kind is so likely has none, and its scores tell why.
    #[must_use]
    pub const fn abstain_below(mut self, probability: f32) -> Self {
        self.abstain_below = probability;
        self
    }

    /// The pipeline.
    pub fn build(self) -> Pipeline {
        let stages = Stages {
            repairer: self.model.repairer(self.repair).for_condition(self.condition),
            language: self.language,
            classifier: self.classify.then(|| self.model.classifier().abstain_below(self.abstain_below)),
            policy: self.repair,
            condition: self.condition,
            abstain_below: self.abstain_below,
            model: self.model.manifest().id(),
        };
        Pipeline { stages: Arc::new(stages) }
    }
}
