//! The `servanda` command.

mod args;
mod input;
mod jsonl;
mod read;
mod train;

use args::{Cli, Command, ModelCommand};
use clap::Parser;
use servanda::Model;
use std::error::Error;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

/// What a verb comes to: `Ok(false)` if the run went on after reporting bad lines.
type Outcome = Result<bool, Box<dyn Error>>;

fn main() -> ExitCode {
    let outcome = match Cli::parse().command {
        Command::Annotate(args) => read::run(read::Verb::Annotate, &args),
        Command::Segment(args) => read::run(read::Verb::Segment, &args),
        Command::Repair(args) => read::run(read::Verb::Repair, &args),
        Command::Classify(args) => read::run(read::Verb::Classify, &args),
        Command::Train(what) => train::run(&what),
        Command::Model(ModelCommand::Info { path }) => model_info(path.as_deref()),
    };
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        // The reader of our output has seen enough (`| head`): no fault of ours or theirs.
        Err(error) if is_broken_pipe(&*error) => ExitCode::SUCCESS,
        Err(error) => {
            report(&*error);
            ExitCode::FAILURE
        }
    }
}

/// The built-in model, or the one in `dir`.
fn open_model(dir: Option<&Path>) -> servanda::Result<Model> {
    dir.map_or_else(|| Ok(Model::embedded()), Model::from_dir)
}

fn model_info(dir: Option<&Path>) -> Outcome {
    let model = open_model(dir)?;
    writeln!(io::stdout(), "{}", serde_json::to_string_pretty(model.manifest())?)?;
    Ok(true)
}

/// Prints an error with its causes on standard error.
fn report(error: &dyn Error) {
    let mut message = format!("servanda: {error}");
    let mut cause = error.source();
    while let Some(next) = cause {
        message.push_str(": ");
        message.push_str(&next.to_string());
        cause = next.source();
    }
    // Nothing is left to do if standard error is closed.
    let _ = writeln!(io::stderr(), "{message}");
}

fn is_broken_pipe(error: &(dyn Error + 'static)) -> bool {
    error.downcast_ref::<io::Error>().is_some_and(|e| e.kind() == io::ErrorKind::BrokenPipe)
}
