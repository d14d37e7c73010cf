"""Whether a file is one that we wrote: only those may be left out of an inbox and written anew, never a unit's own.

A person's decisions lie beside the inbox or in it, and are no unit's file either.
"""
from __future__ import annotations

from pathlib import Path
from zipfile import BadZipFile, ZipFile

SUMMARY = "cbcc_summary"           # a hidden name of a summary workbook, by which it is known wherever it lies
REPORT = b'{"schema":'             # how report.json begins
TOML = ".toml"                     # decisions under whatever name; no unit's list ends so
WORKBOOK = "xl/workbook.xml"


def is_report(path: Path) -> bool:
    """Whether a file is a report of ours."""
    with path.open("rb") as stream:
        return stream.read(len(REPORT)) == REPORT


def is_summary(path: Path) -> bool:
    """Whether a file is a summary of ours, be it saved again in Excel."""
    try:
        with ZipFile(path) as package:
            return SUMMARY.encode() in package.read(WORKBOOK)
    except (BadZipFile, KeyError, NotImplementedError, RuntimeError):
        return False


def is_ours(path: Path) -> bool:
    """Whether a file is an output of an earlier run; one that can't be opened is not."""
    try:
        return path.is_file() and (path.suffix == TOML or is_report(path) or is_summary(path))
    except OSError:
        return False
