"""A rating against the points it was given for: at least 90 for the best, and so on down.

Takes the rows of a form, a rating (`field`), its points (`by`) and what each rating takes (`bands`). A rating above
what the points allow is a finding; one below is information, for points are not all that counts. Points of a table on
another scale (none above `scale`) are not judged.
"""
from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from cbcc_xl.catalogue import Catalogue, Law
from cbcc_xl.checks.batch import Batch
from cbcc_xl.model import INFO, Finding
from cbcc_xl.tally import meets, parse_limit

ACROSS_FILES = False
NEEDS = ("form", "field", "by", "bands", "scale")
FIELDS = ("field", "by")
FACTS = ("rating", "figure", "rating_other", "need")


def check(law: Law, batch: Batch) -> Iterator[Finding]:
    field, by, bands, ratings = law.on["field"], law.on["by"], law.on["bands"], batch.catalogue.ratings
    asked_of = set(map(id, batch.titled(law.on)))
    for table in batch.tables(law.on["form"]):
        rows = [row for row in table if id(row) in asked_of and by in row.values]
        if not any(Decimal(row.values[by]) > law.on["scale"] for row in rows):
            continue
        for row in rows:
            rating, points = row.values.get(field), row.values[by]
            due = _due(Decimal(points), bands, batch.catalogue)
            if rating is None or rating == due:
                continue
            above = ratings[rating].order < ratings[due].order
            need = bands[rating if above else due].partition(" ")[2] if above or due in bands else ""
            facts = {**batch.subject(row), "rating": rating, "figure": points, "rating_other": due, "need": need}
            yield law.finding(row.origin(field), facts, severity=None if above else INFO)


def _due(points: Decimal, bands: Mapping[str, str], catalogue: Catalogue) -> str:
    """The best rating whose points are reached, else the lowest of all."""
    best_first = sorted(catalogue.ratings.values(), key=lambda rating: rating.order)
    numerator, denominator = points.as_integer_ratio()
    return next((rating.code for rating in best_first if rating.code in bands
                 and meets(numerator, denominator, parse_limit(bands[rating.code]))), best_first[-1].code)
