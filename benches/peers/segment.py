"""Accuracy and speed of sentence splitters, as a Markdown table."""

from __future__ import annotations

import argparse
import datetime
import platform
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

from .splitters import PEERS, Span, Splitter, align, raw_speed, version

ROOT = Path(__file__).resolve().parent.parent.parent
CASES = {"sentences": "tests/cases/segment/en", "documents": "tests/cases/diplomatic"}
MEGABYTES = 2
"""Size of the text that speed is measured on; a slow splitter gets a tenth of it."""


def cases(folder: str) -> list[tuple[str, set[Span]]]:
    """The English cases of a folder: text and spans. Texts with escapes are left out."""
    found = []
    for file in sorted((ROOT / folder).glob("*.txt")):
        body = re.sub(r"\A(# .*\n|\n)*", "", file.read_text(encoding="utf8"))
        for case in body.split("\n===\n"):
            text, _, expected = case.partition("\n---\n")
            english = file.stem != "languages" and not re.search(r"\\u\{|[\u0400-\u06ff\u4e00-\u9fff]|¿|\bal\. ", text)
            if expected and english:
                found.append((text, set(align(text, expected.rstrip("\n=").split("\n")))))
    return found


def accuracy(split: Splitter, rows: list[tuple[str, set[Span]]]) -> tuple[float, float]:
    """Share of texts with exactly the right spans, and F1 of the boundaries inside of texts."""
    exact = hits = found = wanted = 0
    for text, gold in rows:
        spans = {trim(text, span) for span in split(text)}
        last = max(end for _, end in gold)
        ends, right = {end for _, end in spans if end < last}, {end for _, end in gold if end < last}
        exact += spans == gold
        hits, found, wanted = hits + len(ends & right), found + len(ends), wanted + len(right)
    return exact / len(rows), 2 * hits / (found + wanted)


def trim(text: str, span: Span) -> Span:
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def speed(run: Callable[[str], object], text: str) -> float:
    """MB/s: the best of three, on less text if it takes long."""
    sample = text[: len(text) // 10]
    taken = once(run, sample)
    if taken < 1:
        sample = text
        taken = min(once(run, sample) for _ in range(3))
    return len(sample.encode()) / taken / 1e6


def once(run: Callable[[str], object], text: str) -> float:
    start = time.perf_counter()
    run(text)
    return time.perf_counter() - start


def machine() -> str:
    names = []
    if Path("/proc/cpuinfo").exists():
        names = re.findall(r"^model name\s*: (.*)$", Path("/proc/cpuinfo").read_text(), re.M)
    return names[0] if names else platform.processor() or platform.machine()


def table() -> str:
    statements = sorted((ROOT / "examples" / "statements").glob("*.txt"))
    prose = "\n\n".join(file.read_text(encoding="utf8") for file in statements)
    prose *= MEGABYTES * 1_000_000 // len(prose.encode()) + 1
    sets = {name: cases(folder) for name, folder in CASES.items()}
    counts = ", ".join(f"{len(rows)} {name}" for name, rows in sets.items())
    lines = [
        f"{datetime.date.today()}, {machine()}, one thread, Python {platform.python_version()}. Accuracy on the English",
        f"cases of this repository ({counts}): texts exactly right, F1 of boundaries. MB/s on the example statements.",
        "",
        "| splitter | version | sentences exact | F1 | documents exact | F1 | MB/s |",
        "|---|---|--:|--:|--:|--:|--:|",
    ]
    for name, (package, make) in PEERS.items():
        split = make()
        cells = [f"{value:.3f}" for rows in sets.values() for value in accuracy(split, rows)]
        pace = speed(raw_speed(name) or split, prose)
        lines.append(f"| {name} | {version(package)} | {' | '.join(cells)} | {pace:.3g} |")
    return "\n".join(lines) + "\n"


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="peers.py segment", description=__doc__)
    parser.add_argument("--out", type=Path, help="write the table to a file as well")
    options = parser.parse_args(argv)
    result = table()
    sys.stdout.write(result)
    if options.out:
        options.out.write_text(result, encoding="utf8")
    return 0
