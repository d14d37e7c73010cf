"""A total or a number of rows that a sheet states, against the rows themselves.

Takes what sheets state (`Stated`): a typed total, "Danh sách có 13 người". It may be about the rows since the last
total or about the whole table; it is right if it agrees with either. Gives stated, count (the nearer of the two) and
what was counted, as `model.Stated` has it.
"""
from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain

from cbcc_xl.catalogue import Catalogue, Law
from cbcc_xl.checks.batch import Batch
from cbcc_xl.model import Finding, Record, Stated

Rows = dict[tuple[str | None, str | None, int], list[Record]]
ACROSS_FILES = False
NEEDS = ("what",)
FACTS = ("stated", "count", "what", "form")


def check(law: Law, batch: Batch) -> Iterator[Finding]:
    wanted = [stated for stated in batch.stated if stated.what.partition(":")[0] in law.on["what"]]
    if not wanted:
        return
    rows: Rows = {}
    for record in chain.from_iterable(batch.forms.values()):
        rows.setdefault((record.file, record.sheet, record.row), []).append(record)
    for stated in wanted:
        counts = list(_until_right(stated, rows, batch.catalogue))
        if counts and stated.value not in counts:
            count = min(counts, key=lambda count: abs(count - stated.value))
            facts = {"stated": stated.value, "count": count, "what": stated.what, "form": stated.form}
            yield law.finding(stated.origin, facts)


def _until_right(stated: Stated, rows: Rows, catalogue: Catalogue) -> Iterator[int]:
    """What the rows since the last total come to; if that is not what is stated, what all the table's rows do."""
    add = _counter(stated, catalogue)
    for numbers in dict.fromkeys((stated.rows, stated.whole)):
        if numbers:
            count = sum([add(record) for row in numbers
                         for record in rows.get((stated.origin.file, stated.origin.sheet, row), ())])
            yield count
            if count == stated.value:
                return


def _counter(stated: Stated, catalogue: Catalogue) -> Callable[[Record], int]:
    """What one record adds to the figure."""
    kind, _, key = stated.what.partition(":")
    if kind == "sum":
        return lambda record: int(record.values.get(key, 0))
    if kind == "filled":
        return lambda record: int(key in record.values)
    if kind == "marks":
        return lambda record: int(key in record.values.get("titles", ()) or key == record.values.get("rating"))
    return lambda record: int(not key or catalogue.forms[record.form].subject in (key, ""))
