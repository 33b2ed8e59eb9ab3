//! `servanda train bert`.

use super::labelled;
use crate::cli::args::BertArgs;
use crate::train::{self, BertOptions, LabelledSentence, Progress, Trained};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Without sentences to measure on, one in so many is kept for that.
const KEPT: usize = 10;

/// The file in the model directory from which a run that was broken off goes on.
const CHECKPOINT: &str = "bert.checkpoint";

pub(super) fn train(args: &BertArgs) -> Result<Trained, Box<dyn std::error::Error>> {
    let (examples, test) = examples(args)?;
    let mut options = BertOptions::new(args.base.clone(), args.train.out.join(CHECKPOINT));
    options.tuning = args.tune.unwrap_or(options.tuning);
    options.epochs = args.epochs.unwrap_or(options.epochs);
    options.batch = args.batch.unwrap_or(options.batch);
    options.learning_rate = args.learning_rate.unwrap_or(options.learning_rate);
    options.seed = args.seed.unwrap_or(options.seed);
    options.bfloat16 = args.bfloat16;
    options.resume = args.resume;
    let bar = progress();
    let watch = |progress: Progress| {
        bar.set_length(progress.steps as u64);
        bar.set_position(progress.step as u64);
        bar.set_message(format!("loss {:.3}", progress.loss));
        Ok(())
    };
    let trained = train::bert(&examples, &test, &options, watch)?;
    bar.finish_and_clear();
    Ok(trained)
}

/// What to learn from, and what to measure on.
fn examples(args: &BertArgs) -> crate::Result<(Vec<LabelledSentence>, Vec<LabelledSentence>)> {
    let examples = labelled(&args.train.data)?;
    if !args.test.is_empty() {
        return Ok((examples, labelled(&args.test)?));
    }
    let (test, examples): (Vec<_>, Vec<_>) = examples.into_iter().enumerate().partition(|(i, _)| i % KEPT == KEPT - 1);
    let sentences = |rows: Vec<(usize, LabelledSentence)>| rows.into_iter().map(|(_, sentence)| sentence).collect();
    Ok((sentences(examples), sentences(test)))
}

/// A bar on a terminal, nothing elsewhere.
fn progress() -> ProgressBar {
    let style = ProgressStyle::with_template("{wide_bar} {pos}/{len} {msg} {eta} left").expect("the template is sound");
    ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr()).with_style(style)
}
