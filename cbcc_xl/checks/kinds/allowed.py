"""A value that must be one of those allowed, or a rating that must be good enough for a title.

Takes the records of a form (with certain titles, where the rule names them) and one field. With a rating as its
limit, that rating and all better ones are allowed; else the rule lists the values, or words that may not stand there
(`never`; a text that begins with one of `unless` denies them, and so do words such as "hết hiệu lực" anywhere,
`lifted`, where none of `unless` stands before them). An empty field is another rule's matter.
"""
from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from cbcc_xl.catalogue import Catalogue, Law
from cbcc_xl.checks.batch import Batch
from cbcc_xl.model import Finding
from cbcc_xl.text import dates
from cbcc_xl.text.letters import plain

ACROSS_FILES = False
NEEDS = ("form", "field")
FIELDS = ("field",)
RATING_LIMIT = True
FACTS = ("titles", "field", "value", "rating", "ratings", "values")


def check(law: Law, batch: Batch) -> Iterator[Finding]:
    field, allows = law.on["field"], allowing(law.on, law.limit, batch.catalogue)
    wanted = law.on.get("titles")
    for record in batch.titled(law.on):
        value = record.values.get(field)
        if value is None or all(map(allows, value if isinstance(value, list) else [value])):
            continue
        facts = {**batch.subject(record), "field": field, "value": value}
        if wanted:
            facts["titles"] = [title for title in record.values["titles"] if title in wanted]
        facts |= asked(law, value)
        yield law.finding(record.origin(field), facts)


def asked(law: Law, value: Any) -> dict[str, Any]:
    """What the rule asks of a value, as facts."""
    if law.limit:
        return {"rating": value, "ratings": [law.limit]}
    return {"values": sorted(law.on["values"])} if "values" in law.on else {}


def allowing(on: Mapping[str, Any], limit: str, catalogue: Catalogue) -> Callable[[Any], bool]:
    """Whether a value is allowed, as the rule has it."""
    if "never" in on:
        never, unless, lifted = ([f" {plain(word)} " for word in on.get(key, ())]
                                 for key in ("never", "unless", "lifted"))
        return lambda value: not _says(f" {plain(str(value))} ", never, tuple(unless), lifted)
    allowed = allowed_values(on, limit, catalogue)
    return lambda value: value in allowed


def _says(text: str, words: Iterable[str], unless: tuple[str, ...], lifted: Iterable[str]) -> bool:
    return not text.startswith(unless) and any(word in text for word in words) \
        and not any(_is_lifted(text, word, unless) for word in lifted)


def _is_lifted(text: str, word: str, unless: tuple[str, ...]) -> bool:
    """Whether a text says that it is over: "đã hết hiệu lực", but not "chưa hết hiệu lực"."""
    before, found, _ = text.partition(word)
    return bool(found) and not f"{before} ".endswith(unless)


def of_another_year(value: Any, year: int | None) -> bool:
    """Whether a text speaks of other years only: "Cảnh cáo năm 2021" is no discipline of 2024."""
    text = str(value)
    named = dates.years(text) or [found for found in [dates.year(text)] if found]
    return bool(year and named) and year not in named


def allowed_values(on: Mapping[str, Any], limit: str, catalogue: Catalogue) -> set[str]:
    """The ratings from the limit up, or the values that the rule lists."""
    if not limit:
        return set(on["values"])
    lowest = catalogue.ratings[limit].order
    return {code for code, rating in catalogue.ratings.items() if rating.order <= lowest}
