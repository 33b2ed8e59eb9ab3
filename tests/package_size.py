"""Checks that the packaged crate stays under the 10 MB that the registry takes."""

import pathlib
import sys

LIMIT = 10_000_000
crate = max(pathlib.Path("target/package").glob("servanda-*.crate"), key=lambda p: p.stat().st_mtime)
size = crate.stat().st_size
print(f"{crate.name}: {size / 1e6:.1f} MB")
if size >= LIMIT:
    sys.exit(f"{crate} has {size} bytes, the limit is {LIMIT}")
