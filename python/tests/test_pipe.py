from __future__ import annotations

import contextlib
import gc
import itertools
import os
import signal
import sys
import threading
import time
import unicodedata
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest
import servanda
from hypothesis import given, settings
from hypothesis import strategies as st

NLP = servanda.load()
TEXTS = [f"Point {i}. States must not harm hospital {i} 🌍. We will publish view {i}." * (i % 7 + 1) for i in range(200)]


@pytest.mark.parametrize("threads", [None, 1, 2, 8])
@pytest.mark.parametrize("batch_size", [1, 3, 64, 1000])
def test_same_documents_in_order(threads: int | None, batch_size: int) -> None:
    docs = list(NLP.pipe(TEXTS, threads=threads, batch_size=batch_size))
    assert [doc.source for doc in docs] == TEXTS
    assert [doc.to_json() for doc in docs] == [NLP(text).to_json() for text in TEXTS]


@given(st.lists(st.text(), max_size=20), st.integers(1, 4), st.integers(1, 30))
@settings(max_examples=50, deadline=None)
def test_any_texts(texts: list[str], threads: int, batch_size: int) -> None:
    expected = [NLP(text) for text in texts]
    assert list(NLP.pipe(texts, threads=threads, batch_size=batch_size)) == expected
    # Bytes with control characters are no text.
    files = [text.encode() for text in texts if not any(unicodedata.category(c) == "Cc" for c in text)]
    assert list(NLP.pipe(iter(files), threads=threads)) == [NLP(file) for file in files]


def test_lazy() -> None:
    taken = 0

    def texts() -> Iterator[str]:
        nonlocal taken
        for taken in itertools.count(1):
            yield f"Text {taken}."

    pipe = NLP.pipe(texts(), batch_size=10)
    assert taken == 0
    assert next(pipe).source == "Text 1."
    assert taken == 10
    assert [doc.source for doc in itertools.islice(pipe, 20)][-1] == "Text 21."
    assert taken == 30


def test_what_goes_along() -> None:
    pairs = [(text, {"number": i}) for i, text in enumerate(TEXTS)]
    found = list(NLP.pipe(pairs, as_tuples=True, threads=2))
    assert [doc.source for doc, _ in found] == TEXTS
    assert [along for _, along in found] == [along for _, along in pairs]
    assert all(a is b for (_, a), (_, b) in zip(found, pairs, strict=True))
    pipe = NLP.pipe([("One.", 1), "Two.", ("Three.",)], as_tuples=True)  # type: ignore[list-item]
    assert next(pipe)[1] == 1
    for _ in range(2):
        with pytest.raises(TypeError, match="pairs"):
            next(pipe)


def test_what_goes_along_is_collected() -> None:
    class Along:
        pipe: object = None

    along = Along()
    along.pipe = pipe = NLP.pipe([(text, along) for text in TEXTS], as_tuples=True)
    next(pipe)
    gone = weakref.ref(along)
    del along, pipe
    gc.collect()
    assert gone() is None


def test_progress(capfd: pytest.CaptureFixture[str]) -> None:
    assert len(list(NLP.pipe(TEXTS, progress=True))) == len(TEXTS)
    assert f"{len(TEXTS)}/{len(TEXTS)}" in capfd.readouterr().err
    assert len(list(NLP.pipe(iter(TEXTS[:3]), progress=True))) == 3
    assert "3docs" in capfd.readouterr().err
    list(NLP.pipe(TEXTS[:3]))
    assert capfd.readouterr().err == ""


def test_progress_names_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "tqdm.auto", None)
    with pytest.raises(ImportError, match="pip install tqdm"):
        NLP.pipe([], progress=True)


def test_ends_for_good() -> None:
    pipe = NLP.pipe(["One."])
    assert len(list(pipe)) == 1
    assert list(pipe) == []
    assert list(NLP.pipe([])) == []


def test_errors_come_in_their_place() -> None:
    pipe = NLP.pipe(["One.", 2, "Three.", "\ud800"])  # type: ignore[list-item]
    assert next(pipe).source == "One."
    with pytest.raises(TypeError, match="str or bytes, not int"):
        next(pipe)
    assert next(pipe).source == "Three."
    with pytest.raises(UnicodeEncodeError):
        next(pipe)
    assert list(pipe) == []


