"""Coverage-guided fuzzing of reading and of text, for an hour or as long as one likes.

`pip install atheris`, then `python -m tests.fuzz grid --seconds 1200 --keep /tmp/fuzz`. Targets: `grid` (any bytes are
a workbook or `Unreadable`), `whole` (any bytes are a part with its records), `text` (any text is put in shape).
Each round is a process with a limit of time and memory that dies with its first finding; the finding stays in
KEEP/TARGET/found, and the next round goes on from what has been reached. What is found is mended and kept as a small
file made by hand in a test, never as the bytes that the fuzzer made.
"""
from __future__ import annotations

import argparse
import re
import subprocess
import sys
import time
from pathlib import Path

TARGETS = ("grid", "whole", "text")
MEMORY_MB = 1_500
SECONDS_A_FILE = 20
LONGEST = {"grid": 60_000, "whole": 60_000, "text": 4_000}
DONE = re.compile(rb"DONE +cov: (\d+) ft: (\d+)|#(\d+)\s+\w+ +cov: (\d+) ft: (\d+)")
RUNS = re.compile(rb"Done (\d+) runs|number_of_executed_units: (\d+)")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--keep", type=Path, default=Path("/tmp/fuzz"))
    args = parser.parse_args()
    home = args.keep / args.target
    for folder in ("reached", "found"):
        (home / folder).mkdir(parents=True, exist_ok=True)
    end = time.monotonic() + args.seconds
    executed = 0
    while (left := int(end - time.monotonic())) > 5:
        executed += _round(args.target, home, left)
    found = sorted(path.name for path in (home / "found").iterdir())
    print(f"{args.target}: {executed} executions, {len(found)} findings in {home / 'found'}", flush=True)


def _round(target: str, home: Path, seconds: int) -> int:
    """One process until its first finding; gives how often it tried."""
    command = [sys.executable, "-m", "tests.fuzz.child", target, str(home / "reached"),
               f"-artifact_prefix={home / 'found'}/", f"-max_total_time={seconds}", f"-max_len={LONGEST[target]}",
               f"-timeout={SECONDS_A_FILE}", f"-rss_limit_mb={MEMORY_MB}", "-print_final_stats=1", "-reload=0"]
    started = time.monotonic()
    said = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False).stdout
    reached = list(DONE.finditer(said))
    runs = [int(match[1] or match[2]) for match in RUNS.finditer(said)]
    (home / "last.txt").write_bytes(said[-20_000:])
    print(f"{target}: {time.monotonic() - started:.0f} s, {runs[-1:]} runs, "
          f"{reached[-1][0].decode() if reached else ''}", flush=True)
    print(said[-1_500:].decode(errors="replace") if b"ERROR" in said or b"exception" in said else "", flush=True)
    if not runs and time.monotonic() - started < 5:
        sys.exit(said.decode(errors="replace"))
    return max(runs, default=0)


if __name__ == "__main__":
    main()
