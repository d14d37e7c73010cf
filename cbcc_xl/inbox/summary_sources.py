"""What a summary of ours was made from: hidden names in it, by which the next level knows what it holds.

Takes the files with their digests, units and numbers of records; gives names of a workbook, and reads them back. A name
holds the begin of a digest, the number of records and the unit.
"""
from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from cbcc_xl.model import Source

NAME = "cbcc_source_"
DIGEST = 16                        # letters of a digest, enough to tell files apart
LONGEST = 50                       # letters of a unit's name: a name's text has 200 bytes at most
CHANGED = str.maketrans({'"': "'", "<": "(", "&": "+", ">": ")", "|": "/"})


def as_names(sources: Iterable[Source]) -> Iterator[tuple[str, str]]:
    """Names and their texts."""
    for number, one in enumerate(sources, 1):
        yield f"{NAME}{number}", f"{one.sha256[:DIGEST]}|{one.records}|{(one.unit or '').translate(CHANGED)[:LONGEST]}"


def from_names(names: Mapping[str, str]) -> tuple[Source, ...]:
    """The sources that a workbook's names tell."""
    found = []
    for name, text in names.items():
        digest, _, rest = text.partition("|")
        records, _, unit = rest.partition("|")
        if name.startswith(NAME) and records.isdecimal():
            found.append(Source(digest, unit or None, int(records)))
    return tuple(found)
