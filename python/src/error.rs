//! Errors of the library as Python exceptions.

use pyo3::create_exception;
use pyo3::exceptions::{PyException, PyOSError, PyValueError};
use pyo3::prelude::*;
use servanda::Error;

create_exception!(servanda, ServandaError, PyException, "Base of the errors that servanda raises itself.");
create_exception!(servanda, ModelError, ServandaError, "A model is damaged, foreign, or made for another version.");
create_exception!(servanda, DecodeError, ServandaError, "Bytes are not text in any encoding that servanda reads.");

/// The exception for an error of decoding, loading or configuration.
pub(crate) fn to_py(py: Python<'_>, error: &Error) -> PyErr {
    match error {
        Error::Io { path, source } => os_error(py, path, source).unwrap_or_else(|error| error),
        Error::Decode { .. } => DecodeError::new_err(message(error)),
        Error::Config { .. } => PyValueError::new_err(message(error)),
        Error::Model { .. } | Error::ModelVersion { .. } | Error::Checksum { .. } | Error::Json { .. } => {
            ModelError::new_err(message(error))
        }
        _ => ServandaError::new_err(message(error)),
    }
}

/// The exception for an argument that cannot be what it should.
pub(crate) fn value_error(error: &dyn std::error::Error) -> PyErr {
    PyValueError::new_err(message(error))
}

/// `OSError(errno, text, filename)`, which Python turns into `FileNotFoundError` and the like.
fn os_error(py: Python<'_>, path: &std::path::Path, source: &std::io::Error) -> PyResult<PyErr> {
    let Some(number) = source.raw_os_error() else {
        return Ok(PyOSError::new_err(format!("{}: {source}", path.display())));
    };
    let text = py.import("os")?.call_method1("strerror", (number,))?;
    Ok(PyOSError::new_err((number, text.unbind(), path.as_os_str().to_owned())))
}

/// An error with its causes.
pub(crate) fn message(error: &dyn std::error::Error) -> String {
    let mut message = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        message.push_str(": ");
        message.push_str(&error.to_string());
        cause = error.source();
    }
    message
}
