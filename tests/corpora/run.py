"""What becomes of any tree of files: each is found, read and checked in a process of its own, and what that cost.

`python -m tests.corpora.run TREE [--jobs 2] [--json F] [--year 2024]`. TREE holds a folder a project. Every file must
be read, unrecognised, unreadable, skipped or refused with a reason; a worker that dies, hangs or raises is what this is
after, and makes the exit status 1 (`cbcc-xl consolidate` kills and reports such a file; here it is to be mended). A
file that is read as a form of ours is named too: a sheet that is none must be claimed by none. Linux only: it forks.
"""
from __future__ import annotations

import argparse
import datetime
import json
import os
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from cbcc_xl import apart
from cbcc_xl.catalogue import in_force, load
from cbcc_xl.inbox.found import Found, InboxError
from cbcc_xl.inbox.search import find
from cbcc_xl.pipeline.one_file import vocabulary_of
from cbcc_xl.pipeline.reading import Terms, read_found
from tests.fuzz.packages import files

BAD = ("crashed", "hung", "raised", "failed")
STATES = ("read", "unrecognised", "unreadable", "skipped", "refused", *BAD)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tree", type=Path)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--json", default=os.devnull, help="a line a file")
    parser.add_argument("--year", type=int, default=2024)
    args = parser.parse_args()
    catalogue = load()
    vocabulary_of(catalogue)
    terms = Terms(catalogue, in_force(catalogue, datetime.date(args.year, 12, 31)))
    for seed in files():                                     # so that no child loads a reader anew
        read_found(Found("a.xlsx", data=seed), terms)
    paths = sorted(path for path in args.tree.rglob("*") if path.is_symlink() or not path.is_dir())
    told = []
    with ThreadPoolExecutor(args.jobs) as threads, open(args.json, "w", encoding="utf-8") as lines:
        for one in threads.map(lambda path: _one(path, args.tree, terms), paths):
            told.append(one)
            print(json.dumps(one, ensure_ascii=False), file=lines, flush=True)
    _print(told)
    return int(any(state in BAD for one in told for state in one["states"]))


def _one(path: Path, tree: Path, terms: Terms) -> dict[str, Any]:
    """One file in a child of its own; it answers through a file, since a pipe can fill."""
    with tempfile.TemporaryDirectory() as folder:
        answer = Path(folder) / "told.json"
        child = os.fork()
        if child == 0:
            _child(path, answer, terms)
        status, seconds, peak = _waited(child)
        told = json.loads(answer.read_text("utf-8")) if answer.exists() else {"states": [status], "reasons": []}
    name = path.relative_to(tree)
    return {"project": name.parts[0], "file": str(name), **told, "seconds": round(seconds, 2), "peak": peak}


def _waited(child: int) -> tuple[str, float, int]:
    """How it ended, its seconds of processor time, and its peak of memory in MB."""
    end, state = time.monotonic() + apart.WAIT * apart.SECONDS, "crashed"
    while not (ended := os.wait4(child, os.WNOHANG))[0]:
        if time.monotonic() > end and state != "hung":
            state = "hung"
            os.kill(child, 9)
        time.sleep(0.002)
    _, status, used = ended
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGXCPU:
        state = "hung"
    return state, used.ru_utime + used.ru_stime, used.ru_maxrss >> 10


def _child(path: Path, answer: Path, terms: Terms) -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)             # what readers say as they give up is of no interest
    try:
        apart.limit_memory(apart.MEMORY)
        apart.limit_time(apart.SECONDS)
        told = _told([_read(file, terms) for file in find(path)])
    except InboxError as fault:
        told = {"states": ["refused"], "reasons": [fault.code]}
    except BaseException:
        told = {"states": ["raised"], "reasons": [traceback.format_exc()]}
    draft = answer.with_suffix(".part")
    draft.write_text(json.dumps(told), "utf-8")
    draft.replace(answer)
    os._exit(0)


def _read(file: Found, terms: Terms) -> dict[str, Any]:
    if file.skip:
        return {"state": "unreadable" if file.lost else "skipped", "reason": file.skip}
    part = read_found(file, terms)
    failed = part.reason == "file-failed"
    return {"state": "failed" if failed else part.status,
            "reason": f"{part.reason} {part.facts}" if part.reason else "",
            "forms": [sheet.form for sheet in part.sheets if sheet.form], "records": len(part.records)}


def _told(parts: list[dict[str, Any]]) -> dict[str, Any]:
    return {"states": [part["state"] for part in parts],
            "reasons": [part["reason"] for part in parts if part["reason"]],
            "forms": sorted({form for part in parts for form in part.get("forms", ())}),
            "records": sum(part.get("records", 0) for part in parts)}


def _print(told: list[dict[str, Any]]) -> None:
    """A table, a row a project; then each file that must not be, and each that was taken for one of ours."""
    print("| project | files |", " | ".join(STATES), "| slowest s | peak MB |")
    print("|---|" + "---|" * (len(STATES) + 3))
    for project in dict.fromkeys(one["project"] for one in told):
        own = [one for one in told if one["project"] == project]
        states = Counter(state for one in own for state in one["states"])
        print(f"| {project} | {len(own)} |", " | ".join(str(states[state]) for state in STATES),
              f"| {max(one['seconds'] for one in own)} | {max(one['peak'] for one in own)} |")
    for one in told:
        if set(one["states"]) & {*BAD, "read"}:
            print(one["file"], *one["states"], *one["reasons"], *one.get("forms", ()), one.get("records", 0))


if __name__ == "__main__":
    sys.exit(main())