def test_error_of_the_texts_is_their_end() -> None:
    def texts() -> Iterator[str]:
        yield "One."
        raise KeyError("gone")

    pipe = NLP.pipe(texts())
    assert next(pipe).source == "One."
    with pytest.raises(KeyError, match="gone"):
        next(pipe)
    assert list(pipe) == []


def test_options_are_checked() -> None:
    for wrong in [0, -1]:
        with pytest.raises(ValueError, match="threads"):
            NLP.pipe([], threads=wrong)
        with pytest.raises(ValueError, match="batch_size"):
            NLP.pipe([], batch_size=wrong)
    for one in ["One text.", b"One text."]:
        with pytest.raises(TypeError, match="many texts"):
            NLP.pipe(one)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        NLP.pipe(5)  # type: ignore[arg-type]


def test_pipe_inside_of_its_own_texts() -> None:
    def texts() -> Iterator[str]:
        next(pipe)
        yield "never"

    pipe: Iterator[servanda.Document] = NLP.pipe(texts())
    with pytest.raises(ValueError, match="already executing"):
        next(pipe)


def spins_while(work: threading.Thread) -> int:
    """How often this thread gets to run while the other works, at a switch interval that would starve it."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(60.0)
    try:
        work.start()
        spins = 0
        while work.is_alive():
            spins += 1
            time.sleep(0)
        return spins
    finally:
        sys.setswitchinterval(before)


def test_interpreter_is_released() -> None:
    text = "States must not harm hospitals. " * 100_000
    called = threading.Thread(target=lambda: NLP(text))
    assert spins_while(called) > 50
    piped = threading.Thread(target=lambda: list(NLP.pipe([text], threads=1)))
    assert spins_while(piped) > 50


def test_pipeline_is_shared_between_threads() -> None:
    expected = [NLP(text).to_json() for text in TEXTS]
    found: dict[int, list[str]] = {}

    def work(i: int) -> None:
        found[i] = [doc.to_json() for doc in NLP.pipe(TEXTS, threads=2)]

    threads = [threading.Thread(target=work, args=(i,)) for i in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(found[i] == expected for i in range(4))


def settles_at(count: int) -> bool:
    """Whether so many threads of pipes are alive, now or soon."""
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        names = [Path(task, "comm") for task in Path("/proc/self/task").iterdir()]
        with contextlib.suppress(FileNotFoundError):
            if sum(name.read_text().startswith("servanda-") for name in names) == count:
                return True
        time.sleep(0.01)
    return False


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="counts threads by /proc")
def test_threads_end_with_the_pipe() -> None:
    gc.collect()
    assert settles_at(0)
    pipe = NLP.pipe(TEXTS, threads=4)
    next(pipe)
    assert settles_at(4)
    del pipe
    gc.collect()
    assert settles_at(0)


def test_pipe_in_a_cycle_is_collected() -> None:
    class Reader:
        def __init__(self) -> None:
            self.pipe = NLP.pipe(self.texts(), batch_size=2)

        def texts(self) -> Iterator[str]:
            yield from TEXTS
            yield repr(self)

    reader = Reader()
    next(reader.pipe)
    gone = weakref.ref(reader)
    del reader
    gc.collect()
    assert gone() is None


def in_fork(check: object) -> int:
    """The exit status of `check` in a forked process, killed if it hangs."""
    assert callable(check)
    child = os.fork()
    if child == 0:
        status = 1
        try:
            status = 0 if check() else 2
        finally:
            os._exit(status)
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.01)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return -1


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this system")
@pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")
def test_fork_after_use() -> None:
    expected = [doc.to_json() for doc in NLP.pipe(TEXTS, threads=2)]
    half_way = NLP.pipe(TEXTS, threads=2)
    next(half_way)

    assert in_fork(lambda: NLP(TEXTS[0]).to_json() == expected[0]) == 0
    assert in_fork(lambda: [doc.to_json() for doc in NLP.pipe(TEXTS, threads=2)] == expected) == 0

    def half_way_is_refused() -> bool:
        nonlocal half_way
        try:
            next(half_way)
        except RuntimeError as error:
            del half_way
            return "fork" in str(error)
        return False

    assert in_fork(half_way_is_refused) == 0
    assert len(list(half_way)) == len(TEXTS) - 1
