#!/bin/sh
# Trains a teacher for a few steps with the command, breaks off, goes on, and reads with it. Called by tests/run.sh bert.
set -eu

servanda() { cargo run --quiet --features cli,bert --bin servanda -- "$@"; }

dir=$(mktemp -d)
trap 'rm -r "$dir"' EXIT
head -n 24 src/data/labelled/own_statements.jsonl >"$dir/rows.jsonl"

train() { servanda train bert "$dir/rows.jsonl" --base "$SERVANDA_BERT_BASE" --out "$dir/model" --batch 8 --source test "$@"; }
train --epochs 1 --tune biases | grep macro_f1
train --epochs 1 --tune biases --resume | grep macro_f1
if train --epochs 2 --tune biases --resume 2>"$dir/error"; then
    echo "a checkpoint of other options was taken" >&2
    exit 1
fi
grep -q 'option `resume`' "$dir/error"

servanda model info "$dir/model" | grep -q bert.safetensors
echo "States must not harm hospitals." | servanda classify --model "$dir/model" | grep -q '"kinds"'
