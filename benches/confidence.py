"""How far the confidences of repair can be trusted: of the edits of a given confidence, how many are right.

    python3 benches/confidence.py [--command "target/release/servanda"] [--channel spin] FILE...

Each FILE is a test set: JSON lines with `spun` (or `noisy`) and `original` (or `clean`). An edit is right if it alone brings
the text nearer to the original, in words inserted, deleted or replaced. Edits and suggestions both count. The last line says
by what slope and offset the logarithms of the odds should be corrected: 1 and 0 if nothing is to be done. Only the
standard library is needed.
"""

import argparse
import json
import math
import re
import shlex
import subprocess

WORD = re.compile(r"\w+(?:['’.-]\w+)*|[^\w\s]")
BINS = [0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0]


def distance(a, b):
    """Words to insert, delete or replace, from text `a` to text `b`."""
    a, b = WORD.findall(a), WORD.findall(b)
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        before, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (x != y))
    return row[-1]


def judged(command, path, channel):
    """Pairs of a confidence and whether the edit is right."""
    rows = [json.loads(line) for line in open(path, encoding="utf8") if line.strip()]
    texts = [row.get("spun", row.get("noisy")) for row in rows]
    given = "".join(json.dumps({"id": str(i), "text": text}) + "\n" for i, text in enumerate(texts))
    done = subprocess.run([*shlex.split(command), "repair", "--jsonl"], input=given.encode(), stdout=subprocess.PIPE, check=True)
    for row, text, line in zip(rows, texts, done.stdout.decode().splitlines()):
        original = row.get("original", row.get("clean"))
        found = json.loads(line)
        for edit in found["edits"] + found["suggestions"]:
            if edit["channel"] == channel:
                changed = text[: edit["start"]] + edit["after"] + text[edit["end"] :]
                yield edit["confidence"], distance(changed, original) < distance(text, original)


def fit(pairs, rounds=50):
    """Slope and offset of the logistic regression of being right on the logarithm of the odds, by Newton's method; held near
    1 and 0 by as much as one edit weighs, so that few edits move them little."""
    points = [(math.log(p / (1 - p)), y) for p, y in ((min(max(p, 1e-4), 1 - 1e-4), y) for p, y in pairs)]
    slope, offset = 1.0, 0.0
    for _ in range(rounds):
        g0, g1 = -offset, 1.0 - slope
        h00, h01, h11 = 1.0, 0.0, 1.0
        for x, y in points:
            p = 1 / (1 + math.exp(-(slope * x + offset)))
            w = p * (1 - p)
            g0, g1 = g0 + (y - p), g1 + (y - p) * x
            h00, h01, h11 = h00 + w, h01 + w * x, h11 + w * x * x
        determinant = h00 * h11 - h01 * h01
        # Short steps: a whole one may overshoot.
        offset += min(max((h11 * g0 - h01 * g1) / determinant, -0.5), 0.5)
        slope += min(max((h00 * g1 - h01 * g0) / determinant, -0.5), 0.5)
    return slope, offset


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--command", default="target/release/servanda")
    parser.add_argument("--channel", default="spin")
    parser.add_argument("files", nargs="+", metavar="FILE")
    args = parser.parse_args()
    pairs = [pair for path in args.files for pair in judged(args.command, path, args.channel)]
    print("| confidence | edits | mean | right |\n|---|--:|--:|--:|")
    error = 0.0
    for low, high in zip([0.0, *BINS], BINS):
        part = [(p, y) for p, y in pairs if low <= p < high or p == high == 1.0]
        if part:
            mean, right = (sum(column) / len(part) for column in zip(*part))
            error += abs(mean - right) * len(part) / len(pairs)
            print(f"| {low:.2f} to {high:.2f} | {len(part)} | {mean:.2f} | {right:.2f} |")
    print(f"\nexpected calibration error {error:.3f}; slope {{:.2f}}, offset {{:.2f}}".format(*fit(pairs)))


if __name__ == "__main__":
    main()
