use crate::document::Document;
use crate::error;
use crate::progress::Progress;
use crate::shared::Shared;
use crate::text::Text;
use crate::threads::{PATIENCE, pool, positive};
use pyo3::exceptions::{PyRuntimeError, PyTypeError, PyValueError};
use pyo3::gc::{PyTraverseError, PyVisit};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyIterator, PyString};
use rayon::ThreadPool;
use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError, TryLockError};

/// The documents of `Pipeline.pipe`, one after the other.
#[pyclass(frozen, module = "servanda")]
pub(crate) struct Pipe {
    pipeline: servanda::Pipeline,
    /// Of this pipe alone: nothing outlives it, and nothing has to survive a fork. Taken only by `drop`.
    pool: Option<ThreadPool>,
    ahead: usize,
    /// The process that the threads belong to.
    process: u32,
    /// Whether texts come with something that goes along with their documents.
    as_tuples: bool,
    progress: Option<Progress>,
    /// Set when nobody waits for the documents any more.
    abandoned: Arc<AtomicBool>,
    state: Mutex<State>,
}

/// How a pipe reads.
pub(crate) struct Options {
    pub(crate) as_tuples: bool,
    pub(crate) threads: Option<i64>,
    pub(crate) batch_size: i64,
    pub(crate) progress: bool,
}

struct State {
    /// `None` after its end.
    texts: Option<Py<PyIterator>>,
    /// What was read ahead, in order.
    slots: VecDeque<Slot>,
}

enum Slot {
    /// A text, and what goes along with it.
    Reading(Receiver<Outcome>, Option<Py<PyAny>>),
    /// Something that is no text.
    Failed(PyErr),
}

/// What a thread made of a text, or the panic that it died of.
type Outcome = std::thread::Result<servanda::Result<Shared>>;

impl Pipe {
    pub(crate) fn new(pipeline: servanda::Pipeline, texts: &Bound<'_, PyAny>, options: &Options) -> PyResult<Self> {
        if texts.is_instance_of::<PyString>() || texts.is_instance_of::<PyBytes>() {
            return Err(PyTypeError::new_err("pipe takes many texts, such as a list; for one, call the pipeline"));
        }
        let pool = pool(options.threads)?;
        let ahead = positive("batch_size", options.batch_size)?;
        let iterator = texts.try_iter()?.unbind();
        let progress = options.progress.then(|| Progress::new(texts)).transpose()?;
        Ok(Self {
            pipeline,
            pool: Some(pool),
            ahead,
            as_tuples: options.as_tuples,
            progress,
            process: std::process::id(),
            abandoned: Arc::new(AtomicBool::new(false)),
            state: Mutex::new(State { texts: Some(iterator), slots: VecDeque::new() }),
        })
    }

    /// Takes texts until enough of them are being read.
    fn fill(&self, py: Python<'_>, state: &mut State) {
        while state.slots.len() < self.ahead {
            let Some(texts) = &state.texts else { return };
            match texts.bind(py).clone().next() {
                None => state.texts = None,
                Some(Err(error)) => {
                    // As with a generator, the first error of the texts themselves is the end of them.
                    state.slots.push_back(Slot::Failed(error));
                    state.texts = None;
                }
                Some(Ok(item)) => {
                    let start = |(text, along)| Slot::Reading(self.start(text), along);
                    state.slots.push_back(self.text(&item).map_or_else(Slot::Failed, start));
                }
            }
        }
    }

    /// The text of an item, and what goes along with it.
    fn text(&self, item: &Bound<'_, PyAny>) -> PyResult<(Text, Option<Py<PyAny>>)> {
        if !self.as_tuples {
            return Ok((item.extract()?, None));
        }
        let pair: Result<(Bound<'_, PyAny>, Bound<'_, PyAny>), _> = item.extract();
        let (text, along) = pair.map_err(|_| {
            let kind = item.get_type();
            PyTypeError::new_err(format!("as_tuples takes pairs (text, anything), not {kind}"))
        })?;
        Ok((text.extract()?, Some(along.unbind())))
    }

