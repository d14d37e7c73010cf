"""Counts that a text declares: "Danh sách có 13 người", "02 tập thể, 12 cá nhân", "trong đó LĐTT: 07", "Tập thể: 03".

Takes a total's or group's text; gives what is counted and how many. `what` is as in `model.Stated`.
"""
from __future__ import annotations

import re
from collections.abc import Iterator

from cbcc_xl.forms.vocabulary import Vocabulary
from cbcc_xl.text.letters import plain

PARTS = re.compile(r"[,;]|\s+và\s+", re.IGNORECASE)
OF_WHOM = re.compile(r"\btrong đó\b", re.IGNORECASE)      # what follows counts some of those, not the rows
OUT_OF = re.compile(r"(\d+)\s*/\s*\d+")
LONE = re.compile(r"(?:[:=]\s*|[(]\s*)(\d{1,4})\s*[)]?\s*[./]*\s*$")
LABELLED = re.compile(r"(.+?)\s*[:=]\s*(\d{1,4})(?!\d|%)\b")


def counts_in(text: str, vocabulary: Vocabulary, lone: bool = False) -> Iterator[tuple[str, int]]:
    """Each count that the text declares; `lone`: a number at its end without a noun counts the rows that follow."""
    whole, *some = OF_WHOM.split(text, maxsplit=1)
    for part in PARTS.split("".join(some)):
        titled = _titled(part, vocabulary) or _labelled(part, vocabulary)
        if titled:
            yield titled
    for part in PARTS.split(whole):
        found = _titled(part, vocabulary) or _counted(part, vocabulary) or _labelled(part, vocabulary)
        if found:
            yield found
        elif lone and (number := LONE.search(part)):
            yield "rows", int(number[1])


def _counted(part: str, vocabulary: Vocabulary) -> tuple[str, int] | None:
    """ "06 đồng chí", "3/15 người": a number with a noun that persons, teams or rows are counted in."""
    key = plain(OUT_OF.sub(r"\1", part))
    for number in re.finditer(r"\b(\d{1,4}) ", key):
        rest = key[number.end():]
        for noun, subject in sorted(vocabulary.rows.counted.items(), key=lambda item: -len(item[0])):
            if rest == noun or rest.startswith(noun + " "):
                return ("rows" if subject == "rows" else f"rows:{subject}"), int(number[1])
    return None


def _titled(part: str, vocabulary: Vocabulary) -> tuple[str, int] | None:
    """ "05 người đạt Lao động tiên tiến": a count of those with a title, where the row names it behind the count."""
    found = re.search(r"\b(\d{1,4})\s+(?:\w+\s+){1,3}?(?:đạt|được|có|là)\s+(.+)", part, re.IGNORECASE)
    titles = vocabulary.titles.find(found[2]) if found else []
    return (f"marks:{titles[0]}", int(found[1])) if found and len(titles) == 1 else None


def _labelled(part: str, vocabulary: Vocabulary) -> tuple[str, int] | None:
    """ "LĐTT: 07": a title or rating and how many have it."""
    found = LABELLED.search(part)
    if not found:
        return None
    label = re.sub(r"^(?:trong đó|gồm|có)\s*:?\s*", "", found[1].strip(" -–("), flags=re.IGNORECASE)
    code = vocabulary.titles.match(label) or vocabulary.ratings.match(label)
    return (f"marks:{code}", int(found[2])) if code else None
