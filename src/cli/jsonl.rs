//! JSON lines in, JSON lines out: in batches, on all threads, in order, in bounded memory.

use super::Outcome;
use super::args::language;
use super::input::Input;
use crate::output::json;
use crate::{Error, Language};
use indicatif::{ProgressBar, ProgressStyle};
use rayon::ThreadPool;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use std::io::{self, BufRead, BufWriter, IsTerminal, Write};
use std::path::Path;

/// Lines and bytes after which a batch is handed to the threads.
const BATCH_LINES: usize = 1024;
const BATCH_BYTES: usize = 8 << 20;

/// One line of input. The id is given back letter by letter, whatever JSON value it is.
#[derive(Deserialize)]
pub(super) struct Record<'a> {
    #[serde(borrow)]
    pub(super) id: &'a RawValue,
    pub(super) text: String,
    #[serde(default)]
    lang: Option<String>,
}

/// What a line that is no record gives.
#[derive(Serialize)]
struct BadLine<'a> {
    id: (),
    error: &'a str,
}

impl Record<'_> {
    /// The record's own language, if it names one.
    pub(super) fn language(&self) -> Result<Option<Language>, String> {
        self.lang.as_deref().map(language).transpose()
    }
}

/// Runs `each` over the records of `input`, which is `path`, on the threads of `pool`, and writes the lines that it gives.
/// `Ok(false)` if a line was bad.
pub(super) fn run(
    path: &Path,
    input: Input,
    pool: &ThreadPool,
    each: impl Fn(&Record<'_>) -> Result<Vec<u8>, String> + Sync,
) -> Outcome {
    let mut reader = input.reader;
    let mut out = BufWriter::new(io::stdout().lock());
    let bar = progress(input.bytes);
    let mut good = true;
    let mut number = 0;
    loop {
        let lines = read_batch(&mut *reader).map_err(|source| Error::Io { path: path.to_owned(), source })?;
        if lines.is_empty() {
            break;
        }
        let results: Vec<_> = pool.install(|| lines.par_iter().map(|line| process(line, &each)).collect());
        for (line, result) in lines.iter().zip(results) {
            number += 1;
            bar.inc(line.len() as u64);
            match result {
                None => {}
                Some(Ok(line)) => out.write_all(&line)?,
                Some(Err(message)) => {
                    good = false;
                    bar.suspend(|| writeln!(io::stderr(), "servanda: line {number}: {message}"))?;
                    json::write_line(&BadLine { id: (), error: &message }, &mut out)?;
                    out.write_all(b"\n")?;
                }
            }
        }
    }
    bar.finish_and_clear();
    out.flush()?;
    Ok(good)
}

/// The next lines, as bytes, so that a line in another encoding spoils only itself.
fn read_batch(reader: &mut dyn BufRead) -> io::Result<Vec<Vec<u8>>> {
    let mut lines = Vec::new();
    let mut bytes = 0;
    while lines.len() < BATCH_LINES && bytes < BATCH_BYTES {
        let mut line = Vec::new();
        if reader.read_until(b'\n', &mut line)? == 0 {
            break;
        }
        bytes += line.len();
        lines.push(line);
    }
    Ok(lines)
}

/// The output of one line; `None` for a blank one.
fn process(line: &[u8], each: impl Fn(&Record<'_>) -> Result<Vec<u8>, String>) -> Option<Result<Vec<u8>, String>> {
    if line.trim_ascii().is_empty() {
        return None;
    }
    let record = std::str::from_utf8(line)
        .map_err(|error| format!("not UTF-8 ({error})"))
        .and_then(|line| serde_json::from_str(line).map_err(|e| format!("not an object {{\"id\", \"text\"}}: {e}")));
    Some(record.and_then(|record| each(&record)))
}

/// A bar on a terminal, nothing elsewhere.
fn progress(bytes: Option<u64>) -> ProgressBar {
    match bytes {
        Some(bytes) if io::stderr().is_terminal() => {
            let style = ProgressStyle::with_template("{wide_bar} {bytes}/{total_bytes}, {bytes_per_sec}, {eta} left");
            ProgressBar::new(bytes).with_style(style.expect("the template is sound"))
        }
        _ => ProgressBar::hidden(),
    }
}
