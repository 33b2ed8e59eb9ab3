//! The command `servanda`.

use std::process::ExitCode;

fn main() -> ExitCode {
    servanda::cli::main(std::env::args_os()).into()
}
