"""Findings without persons' names, for a terminal and whatever keeps what it printed: rows and cells instead of people.

Takes the catalogue and all records; turns a finding's facts so that its sentence still reads. Who is a person is told
by the types of the forms' fields and by the names that the records hold; what a unit wrote in free text is marked in
`data/messages/findings.toml` (`free`). Outputs keep names: those are the product.
"""
from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from cbcc_xl.catalogue.entries import Catalogue
from cbcc_xl.model import Finding, Record
from cbcc_xl.text.letters import clean
from cbcc_xl.text.names import looks_like_name, person_key
from cbcc_xl.text.units import looks_like_unit

PERSONS = frozenset({"person", "authors", "subject"})      # types of field
SUBJECT = "name"                                           # the fact that says whom a finding is about
HIDDEN = "…"
ROW = re.compile(r"[A-Z]+(\d+)")


class Unnamed:
    """What takes names out of findings, in one language."""

    def __init__(self, catalogue: Catalogue, records: Iterable[Record], lang: str) -> None:
        self._catalogue, self._records = catalogue, records
        self._said = catalogue.words[lang]["unnamed"]

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(_names(self._records, self._catalogue))

    @cached_property
    def _keys(self) -> frozenset[str]:
        return frozenset(map(person_key, self._known))

    @cached_property
    def _inside(self) -> re.Pattern[str]:
        """Any known name within a text."""
        longest_first = sorted(map(re.escape, self._known), key=len, reverse=True)
        return re.compile(rf"(?<!\w)(?:{'|'.join(longest_first) or '(?!)'})(?!\w)", re.IGNORECASE)

    def finding(self, finding: Finding) -> Finding:
        return finding._replace(facts=self.facts(finding.code, finding.facts, finding.origin.cell))

    def facts(self, code: str, facts: Mapping[str, Any], cell: str | None = None) -> dict[str, Any]:
        """The facts of a message (a finding's, or why a file was not read) without names."""
        rule = self._catalogue.rules.get(code)
        form = facts.get("form") or (rule.on.get("form") if rule else None)
        free = self._catalogue.messages.get(code, {}).get("free", "").split()
        return {key: HIDDEN if key in free else self._fact(key, value, form, cell) for key, value in facts.items()}

    def _fact(self, key: str, value: Any, form: str | None, cell: str | None) -> Any:
        if isinstance(value, str):
            if key == SUBJECT and self._is_person_of(value, form):
                row = ROW.fullmatch(cell or "")
                return self._said["row"].format(row=row[1]) if row else self._said["someone"]
            if self._is_person(value):
                return self._said["another"]
            return self._inside.sub(HIDDEN, value)
        if isinstance(value, (list, tuple)):
            kept = [one for one in value if not (isinstance(one, str) and self._is_person(one))]
            gone = len(value) - len(kept)
            return [*kept, self._said["several"].format(count=gone)] if gone else value
        return value

    def _is_person_of(self, name: str, form: str | None) -> bool:
        """Whether a form's subject is a person: by the type of its field; a name of either kind by how it looks."""
        known = self._catalogue.forms.get(form or "")
        field = known.field(SUBJECT) if known else None
        if field and field.type not in PERSONS:
            return False
        return field is not None and field.type != "subject" or not looks_like_unit(name)

    def _is_person(self, text: str) -> bool:
        return person_key(text) in self._keys or looks_like_name(text)


def _names(records: Iterable[Record], catalogue: Catalogue) -> Iterable[str]:
    """The names of persons in the records, of two words at least: a single one may be any word."""
    keys = {form.name: [field.key for field in form.fields if field.type in PERSONS]
            for form in catalogue.forms.values()}
    for record in records:
        for key in (*keys.get(record.form, ()), "authors"):
            value = record.values.get(key, ())
            for name in [value] if isinstance(value, str) else value:
                if " " in clean(name) and not looks_like_unit(name):
                    yield clean(name)
