"""A value that must be one of those allowed, or a rating that must be good enough for a title.

Takes the records of a form (with certain titles, where the rule names them) and one field. With a rating as its
limit, that rating and all better ones are allowed; else the rule lists the values. An empty field is another rule's
matter.
"""
from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from cbcc_xl.catalogue import Catalogue, Law
from cbcc_xl.checks.batch import Batch
from cbcc_xl.model import Finding

ACROSS_FILES = False
NEEDS = ("form", "field")
FIELDS = ("field",)
RATING_LIMIT = True
FACTS = ("titles", "field", "value", "rating", "ratings", "values")


def check(law: Law, batch: Batch) -> Iterator[Finding]:
    field, allowed = law.on["field"], allowed_values(law.on, law.limit, batch.catalogue)
    wanted = law.on.get("titles")
    for record in batch.titled(law.on):
        value = record.values.get(field)
        if value is None or allowed.issuperset(value if isinstance(value, list) else [value]):
            continue
        facts = {**batch.subject(record), "field": field, "value": value}
        if wanted:
            facts["titles"] = [title for title in record.values["titles"] if title in wanted]
        facts |= {"rating": value, "ratings": [law.limit]} if law.limit else {"values": sorted(allowed)}
        yield law.finding(record.origin(field), facts)


def allowed_values(on: Mapping[str, Any], limit: str, catalogue: Catalogue) -> set[str]:
    """The ratings from the limit up, or the values that the rule lists."""
    if not limit:
        return set(on["values"])
    lowest = catalogue.ratings[limit].order
    return {code for code, rating in catalogue.ratings.items() if rating.order <= lowest}
