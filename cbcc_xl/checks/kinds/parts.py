"""Parts that must add up to a whole: votes for, against and other to those present; valid and invalid to returned.

Takes the parts and the whole of each row, or of each table where they stand above it. An empty part is 0 where the
sum then fits; where it might hold what is missing, there is too little data. Parts may fall short of a whole where a
ballot may count for nobody: `below` is the severity for that. Written opinions may be counted beside the ballots:
the whole and `or_with` together are right, too, unless that is more than `most` (of all members). Gives each part,
their sum and the whole as facts.
"""
from __future__ import annotations

from collections.abc import Iterable, Iterator

from cbcc_xl.catalogue import Law
from cbcc_xl.checks.batch import Batch
from cbcc_xl.model import NOT_MET, SEVERITIES, UNKNOWN, Finding, Record

ACROSS_FILES = False
NEEDS = ("form", "parts", "whole")
FIELDS = ("parts", "whole", "or_with", "most")
DOUBTS = ("parts", "whole")
FACTS = ("sum", "of", "parts")


def faults(law: Law) -> Iterator[str]:
    """A severity that is none, for `verify`."""
    if law.on.get("below", law.severity) not in SEVERITIES:
        yield f"below phải là một trong {', '.join(SEVERITIES)}, không phải “{law.on['below']}”"


def check(law: Law, batch: Batch) -> Iterator[Finding]:
    parts, whole = law.on["parts"], law.on["whole"]
    for record in batch.once_each(law.on, (*parts, whole)):
        of = record.values.get(whole)
        known = {key: record.values[key] for key in parts if key in record.values}
        total = sum(known.values())
        if of is None or not known:
            continue
        largest = _largest(law, record, of)
        if total in (of, largest):
            continue
        empty = [key for key in parts if key not in known]
        outcome = UNKNOWN if empty and total < of else NOT_MET
        if outcome == NOT_MET or _asked_for(record, empty, batch):
            facts = {**batch.subject(record, whole, *parts), "sum": total, "of": of, **known}
            severity = law.on.get("below", law.severity) if total < largest else law.severity
            yield law.finding(record.origin(*empty, *_in_the_row(record, whole, parts), whole), facts, outcome,
                              max(severity, law.severity, key=SEVERITIES.index))


def _largest(law: Law, record: Record, of: int) -> int:
    """The whole with what may be counted beside it, where that can be so."""
    together = of + record.values.get(law.on.get("or_with", ""), 0)
    return of if together > record.values.get(law.on.get("most", ""), together) else together


def _in_the_row(record: Record, whole: str, parts: Iterable[str]) -> list[str]:
    """The parts that stand in the row itself, where the whole stands above the table."""
    above = {key for key in (whole, *parts) if record.columns.get(key, "1")[-1].isdigit()}
    return [key for key in parts if key not in above] if whole in above else []


def _asked_for(record: Record, empty: list[str], batch: Batch) -> bool:
    """Whether the sheet has a place for an empty part. A table without such columns makes no claim to add up."""
    return any(key in record.columns or batch.above_table(record.form, [key]) for key in empty)
