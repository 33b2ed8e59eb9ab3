"""The package as it is installed: fast to import, quiet, and typed."""

from __future__ import annotations

import platform
import re
import subprocess
import sys
from pathlib import Path

import pytest
import servanda


def run(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout


@pytest.mark.parametrize(
    ("before", "work", "limit"),
    [
        ("", "import servanda", 0.05),
        ("import servanda", "servanda.load()", 0.02),
        ("import servanda; nlp = servanda.load()", "nlp('States must act. We will help.')", 0.05),
    ],
    ids=["import", "load", "first document"],
)
def test_start_is_fast(before: str, work: str, limit: float) -> None:
    code = f"import time; {before}\nt = time.perf_counter(); {work}; print(time.perf_counter() - t)"
    assert min(float(run(code)) for _ in range(5)) < limit


def test_import_brings_nothing_along() -> None:
    code = "import sys; before = {*sys.modules}; import servanda; print(*({*sys.modules} - before))"
    assert {name.split(".")[0] for name in run(code).split()} == {"servanda"}


def test_import_starts_no_thread() -> None:
    if not Path("/proc/self/task").exists():
        pytest.skip("counts threads by /proc")
    code = "import servanda, os; servanda.load()('Text.'); print(len(os.listdir('/proc/self/task')))"
    assert run(code).strip() == "1"


def test_versions_cite_a_run() -> None:
    versions = servanda.versions()
    assert versions["servanda"] == servanda.__version__
    assert versions["model"] == servanda.load()("").provenance.model
    assert re.fullmatch("[0-9a-f]{64}", versions["model_sha256"])
    assert versions["python"] == platform.python_version()
    assert versions["platform"] == platform.platform()


def test_names() -> None:
    assert sorted(servanda.__all__) == sorted({*servanda.__all__})
    for name in servanda.__all__:
        thing = getattr(servanda, name)
        assert thing.__doc__, name
        if isinstance(thing, type):
            assert (thing.__module__, thing.__qualname__) == ("servanda", name)


def test_stub_is_true(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "mypy.stubtest", "servanda"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr


def test_types_hold_in_use(tmp_path: Path) -> None:
    use = tmp_path / "use.py"
    use.write_text(
        """
import servanda

nlp = servanda.load(repair="bold", classify=True)
doc: servanda.Document = nlp("States must act.")
starts: list[int] = [sent.start for sent in doc.sents]
for statement in doc.statements:
    if statement.kind == "norm" and statement.norm is not None and statement.norm.holder is not None:
        holder: str = statement.norm.holder.text
pairs: list[tuple[str, str]] = [(edit.before, edit.after) for edit in doc.edits]
texts: list[str] = [document.text for document in nlp.pipe(["One.", b"Two."], threads=2)]
again: servanda.Document = servanda.Document.from_json(doc.to_json())
"""
    )
    strict = [sys.executable, "-m", "mypy", "--strict", str(use)]
    done = subprocess.run(strict, capture_output=True, text=True, cwd=tmp_path)
    assert done.returncode == 0, done.stdout
    use.write_text("import servanda\nservanda.load(repair='wild')\nservanda.load()('Text.').sents[0].txt\n")
    done = subprocess.run(strict, capture_output=True, text=True, cwd=tmp_path)
    assert done.returncode == 1 and done.stdout.count("error:") == 2, done.stdout
