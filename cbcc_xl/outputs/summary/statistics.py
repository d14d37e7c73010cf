"""Awards and movements counted the way the state's statistics count them: by form of award, by whom, by kind.

Only what records carry is counted. Who leads a unit from a department upwards is told by the words of the position;
a person without a position is counted apart.
"""
from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from cbcc_xl.outputs.summary.edition import Edition
from cbcc_xl.outputs.summary.given import Figure, Formula, Row, Table, figure
from cbcc_xl.outputs.summary.layout import Layout
from cbcc_xl.text.letters import plain

LEADER, WORKER, UNSTATED = "leaders", "workers", "unstated"
KEYS = ("no", "title", "level", "teams", LEADER, WORKER, UNSTATED, "persons", "total")


def by_form(edition: Edition) -> Table:
    """A row a title: teams, and persons by what they do."""
    counts = _counts(edition)
    known = edition.catalogue.titles
    codes = sorted({code for code, _ in counts}, key=lambda code: (known[code].order if code in known else 9999, code))

    def rows(layout: Layout) -> Iterator[Row]:
        for place, code in enumerate(codes):
            parts = [counts[code, what] for what in ("teams", LEADER, WORKER, UNSTATED)]
            level = edition.word("level", known[code].level) if code in known else None
            yield [place + 1, edition.title(code), level, *parts, _sum(layout, place, (LEADER, WORKER, UNSTATED),
                                                                       sum(parts[1:])),
                   _sum(layout, place, ("teams", "persons"), sum(parts))]

    return Table("by_form", KEYS, len(codes), rows, empty=edition.word("summary", "none"))


def by_kind(edition: Edition) -> Table:
    """A row a kind of movement: how many, of how many units, with which sum of money."""
    form = edition.catalogue.forms.get("movement")
    field = form and form.field("kind")
    records = edition.records.get("movement", [])
    kinds = list(dict.fromkeys(record.values.get("kind") for record in records))

    def rows(layout: Layout) -> Iterator[Row]:
        for number, kind in enumerate(kinds, 1):
            some = [record for record in records if record.values.get("kind") == kind]
            units = {record.values.get("unit") or record.unit for record in some}
            amounts = [Decimal(record.values["amount"]) for record in some if "amount" in record.values]
            shown = edition.choice(form, field, kind) if form and field and kind else edition.word("summary", "no_kind")
            yield [number, shown, len(some), len(units - {None}), figure(f"{sum(amounts):f}") if amounts else None]

    return Table("by_kind", ("no", "kind", "count", "units", "amount"), len(kinds), rows,
                 empty=edition.word("summary", "none"))


def _counts(edition: Edition) -> Counter[tuple[str, str]]:
    leaders = edition.catalogue.common["leaders"]
    words = [f" {plain(word)} " for word in leaders["words"]]
    begins = tuple(f" {plain(word)} " for word in leaders["short"])
    counts: Counter[tuple[str, str]] = Counter()
    kinds: dict[str, str] = {"": UNSTATED}
    for record in edition.records.get("award-person", ()):
        position = record.values.get("position", "")
        kind = kinds.get(position)
        if kind is None:
            text = f" {plain(position)} "
            kind = kinds[position] = LEADER if text.startswith(begins) or any(word in text for word in words) \
                else WORKER
        for code in record.values.get("titles", ()):
            counts[code, kind] += 1
    for record in edition.records.get("award-team", ()):
        for code in record.values.get("titles", ()):
            counts[code, "teams"] += 1
    return counts


def _sum(layout: Layout, place: int, keys: tuple[str, ...], count: int) -> Formula | Figure | int:
    if any(layout.letter("by_form", key) is None for key in keys):
        return count
    return Formula("+".join(layout.cell("by_form", key, place) for key in keys), count)
