//! Files and standard input.

use crate::Error;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

/// An input and, for a regular file, its size.
pub(super) struct Input {
    pub(super) reader: Box<dyn BufRead>,
    pub(super) bytes: Option<u64>,
}

/// Opens `path`, or standard input for `-`. A directory is an error here, not a surprise at the first read.
pub(super) fn open(path: &Path) -> Result<Input, Error> {
    if path.as_os_str() == "-" {
        return Ok(Input { reader: Box::new(BufReader::new(io::stdin())), bytes: None });
    }
    let fail = |source| Error::Io { path: path.to_owned(), source };
    let file = File::open(path).map_err(fail)?;
    let meta = file.metadata().map_err(fail)?;
    if meta.is_dir() {
        return Err(fail(io::Error::new(io::ErrorKind::IsADirectory, "it is a directory; name a file in it")));
    }
    let bytes = meta.is_file().then_some(meta.len());
    Ok(Input { reader: Box::new(BufReader::with_capacity(1 << 16, file)), bytes })
}

/// A file that was read, but is not what it should be.
#[derive(Debug, thiserror::Error)]
#[error("`{}`", path.display())]
pub(super) struct BadContent {
    path: PathBuf,
    source: Error,
}

/// The whole of `path`, decoded.
pub(super) fn read_text(path: &Path) -> Result<String, Box<dyn std::error::Error>> {
    let mut bytes = Vec::new();
    open(path)?.reader.read_to_end(&mut bytes).map_err(|source| Error::Io { path: path.to_owned(), source })?;
    match crate::source::decode(&bytes) {
        Ok(decoded) => Ok(decoded.text),
        Err(source) => Err(BadContent { path: path.to_owned(), source }.into()),
    }
}
