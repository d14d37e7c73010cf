"""Tables as plain text (.csv, .tsv, a text file named .xls): one sheet, all values text.

Takes the bytes in any encoding that Vietnamese offices use; the delimiter is the one that makes the most even rows.
"""
from __future__ import annotations

import csv
import io
from collections import Counter

from cbcc_xl.grid.guard import refuse_rows
from cbcc_xl.grid.unreadable import Unreadable
from cbcc_xl.model import Grid, Workbook

DELIMITERS = ";\t|,"
LINES_TRIED = 200
LARGEST = 2**25                # bytes: a hundred times as much as a long list
MOST_LINES = 2**20             # as many as a sheet of Excel has
LONGEST_VALUE = 1 << 20


def read(data: bytes, name: str, kind: str, look: bool) -> Workbook:
    """The one sheet, named as the file without its ending."""
    if len(data) > LARGEST:
        raise Unreadable("file-too-large", what="MB", value=len(data) >> 20, most=LARGEST >> 20)
    text = decoded(data)
    delimiter, text = _delimiter(text)
    csv.field_size_limit(LONGEST_VALUE)
    rows: list[list[str | None]] = []
    filled = 0
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
        values = [value if value.strip() else None for value in row]
        filled += any(value is not None for value in values)
        refuse_rows(filled)
        rows.append(values)
        if len(rows) > MOST_LINES:
            raise Unreadable("file-too-large", what=stem(name), value=len(rows), most=MOST_LINES)
    while rows and not any(value is not None for value in rows[-1]):
        rows.pop()
    return Workbook([Grid(stem(name), rows)], kind)


def decoded(data: bytes) -> str:
    """Text in whatever encoding it was written."""
    from cbcc_xl.text.legacy_fonts import decode_bytes

    return decode_bytes(data)


def stem(name: str) -> str:
    """A file's name without its ending."""
    last = name.rpartition("/")[2]
    return last.rpartition(".")[0] or last


def _delimiter(text: str) -> tuple[str, str]:
    """The delimiter, and the text without the line by which Excel was told it ("sep=;")."""
    first, _, rest = text.partition("\n")
    if first.lower().startswith("sep=") and len(first.strip()) <= 5:
        return (first.strip()[4:] or "\t"), rest
    sample = [line.replace("\r", " ") for line in text.split("\n", LINES_TRIED)[:LINES_TRIED] if line.strip()]
    return max(DELIMITERS, key=lambda delimiter: _evenness(sample, delimiter)), text


def _evenness(lines: list[str], delimiter: str) -> int:
    """How many lines have the same number of this delimiter, by that number."""
    counts = Counter(len(row) - 1 for row in csv.reader(lines, delimiter=delimiter))
    return max((times * min(number, 3) for number, times in counts.items()), default=0)
