"""Reasons that are counted, against the number that they explain: "2 (01 phiếu bầu quá số lượng, 01 phiếu trắng)".

Takes a text (`text`) and the whole (`whole`), both above the table or in the row. Held only where each part of the text
has one count, at its head or its end; one reason without a count explains all. Without text or whole nothing is said.
"""
from __future__ import annotations

import re
from collections.abc import Iterator

from cbcc_xl.catalogue import Law
from cbcc_xl.checks.batch import Batch
from cbcc_xl.model import Finding
from cbcc_xl.text import numbers
from cbcc_xl.text.letters import clean

ACROSS_FILES = False
NEEDS = ("form", "text", "whole")
FIELDS = ("text", "whole")
FACTS = ("sum", "of", "text")

BETWEEN = re.compile(r"\s*[;,+/\n]\s*|\s+và\s+|\s+-\s+")
AT_END = re.compile(r"[^\d]*[^\d\s]\s*[:=]?\s*(\d+(?: (?:phiếu|lá))?)[.]?")


def check(law: Law, batch: Batch) -> Iterator[Finding]:
    text_key, whole = law.on["text"], law.on["whole"]
    for record in batch.once_each(law.on, (text_key, whole)):
        text, of = record.values.get(text_key), record.values.get(whole)
        if text is None or of is None:
            continue
        total = counted(text)
        if total is not None and total != of:
            facts = {**batch.subject(record, whole), "sum": total, "of": of, "text": text}
            yield law.finding(record.origin(text_key, whole), facts)


def counted(text: str) -> int | None:
    """What the counts in a text come to; None where a part has none, or more than one."""
    counts = [_count(part) for part in BETWEEN.split(clean(text)) if part.strip()]
    known = [count for count in counts if count is not None]
    return sum(known) if known and len(known) == len(counts) else None


def _count(part: str) -> int | None:
    """The one count of a part: "01 phiếu trắng", "phiếu trắng: 1", "một phiếu trắng"."""
    if len(re.findall(r"\d+", part)) > 1:
        return None
    at_end = AT_END.fullmatch(part)
    return numbers.count(at_end[1] if at_end else part)
