//! The tensors of a safetensors file, by name.

use super::damaged;
use crate::error::Result;
use safetensors::tensor::{Dtype, SafeTensors, TensorView, serialize};
use std::collections::{BTreeMap, HashMap};
use tch::{Device, Kind, Tensor};

/// Name of the part: the heads, and what of the encoder was changed.
pub(crate) const PART: &str = "bert.safetensors";

/// Numbers read from a file.
#[derive(Debug)]
pub(crate) struct Tensors {
    /// The file, for errors.
    file: String,
    by_name: BTreeMap<String, Tensor>,
    /// The notes in its header.
    notes: HashMap<String, String>,
}

impl Tensors {
    /// Reads numbers of 16 or 32 bits; other tensors are left out.
    ///
    /// # Errors
    /// [`Error::Model`](crate::Error::Model) if `bytes` are no safetensors file, or one that is cut off.
    pub(crate) fn read(file: &str, bytes: &[u8]) -> Result<Self> {
        let open =
            SafeTensors::deserialize(bytes).map_err(|e| damaged(file, format!("not a safetensors file: {e}")))?;
        let mut by_name = BTreeMap::new();
        for (name, view) in open.iter() {
            let Some(kind) = kind_of(view.dtype()) else { continue };
            let shape: Vec<i64> = view.shape().iter().map(|&n| n as i64).collect();
            let tensor = Tensor::f_from_data_size(view.data(), &shape, kind)
                .map_err(|e| damaged(file, format!("tensor `{name}`: {e}")))?;
            by_name.insert(name.to_owned(), tensor.to_kind(Kind::Float));
        }
        let header = SafeTensors::read_metadata(bytes).ok();
        let notes = header.and_then(|(_, header)| header.metadata().clone()).unwrap_or_default();
        Ok(Self { file: file.to_owned(), by_name, notes })
    }

    /// A note of the header.
    pub(crate) fn note(&self, name: &str) -> Option<&str> {
        self.notes.get(name).map(String::as_str)
    }

    /// The tensor of this name and shape.
    ///
    /// # Errors
    /// [`Error::Model`](crate::Error::Model) if there is none.
    pub(crate) fn get(&self, name: &str, shape: &[i64]) -> Result<&Tensor> {
        let tensor = self.find(name).ok_or_else(|| damaged(&self.file, format!("it has no tensor `{name}`")))?;
        if tensor.size() == shape {
            Ok(tensor)
        } else {
            let reason = format!("tensor `{name}` is {:?}, expected {shape:?}", tensor.size());
            Err(damaged(&self.file, reason))
        }
    }

    /// The tensor of this name, if there is one.
    pub(crate) fn find(&self, name: &str) -> Option<&Tensor> {
        self.by_name.get(name)
    }

    /// The names, in order.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.by_name.keys().map(String::as_str)
    }
}

const fn kind_of(dtype: Dtype) -> Option<Kind> {
    match dtype {
        Dtype::F32 => Some(Kind::Float),
        Dtype::F16 => Some(Kind::Half),
        Dtype::BF16 => Some(Kind::BFloat16),
        _ => None,
    }
}

/// A safetensors file of these tensors as numbers of `kind` (`Float` or `Half`), with `notes` in its header. The same
/// tensors give the same bytes.
pub(crate) fn write_tensors(
    tensors: &[(String, Tensor)],
    kind: Kind,
    notes: Option<HashMap<String, String>>,
) -> Vec<u8> {
    let (dtype, width) = if kind == Kind::Half { (Dtype::F16, 2) } else { (Dtype::F32, 4) };
    let data = tensors.iter().map(|(name, tensor)| {
        let tensor = tensor.detach().to_device(Device::Cpu).to_kind(kind).contiguous();
        let mut data = vec![0; tensor.numel() * width];
        tensor.copy_data_u8(&mut data, tensor.numel());
        let shape: Vec<usize> = tensor.size().iter().map(|&n| n as usize).collect();
        (name, shape, data)
    });
    let data: Vec<_> = data.collect();
    let views = data.iter().map(|(name, shape, data)| {
        (name, TensorView::new(dtype, shape.clone(), data).expect("the data have the size that the shape says"))
    });
    serialize(views, notes).expect("the tensors are well formed")
}
