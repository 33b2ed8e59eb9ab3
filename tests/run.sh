#!/bin/sh
# Builds everything and runs the tests, on a machine that has Rust and Python 3.
#
#   sh tests/run.sh              the groups `rust` and `python`
#   sh tests/run.sh rust         one group
#   sh tests/run.sh browser      what a reader sees, in a headless Chromium that is installed
#   sh tests/run.sh docs         the pages and the notebooks are run and built
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

# The package and some of its extras in .venv.
install() {
    [ -x .venv/bin/python ] || python3 -m venv .venv
    .venv/bin/python -m pip install --quiet --upgrade pip
    .venv/bin/python -m pip install --quiet ".[$1]"
}

python() {
    say "python: virtual environment"
    install test

    say "python: tests"
    .venv/bin/python -m pytest --quiet --ignore=python/tests/browser --ignore=python/tests/docs python/tests

    say "python: stubs"
    .venv/bin/python -m mypy.stubtest servanda
}

browser() {
    say "browser: a Chromium"
    if ! command -v chromium >/dev/null && ! command -v chromium-browser >/dev/null && ! command -v google-chrome >/dev/null; then
        if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
            apt-get update -qq && apt-get install -y -qq chromium >/dev/null
        else
            echo "no Chromium is installed. Debian, Ubuntu: sudo apt-get install chromium; Fedora: sudo dnf install chromium;" >&2
            echo "else any Chromium or Chrome that is on the PATH as chromium, chromium-browser or google-chrome" >&2
            exit 1
        fi
    fi
    install test,browser

    say "browser: tests"
    .venv/bin/python -m pytest --quiet python/tests/browser
}

docs() {
    say "docs: virtual environment"
    install test,docs

    say "docs: pages and notebooks run"
    .venv/bin/python -m pytest --quiet python/tests/docs

    say "docs: pages are built"
    .venv/bin/python -m sphinx -W --keep-going -q -b html docs target/docs
}

[ $# -gt 0 ] || set -- rust python
for group in "$@"; do
    case "$group" in
        rust | python | browser | docs) "$group" ;;
        *) echo "tests/run.sh: no group '$group'; there are: rust, python, browser, docs" >&2; exit 2 ;;
    esac
done
say "all passed: $*"
