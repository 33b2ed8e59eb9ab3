"""Checks that no locked dependency asks for a newer Rust than `rust-version` in Cargo.toml."""

import json
import subprocess
import sys

packages = json.loads(
    subprocess.check_output(["cargo", "metadata", "--format-version", "1", "--all-features", "--locked"])
)["packages"]


def version(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split("."))[:2]


promised = next(p["rust_version"] for p in packages if p["name"] == "servanda")
newer = [f"{p['name']} {p['version']} needs Rust {p['rust_version']}" for p in packages if p["rust_version"] and version(p["rust_version"]) > version(promised)]
if newer:
    sys.exit(f"we promise Rust {promised}, but:\n  " + "\n  ".join(newer))
print(f"{len(packages)} packages, none needs more than Rust {promised}")
