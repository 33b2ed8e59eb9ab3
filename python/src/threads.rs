//! Threads that read texts.

use pyo3::exceptions::{PyRuntimeError, PyValueError};
use pyo3::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, sync_channel};
use std::time::Duration;

/// How long to wait before looking whether Ctrl-C was pressed.
pub(crate) const PATIENCE: Duration = Duration::from_millis(50);

/// A pool of `threads`, or of one a core. Whoever makes it ends it: nothing has to survive a fork.
pub(crate) fn pool(threads: Option<i64>) -> PyResult<ThreadPool> {
    // Zero stands for one thread a core.
    let threads = threads.map_or(Ok(0), |threads| positive("threads", threads))?;
    let pool = ThreadPoolBuilder::new().num_threads(threads).thread_name(|i| format!("servanda-{i}")).build();
    pool.map_err(|error| PyRuntimeError::new_err(error.to_string()))
}

/// A number of threads or texts.
pub(crate) fn positive(name: &str, number: i64) -> PyResult<usize> {
    let number = usize::try_from(number).ok().filter(|&number| number > 0);
    number.ok_or_else(|| PyValueError::new_err(format!("{name} is a number from 1 upwards")))
}

/// Does `work` on the threads of `pool`. If Ctrl-C is pressed meanwhile, sets `stop`, at which `work` should come to an end,
/// and gives the exception.
#[allow(clippy::redundant_closure_for_method_calls, reason = "the method alone is not general enough in its lifetime")]
pub(crate) fn interruptibly<T: Send>(
    py: Python<'_>,
    pool: &ThreadPool,
    stop: &AtomicBool,
    work: impl FnOnce() -> T + Send,
) -> PyResult<T> {
    let (sender, receiver) = sync_channel(1);
    let wait = move || loop {
        match receiver.recv_timeout(PATIENCE) {
            Ok(done) => return Ok(done),
            // The scope passes the panic on.
            Err(RecvTimeoutError::Disconnected) => return Err(PyRuntimeError::new_err("a thread is gone")),
            Err(RecvTimeoutError::Timeout) => {
                Python::attach(|py| py.check_signals()).inspect_err(|_| stop.store(true, Ordering::Relaxed))?;
            }
        }
    };
    py.detach(move || {
        pool.in_place_scope(|scope| {
            scope.spawn(move |_| {
                // If nobody waits for it, nobody misses it.
                let _ = sender.send(work());
            });
            wait()
        })
    })
}
