"""How long does the whole job take beside what staff write today, and beside only reading the same bytes?

    python benchmarks/whole_job.py [--files 1000] [--rounds 5] [--write]

Whole processes, taken turn and turn about in one run on the same files: (job) `cbcc-xl consolidate` with summary and
report; (loop) the loop that staff write, pandas with openpyxl, only reading; (floor) python-calamine, one process,
only reading. Ratios of medians are what counts; seconds depend on the machine. `--write` renews RESULTS.md.
"""
from __future__ import annotations

import argparse
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import corpus  # noqa: E402

LOOP = """
import sys, pandas
from pathlib import Path
rows = 0
for path in sorted(Path(sys.argv[1]).rglob("*.xlsx")):
    for frame in pandas.read_excel(path, sheet_name=None, header=None).values():
        rows += len(frame)
print(rows)
"""
FLOOR = """
import sys, python_calamine
from pathlib import Path
rows = 0
for path in sorted(Path(sys.argv[1]).rglob("*.xlsx")):
    book = python_calamine.load_workbook(str(path))
    for name in book.sheet_names:
        rows += len(book.get_sheet_by_name(name).to_python(skip_empty_area=False))
print(rows)
"""
COMMAND = "import sys; from cbcc_xl.cli import main; sys.exit(main())"
LIMITS = {"loop / job": (">=", 4), "job / floor": ("<=", 5), "start, cpu s": ("<=", 0.1), "check, cpu s": ("<=", 0.3)}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--files", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--write", action="store_true", help="renew RESULTS.md")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        inbox = Path(place, "inbox")
        corpus.make(inbox, args.files)
        times = _measured(inbox, Path(place), args.rounds)
    lines = _report(times, args)
    print("\n".join(lines))
    if args.write:
        Path(__file__).with_name("RESULTS.md").write_text("\n".join(lines) + "\n", "utf-8")
    return 0


def _measured(inbox: Path, place: Path, rounds: int) -> dict[str, list[tuple[float, float]]]:
    """(wall, cpu) seconds by what was run, in turn."""
    python = sys.executable
    one = next(iter(sorted(inbox.rglob("*.xlsx"))))
    runs = {
        "job": [python, "-c", COMMAND, "consolidate", str(inbox), "-o", str(place / "summary.xlsx"), "--json",
                str(place / "report.json"), "--year", "2023"],
        "loop": [python, "-c", LOOP, str(inbox)],
        "floor": [python, "-c", FLOOR, str(inbox)],
        "start": [python, "-c", COMMAND, "--version"],
        "check": [python, "-c", COMMAND, "check", str(one), "--year", "2023"]}
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in runs}
    for name in runs:
        _run(runs[name])                        # warm: files in the page cache, .pyc written
    for _ in range(rounds):
        for name, command in runs.items():
            times[name].append(_run(command))
    return times


def _run(command: list[str]) -> tuple[float, float]:
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in (0, 1):
        raise SystemExit(f"{command[:6]} failed: {done.stderr.decode()[-500:]}")
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _report(times: dict[str, list[tuple[float, float]]], args: argparse.Namespace) -> list[str]:
    wall = {name: statistics.median(one for one, _ in runs) for name, runs in times.items()}
    cpu = {name: statistics.median(one for _, one in runs) for name, runs in times.items()}
    figures = {"loop / job": wall["loop"] / wall["job"], "job / floor": wall["job"] / wall["floor"],
               "start, cpu s": cpu["start"], "check, cpu s": cpu["check"]}
    lines = ["# The whole job", "",
             f"{args.files} unit files, {args.rounds} rounds in turn, medians; {os.cpu_count()} cores, "
             f"{platform.system()}, Python {platform.python_version()}. Made by `make bench`.", "",
             "| run | wall s | cpu s |", "|---|---|---|",
             *(f"| {name} | {wall[name]:.2f} | {cpu[name]:.2f} |" for name in times), "",
             "| figure | measured | asked |", "|---|---|---|"]
    return [*lines, *(f"| {name} | {value:.2f} | {LIMITS[name][0]} {LIMITS[name][1]} |"
                      for name, value in figures.items())]


if __name__ == "__main__":
    sys.exit(main())