    /// The document of a text, with what goes along with it.
    fn give(&self, py: Python<'_>, shared: Shared, along: Option<Py<PyAny>>) -> PyResult<Py<PyAny>> {
        if let Some(progress) = &self.progress {
            progress.step(py)?;
        }
        let document = Bound::new(py, Document::new(shared))?;
        Ok(match along {
            None => document.into_any().unbind(),
            Some(along) => (document, along).into_pyobject(py)?.into_any().unbind(),
        })
    }

    fn start(&self, text: Text) -> Receiver<Outcome> {
        let (sender, receiver) = sync_channel(1);
        let pipeline = self.pipeline.clone();
        let abandoned = Arc::clone(&self.abandoned);
        if let Some(pool) = &self.pool {
            pool.spawn(move || {
                if !abandoned.load(Ordering::Relaxed) {
                    let outcome = catch_unwind(AssertUnwindSafe(move || text.annotate(&pipeline)));
                    // If nobody waits for it, nobody misses it.
                    let _ = sender.send(outcome);
                }
            });
        }
        receiver
    }
}

#[pymethods]
impl Pipe {
    const fn __iter__(this: PyRef<'_, Self>) -> PyRef<'_, Self> {
        this
    }

    /// A generator may hold, by way of its owner, the very pipe that reads it.
    fn __traverse__(&self, visit: PyVisit<'_>) -> Result<(), PyTraverseError> {
        match self.state.try_lock() {
            Ok(state) => {
                for slot in &state.slots {
                    if let Slot::Reading(_, Some(along)) = slot {
                        visit.call(along)?;
                    }
                }
                state.texts.as_ref().map_or(Ok(()), |texts| visit.call(texts))
            }
            Err(_) => Ok(()),
        }
    }

    fn __clear__(&self) {
        if let Ok(mut state) = self.state.try_lock() {
            state.texts = None;
            state.slots.clear();
        }
    }

    fn __next__(&self, py: Python<'_>) -> PyResult<Option<Py<PyAny>>> {
        if self.process != std::process::id() {
            return Err(PyRuntimeError::new_err("this pipe was made before a fork; make another with Pipeline.pipe"));
        }
        let mut state = match self.state.try_lock() {
            Ok(state) => state,
            Err(TryLockError::Poisoned(poisoned)) => poisoned.into_inner(),
            Err(TryLockError::WouldBlock) => return Err(PyValueError::new_err("pipe already executing")),
        };
        self.fill(py, &mut state);
        match state.slots.pop_front() {
            None => {
                self.progress.as_ref().map_or(Ok(()), |progress| progress.close(py))?;
                Ok(None)
            }
            Some(Slot::Failed(error)) => Err(error),
            Some(Slot::Reading(mut receiver, along)) => loop {
                let result;
                (receiver, result) = py.detach(move || {
                    let result = receiver.recv_timeout(PATIENCE);
                    (receiver, result)
                });
                match result {
                    Ok(Ok(Ok(shared))) => return self.give(py, shared, along).map(Some),
                    Ok(Ok(Err(error))) => return Err(error::to_py(py, &error)),
                    Ok(Err(panic)) => resume_unwind(panic),
                    Err(RecvTimeoutError::Disconnected) => {
                        return Err(PyRuntimeError::new_err("a thread of the pipe is gone"));
                    }
                    Err(RecvTimeoutError::Timeout) => {
                        if let Err(interrupt) = py.check_signals() {
                            state.slots.push_front(Slot::Reading(receiver, along));
                            return Err(interrupt);
                        }
                    }
                }
            },
        }
    }
}

impl Drop for Pipe {
    fn drop(&mut self) {
        self.abandoned.store(true, Ordering::Relaxed);
        if self.process != std::process::id() {
            // Threads do not come along into a forked process; waiting for their locks could take for ever.
            std::mem::forget(self.pool.take());
            let state = self.state.get_mut().unwrap_or_else(PoisonError::into_inner);
            std::mem::forget(std::mem::take(&mut state.slots));
        }
    }
}
