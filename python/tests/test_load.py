from __future__ import annotations

import json
import os
import pickle
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import servanda

MODEL = Path(__file__).parents[2] / "src" / "model" / "en"
TEXT = "Statement 🌍. States must not harm hospitals. We will publish our view."


def pack(folder: Path) -> bytes:
    """The files of a model in one."""
    manifest = (folder / "manifest.json").read_bytes()
    parts = [(folder / part["name"]).read_bytes() for part in json.loads(manifest)["parts"]]
    return b"servanda" + len(manifest).to_bytes(8, "little") + manifest + b"".join(parts)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(MODEL, tmp_path / "model"))


def test_all_ways_to_a_model_are_the_same(folder: Path) -> None:
    expected = servanda.load()(TEXT).to_json()
    models: list[str | Path | bytes] = [str(folder), folder, pack(folder)]
    for model in models:
        assert servanda.load(model)(TEXT).to_json() == expected


def test_missing_model_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError) as caught:
        servanda.load(tmp_path / "nowhere")
    assert "nowhere" in caught.value.filename and caught.value.errno == 2
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(NotADirectoryError):
        servanda.load(str(tmp_path / "file"))


def test_missing_part_is_named(folder: Path) -> None:
    (folder / "lm.bin").unlink()
    with pytest.raises(FileNotFoundError, match=r"lm\.bin"):
        servanda.load(folder)


def test_damaged_model(folder: Path) -> None:
    packed = pack(folder)
    with open(folder / "spin.tsv", "ab") as part:
        part.write(b"damage")
    with pytest.raises(servanda.ModelError, match=r"spin\.tsv.*sha256"):
        servanda.load(folder)
    for wrong in [b"", b"no model", packed[:20], packed[: len(packed) // 2]]:
        with pytest.raises(servanda.ModelError):
            servanda.load(wrong)
    manifest = folder / "manifest.json"
    manifest.write_text(manifest.read_text().replace('"schema": 1', '"schema": 99'))
    with pytest.raises(servanda.ModelError, match="schema 99.*update servanda"):
        servanda.load(folder)
    manifest.write_text("{}")
    with pytest.raises(servanda.ModelError, match="manifest"):
        servanda.load(folder)


def test_model_of_another_type() -> None:
    with pytest.raises(TypeError, match="path of a directory"):
        servanda.load(5)  # type: ignore[arg-type]


def test_wrong_options_list_what_would_do() -> None:
    with pytest.raises(ValueError, match=r"`wild`.*off, certain, balanced, bold"):
        servanda.load(repair="wild")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match=r"`xx`.*en, fr, es, ru, ar, zh, und"):
        servanda.load(language="xx")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match=r"`xx`.*en, fr, es, ru, ar, zh, und"):
        servanda.segment("Text.", "xx")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match=r"`torn`.*clean, scanned, mistyped, spun"):
        servanda.repair("Text.", condition="torn")  # type: ignore[arg-type]
    for wrong in [-0.1, 1.5, float("nan")]:
        with pytest.raises(ValueError, match="abstain_below is a probability from 0 to 1"):
            servanda.load(abstain_below=wrong)
    with pytest.raises(TypeError):
        servanda.load(None, "bold")  # type: ignore[call-arg]


def test_options_are_on_record() -> None:
    nlp = servanda.load(repair="bold", language="und", classify=False)
    assert nlp("Text.").provenance.options == ("repair=off", "language=und", "classify=false")
    assert repr(nlp).endswith("repair='bold', condition=None, language='und', classify=False, abstain_below=0)")
    nlp = servanda.load(condition="scanned", abstain_below=0.5)
    assert nlp("We will report.").provenance.options == ("condition=scanned", "abstain_below=0.5")
    assert servanda.load()("We will report.").provenance.options == ()
    assert servanda.load()("Text.").provenance.options == ("language=en (too short to tell)",)


def test_pickle(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder.parent)
    pipelines = [
        servanda.load(),
        servanda.load(folder.name, repair="off"),
        servanda.load(pack(folder), language="und", classify=False),
        servanda.load(condition="spun", abstain_below=0.25),
    ]
    dumped = [pickle.dumps(nlp) for nlp in pipelines]
    monkeypatch.chdir("/")
    for nlp, dump in zip(pipelines, dumped, strict=True):
        again = pickle.loads(dump)
        assert repr(again) == repr(nlp)
        assert again(TEXT).to_json() == nlp(TEXT).to_json()
    assert len(dumped[0]) < 200 and len(dumped[1]) < 500


def test_text_of_another_type(nlp: servanda.Pipeline) -> None:
    for wrong in [None, 5, ["text"]]:
        with pytest.raises(TypeError, match="str or bytes"):
            nlp(wrong)  # type: ignore[arg-type]


def test_lone_surrogates_are_refused(nlp: servanda.Pipeline) -> None:
    text = os.fsdecode(b"caf\xe9")
    calls: list[Callable[[str], object]] = [nlp, servanda.segment, servanda.repair]
    for call in calls:
        with pytest.raises(UnicodeEncodeError, match="surrogates"):
            call(text)


def test_bytes(nlp: servanda.Pipeline) -> None:
    expected = nlp("Für uns: States must act.")
    for codec in ["utf-8", "utf-8-sig", "utf-16", "cp1252"]:
        assert nlp("Für uns: States must act.".encode(codec)) == expected, codec
    assert nlp(bytearray(b"States must act.")) == nlp("States must act.")


def test_bytes_that_are_no_text(nlp: servanda.Pipeline) -> None:
    binary = b"\x7fELF\x02\x01\x01" + bytes(64) + bytes(range(32)) * 8
    with pytest.raises(servanda.DecodeError, match="byte"):
        nlp(binary)
    with pytest.raises(servanda.ServandaError):
        next(nlp.pipe([binary]))


def test_versions() -> None:
    versions = servanda.versions()
    assert versions["servanda"] == servanda.__version__
    assert versions["model"] == servanda.load()("Text.").provenance.model
    assert versions["python"].startswith("3.")
    assert servanda.load()("Text.").provenance.version == servanda.__version__


def test_errors_have_one_base() -> None:
    for error in [servanda.ModelError, servanda.DecodeError]:
        assert issubclass(error, servanda.ServandaError)
        assert error.__module__ == "servanda"
