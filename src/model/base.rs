//! Whether the base that is there is the one that a part was made for.

use super::Base;
use super::manifest::sha256;
use crate::classify::bert::{BASE_FILES, VOCABULARIES};
use crate::error::{Error, Result};
use std::path::{Path, PathBuf};

impl Base {
    /// The base in the directory `dir`, as it is now.
    ///
    /// # Errors
    /// [`Error::Io`] if one of its files cannot be read.
    pub(crate) fn pin(dir: &Path) -> Result<Self> {
        let dir = std::path::absolute(dir).map_err(|source| Error::Io { path: dir.to_owned(), source })?;
        let vocabulary = VOCABULARIES.into_iter().find(|name| dir.join(name).is_file()).unwrap_or(VOCABULARIES[0]);
        let files = BASE_FILES.into_iter().chain([vocabulary]);
        let sha256 = files.map(|name| Ok((name.to_owned(), sha256(&read(dir.join(name))?)))).collect::<Result<_>>()?;
        Ok(Self { dir, sha256 })
    }

    /// Compares the checksums of its files.
    ///
    /// # Errors
    /// [`Error::Model`] if there is no such directory, [`Error::Io`] if a file cannot be read, [`Error::Checksum`] if it is
    /// another.
    pub(super) fn verify(&self) -> Result<()> {
        if !self.dir.is_dir() {
            let reason = "this directory is not there; copy or link the encoder to it, see docs/bert.md".to_owned();
            return Err(Error::Model { part: self.dir.display().to_string(), reason });
        }
        for (name, expected) in &self.sha256 {
            let path = self.dir.join(name);
            let part = path.display().to_string();
            let found = sha256(&read(path)?);
            if found != *expected {
                return Err(Error::Checksum { part, expected: expected.clone(), found });
            }
        }
        Ok(())
    }
}

fn read(path: PathBuf) -> Result<Vec<u8>> {
    std::fs::read(&path).map_err(|source| Error::Io { path, source })
}
