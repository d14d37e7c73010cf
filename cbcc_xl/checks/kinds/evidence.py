"""An initiative that a nomination gives stands on the list of recognised initiatives, under the person's name.

Takes the nominations with a title that give an initiative or its decision, and the list (`with`). Another ground that
the title may rest on (`instead`, needs as of a prerequisite) makes it information only; a decision of the nomination's
own, which another body may have made, a warning, and so does a text that speaks of research (`research`): accepted
research is a ground too, and stands on no list of initiatives. Without a list that is kept for the person's unit
nothing is said.
"""
from __future__ import annotations

from collections.abc import Iterator

from cbcc_xl.catalogue import Law
from cbcc_xl.checks.batch import Batch
from cbcc_xl.checks.kinds.prerequisite import EVIDENCE, Grounds
from cbcc_xl.checks.rows import place, spelled_alike
from cbcc_xl.model import ERROR, INFO, WARNING, Finding, Record
from cbcc_xl.text.letters import plain

ACROSS_FILES = True
NEEDS = ("form", "titles", "with")
FORMS = ("with",)
FACTS = ("titles", "text", "names", "cells")


def check(law: Law, batch: Batch) -> Iterator[Finding]:
    grounds, form = Grounds(batch), law.on["with"]
    for record in batch.titled(law.on):
        text = next((record.values[key] for key in EVIDENCE if key in record.values), None)
        if text is None or not _is_listed_for(batch, form, record) or batch.people.anywhere(record, form) \
                or batch.people.nearly(record, form):
            continue
        others = _same_title(batch, form, record)
        facts = {**batch.subject(record), "titles": [title for title in law.on["titles"]
                                                     if title in record.values["titles"]],
                 "text": text, "names": [name for row in others for name in row.values.get("authors", ())],
                 "cells": place(others, record, "name")}
        yield law.finding(record.origin(*EVIDENCE), {key: fact for key, fact in facts.items() if fact != []},
                          severity=_severity(law, record, grounds, not others and _is_research(law, text)))


def _is_listed_for(batch: Batch, form: str, record: Record) -> bool:
    return bool(batch.records(form)) and (batch.people.covers(form, record) or batch.people.has_wide(form))


def _same_title(batch: Batch, form: str, record: Record) -> list[Record]:
    """Rows of the list with the initiative's title, under other names."""
    title = record.values.get("initiative")
    return [row for row in batch.records(form) if title and "title_of_initiative" in row.values
            and spelled_alike(title, row.values["title_of_initiative"])]


def _is_research(law: Law, text: str) -> bool:
    return any(f" {plain(word)} " in f" {plain(text)} " for word in law.on.get("research", ()))


def _severity(law: Law, record: Record, grounds: Grounds, doubtful: bool) -> str | None:
    if any(grounds.meets(record, need) for need in law.on.get("instead", ())):
        return INFO
    return WARNING if law.severity == ERROR and (doubtful or "decision" in record.values) else None
