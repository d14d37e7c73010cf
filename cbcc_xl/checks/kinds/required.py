"""A field that must be filled in: the rating of a person nominated for LDTT.

Takes the records of a form, those with certain titles where the rule names them. A row that lacks the field fails, or
all such rows of a sheet are told at once (`together`), at the first; a table that has no such column at all has too
little data, said once; with `where_others` a table in which no row has it is passed over. `unless` names words with
which another field says the same ("Đã trả lời"); `or_says` the value of the field in the form's own words (`none`: not
rated) that may stand anywhere in the fields `or_in`; on another list that has the field (`with`) the row about the same
person is an answer.
"""
from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cbcc_xl.catalogue import Law
from cbcc_xl.checks.batch import Batch, span
from cbcc_xl.forms.row_words import begins
from cbcc_xl.model import UNKNOWN, Finding, Origin, Record
from cbcc_xl.text.letters import plain

ACROSS_FILES = False
NEEDS = ("form", "field")
FIELDS = ("field", "or_in")
FORMS = ("with",)
DOUBTS = ("field",)
FACTS = ("titles", "field", "count", "text")


def check(law: Law, batch: Batch) -> Iterator[Finding]:
    field = law.on["field"]
    lacking: dict[tuple[str, str], list[Record]] = {}
    tables: dict[tuple[str, str], list[Record]] = {}
    others = {(one.file, one.sheet) for one in batch.records(law.on["form"]) if field in one.values}
    for record in batch.titled(law.on):
        if law.on.get("where_others") and (record.file, record.sheet) not in others:
            continue
        if field not in record.values and not _said_elsewhere(law, batch, record):
            found = lacking if batch.has_column(record, field) else tables
            found.setdefault((record.file, record.sheet), []).append(record)
    for rows in lacking.values():
        for some in [rows] if law.on.get("together") else ([row] for row in rows):
            facts = {**batch.subject(some[0]), **_about(law, batch, some[0]), "field": field, "count": len(some)}
            yield law.finding(some[0].origin(field), facts)
    for (file, sheet), rows in tables.items():
        titles = list(dict.fromkeys(title for record in rows for title in _titles(law, record)))
        facts = {"titles": titles, "field": field, "count": len(rows)}
        yield law.finding(Origin(file, sheet, span(rows, "name")), facts, UNKNOWN)


def _said_elsewhere(law: Law, batch: Batch, record: Record) -> bool:
    """Whether another field begins with the words that make up for the one that is empty, or another list has it."""
    if "with" in law.on and any(law.on["field"] in row.values for row in batch.people.same(record, law.on["with"])):
        return True
    form = batch.catalogue.forms[record.form]
    said = [plain(word) for word in form.values.get(law.on["field"], {}).get(law.on.get("or_says", ""), ())]
    texts = [f" {plain(record.values.get(key, ''))} " for key in law.on.get("or_in", ())]
    if any(f" {word} " in text for word in said for text in texts):
        return True
    return any(begins(plain(record.values.get(key, "")), map(plain, words))
               for key, words in law.on.get("unless", {}).items())


def _about(law: Law, batch: Batch, record: Record) -> dict[str, Any]:
    """The row's titles, or for a form about items the item's own words."""
    about = batch.catalogue.forms[record.form].about[0]
    if about in record.values and about != "name":
        return {"text": record.values[about]}
    return {"titles": _titles(law, record)}


def _titles(law: Law, record: Record) -> list[str]:
    """The row's titles that the rule is about."""
    wanted = law.on.get("titles")
    return [title for title in record.values.get("titles", ()) if not wanted or title in wanted]
