"""What no other tool watches: data files, notebooks, letters and paths of this repository.

TOML is valid and in its order (titles and ratings by `order`, periods by day, no wording twice in a list); notebooks
carry no outputs; text is NFC; no path is over 120 characters, which Windows would refuse to unpack. Gives a line for
each fault: `python -m tools.tidy`, status 1 where there is one.
"""
from __future__ import annotations

import json
import subprocess
import sys
import tomllib
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

HOME = Path(__file__).resolve().parent.parent
LONGEST_PATH = 120
TEXT = {".py", ".md", ".toml", ".ipynb", ".json", ".txt", ".yaml", ".ps1"}
IN_ORDER = ("titles.toml", "ratings.toml")


def main() -> int:
    faults = [fault for path in files() for fault in faults_of(path)]
    print(*faults, sep="\n", file=sys.stderr, end="\n" if faults else "")
    return int(bool(faults))


def files() -> list[Path]:
    """All files that are or would be committed."""
    git = ["git", "-c", "safe.directory=*", "ls-files", "-coz", "--exclude-standard"]
    listed = subprocess.run(git, cwd=HOME, check=True, capture_output=True)
    return [path for name in listed.stdout.decode().split("\0") if name and (path := HOME / name).is_file()]


def faults_of(path: Path) -> Iterator[str]:
    name = path.relative_to(HOME).as_posix()
    if len(name) > LONGEST_PATH:
        yield f"{name}: path of {len(name)} characters, over {LONGEST_PATH}"
    if path.suffix not in TEXT:
        return
    text = path.read_bytes().decode("utf-8-sig")
    for number, line in enumerate(text.splitlines(), 1):
        if not unicodedata.is_normalized("NFC", line):
            yield f"{name}:{number}: not NFC"
    if path.suffix == ".toml":
        yield from (f"{name}: {fault}" for fault in toml_faults(text, path.name))
    if path.suffix == ".ipynb":
        yield from (f"{name}: {fault}" for fault in notebook_faults(text))


def toml_faults(text: str, name: str) -> Iterator[str]:
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        yield f"not TOML: {error}"
        return
    if name in IN_ORDER and (orders := [table["order"] for table in data.values()]) != sorted(orders):
        yield "not sorted by `order`"
    for code, table in data.items():
        if isinstance(table, dict) and "in_force" in table:
            yield from (f"[{code}] {fault}" for fault in period_faults(table["in_force"]))
    yield from repeated("", data)


def period_faults(periods: list[dict[str, Any]]) -> Iterator[str]:
    """The lines of a rule stand in the order of their days, and none overlaps the next."""
    for earlier, later in pairwise(periods):
        if "to" not in earlier or "from" not in later or earlier["to"] >= later["from"]:
            yield f"periods out of order or overlapping: {earlier} {later}"


def repeated(where: str, value: Any) -> Iterator[str]:
    """A word that stands twice in one list."""
    if isinstance(value, dict):
        for key, one in value.items():
            yield from repeated(f"{where}.{key}".strip("."), one)
    elif isinstance(value, list) and all(isinstance(one, str) for one in value):
        twice = {one for one in value if value.count(one) > 1}
        if twice:
            yield f"{where}: twice in the list: {', '.join(sorted(twice))}"


def notebook_faults(text: str) -> Iterator[str]:
    for number, cell in enumerate(json.loads(text)["cells"], 1):
        if cell.get("outputs") or cell.get("execution_count"):
            yield f"cell {number} has outputs"


if __name__ == "__main__":
    sys.exit(main())
