"""Every public type has a runnable example in its documentation; reads what `cargo doc --all-features` wrote."""

import pathlib
import sys

PAGES = pathlib.Path("target/doc/servanda")


def main() -> int:
    pages = [page for what in ("struct", "enum", "trait") for page in sorted(PAGES.rglob(f"{what}.*.html"))]
    texts = {page: page.read_text(encoding="utf-8") for page in pages}
    # Of a type in a private module there is a page that only leads to the public one.
    texts = {page: text for page, text in texts.items() if 'http-equiv="refresh"' not in text}
    # What stands above the methods is the documentation of the type itself.
    without = [page for page, text in texts.items() if "rust-example-rendered" not in text.split('id="implementations"')[0]]
    for page in without:
        print(f"no example: {page.relative_to(PAGES)}")
    return bool(without) or not texts


if __name__ == "__main__":
    sys.exit(main())
