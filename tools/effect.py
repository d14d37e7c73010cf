"""What a change does to every inbox at hand: the last commit's results beside those of the files as they are now.

`python -m tools.effect [INBOX...]`: takes the sample inboxes of the demo, and any others named. Gives a line for each
record, file and finding that comes out otherwise: `-` as committed, `+` as it is now; and how many there are.
"""
from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import tarfile
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cbcc_xl import demo

HOME = Path(__file__).resolve().parent.parent
RUN = "import sys; from cbcc_xl.cli import main; sys.exit(main(sys.argv[1:]))"


def main(named: list[str]) -> None:
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        committed = _committed(folder / "committed")
        demo.make(folder / "demo")
        differing = 0
        for inbox in [*(folder / "demo" / agency.folder for agency in demo.AGENCIES), *map(Path, named)]:
            before, now = (_results(inbox.resolve(), code, folder / "report.json") for code in (committed, HOME))
            lines = sorted([*(f"- {line}" for line in before - now), *(f"+ {line}" for line in now - before)],
                           key=lambda line: line[2:])
            differing += len(lines)
            print(f"{inbox.name}: {len(lines) or 'như cũ'}", *lines, sep="\n  ")
    print(f"{differing} dòng khác.")


def _committed(folder: Path) -> Path:
    """The program and its data as last committed."""
    packed = subprocess.run(["git", "archive", "HEAD", "cbcc_xl", "templates_xlsx"], cwd=HOME, check=True,
                            capture_output=True).stdout
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        archive.extractall(folder, filter="data")
    return folder


def _results(inbox: Path, code: Path, report: Path) -> Counter[str]:
    """A line for each thing that came out."""
    report.unlink(missing_ok=True)
    command = [sys.executable, "-c", RUN, "consolidate", str(inbox), "-o", str(report.with_suffix(".xlsx")),
               "--json", str(report)]
    subprocess.run(command, cwd=code, env={**os.environ, "PYTHONPATH": str(code)}, stdout=subprocess.DEVNULL)
    return Counter(_lines(json.loads(report.read_text("utf-8"))))


def _lines(report: dict[str, Any]) -> Iterator[str]:
    for file in report["files"]:
        yield f"{file['file']}: {file['status']} {file['unit'] or ''} {file['reason'] or ''}".rstrip()
    for record in report["records"]:
        values = json.dumps(record["values"], ensure_ascii=False, sort_keys=True)
        yield f"{record['file']}: {record['sheet']}!{record['row']} {record['form']} {values}"
    for finding in report["findings"]:
        place = "!".join(filter(None, (finding["sheet"], finding["cell"])))
        yield f"{finding['file'] or ''}: {place} [{finding['severity']}] {finding['code']}: {finding['message']}"


if __name__ == "__main__":
    main(sys.argv[1:])
