"""A subtotal in the heading of a group of criteria, against the rows under it.

Takes `part:` figures that sheets state. One is right if it agrees with the rows up to the next heading or with all of
its own level, with their sum or with as much of it as the group's own maximum allows; points taken away may be added
up without their minus.
"""
from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from cbcc_xl.catalogue import Law
from cbcc_xl.checks.batch import Batch
from cbcc_xl.checks.figures import decimal
from cbcc_xl.model import Finding, Record, Stated

ACROSS_FILES = False
NEEDS = ("form",)
DOUBTS = ()
FACTS = ("what", "figure", "figure_stated")


def check(law: Law, batch: Batch) -> Iterator[Finding]:
    stated = [one for one in batch.stated if one.form == law.on["form"] and one.what.startswith("part:")]
    rows: dict[tuple[str, str, int], list[Record]] = {}
    for record in batch.records(law.on["form"]) if stated else ():
        rows.setdefault((record.file, record.sheet, record.row), []).append(record)
    for one in stated:
        sums = [total for numbers in dict.fromkeys((one.rows, one.whole))
                if numbers and (total := _sum(one, numbers, rows)) is not None]
        value = Decimal(one.value)
        if sums and not any(value in _right(total, one.most) for total in sums):
            nearest = min(sums, key=lambda total: abs(total - value))
            key = one.what.partition(":")[2]
            yield law.finding(one.origin, {"what": f"sum:{key}", "figure_stated": str(one.value),
                                           "figure": f"{nearest:f}"})


def _right(total: Decimal, most: str | None) -> Iterator[Decimal]:
    yield from (total, abs(total))
    if most is not None:
        yield min(total, Decimal(most))


def _sum(stated: Stated, numbers: tuple[int, ...], rows: dict[tuple[str, str, int], list[Record]]) -> Decimal | None:
    """The column's figures in these rows; None where one is missing, or there is none."""
    key, column = stated.what.partition(":")[2], str(stated.origin.cell).rstrip("0123456789")
    found = [decimal(record, key) for number in numbers
             for record in rows.get((stated.origin.file or "", stated.origin.sheet or "", number), ())
             if record.columns.get(key) == column]
    known = [figure for figure in found if figure is not None]
    return sum(known, Decimal(0)) if known else None
