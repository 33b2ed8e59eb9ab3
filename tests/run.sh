#!/bin/sh
# Builds everything and runs the tests, on a machine that has Rust and Python 3.
#
#   sh tests/run.sh              the groups `rust` and `python`
#   sh tests/run.sh rust         one group
#
# Everything that is made lies in target/ and .venv/.
set -eu
cd "$(dirname "$0")/.."

say() { printf '\n== %s\n' "$*"; }

rust() {
    say "rust: format and lints"
    if cargo fmt --version >/dev/null 2>&1; then cargo fmt --all --check; else echo "rustfmt is not installed: skipped"; fi
    if cargo clippy --version >/dev/null 2>&1; then
        cargo clippy --workspace --all-features --all-targets --quiet -- -D warnings
    else
        echo "clippy is not installed: skipped"
    fi

    say "rust: every set of features compiles, without a warning"
    for features in "" embedded parallel arrow train cli; do
        echo "features: ${features:-none}"
        if cargo clippy --version >/dev/null 2>&1; then
            cargo clippy --quiet --no-default-features --features "$features" -- -D warnings
        else
            cargo check --quiet --no-default-features --features "$features"
        fi
    done

    say "rust: no dependency needs a newer Rust than we promise"
    python3 tests/msrv.py

    say "rust: tests"
    cargo test --all-features --quiet

    say "rust: documentation"
    RUSTDOCFLAGS="-D warnings" cargo doc --all-features --no-deps --quiet

    say "rust: the package builds and stays under 10 MB"
    cargo package --allow-dirty --no-verify --quiet
    python3 tests/package_size.py
}

python() {
    say "python: virtual environment"
    [ -x .venv/bin/python ] || python3 -m venv .venv
    .venv/bin/python -m pip install --quiet --upgrade pip
    .venv/bin/python -m pip install --quiet ".[test]"

    say "python: tests"
    .venv/bin/python -m pytest --quiet python/tests

    say "python: stubs"
    .venv/bin/python -m mypy.stubtest servanda
}

[ $# -gt 0 ] || set -- rust python
for group in "$@"; do
    case "$group" in
        rust | python) "$group" ;;
        *) echo "tests/run.sh: no group '$group'; there are: rust, python" >&2; exit 2 ;;
    esac
done
say "all passed: $*"
