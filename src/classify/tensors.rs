//! A safetensors file, read in place: its header is parsed, its tensors are slices of it.

use crate::bytes::Bytes;
use crate::error::{Error, Result};
use safetensors::tensor::{Dtype, Metadata, SafeTensors};

/// An open safetensors file.
pub(super) struct TensorFile {
    /// The part of a model that it is, for errors.
    part: &'static str,
    bytes: Bytes,
    metadata: Metadata,
    /// Where the tensors start.
    start: usize,
}

impl TensorFile {
    /// Opens the part of this name.
    ///
    /// # Errors
    /// [`Error::Model`] if it is no safetensors file.
    pub(super) fn open(part: &'static str, bytes: Bytes) -> Result<Self> {
        match SafeTensors::read_metadata(&bytes) {
            Ok((header, metadata)) => Ok(Self { part, start: 8 + header, metadata, bytes }),
            Err(error) => Err(damaged(part, format!("not a safetensors file: {error}"))),
        }
    }

    /// A text of the header.
    ///
    /// # Errors
    /// [`Error::Model`] if it is not there.
    pub(super) fn text(&self, name: &str) -> Result<&str> {
        let text = self.metadata.metadata().as_ref().and_then(|texts| texts.get(name));
        text.map(String::as_str).ok_or_else(|| self.damaged(format!("its header has no `{name}`")))
    }

    /// A tensor of single-precision numbers.
    ///
    /// # Errors
    /// As [`tensor`](Self::tensor), and [`Error::Model`] if a number is not finite.
    pub(super) fn numbers(&self, name: &str, shape: &[usize]) -> Result<Vec<f32>> {
        let bytes = self.tensor(name, Dtype::F32, shape)?;
        let numbers: Vec<f32> =
            bytes.chunks_exact(4).map(|b| f32::from_le_bytes(b.try_into().expect("four bytes"))).collect();
        if numbers.iter().all(|n| n.is_finite()) {
            Ok(numbers)
        } else {
            Err(self.damaged(format!("tensor `{name}` holds a number that is not finite")))
        }
    }

    /// The bytes of a tensor.
    ///
    /// # Errors
    /// [`Error::Model`] if it is not there, or of another type or shape, or cut off.
    pub(super) fn tensor(&self, name: &str, dtype: Dtype, shape: &[usize]) -> Result<Bytes> {
        let info = self.metadata.info(name).ok_or_else(|| self.damaged(format!("it has no tensor `{name}`")))?;
        if info.dtype != dtype || info.shape != shape {
            let (d, s) = (info.dtype, &info.shape);
            return Err(self.damaged(format!("tensor `{name}` is {d:?} {s:?}, expected {dtype:?} {shape:?}")));
        }
        let range = self.start + info.data_offsets.0..self.start + info.data_offsets.1;
        if range.end > self.bytes.len() {
            return Err(self.damaged(format!("it is cut off in tensor `{name}`")));
        }
        Ok(self.bytes.slice(range))
    }

    /// The error of a file that is not what it should be.
    pub(super) fn damaged(&self, reason: String) -> Error {
        damaged(self.part, reason)
    }
}

fn damaged(part: &str, reason: String) -> Error {
    Error::Model { part: part.to_owned(), reason }
}
