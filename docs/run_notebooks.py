"""Runs the notebooks of `examples/`, each in its own folder.

    python docs/run_notebooks.py            says which print something else than what is kept in them
    python docs/run_notebooks.py --write    keeps what they print

Pictures are kept, but not compared: they differ from machine to machine.
"""

import pathlib
import sys

import nbformat
from nbclient import NotebookClient

EXAMPLES = pathlib.Path(__file__).parents[1] / "examples"


def notebooks():
    return sorted(EXAMPLES.glob("*.ipynb"))


def run(path):
    """The notebook with fresh outputs. A cell that fails raises its error."""
    notebook = nbformat.read(path, as_version=4)
    notebook.metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    NotebookClient(notebook, timeout=300, record_timing=False, resources={"metadata": {"path": EXAMPLES}}).execute()
    for number, cell in enumerate(notebook.cells):
        cell.id = f"cell-{number}"
        cell.metadata = {}
    return notebook


def printed(notebook):
    """What the cells print and show, without pictures."""
    found = []
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            kept = {kind: text for kind, text in data.items() if kind.startswith("text/") and "image/png" not in data}
            found.append(output.get("text") or kept)
    return found


if __name__ == "__main__":
    status = 0
    for path in notebooks():
        fresh = run(path)
        if printed(fresh) != printed(nbformat.read(path, as_version=4)):
            print(path.name)
            status = 1
        if "--write" in sys.argv:
            nbformat.write(fresh, path)
    sys.exit(status and "--write" not in sys.argv)
