//! The `servanda` command, as a function: the binary calls it, and so does `python -m servanda`.

mod args;
mod input;
mod jsonl;
mod read;
mod train;

use crate::model::Model;
use args::{Cli, Command, ModelCommand};
use clap::Parser;
use std::error::Error;
use std::ffi::OsString;
use std::io::{self, Write};
use std::path::Path;

/// Exit statuses.
const SUCCESS: u8 = 0;
const FAILURE: u8 = 1;

/// What a verb comes to: `Ok(false)` if the run went on after reporting bad lines.
type Outcome = Result<bool, Box<dyn Error>>;

/// Runs the command with `args`, the name of the command first, on standard input and output. Gives its exit status: 0 if all
/// went well, 1 if something did not, 2 if the arguments are wrong.
pub fn main<T: Into<OsString> + Clone>(args: impl IntoIterator<Item = T>) -> u8 {
    let cli = match Cli::try_parse_from(args) {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version come this way too. Nothing is left to do if nobody reads them.
            let _ = error.print();
            return u8::try_from(error.exit_code()).unwrap_or(FAILURE);
        }
    };
    match run(&cli.command) {
        Ok(true) => SUCCESS,
        Ok(false) => FAILURE,
        // The reader of our output has seen enough (`| head`): no fault of ours or theirs.
        Err(error) if is_broken_pipe(&*error) => SUCCESS,
        Err(error) => {
            report(&*error);
            FAILURE
        }
    }
}

fn run(command: &Command) -> Outcome {
    match command {
        Command::Annotate(args) => read::run(read::Verb::Annotate, args),
        Command::Segment(args) => read::run(read::Verb::Segment(args.profile), &args.read),
        Command::Repair(args) => read::run(read::Verb::Repair, args),
        Command::Classify(args) => read::run(read::Verb::Classify, args),
        Command::Train(what) => train::run(what),
        Command::Model(ModelCommand::Info { path }) => model_info(path.as_deref()),
    }
}

/// The built-in model, or the one in `dir`.
fn open_model(dir: Option<&Path>) -> crate::Result<Model> {
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
