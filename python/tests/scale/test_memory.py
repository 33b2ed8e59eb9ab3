"""Ten times the documents take the same memory."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="reads the peak of memory from /proc")

PEAK = """
import re
print(re.search(r"VmHWM:\\s+(\\d+) kB", open("/proc/self/status").read())[1])
"""

PIPE = """
import servanda
texts = (f"States must not harm hospital {i}. We will publish our view." for i in range(COUNT))
assert sum(len(doc) for doc in servanda.load().pipe(texts)) == 2 * COUNT
"""

# A frame keeps rows, of which there are none here, and no documents.
FRAME = """
import servanda
texts = (f"Item {i}. States met. " * 40 for i in range(COUNT))
assert len(servanda.frame(servanda.load(classify=False).pipe(texts), "edits")) == 0
"""

ANNOTATE = """
import pyarrow, servanda
nlp = servanda.load()
batch = pyarrow.table({"text": ["States must not harm hospitals. We will publish our view."] * 500})
for _ in range(COUNT // 500):
    assert len(nlp.annotate(batch, id=None)) == 500
"""


def peak(code: str, count: int) -> float:
    """Most megabytes that a process ever held."""
    command = [sys.executable, "-c", code.replace("COUNT", str(count)) + PEAK]
    return int(subprocess.run(command, check=True, capture_output=True, text=True).stdout) / 1000


@pytest.mark.parametrize(("code", "count"), [(PIPE, 10_000), (ANNOTATE, 5_000), (FRAME, 500)])
def test_memory_is_flat(code: str, count: int) -> None:
    once, tenfold = peak(code, count), peak(code, 10 * count)
    print(f"{count} documents: {once:.0f} MB, {10 * count}: {tenfold:.0f} MB")
    assert tenfold < once + 10
