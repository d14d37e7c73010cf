"""One writing of a consolidation: in which language, and from which folder its links start.

Gives the sheets the words they share: names of units, titles, ratings, forms, and links to where a row came from.
"""
from __future__ import annotations

import datetime
from functools import cached_property
from pathlib import Path

from cbcc_xl.catalogue import Field, Form
from cbcc_xl.checks.batch import Batch
from cbcc_xl.checks.review import shares
from cbcc_xl.model import ERROR, MET, NOT_MET, UNKNOWN, Finding, Record, by_form
from cbcc_xl.outputs.in_letter import Letters
from cbcc_xl.outputs.summary.given import Formula, Marked
from cbcc_xl.outputs.summary.links import Links
from cbcc_xl.pipeline.consolidation import Consolidation


def contradicts(one: Finding) -> bool:
    """Whether a share has more than all of its base."""
    count, of = one.facts.get("count"), one.facts.get("of")
    return isinstance(count, int) and isinstance(of, int) and count > of > 0 and "share" in one.facts


class Edition:
    """What every sheet of the summary is made from."""

    def __init__(self, consolidation: Consolidation, home: Path, lang: str) -> None:
        self.consolidation, self.lang = consolidation, lang
        self.catalogue = consolidation.catalogue
        self.letters = Letters(consolidation.files)
        self.links = Links({name: file.path for name, file in consolidation.inbox.items()}, home)
        self.no_unit, self.dated = self.word("summary", "unit_unknown"), self.word("summary", "dated")

    @cached_property
    def records(self) -> dict[str, list[Record]]:
        """Records by form."""
        return by_form(self.consolidation.records)

    @cached_property
    def batch(self) -> Batch:
        """The records as the checks look at them."""
        made = self.consolidation
        return made.batch or Batch(made.records, (), made.catalogue, made.rulebook.laws)

    @cached_property
    def shares(self) -> list[Finding]:
        """Every share that a rule takes, met or not."""
        return shares(self.batch, self.consolidation.rulebook)

    def outcome(self, one: Finding) -> str:
        """A rule's outcome; what isn't met and is no error is in doubt. More than all can't be met: figures that
        contradict each other prove nothing."""
        if one.outcome == MET and contradicts(one):
            return UNKNOWN
        return "doubt" if one.outcome == NOT_MET and one.severity != ERROR else one.outcome

    def mark(self, outcome: str) -> Marked:
        """An outcome in the look of its legend."""
        return Marked(self.word("verdict", outcome), f"verdict:{outcome}")

    def word(self, section: str, key: str) -> str:
        return self.catalogue.words[self.lang][section].get(key, key)

    def unit(self, unit: str | None) -> str:
        return unit or self.no_unit

    def title(self, code: str) -> str:
        title = self.catalogue.titles.get(code)
        return getattr(title, self.lang) if title else code

    def rating(self, code: str | None) -> str | None:
        rating = self.catalogue.ratings.get(code or "")
        return getattr(rating, self.lang) if rating else code

    def label(self, field: Field) -> str:
        """What a field is called on its form."""
        return getattr(field, self.lang) or field.vi or field.key

    def choice(self, form: Form, field: Field, code: str) -> str:
        """One of a field's kinds as units write it: `model` → "Mô hình"."""
        wordings = form.values.get(field.key, {}).get(code)
        return wordings[0] if wordings and self.lang == "vi" else code.replace("-", " ").capitalize()

    def form(self, name: str | None) -> str | None:
        form = self.catalogue.forms.get(name or "")
        return getattr(form, self.lang) if form else name

    def link(self, record: Record, *keys: str) -> Formula | str | None:
        """A link to the record's cell of the first of these keys, showing the cell."""
        return self.links.to(record.file, record.sheet, record.cell(*keys))

    def titles_of(self, form: str) -> tuple[str, ...]:
        """The titles that a form's records name, in the catalogue's order of precedence."""
        seen = {code for record in self.records.get(form, ()) for code in record.values.get("titles", ())}
        known = self.catalogue.titles
        return tuple(sorted(seen, key=lambda code: (known[code].order if code in known else 10_000, code)))

    def decision(self, record: Record) -> str | None:
        """A decision's number with its day: `31/QĐ-VPTU ngày 20/12/2023`."""
        number, date = record.values.get("decision"), record.values.get("date")
        known = day(date) if number and date else None
        return f"{number} {self.dated} {known:%d/%m/%Y}" if known else number


def day(iso: str | None) -> datetime.date | None:
    """An ISO day; None where it is none."""
    try:
        return datetime.date.fromisoformat(iso) if iso else None
    except ValueError:
        return None

