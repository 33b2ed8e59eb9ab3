"""Repair: servanda beside the correctors of PyPI, on the same texts, with the same scorer. Prints a Markdown table.

    python3 benches/peers/repair.py [--command "target/release/servanda"] [--rows N] [--seconds S] [FILE...]

Each FILE is a test set: JSON lines with `noisy` (or `spun`) and `clean` (or `original`), or with `text` alone, where any
change is a false repair. The cases of tests/cases/repair and tests/cases/clean are always measured. The peers are
installed into a virtual environment under target/. Only the standard library is needed to run it.
"""

import argparse
import difflib
import json
import re
import subprocess
import sys
import time
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HOME = ROOT / "target" / "peers-repair"
WORD = re.compile(r"\w+(?:['’.-]\w+)*|[^\w\s]")
LETTERS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")

# What pip installs for each peer.
PACKAGES = {
    "symspellpy": ["symspellpy"],
    "pyspellchecker": ["pyspellchecker"],
    "hunspell": ["chunspell"],
    "autocorrect": ["autocorrect"],
    "textblob": ["textblob"],
    "codespell": ["codespell"],
    "typos": ["typos"],
    "ftfy": ["ftfy"],
}


# ------------------------------------------------------------------ the peers; these run in the virtual environment


def each_word(correct):
    """A corrector of texts from one of words in small letters; capitals are put back."""

    def one(match):
        word = match.group()
        better = correct(word.lower()) or word
        if word.isupper() and len(word) > 1:
            return better.upper()
        return better[:1].upper() + better[1:] if word[0].isupper() else better

    return lambda text: LETTERS.sub(one, text)


def symspellpy():
    from importlib.resources import files

    from symspellpy import SymSpell, Verbosity

    model = SymSpell(2, 7)
    model.load_dictionary(str(files("symspellpy") / "frequency_dictionary_en_82_765.txt"), 0, 1)

    def correct(word):
        found = model.lookup(word, Verbosity.TOP, max_edit_distance=2)
        return found[0].term if found else word

    return each_word(correct)


def pyspellchecker():
    from spellchecker import SpellChecker

    # The distance of two, its default, takes minutes for one long word.
    model = SpellChecker(distance=1)
    return each_word(model.correction)


def hunspell():
    from hunspell import Hunspell

    model = Hunspell("en_US")

    def correct(word):
        return word if model.spell(word) else next(iter(model.suggest(word)), word)

    return each_word(correct)


def autocorrect():
    from autocorrect import Speller

    return Speller()


def textblob():
    from textblob import TextBlob

    return lambda text: str(TextBlob(text).correct())


def ftfy():
    from ftfy import TextFixerConfig, fix_text

    # Straightening quotation marks is no repair.
    return lambda text: fix_text(text, TextFixerConfig(uncurl_quotes=False))


def by_file(*command):
    """A corrector from a program that changes a file in place."""

    def correct(text):
        path = HOME / "text.txt"
        path.write_text(text, "utf8", newline="")
        subprocess.run([Path(sys.executable).parent / command[0], *command[1:], path], capture_output=True, check=False)
        return path.read_text("utf8")

    return correct


def codespell():
    return by_file("codespell", "-w")


def typos():
    return by_file("typos", "--write-changes")


def work(name):
    correct = globals()[name]()
    for line in sys.stdin:
        print(json.dumps(correct(json.loads(line))), flush=True)


# ------------------------------------------------------------------ running them


def python():
    folder = HOME / ("Scripts" if sys.platform == "win32" else "bin")
    if not folder.exists():
        venv.create(HOME, with_pip=True)
    return folder / "python"


def install(name):
    command = [python(), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *PACKAGES[name]]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def run_peer(name, texts, seconds):
    """What a peer makes of the texts, as far as it gets in the time that it has."""
    data = "".join(json.dumps(text) + "\n" for text in texts)
    command = [python(), __file__, "--worker", name]
    try:
        out = subprocess.run(command, input=data, capture_output=True, text=True, timeout=seconds, check=False).stdout
    except subprocess.TimeoutExpired as e:
        out = (e.stdout or b"").decode("utf8", "ignore")
    lines = out.split("\n")[:-1]
    return [json.loads(line) for line in lines]


