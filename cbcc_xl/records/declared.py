"""Counts that a text declares: "Danh sách có 13 người", "02 tập thể, 12 cá nhân", "trong đó LĐTT: 07", "Tập thể: 03".

Takes a total's or group's text; gives what is counted and how many. `what` is as in `model.Stated`.
"""
from __future__ import annotations

import re
from collections.abc import Iterator

from cbcc_xl.forms.vocabulary import Vocabulary
from cbcc_xl.text.letters import plain

PARTS = re.compile(r"[,;]|\s+và\s+|\s+trong đó\s+", re.IGNORECASE)
LONE = re.compile(r"(?:[:=]\s*|[(]\s*)(\d{1,4})\s*[)]?\s*[./]*\s*$")
LABELLED = re.compile(r"(.+?)\s*[:=]\s*(\d{1,4})(?!\d|%)\b")


def counts_in(text: str, vocabulary: Vocabulary, lone: bool = False) -> Iterator[tuple[str, int]]:
    """Each count that the text declares; `lone`: a number at its end without a noun counts the rows that follow."""
    for part in PARTS.split(text):
        found = _counted(part, vocabulary) or _labelled(part, vocabulary)
        if found:
            yield found
        elif lone and (number := LONE.search(part)):
            yield "rows", int(number[1])


def _counted(part: str, vocabulary: Vocabulary) -> tuple[str, int] | None:
    """ "06 đồng chí": a number with a noun that persons, teams or rows are counted in."""
    key = plain(part)
    for number in re.finditer(r"\b(\d{1,4}) ", key):
        rest = key[number.end():]
        for noun, subject in sorted(vocabulary.rows.counted.items(), key=lambda item: -len(item[0])):
            if rest == noun or rest.startswith(noun + " "):
                return ("rows" if subject == "rows" else f"rows:{subject}"), int(number[1])
    return None


def _labelled(part: str, vocabulary: Vocabulary) -> tuple[str, int] | None:
    """ "LĐTT: 07": a title or rating and how many have it."""
    found = LABELLED.search(part)
    if not found:
        return None
    label = re.sub(r"^(?:trong đó|gồm|có)\s*:?\s*", "", found[1].strip(" -–("), flags=re.IGNORECASE)
    code = vocabulary.titles.match(label) or vocabulary.ratings.match(label)
    return (f"marks:{code}", int(found[2])) if code else None
