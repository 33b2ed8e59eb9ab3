"""Runs the code on the pages of the documentation.

    python docs/run_pages.py            says which pages print something else than what stands there
    python docs/run_pages.py --write    writes what they print

In a block `pycon` stands a session of Python, in a block `console` commands behind `$`, with what they print; a block
`python` only runs. The blocks of a page run in order, in one place, next to a copy of `examples/`. What differs from run
to run is written `...`.
"""

import contextlib
import doctest
import io
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).parents[1]
BLOCK = re.compile(r"^```(python|pycon|console)\n(.*?)^```", re.S | re.M)
LOOSE = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


def pages():
    """The pages with code that needs nothing but the package: the code of `scale.md` is run by the tests of the group
    `scale`, and that of `bert.md` needs libtorch."""
    found = [path for path in sorted((ROOT / "docs").rglob("*.md")) if path.name not in ("scale.md", "bert.md")]
    return [path for path in found if BLOCK.search(path.read_text(encoding="utf-8"))]


def run(page):
    """The text of a page with what its code prints now."""
    names = {"__name__": "__main__"}

    def block(found):
        kind, code = found.groups()
        if kind == "python":
            exec(code, names)
            return found[0]
        printed = session(code, names) if kind == "pycon" else commands(code)
        return f"```{kind}\n{printed}```"

    home = os.getcwd()
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "examples", pathlib.Path(folder) / "examples")
        os.chdir(folder)
        try:
            return BLOCK.sub(block, page.read_text(encoding="utf-8"))
        finally:
            os.chdir(home)


def session(code, names):
    lines = []
    for example in doctest.DocTestParser().get_examples(code):
        first, *more = example.source.rstrip("\n").split("\n")
        lines += [f">>> {first}", *(f"... {line}".rstrip() for line in more)]
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            try:
                exec(compile(example.source, "<page>", "single"), names)
            except Exception as error:
                kind = type(error)
                name = kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
                print(f"Traceback (most recent call last):\n    ...\n{name}: {error}")
        lines += keep(example.want, printed.getvalue())
    return "\n".join(lines) + "\n"


def commands(code):
    path = f"{pathlib.Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    lines = []
    for part in re.split(r"^\$ ", code, flags=re.M)[1:]:
        command, _, want = part.partition("\n")
        done = subprocess.run(command, shell=True, env={**os.environ, "PATH": path}, capture_output=True, text=True)
        lines += [f"$ {command}", *keep(want, done.stdout + done.stderr)]
    return "\n".join(lines) + "\n"


def keep(want, got):
    """The lines printed, or those that stand on the page where they leave out what differs from run to run."""
    same = "..." in want and doctest.OutputChecker().check_output(want, got, LOOSE)
    text = want if same else "\n".join(line.rstrip() for line in got.split("\n"))
    return text.rstrip("\n").split("\n") if text.strip() else []


if __name__ == "__main__":
    changed = [(page, text) for page in pages() if (text := run(page)) != page.read_text(encoding="utf-8")]
    for page, text in changed:
        print(page.relative_to(ROOT))
        if "--write" in sys.argv:
            page.write_text(text, encoding="utf-8")
    sys.exit(bool(changed) and "--write" not in sys.argv)