def run_us(command, texts):
    data = "".join(json.dumps({"id": i, "text": text}) + "\n" for i, text in enumerate(texts))
    out = subprocess.run([*command.split(), "repair", "--jsonl"], input=data, capture_output=True, text=True, check=True)
    return [json.loads(line)["text"] for line in out.stdout.split("\n")[:-1]]


# ------------------------------------------------------------------ test sets and the scorer


def read_set(path):
    """Pairs of a text and what it should become."""
    if path.suffix == ".txt":
        return cases(path)
    rows = [json.loads(line) for line in path.read_text("utf8").split("\n") if line.strip()]
    noisy = [row.get("noisy", row.get("spun", row.get("text"))) for row in rows]
    clean = [row.get("original", row.get("clean", text)) for row, text in zip(rows, noisy)]
    return list(zip(noisy, clean))


def cases(path):
    text = re.sub(r"\A(#.*\n|\n)+", "", path.read_text("utf8"))
    text = re.sub(r"\\u\{([0-9A-F]+)\}", lambda m: chr(int(m[1], 16)), text)
    return [tuple(case.split("\n---\n")) for case in text.split("\n===\n") if "\n---\n" in case]


def changes(a, b):
    """The words that change from a to b, as (start, end, new words)."""
    old = list(WORD.finditer(a))
    words, new = [m.group() for m in old], WORD.findall(b)
    out = set()
    for op, i, j, k, n in difflib.SequenceMatcher(None, words, new, autojunk=False).get_opcodes():
        if op != "equal":
            start = old[i].start() if i < len(old) else len(a)
            out.add((start, old[j - 1].end() if j > i else start, " ".join(new[k:n])))
    return out


def score(pairs, found):
    """F0.5 of the changed words and, where nothing is to be changed, false repairs per 1,000 words."""
    right = made = wanted = words = 0
    for (noisy, clean), text in zip(pairs, found):
        gold, mine = changes(noisy, clean), changes(noisy, text)
        right, made, wanted = right + len(gold & mine), made + len(mine), wanted + len(gold)
        words += len(WORD.findall(noisy))
    if not any(noisy != clean for noisy, clean in pairs):
        return f"{1000 * made / max(words, 1):.1f} false"
    precision, recall = right / made if made else 1.0, right / wanted if wanted else 1.0
    f = 1.25 * precision * recall / (0.25 * precision + recall) if right else 0.0
    return f"{f:.2f} ({precision:.2f}, {recall:.2f})"


def table(sets, rows, command, seconds):
    print("| | " + " | ".join(sets) + " |")
    print("|---|" + "---|" * len(sets), flush=True)
    for name in ["servanda", *PACKAGES]:
        if name != "servanda" and not install(name):
            print(f"{name} cannot be installed", file=sys.stderr)
            continue
        cells = []
        for pairs in sets.values():
            pairs = pairs[:rows]
            texts = [noisy for noisy, _ in pairs]
            start = time.monotonic()
            found = run_us(command, texts) if name == "servanda" else run_peer(name, texts, seconds)
            part = f", first {len(found)}" if len(found) < len(pairs) else ""
            cells.append(score(pairs[: len(found)], found) + part if found else "failed")
            print(f"{name}: {time.monotonic() - start:.1f} s", file=sys.stderr)
        print(f"| {name} | " + " | ".join(cells) + " |", flush=True)


def main(argv=None):
    if argv is None and sys.argv[1:2] == ["--worker"]:
        return work(sys.argv[2])
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--command", default=str(ROOT / "target" / "release" / "servanda"))
    parser.add_argument("--rows", type=int, default=300, help="rows of each set that are measured")
    parser.add_argument("--seconds", type=float, default=120, help="time that a peer has for each set")
    args = parser.parse_args(argv)
    own = {f"{stage} cases": sorted((ROOT / "tests" / "cases" / stage).glob("*.txt")) for stage in ("repair", "clean")}
    sets = {name: [pair for path in paths for pair in read_set(path)] for name, paths in own.items()}
    sets |= {path.stem: read_set(path) for path in args.files}
    print("F0.5 (precision, recall) of changed words; `false`: false repairs per 1,000 words.\n")
    table(sets, args.rows, args.command, args.seconds)


if __name__ == "__main__":
    main()
