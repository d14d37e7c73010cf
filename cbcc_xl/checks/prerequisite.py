"""What a title takes: another title, a rating, or evidence, with alternatives (`any_of`, each a list of needs).

A need is "titles:LDTT" (the same person is nominated for it in the same unit; where that unit sent no such list, in
any list), "rating:HTXSNV" or "initiative" (a name or a decision). What the person's other lists in the unit say
counts too. Where no list or column could tell, there is too little data.
"""
from __future__ import annotations

from collections.abc import Iterator

from cbcc_xl.catalogue import Catalogue, Law
from cbcc_xl.checks.batch import Batch, subject
from cbcc_xl.model import NOT_MET, UNKNOWN, Finding, Record
from cbcc_xl.text.units import unit_key

ACROSS_FILES = True
NEEDS = ("form", "title", "any_of")
FACTS = ("needs", "titles")
# Columns that show a recognised initiative.
EVIDENCE = ("initiative", "decision")


def check(law: Law, batch: Batch) -> Iterator[Finding]:
    nominated = list(batch.titled(law.on))
    if not nominated:
        return
    lists = _Lists(batch, law.on["form"])
    keys = [_key(need) for need in dict.fromkeys(need for way in law.on["any_of"] for need in way)]
    for record in nominated:
        met = _any(_all(lists.meets(record, need) for need in way) for way in law.on["any_of"])
        if met is not True:
            facts = {**subject(record), "titles": [law.on["title"]], "needs": _words(law, batch.catalogue)}
            yield law.finding(record.origin(*keys, "titles"), facts, UNKNOWN if met is None else NOT_MET)


class _Lists:
    """All lists of one form, by person and unit."""

    def __init__(self, batch: Batch, form: str) -> None:
        self.batch = batch
        self.by_person: dict[tuple[str, str], list[Record]] = {}
        self.titled: dict[str, set[str]] = {}              # title → persons, whoever sent the list
        self.units: set[tuple[str, str]] = set()           # (title, unit) of which there is a list
        for record in batch.records(form):
            sender, person = unit_key(record.unit or ""), batch.person(record.values.get("name", ""))
            self.by_person.setdefault((sender, person), []).append(record)
            own = unit_key(record.values.get("unit", ""))
            for title in record.values.get("titles", ()):
                self.titled.setdefault(title, set()).add(person)
                self.units.update({(title, sender), (title, own)})

    def meets(self, record: Record, need: str) -> bool | None:
        """Whether the person meets a need; None where it can't be told."""
        sender, person = unit_key(record.unit or ""), self.batch.person(record.values.get("name", ""))
        rows = self.by_person[sender, person]
        kind, _, wanted = need.partition(":")
        if kind == "titles":
            return self._titled(rows, sender, person, wanted)
        if kind == "rating":
            ratings = {row.values["rating"] for row in rows if "rating" in row.values}
            return wanted in ratings if ratings else None
        keys = EVIDENCE if kind == "initiative" else (kind,)
        if any(key in row.values for row in rows for key in keys):
            return True
        return False if any(self.batch.has_column(row, key) for row in rows for key in keys) else None

    def _titled(self, rows: list[Record], sender: str, person: str, title: str) -> bool | None:
        if any(title in row.values.get("titles", ()) for row in rows):
            return True
        if (title, sender) in self.units:
            return False
        return True if person in self.titled.get(title, ()) else None


def _key(need: str) -> str:
    return need.partition(":")[0]


def _all(answers: Iterator[bool | None]) -> bool | None:
    given = list(answers)
    return False if False in given else None if None in given else True


def _any(answers: Iterator[bool | None]) -> bool | None:
    given = list(answers)
    return True if True in given else None if None in given else False


def _words(law: Law, catalogue: Catalogue) -> str:
    """As a clerk reads them: "xếp loại Hoàn thành xuất sắc nhiệm vụ, hoặc sáng kiến được công nhận"."""
    return ", hoặc ".join(" và ".join(_word(need, law, catalogue) for need in way) for way in law.on["any_of"])


def _word(need: str, law: Law, catalogue: Catalogue) -> str:
    kind, _, code = need.partition(":")
    if kind == "titles":
        return catalogue.titles[code].vi
    if kind == "rating":
        return f"xếp loại {catalogue.ratings[code].vi}"
    if kind == "initiative":
        return "sáng kiến được công nhận"
    field = catalogue.forms[law.on["form"]].field(kind)
    return field.vi if field else kind
