//! The line of stages, in order.

use crate::classify::{Classifier, Context};
use crate::clean;
use crate::document::{Document, Provenance, Sentence, Statement};
use crate::error::Result;
use crate::layout;
use crate::model::Model;
use crate::repair::{RepairPolicy, Repairer};
use crate::segment::{Language, Segmenter};
use crate::source;
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

#[derive(Debug)]
struct Stages {
    repairer: Repairer,
    segmenter: Segmenter,
    classifier: Option<Classifier>,
    provenance: Provenance,
}

impl Pipeline {
    /// A pipeline with all stages and the default options.
    pub fn new(model: Model) -> Self {
        Self::builder(model).build()
    }

    /// A pipeline with options.
    pub fn builder(model: Model) -> PipelineBuilder {
        PipelineBuilder { model, repair: RepairPolicy::default(), language: Language::default(), classify: true }
    }

    /// Reads a text. Never fails: a text that holds nothing gives a document that holds nothing. Linear in its length.
    pub fn annotate(&self, text: &str) -> Document {
        let stages = &*self.stages;

        let cleaned = clean::clean(text);
        let clean_text = cleaned.apply(text);

        let layout = layout::layout(&clean_text);
        let joined_text = layout.joins.apply(&clean_text);

        let repair = stages.repairer.repair(&joined_text, &layout.blocks);
        let final_text = repair.log.apply(&joined_text);

        let before_repair = cleaned.then(&layout.joins, text);
        let log = before_repair.then(&repair.log, text);
        let suggestions = repair.suggestions.iter().map(|edit| edit.in_source(text, &before_repair)).collect();
        let blocks: Vec<_> = layout.blocks.into_iter().map(|b| b.map(|span| repair.log.to_target(span))).collect();
        let head = layout.head.map(|span| repair.log.to_target(span));

        let sentences: Vec<_> = stages
            .segmenter
            .sentences(&final_text, &blocks)
            .map(|(block, span)| Sentence { span, source_span: log.to_source(span), block })
            .collect();

        let mut doc = Document {
            source: text.to_owned(),
            text: final_text,
            log,
            suggestions,
            verdict: repair.verdict,
            head,
            blocks,
            sentences,
            statements: Vec::new(),
            provenance: stages.provenance.clone(),
        };
        if let Some(classifier) = &stages.classifier {
            doc.statements = (0..doc.sentences.len()).map(|i| classify_one(classifier, &doc, i)).collect();
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

/// The statement of sentence `i`, read with its lead-in where it has one.
fn classify_one(classifier: &Classifier, doc: &Document, i: usize) -> Statement {
    let sentence = doc.sentences[i];
    let block = &doc.blocks[sentence.block];
    let context = Context { block: block.kind(), lead_in: block.lead_in().map(|b| &doc.text[doc.blocks[b].span()]) };
    classifier.classify(&doc.text[sentence.span], &context).place(i, sentence.span.start())
}

/// Options of a [`Pipeline`].
#[derive(Debug, Clone)]
pub struct PipelineBuilder {
    model: Model,
    repair: RepairPolicy,
    language: Language,
    classify: bool,
}

impl PipelineBuilder {
    /// How boldly damaged text is repaired; the default is [`RepairPolicy::Balanced`].
    #[must_use]
    pub const fn repair(mut self, policy: RepairPolicy) -> Self {
        self.repair = policy;
        self
    }

    /// The language of the texts; the default is English.
    #[must_use]
    pub const fn language(mut self, language: Language) -> Self {
        self.language = language;
        self
    }

    /// Whether sentences are classified; the default is yes.
    #[must_use]
    pub const fn classify(mut self, classify: bool) -> Self {
        self.classify = classify;
        self
    }

    /// The pipeline.
    pub fn build(self) -> Pipeline {
        let stages = Stages {
            repairer: self.model.repairer(self.repair),
            segmenter: Segmenter::new(self.language),
            classifier: self.classify.then(|| self.model.classifier()),
            provenance: self.provenance(),
        };
        Pipeline { stages: Arc::new(stages) }
    }

    fn provenance(&self) -> Provenance {
        let mut options = Vec::new();
        if self.repair != RepairPolicy::default() {
            options.push(format!("repair={}", self.repair));
        }
        if self.language != Language::default() {
            options.push(format!("language={}", self.language));
        }
        if !self.classify {
            options.push("classify=false".to_owned());
        }
        Provenance { version: env!("CARGO_PKG_VERSION").to_owned(), model: self.model.manifest().id(), options }
    }
}
