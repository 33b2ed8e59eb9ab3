"""Checks that the newest of some files is smaller than so many megabytes.

    python3 tests/package_size.py "target/package/servanda-*.crate" 10
"""

import glob
import os
import sys

pattern, limit = sys.argv[1:]
newest = max(glob.glob(pattern), key=os.path.getmtime)
size = os.path.getsize(newest) / 1e6
print(f"{newest}: {size:.1f} MB")
if size >= float(limit):
    sys.exit(f"{newest} has {size:.1f} MB, the limit is {limit}")
