"""Words such as "Nhất trí 100%" beside a vote, against its counts: all those present are for it.

Takes the texts of each row (`fields`) and the words that say that all agree; gives the counts that differ. Without a
number of those present nothing is said.
"""
from __future__ import annotations

import re
from collections.abc import Iterator

from cbcc_xl.catalogue import Law
from cbcc_xl.checks.batch import Batch
from cbcc_xl.model import Finding
from cbcc_xl.text.letters import plain

ACROSS_FILES = False
NEEDS = ("form", "fields", "count", "of", "words")
FIELDS = ("fields", "count", "of")
FACTS = ("text", "count", "of")
WHOLE = re.compile(r"(?<![\d,.])100(?:[.,]0+)?\s*%")


def check(law: Law, batch: Batch) -> Iterator[Finding]:
    words = [plain(word) for word in law.on["words"]]
    for record in batch.records(law.on["form"]):
        count, of = record.values.get(law.on["count"]), record.values.get(law.on["of"])
        key = next((key for key in law.on["fields"] if _says_all(record.values.get(key, ""), words)), None)
        if key and count is not None and of is not None and count != of:
            facts = {**batch.subject(record), "text": record.values[key], "count": count, "of": of}
            yield law.finding(record.origin(key), facts)


def _says_all(text: str, words: list[str]) -> bool:
    found = f" {plain(text)} "
    return WHOLE.search(text) is not None and any(f" {word} " in found for word in words)
