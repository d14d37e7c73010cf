"""Whoever stands on one list stands on another for the same title: ballots, registrations and nominations.

Takes the records of a form with their titles (those the rule names), and the lists to look at (`with`). `when` tells
what is a finding: "absent" (no row of that name on any such list), or "other-title" (there, but not for this title; a
title may stand for another, `covers = { CSTDCS = ["LDTT"] }`). Names are enough, whatever the unit: a namesake lets
through, never accuses, and so does a name that differs by diacritics only. Nobody is missed on a list that no one of
the unit is on, nor for a title that the list is not about (`listed`). Lists of the year to come are not compared. With
`together` all rows of a sheet are told at once.
"""
from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cbcc_xl.catalogue import Law
from cbcc_xl.checks.batch import Batch
from cbcc_xl.checks.rows import place, titles_of
from cbcc_xl.model import Finding, Record

ACROSS_FILES = True
NEEDS = ("form", "with", "when")
FORMS = ("with",)
ABSENT, OTHER_TITLE, EITHER = "absent", "other-title", "either"
CHOICES = {"when": (ABSENT, OTHER_TITLE, EITHER)}
FACTS = ("titles", "title_others", "cells", "names", "count")

Missed = tuple[Record, dict[str, Any]]


def check(law: Law, batch: Batch) -> Iterator[Finding]:
    listed = _listed(law, batch)
    missed = (found for record in batch.records(law.on["form"]) if (found := _missed(law, batch, record, listed)))
    if not law.on.get("together"):
        for record, facts in missed:
            yield law.finding(record.origin("titles", "title"), {**batch.subject(record), **facts})
        return
    sheets: dict[tuple[str, str], list[Missed]] = {}
    for record, facts in missed:
        sheets.setdefault((record.file, record.sheet), []).append((record, facts))
    for told in sheets.values():
        yield law.finding(told[0][0].origin("name"), _together(told))


def _together(told: list[Missed]) -> dict[str, Any]:
    names = list(dict.fromkeys(record.values["name"] for record, _ in told))
    titles = sorted({title for _, facts in told for title in facts["titles"]})
    return {"names": names, "count": len(names), "titles": titles}


def _missed(law: Law, batch: Batch, record: Record, listed: set[str]) -> Missed | None:
    lists = _suited(law, batch, record)
    wanted = [title for title in titles_of(record) if title in listed]
    if not wanted or not lists or batch.years.is_ahead(record):
        return None
    rows = [row for row in batch.people.anywhere(record, *lists) if not batch.years.is_ahead(row)]
    if not rows:
        looked_at = any(batch.people.covers(form, record) for form in lists) and not batch.people.nearly(record, *lists)
        return (record, {"titles": wanted}) if looked_at and law.on["when"] != OTHER_TITLE else None
    held = list(dict.fromkeys(title for row in rows for title in titles_of(row)))
    stands_for = law.on.get("covers", {})
    known = {*held, *(other for title in held for other in stands_for.get(title, ()))}
    missing = [title for title in wanted if title not in known]
    if not missing or not held or law.on["when"] == ABSENT:
        return None
    return record, {"titles": missing, "title_others": held, "cells": place(rows, record, "titles", "title")}


def _listed(law: Law, batch: Batch) -> set[str]:
    """The titles that the rule is about; with `listed`, those that the other lists are about."""
    titles = set(law.on.get("titles", batch.catalogue.titles))
    if law.on.get("listed"):
        titles &= {title for form in law.on["with"] for row in batch.records(form) for title in titles_of(row)}
    return titles


def _suited(law: Law, batch: Batch, record: Record) -> list[str]:
    """The lists on which such a subject may stand, a person or a team, of those that were sent."""
    subject = "team" if batch.people.is_team(record) else "person"
    return [form for form in law.on["with"]
            if batch.records(form) and batch.catalogue.forms[form].subject in (subject, "")]
