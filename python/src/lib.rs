//! Python bindings of `servanda`.
