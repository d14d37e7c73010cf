"""Whether a wrong total, or a count of persons that is too low, is explained by rows that are doubtful already.

Takes a finding about a total or a declared count, and what was said before. A figure that could not be read explains
a total that is higher than the rows; a figure that contradicts its row explains the total if both are right once it
is put right by the difference. Rows that were not understood explain a higher number.
"""
from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from types import ModuleType

from cbcc_xl.checks.batch import PERSON, PERSONS, Batch
from cbcc_xl.checks.rests import Rests, Root
from cbcc_xl.model import INFO, Finding, Record, Stated
from cbcc_xl.text.units import unit_key

Said = Callable[[Root], Finding | None]


def explained(finding: Finding, rests: Rests, batch: Batch, kinds: Mapping[str, ModuleType],
              said: Said) -> Iterator[Root]:
    """The roots that explain the difference; none where the finding is about no total."""
    yield from _persons(finding, rests, batch, said)
    stated = rests.stated(finding)
    if stated is None or "count" not in finding.facts:
        return
    difference = Decimal(finding.facts["stated"]) - Decimal(finding.facts["count"])
    file, sheet, _ = finding.origin
    lost = Root("rows", file, sheet, "")
    if difference > 0 and said(lost):
        yield lost
    for key in _keys(stated, batch):
        for kind in ("column", "sum"):
            if said(whole := Root(kind, file, sheet, key, stated.form)):
                yield whole
        for row in stated.whole or stated.rows:
            for record in rests.at(stated.form, finding.origin, row):
                if (root := _cell(record, key)) and (cause := said(root)) \
                        and _puts_right(record, key, difference, cause, batch, kinds):
                    yield root


def _persons(finding: Finding, rests: Rests, batch: Batch, said: Said) -> Iterator[Root]:
    """Doubtful titles of a team's persons, if with them the team had enough."""
    need, count = finding.facts.get("need"), finding.facts.get("count")
    law = batch.laws.get(finding.code)
    if law is None or not str(law.on.get("count", "")).startswith(PERSONS) or need is None or count is None:
        return
    teams = {unit_key(record.values.get("name", "")) for record in rests.records(law, finding)}
    doubtful = [root for record in batch.records(PERSON) if record.file == finding.origin.file
                and {unit_key(record.values.get("unit") or ""), unit_key(record.unit or "")} & teams
                and (root := _cell(record, "titles")) and said(root)]
    if doubtful and count + len(doubtful) >= need:
        yield doubtful[0]


def _keys(stated: Stated, batch: Batch) -> list[str]:
    """The fields that a stated figure is counted from."""
    kind, _, key = stated.what.partition(":")
    if kind == "marks":                                  # a rating may be among the titles, too
        known = {"titles": batch.catalogue.titles, "rating": batch.catalogue.ratings}
        return [field for field, codes in known.items() if key in codes]
    return [key] if kind in ("sum", "filled") else []


def _cell(record: Record, key: str) -> Root | None:
    place = record.columns.get(key)
    return Root("cell", record.file, record.sheet, f"{place}{record.row}") if place else None


def _puts_right(record: Record, key: str, difference: Decimal, cause: Finding, batch: Batch,
                kinds: Mapping[str, ModuleType]) -> bool:
    """Whether the row's figure, mended by the difference, contradicts nothing; what is only noted explains nothing."""
    if cause.severity == INFO:
        return False
    value = record.values.get(key)
    if value is None or isinstance(value, list):
        return difference > 0
    law = batch.laws.get(cause.code)
    if law is None:
        return False
    try:
        right = Decimal(value) + difference
    except InvalidOperation:                             # words where figures are due
        return False
    mended = record._replace(values={**record.values, key: int(right) if isinstance(value, int) else f"{right:f}"})
    return not any(kinds[law.kind].check(law, Batch([mended], (), batch.catalogue, batch.laws)))
