"""At most a share of those rated may have the best rating: of those with a good one, or of all.

Takes the rows of a form with a rating, over the whole inbox or unit by unit (`within`), persons counted once. The base
is read in two ways (`of`, `also`: the ratings that it counts); over the limit in either is a finding, and an error only
where both are over the most that may be allowed (`exception`). Where a base is below `one_below`, one person is let
through. One unit's list alone is left to the rule of units, unless there is none (`alone`). A row without a rating
isn't counted; without any base there is too little data.
"""
from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from cbcc_xl.catalogue import Law
from cbcc_xl.checks.batch import Batch
from cbcc_xl.checks.rows import home
from cbcc_xl.model import ERROR, MET, NOT_MET, UNKNOWN, WARNING, Finding, Origin, Record
from cbcc_xl.tally import Limit, meets, most, parse_limit, share

ACROSS_FILES = True
NEEDS = ("form", "rating", "of", "also", "within", "exception")
CHOICES = {"within": ("inbox", "unit")}
LIMIT = True
FACTS = ("rating", "count", "of", "share", "most", "of_both", "share_both", "most_both", "units")


def check(law: Law, batch: Batch) -> Iterator[Finding]:
    return (one for one in shares(law, batch) if one.outcome != MET)


def shares(law: Law, batch: Batch) -> Iterator[Finding]:
    """Every share of the best rating, the met ones too."""
    groups = _groups(batch, law)
    if law.on["within"] == "unit":
        for rows in groups.values():
            unit = rows[0].values.get("unit") or rows[0].unit
            yield from _judged(law, rows, rows[0].origin("rating"), {"unit": unit})
    elif len(groups) > 1 or law.on.get("alone"):
        rows = [row for group in groups.values() for row in group]
        yield from _judged(law, rows, Origin(), {})


def _groups(batch: Batch, law: Law) -> dict[str, list[Record]]:
    """Rated persons by unit, each once; a list without units adds those whom no other list has."""
    persons: dict[tuple[str, ...], Record] = {}
    known: set[str] = set()
    rated = [row for row in batch.titled(law.on) if "rating" in row.values]
    for row in sorted(rated, key=batch.people.is_wide):
        (key,) = batch.people.keys_of(row) or ("",)
        if not (batch.people.is_wide(row) and key in known):
            persons.setdefault((home(row), key, row.values.get("position", "")), row)
        known.add(key)
    groups: dict[str, list[Record]] = {}
    for (unit, *_), row in persons.items():
        groups.setdefault(unit, []).append(row)
    return groups


def _judged(law: Law, rows: list[Record], origin: Origin, facts: dict[str, str | None]) -> Iterator[Finding]:
    counts = Counter(row.values["rating"] for row in rows)
    count = counts[law.on["rating"]]
    of, both = (sum(counts[rating] for rating in law.on[key]) for key in ("of", "also"))
    limit, exception = parse_limit(law.limit), parse_limit(law.on["exception"])
    if not count or (count == 1 and of < law.on.get("one_below", 0)):
        return
    named = {key: value for key, value in facts.items() if value} | {"rating": law.on["rating"]}
    if not of:
        yield law.finding(origin, {**named, "count": count}, UNKNOWN)
        return
    enough = _within(count, of, limit) and _within(count, both, limit)
    certain = not _within(count, of, exception) and not _within(count, both, exception)
    figures = {"count": count, "of": of, "share": share(count, of), "most": most(of, limit),
               "of_both": both, "share_both": share(count, both), "most_both": most(both, limit)}
    yield law.finding(origin, {**named, **figures}, MET if enough else NOT_MET,
                      severity=WARNING if law.severity == ERROR and not certain else None)


def _within(count: int, of: int, limit: Limit) -> bool:
    return bool(of) and meets(count, of, limit)
