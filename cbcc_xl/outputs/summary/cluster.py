"""Emulation clusters: points by criterion and unit, totals and ranks, who is left out and why, who is put forward.

Points and ranks are those of the consolidation's summary; a total is a live sum over its column.
"""
from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from cbcc_xl.checks.cluster_units import found as member
from cbcc_xl.checks.cluster_units import is_cluster
from cbcc_xl.model import Record
from cbcc_xl.outputs.summary.cell_text import escaped
from cbcc_xl.outputs.summary.edition import Edition
from cbcc_xl.outputs.summary.given import Formula, Row, Table, figure
from cbcc_xl.outputs.summary.layout import Layout
from cbcc_xl.pipeline.cluster import counted
from cbcc_xl.pipeline.consolidation import Scored
from cbcc_xl.text.units import unit_key

ORIGIN = ("file", "sheet", "origin")


class Cluster:
    """The scores of one consolidation."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.scored = edition.consolidation.summary.cluster
        standings = counted(edition.records.get("score", []), edition.batch.stated, edition.catalogue.forms["score"])
        self.rows = {unit_key(one.unit): one.rows for units in standings for one in units}
        self.units = list(self.rows)
        self.cluster = {unit_key(one.unit): place for place, units in enumerate(standings) for one in units}
        self.ranked = sorted(self.scored, key=lambda one: (self._cluster(one), one.rank is None, one.rank or 0))

    def matrix(self) -> Table:
        """A row a criterion, a column a unit."""
        points: dict[str, dict[str, Record]] = {}
        for unit, records in self.rows.items():
            for record in records:
                points.setdefault(record.values.get("criterion", ""), {})[unit] = record

        def rows(layout: Layout) -> Iterator[Row]:
            for number, (criterion, by_unit) in enumerate(points.items(), 1):
                most = next((one.values["max"] for one in by_unit.values() if "max" in one.values), None)
                scores = tuple(figure(by_unit[unit].values.get("final")) if unit in by_unit else None
                               for unit in self.units)
                yield [number, criterion, figure(most), scores, *self._origin(next(iter(by_unit.values())))]

        return Table("matrix", ("no", "criterion", "max", "score", *ORIGIN), len(points), rows,
                     {"score": tuple(map(self._named, self.units))}, empty=self.edition.word("summary", "none"))

    def ranking(self) -> Table:
        """A row a unit, cluster by cluster, the best first."""
        ties = Counter((self._cluster(one), one.rank) for one in self.scored)

        def rows(layout: Layout) -> Iterator[Row]:
            for number, one in enumerate(self.ranked, 1):
                first = self.rows.get(unit_key(one.unit), [None])[0]
                yield [number, one.unit, self._total(layout, one), one.rank, self._remark(one, ties),
                       *(self._origin(first) if first else (None, None, None))]

        return Table("ranking", ("no", "unit", "score", "rank", "remark", *ORIGIN), len(self.ranked), rows,
                     empty=self.edition.word("summary", "none"))

    def ranks(self) -> Table:
        """The overview's table and chart: units by rank, their points as they stand in the ranking."""
        known = [one for one in self.ranked if one.score is not None]

        def rows(layout: Layout) -> Iterator[Row]:
            letter = layout.column("ranking", "score")
            for place, one in enumerate(known):
                cell = letter and letter.partition(":")[0].rstrip("0123456789") + str(
                    layout.places["ranking"].first + place)
                score = figure(one.score)
                yield [place + 1, one.unit, one.rank, Formula(escaped(cell), score) if cell and score else score]

        return Table("ranks", ("no", "unit", "rank", "score"), len(known), rows,
                     empty=self.edition.word("summary", "none"))

    def nominated(self) -> Table:
        """Units that the cluster put forward by vote."""
        members = [one.unit for one in self.scored]
        laws = self.edition.consolidation.rulebook.laws.values()
        words = {word for law in laws for word in law.on.get("senders", ())}
        found = [record for record in self.edition.records.get("ballot", ())
                 if any(is_cluster(one, words) for one in (record.unit, record.values.get("council")))
                 and member(record.values.get("name", ""), members)]

        def rows(layout: Layout) -> Iterator[Row]:
            for number, record in enumerate(found, 1):
                value = record.values.get
                of = value("members", value("present"))
                yield [number, value("name"), self.edition.title(value("title", "")) or None, value("agree"), of,
                       figure(value("share")), *self._origin(record, "agree")]

        return Table("nominated", ("no", "unit", "title", "agree", "of", "share", *ORIGIN), len(found), rows,
                     empty=self.edition.word("summary", "none"))

    def _cluster(self, one: Scored) -> int:
        """Its place among the clusters: ranks are told within each."""
        return self.cluster.get(unit_key(one.unit), 0)

    def _named(self, unit: str) -> str:
        return next((one.unit for one in self.scored if unit_key(one.unit) == unit), unit)

    def _total(self, layout: Layout, one: Scored) -> object:
        """The unit's total, as the sum under its column of points."""
        unit, score = unit_key(one.unit), figure(one.score)
        points = [row.values.get("final", "0") for row in self.rows.get(unit, ())]
        if not points or score is None or sum(map(Decimal, points)) != Decimal(score):
            return score                   # weighed, or a total of other points
        cell = layout.total("matrix", "score", self.units.index(unit))
        return Formula(escaped(cell), score) if cell else score

    def _remark(self, one: Scored, ties: Counter[tuple[int, int | None]]) -> str | None:
        word, others = self.edition.word, ties[self._cluster(one), one.rank] - 1
        if one.excluded:
            return word("cluster", "excluded").format(reason=one.excluded)
        if one.score is None:
            return word("result", "unknown")
        return word("cluster", "tied").format(count=others) if one.rank and others else None

    def _origin(self, record: Record, *keys: str) -> Row:
        return record.file, record.sheet, self.edition.link(record, *(keys or ("final", "criterion")))
