//! The lists and tables that are compiled in, one line an entry: the files of `src/data`.

/// The lines of a data file, without its comments, which begin with `#`.
pub(crate) fn lines(file: &str) -> impl Iterator<Item = &str> {
    file.lines().filter(|line| !line.starts_with('#'))
}
