"""When a workbook says that it was last changed, by its own properties: never the file system's time.

Takes the words of a file; gives an ISO datetime to the second, in UTC where the file tells the zone.
"""
from __future__ import annotations

import re
import struct
from datetime import UTC, datetime, timedelta

from cbcc_xl.grid.ole import Compound
from cbcc_xl.grid.package import Package

MODIFIED = re.compile(rb"<dc(?:terms:modified|:date)\b[^>]{0,200}>([^<]{1,100})<")
FRACTION = re.compile(r"\.\d+")
CORE = "docProps/core.xml"
SUMMARY = "\x05SummaryInformation"
LAST_SAVED, FILETIME = 13, 64
BEGIN = datetime(1601, 1, 1)
TICKS = 10                     # of 0.1 µs in a microsecond


def of_package(package: Package, part: str) -> str | None:
    """The date in the core properties of an xlsx, or in `meta.xml` of an ods."""
    stated = MODIFIED.search(package.part(part))
    return iso(stated[1].decode("ascii", "replace").strip()) if stated else None


def iso(stated: str) -> str | None:
    """The date in one shape, None where it is none."""
    try:
        date = datetime.fromisoformat(FRACTION.sub("", stated) if "." in stated else stated)
    except ValueError:
        return None
    return (date.astimezone(UTC) if date.tzinfo else date).replace(tzinfo=None, microsecond=0).isoformat()


def of_compound(file: Compound) -> str | None:
    """The date in the summary of an .xls."""
    summary = file.stream(SUMMARY)
    if summary is None or len(summary) < 56:
        return None
    start = int.from_bytes(summary[44:48], "little")
    try:
        (count,) = struct.unpack_from("<I", summary, start + 4)
        for at in range(start + 8, start + 8 + 8 * min(count, 100), 8):
            what, where = struct.unpack_from("<II", summary, at)
            if what == LAST_SAVED:
                kind, ticks = struct.unpack_from("<IQ", summary, start + where)
                moment = BEGIN + timedelta(microseconds=ticks // TICKS)
                return moment.replace(microsecond=0).isoformat() if kind == FILETIME and ticks else None
    except (struct.error, OverflowError):
        return None
    return None
