//! What outlives the text that it was found out for: most texts have most of their words in common, and many pairs of them.

use super::vocabulary::Words;
use crate::lm::Memo;
use crate::words::{TokenClass, tokens};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// So few words of a text stand by themselves.
const MOST_LONE: usize = 2;

/// What is remembered while a text is read.
#[derive(Debug, Default)]
pub(super) struct Memory {
    pub words: Words,
    pub memo: Memo,
}

/// What was remembered of texts that were read, kept for the next ones. Shared by clones; each thread takes what no other has.
#[derive(Debug, Clone, Default)]
pub(super) struct Pool(Arc<Mutex<Vec<Memory>>>);

impl Pool {
    /// A memory for a text. Words that stand by themselves are read otherwise, and not kept.
    pub(super) fn take(&self, text: &str) -> Memory {
        let words = tokens(text).filter(|token| token.class == TokenClass::Word);
        let are_lone = words.take(MOST_LONE + 1).count() <= MOST_LONE;
        let mut memory = if are_lone {
            Memory { words: Words::lone(), ..Memory::default() }
        } else {
            self.lock().pop().unwrap_or_default()
        };
        memory.memo.make_room(text.len());
        memory
    }

    /// Keeps it for the next text.
    pub(super) fn give(&self, memory: Memory) {
        if let Some(words) = memory.words.pooled() {
            self.lock().push(Memory { words, ..memory });
        }
    }

    /// Whatever happened to a thread that had it, a memory is only taken or given whole.
    fn lock(&self) -> MutexGuard<'_, Vec<Memory>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
