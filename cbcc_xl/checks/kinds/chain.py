"""What a title takes over several years: a chain of adjacent years, so many times within some, an award ever before.

Takes nominations for a title, the history that was handed in and a nomination's own column of past awards. `any_of`
lists the ways, each a list of needs: "run:CSTDCS*3" (three adjacent years up to the last), "some:CSTDCS*3/5" (three
within five), "ever:BKT", "rated:HTTNV*5" (that rating or better), "scoped:province*1" (initiatives of that scope);
"A|B" counts a year of either. This year's own nomination may complete a chain once it is decided: a question. Without
any history there is too little data, told once a sheet, and so there is where the history doesn't reach far enough
back, or an initiative isn't on the lists that came; `other` are words of a note that names another ground.
"""
from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from cbcc_xl.catalogue import Law
from cbcc_xl.checks.batch import Batch
from cbcc_xl.checks.history import History, Years, run
from cbcc_xl.checks.rows import other_ground
from cbcc_xl.checks.three_valued import all_of, any_of
from cbcc_xl.model import INFO, NOT_MET, UNKNOWN, Finding, Record
from cbcc_xl.text.names import person_key

ACROSS_FILES = True
NEEDS = ("form", "title", "any_of")
FACTS = ("titles", "needs", "years", "count")
NEED = re.compile(r"(run|some|ever|rated|scoped):([A-Za-z|]+)(?:\*(\d+))?(?:/(\d+))?")
SCOPES = ("local", "province", "national")


class Known(NamedTuple):
    """What is known of one subject: years by code up to last year, and what this year may add."""
    past: Years
    hoped: frozenset[str]
    scopes: tuple[str, ...]            # of the subject's initiatives on the lists that came
    since: int                         # the first year that what was handed in reaches back to


def faults(law: Law) -> Iterator[str]:
    """Needs that are none, for `verify`."""
    for need in (need for way in law.on["any_of"] for need in way):
        if not NEED.fullmatch(need):
            yield f"any_of có “{need}” không hiểu được; viết như run:CSTDCS*3, ever:BKT, scoped:province*1"


def check(law: Law, batch: Batch) -> Iterator[Finding]:
    blank: dict[tuple[str, str], list[Record]] = {}
    for record, finding in _judged(law, batch):
        if finding is None:
            blank.setdefault((record.file, record.sheet), []).append(record)
        else:
            yield finding
    for records in blank.values():
        yield _without_history(law, batch, records)


def each(law: Law, batch: Batch) -> Iterator[Finding]:
    """Each nomination by itself, those without any history too."""
    for record, finding in _judged(law, batch):
        yield finding or _without_history(law, batch, [record])


def _judged(law: Law, batch: Batch) -> Iterator[tuple[Record, Finding | None]]:
    """The nominations that don't meet the rule; without a finding where nothing is known of the subject."""
    for record in batch.titled(law.on):
        if other_ground(law.on, record):
            continue
        known = _known(record, batch)
        if known is None:
            yield record, None
            continue
        met = any_of(all_of(_meets(need, known, batch) for need in way) for way in law.on["any_of"])
        if met is not True:
            facts = {**batch.subject(record), **_facts(law, known)}
            yield record, law.finding(record.origin("earlier", "titles"), facts, UNKNOWN if met is None else NOT_MET)


def _without_history(law: Law, batch: Batch, records: list[Record]) -> Finding:
    facts = {**batch.subject(records[0]), **_facts(law, Known({}, frozenset(), (), 0)), "count": len(records)}
    return law.finding(records[0].origin("titles"), facts, UNKNOWN, severity=INFO)


def _known(record: Record, batch: Batch) -> Known | None:
    name, unit = record.values.get("name", ""), record.values.get("unit") or record.unit
    listed = batch.history.years(name, unit)
    own = History.of((name, None, int(year), code) for year, _, code in
                     (one.partition(" ") for one in record.values.get("earlier", ()))).years(name, None)
    if listed is None and own is None:
        return None
    codes = {*(listed or {}), *(own or {})}
    past = {code: frozenset({*(listed or {}).get(code, ()), *(own or {}).get(code, ())}) for code in codes}
    hoped = frozenset({*record.values.get("titles", ()), *filter(None, [record.values.get("rating")])})
    reached = [year for years in past.values() for year in years]
    since = min(reached, default=batch.year) if listed is None else batch.history.since
    return Known(past, hoped, _scopes(name, batch), since)


def _scopes(name: str, batch: Batch) -> tuple[str, ...]:
    """The scopes of the initiatives that a person is an author of."""
    key = person_key(name)
    return tuple(record.values.get("scope", "") for record in batch.records("initiative")
                 if key in map(person_key, record.values.get("authors", ())))


def _meets(need: str, known: Known, batch: Batch) -> bool | None:
    match = NEED.fullmatch(need)
    if match is None:
        raise ValueError(f"no need of a chain: {need!r}")
    kind, code, count, within = match[1], match[2], int(match[3] or 1), int(match[4] or 0)
    if kind == "scoped":               # an earlier year's initiative, or research, stands on no list of this year
        return True if sum(scope in SCOPES[SCOPES.index(code):] for scope in known.scopes) >= count else None
    codes = _as_good(code, batch) if kind == "rated" else set(code.split("|"))
    years = {year for one in codes for year in known.past.get(one, ()) if year < batch.year}
    hoped = not codes.isdisjoint(known.hoped)
    if kind == "ever":
        return True if years else None
    if kind == "some":
        found = sum(batch.year - within <= year for year in years)
        if found >= count:
            return True
        return None if found + hoped >= count or known.since > batch.year - within else False
    chain = run(years, batch.year - 1)
    decided = run({*years, *(year for one in codes for year in known.past.get(one, ()))}, batch.year)
    if max(chain, decided) >= count:
        return True
    return None if hoped and chain + 1 >= count or known.since > batch.year - count else False


def _as_good(code: str, batch: Batch) -> set[str]:
    lowest = batch.catalogue.ratings[code].order
    return {one.code for one in batch.catalogue.ratings.values() if one.order <= lowest}


def _facts(law: Law, known: Known) -> dict[str, object]:
    years = [f"{code} {year}" for code, some in sorted(known.past.items()) for year in sorted(some)]
    return {"titles": [law.on["title"]], "needs": ["+".join(way) for way in law.on["any_of"]], "years": years}
