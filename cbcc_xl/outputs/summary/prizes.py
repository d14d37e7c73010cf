"""Prize money: each line of awards with its coefficient, the base salary of its day, unrounded and rounded."""
from __future__ import annotations

from collections.abc import Iterator

from cbcc_xl.catalogue.wording import basis
from cbcc_xl.model import Finding, Origin
from cbcc_xl.outputs.summary.edition import Edition
from cbcc_xl.outputs.summary.given import Formula, Row, Table, figure
from cbcc_xl.outputs.summary.layout import Layout
from cbcc_xl.pipeline.consolidation import Paid

KEYS = ("no", "unit", "title", "subject", "count", "paid", "coefficient", "base", "unrounded", "amount", "total",
        "basis", "remark")


def prizes(edition: Edition) -> Table:
    given = [one for one in edition.consolidation.summary.prizes if one.count]

    def rows(layout: Layout) -> Iterator[Row]:
        for place, one in enumerate(given):
            source = Finding("", "info", Origin(), {}, document=one.document, article=one.article)
            yield [place + 1, edition.unit(one.unit), edition.title(one.title), edition.word("subject", one.subject),
                   one.count, one.paid, figure(one.coefficient), one.base, figure(one.unrounded), one.amount,
                   _total(layout, place, one), basis(source, edition.catalogue, edition.lang) or None,
                   _remark(edition, one)]

    return Table("prizes", KEYS, len(given), rows, empty=edition.word("summary", "none"))


def _total(layout: Layout, place: int, one: Paid) -> Formula | int | None:
    """What all that are paid come to: a live product where the template shows both factors."""
    if one.total is None or None in (layout.letter("prizes", "paid"), layout.letter("prizes", "amount")):
        return one.total
    return Formula(f"{layout.cell('prizes', 'paid', place)}*{layout.cell('prizes', 'amount', place)}", one.total)


def _remark(edition: Edition, one: Paid) -> str | None:
    said = [edition.word("prize", key) for key, holds in (
        ("unknown", one.amount is None), ("unverified", one.unverified), ("instead", one.paid < one.count)) if holds]
    return "; ".join(said) or None
