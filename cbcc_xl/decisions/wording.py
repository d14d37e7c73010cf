"""A decision as one sentence, in the language asked: for lists, and for who has just taken it."""
from __future__ import annotations

from typing import Any

from cbcc_xl.catalogue import Catalogue
from cbcc_xl.catalogue.wording import shown
from cbcc_xl.decisions.entries import NONE, Entry, Mapped, Merger, Row, SamePerson, Titled, Version, Waiver, kind_of


def sentence(entry: Entry, catalogue: Catalogue, lang: str = "vi") -> str:
    said = catalogue.words[lang]["decision"]
    facts = {key: shown(key, value, catalogue, lang) for key, value in _facts(entry).items()}
    where = said["person_at"].format(**facts) if _facts(entry).get("units") else ""
    if isinstance(entry, (SamePerson, Waiver)):
        facts["units"] = where
    return said[_key(entry)].format(**facts)


def _key(entry: Entry) -> str:
    kind = kind_of(entry)
    if isinstance(entry, (Titled, Mapped)):
        return f"{kind}_none" if NONE in (getattr(entry, "means", ""), getattr(entry, "form", "")) else kind
    if isinstance(entry, SamePerson):
        return f"{kind}_same" if entry.same else f"{kind}_different"
    if isinstance(entry, Version):
        return f"{kind}_kept" if entry.kept else f"{kind}_dropped"
    if isinstance(entry, Row):
        return f"{kind}_withdrawn" if entry.withdrawn else f"{kind}_stays"
    return kind


def _facts(entry: Entry) -> dict[str, Any]:
    """An entry's own facts, under the names by which they are shown as a reader sees them."""
    facts = {key: value for key, value in entry._asdict().items() if key not in ("by", "on", "reason")}
    if isinstance(entry, Titled):
        return {**facts, "title": entry.means}
    if isinstance(entry, Merger):
        return {**facts, "date": entry.start.isoformat()}
    if isinstance(entry, Row):
        return {**facts, "units": (entry.unit, *entry.titles)}
    if isinstance(entry, Version):
        return {**facts, "file": entry.file or entry.sha256}
    if isinstance(entry, Waiver):
        about = (entry.file, entry.unit, entry.subject, entry.year)
        return {**facts, "cause": entry.rule, "units": tuple(str(one) for one in about if one)}
    return facts
