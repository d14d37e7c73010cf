"""A total or a number of rows that a sheet states, against the rows themselves.

Takes what sheets state (`Stated`): a typed total, "Danh sách có 13 người". It may be about the rows since the last
total or about the whole table; it is right if it agrees with either, with the rows that may be withdrawn or without
them. Gives stated, count (the nearest) and what was counted, as `model.Stated` has it.
"""
from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import chain

from cbcc_xl.catalogue import Catalogue, Law
from cbcc_xl.checks.batch import Batch
from cbcc_xl.model import Finding, Record, Stated

Rows = dict[tuple[str | None, str | None, int], list[Record]]
ACROSS_FILES = False
NEEDS = ("what",)
DOUBTS = ()
TURN = 3                           # behind the rules that judge what it is counted from
FACTS = ("stated", "count", "what", "form")


def check(law: Law, batch: Batch) -> Iterator[Finding]:
    wanted = [stated for stated in batch.stated if stated.what.partition(":")[0] in law.on["what"]
              and not batch.catalogue.forms[stated.form].formula]          # figures of several kinds: no sum is right
    if not wanted:
        return
    rows: Rows = {}
    for record in chain.from_iterable(batch.forms.values()):
        rows.setdefault((record.file, record.sheet, record.row), []).append(record)
    for stated in wanted:
        counts = list(_until_right(stated, rows, batch.catalogue))
        value = Decimal(stated.value)
        if counts and value not in counts:
            count = min(counts, key=lambda count: abs(count - value))
            facts = {"stated": stated.value, "count": _shown(count), "what": stated.what, "form": stated.form}
            yield law.finding(stated.origin, facts)


def _until_right(stated: Stated, rows: Rows, catalogue: Catalogue) -> Iterator[Decimal]:
    """What the rows since the last total come to; if that is not what is stated, what all the table's rows do; either
    without the rows that may be withdrawn, too."""
    add = _counter(stated, catalogue)
    for numbers in dict.fromkeys((stated.rows, stated.whole)):
        if numbers:
            found = [rows.get((stated.origin.file, stated.origin.sheet, row), []) for row in numbers]
            staying = [[one for one in records if not one.withdrawn] for records in found]
            for records in (found, staying) if staying != found else (found,):
                count = Decimal(sum(map(add, records)))
                yield count
                if count == Decimal(stated.value):
                    return


def _counter(stated: Stated, catalogue: Catalogue) -> Callable[[Sequence[Record]], Decimal | int]:
    """What the records of one row add to the figure. A column is added up by itself: a table's neighbour on the same
    rows, or another unit's column, has figures of its own."""
    kind, _, key = stated.what.partition(":")
    column = re.sub(r"\d+$", "", stated.origin.cell or "")
    if kind == "sum":
        return lambda records: next((Decimal(one.values[key]) for one in records
                                     if key in one.values and one.columns.get(key) == column), 0)
    if kind == "filled":
        return lambda records: any(key in one.values and one.columns.get(key) == column for one in records)
    if kind == "marks":
        return lambda records: sum(_has(one, key) for one in records)
    return lambda records: sum(not key or catalogue.forms[one.form].subject in (key, "") for one in records)


def _has(record: Record, code: str) -> bool:
    values = record.values
    return code in values.get("titles", ()) or code in (values.get("rating"), values.get("status"), values.get("title"))


def _shown(count: Decimal) -> int | str:
    return int(count) if count == int(count) else f"{count.normalize():f}"
