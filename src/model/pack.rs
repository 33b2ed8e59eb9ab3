//! The one-file form of a model: magic, length of the manifest, manifest, then the parts one after the other, with the
//! lengths that the manifest gives. All numbers are little-endian.

use super::Manifest;
use crate::bytes::Bytes;
use crate::error::{Error, Result};

const MAGIC: &[u8; 8] = b"servanda";

pub(super) fn pack(manifest: &Manifest, parts: &[(String, Bytes)]) -> Vec<u8> {
    let json = serde_json::to_vec(manifest).expect("a manifest holds only strings and numbers");
    let mut out = Vec::new();
    out.extend_from_slice(MAGIC);
    out.extend_from_slice(&(json.len() as u64).to_le_bytes());
    out.extend_from_slice(&json);
    for part in &manifest.parts {
        if let Some((_, bytes)) = parts.iter().find(|(name, _)| *name == part.name) {
            out.extend_from_slice(bytes);
        }
    }
    out
}

pub(super) fn unpack(bytes: Vec<u8>) -> Result<(Manifest, Vec<(String, Bytes)>)> {
    let all = Bytes::from(bytes);
    let header = all.get(..16).filter(|h| h.starts_with(MAGIC)).ok_or_else(|| damaged("it does not begin as one"))?;
    let length = u64::from_le_bytes(header[8..16].try_into().expect("eight bytes"));
    let mut at = 16;
    let json = take(&all, &mut at, usize::try_from(length).unwrap_or(usize::MAX))?;
    let manifest = Manifest::parse(&json)?;
    let mut parts = Vec::with_capacity(manifest.parts.len());
    for part in &manifest.parts {
        parts.push((part.name.clone(), take(&all, &mut at, part.bytes)?));
    }
    Ok((manifest, parts))
}

/// The next `len` bytes, or an error if there are fewer.
fn take(all: &Bytes, at: &mut usize, len: usize) -> Result<Bytes> {
    let end = at.checked_add(len).filter(|&end| end <= all.len()).ok_or_else(|| damaged("it is cut off"))?;
    let piece = all.slice(*at..end);
    *at = end;
    Ok(piece)
}

fn damaged(reason: &str) -> Error {
    Error::Model { part: "packed model".to_owned(), reason: format!("not a servanda model file: {reason}") }
}
