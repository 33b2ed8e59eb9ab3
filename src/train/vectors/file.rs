//! Vectors in a file of their own.

use super::WordVectors;
use crate::error::{Error, Result};
use crate::train::write_whole;
use ndarray::Array2;
use safetensors::tensor::{Dtype, SafeTensors, TensorView, serialize};
use std::path::Path;

/// Name of the file in which vectors are kept.
pub const FILE: &str = "vectors.safetensors";

impl WordVectors {
    /// Writes the vectors to a safetensors file: `words`, the hash of each word, and `vectors`, a row for each.
    ///
    /// # Errors
    /// [`Error::Io`] if it cannot be written.
    pub fn save(&self, path: &Path) -> Result<()> {
        let words: Vec<u8> = self.words.iter().flat_map(|word| word.to_le_bytes()).collect();
        let numbers: Vec<u8> = self.vectors.iter().flat_map(|number| number.to_le_bytes()).collect();
        let bytes = TensorView::new(Dtype::U64, vec![self.words.len()], &words).and_then(|words| {
            let vectors = TensorView::new(Dtype::F32, self.vectors.shape().to_vec(), &numbers)?;
            serialize([("words", words), ("vectors", vectors)], None)
        });
        write_whole(path, &bytes.map_err(|e| Error::Training(format!("vectors cannot be written: {e}")))?)
    }

    /// Reads what [`save`](Self::save) wrote.
    ///
    /// # Errors
    /// [`Error::Io`] if the file cannot be read, [`Error::Training`] if it holds no vectors.
    pub fn read(path: &Path) -> Result<Self> {
        let bytes = std::fs::read(path).map_err(|source| Error::Io { path: path.to_owned(), source })?;
        read(&bytes).map_err(|reason| Error::Training(format!("`{}` holds no word vectors: {reason}", path.display())))
    }
}

fn read(bytes: &[u8]) -> std::result::Result<WordVectors, String> {
    let file = SafeTensors::deserialize(bytes).map_err(|e| e.to_string())?;
    let tensor = |name: &str, dtype| match file.tensor(name) {
        Ok(tensor) if tensor.dtype() == dtype => Ok(tensor),
        Ok(tensor) => Err(format!("`{name}` is {:?}, expected {dtype:?}", tensor.dtype())),
        Err(e) => Err(e.to_string()),
    };
    let (words, vectors) = (tensor("words", Dtype::U64)?, tensor("vectors", Dtype::F32)?);
    let &[rows, columns] = vectors.shape() else { return Err("`vectors` is no matrix".to_owned()) };
    if words.shape() != [rows] {
        return Err(format!("it has {:?} words, but {rows} vectors", words.shape()));
    }
    let words = words.data().as_chunks().0.iter().map(|&bytes| u64::from_le_bytes(bytes)).collect();
    let numbers: Vec<f32> = vectors.data().as_chunks().0.iter().map(|&bytes| f32::from_le_bytes(bytes)).collect();
    if !numbers.iter().all(|number| number.is_finite()) {
        return Err("a number in it is not finite".to_owned());
    }
    let vectors = Array2::from_shape_vec((rows, columns), numbers).map_err(|e| e.to_string())?;
    Ok(WordVectors { words, vectors })
}
