//! Threads that read texts.

use pyo3::exceptions::{PyRuntimeError, PyValueError};
use pyo3::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};

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
