"""The site of the documentation: `sphinx -W -b html docs target/docs`."""

import pathlib
import re
import shutil

HERE = pathlib.Path(__file__).parent
# Sphinx reads what lies below its own folder; the notebooks live with the other examples.
shutil.rmtree(HERE / "notebooks", ignore_errors=True)
(HERE / "notebooks").mkdir()
for notebook in sorted((HERE.parent / "examples").glob("*.ipynb")):
    shutil.copy(notebook, HERE / "notebooks")

project = "servanda"
author = "the authors of servanda"
language = "en"
extensions = ["myst_nb", "autoapi.extension"]
html_theme = "furo"
html_title = "servanda"
html_copy_source = False
html_show_copyright = False
myst_heading_anchors = 3
# The outputs in the notebooks are those that the tests made.
nb_execution_mode = "off"

# The reference is read off the type stubs, so the package need not be installed.
autoapi_dirs = ["../python/servanda"]
autoapi_file_patterns = ["*.pyi", "*.py"]
autoapi_root = "api"
autoapi_add_toctree_entry = False
autoapi_keep_files = False
autoapi_member_order = "groupwise"
autoapi_own_page_level = "class"
autoapi_options = ["members", "undoc-members", "imported-members"]
autoapi_python_class_content = "class"


def skip(app, what, name, obj, skip, options):
    """Leaves out the modules that the package is made of: their names are those of the package."""
    own = what in ("module", "package") and name != "servanda" and name != "servanda.spark"
    return True if own or name.split(".")[-1].startswith("_") else skip


def follow(app, name, source):
    """Links to the notebooks are written as they lie in the repository."""
    source[0] = re.sub(r"\]\((?:\.\./)+examples/(\w+\.ipynb)\)", r"](/notebooks/\1)", source[0])


def setup(app):
    app.connect("source-read", follow)
    app.connect("autoapi-skip-member", skip)
