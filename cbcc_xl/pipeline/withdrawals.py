"""What a person decided about rows that may be withdrawn, and about files that don't count: done to the parts.

Takes parts and decisions; gives the parts without the rows that are withdrawn (they stay in `Part.withdrawn` and in the
ledger) and without the question about those that aren't. A row is known by unit, form, whom it is about and its titles,
wherever it stands. Rules of one file are run anew over what is left of it.
"""
from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence

from cbcc_xl.catalogue import Catalogue, Rulebook
from cbcc_xl.checks import check_file
from cbcc_xl.decisions import Decisions, Row, Version, id_of, season_of
from cbcc_xl.decisions.units import DecidedUnits
from cbcc_xl.model import INFO, NOT_MET, SKIPPED, Finding, Part, Record
from cbcc_xl.pipeline import differences
from cbcc_xl.pipeline.copies import skipped
from cbcc_xl.text.names import person_key
from cbcc_xl.text.units import unit_key

Key = tuple[str, str, str]         # unit, form, whom a row is about
ASKED, WITHDRAWN, STAYS = "maybe-withdrawn", "row-withdrawn", "row-stays"


def set_aside(parts: Iterable[Part], decisions: Decisions) -> list[Part]:
    """The parts, those skipped that a person set aside."""
    aside = {one.sha256: one for one in decisions.version if not one.kept}
    return [skipped(part, "set-aside", reason=entry.reason, id=id_of(entry), said=_said(entry))
            if (entry := aside.get(part.sha256)) and part.status != SKIPPED else part for part in parts]


def without_withdrawn(parts: Iterable[Part], decisions: Decisions, year: int, catalogue: Catalogue,
                      rulebook: Rulebook) -> list[Part]:
    """The parts with what was decided about their rows."""
    entries = _by_row(decisions.row, DecidedUnits(decisions), year)
    return [_decided(part, entries, catalogue, rulebook) for part in parts] if entries else list(parts)


def with_what_to_decide(parts: Iterable[Part], year: int) -> list[Part]:
    """The parts, each question about a row with all that a decision must name: its unit, form and season."""
    return [_with_what_to_decide(part, year) if any(record.withdrawn for record in part.records) else part
            for part in parts]


def _with_what_to_decide(part: Part, year: int) -> Part:
    asked = {record.origin(): record for record in part.records if record.withdrawn}
    return part._replace(findings=tuple(
        one._replace(facts={**one.facts, "unit": record.unit or "", "row_form": record.form, "year": year})
        if one.code == ASKED and (record := asked.get(one.origin)) else one for one in part.findings))


def rows_of(entry: Row, records: Iterable[Record], decisions: Decisions, catalogue: Catalogue) -> list[Record]:
    """The rows among records of one season that a decision is about."""
    entries = _by_row([entry], DecidedUnits(decisions), season_of(entry))
    return [record for record in records if _entry(record, entries, catalogue)]


def _by_row(rows: Sequence[Row], units: DecidedUnits, year: int | None) -> dict[Key, list[Row]]:
    """A season's decisions by what they are about, the latest first: of two about one row it is the one that holds."""
    entries: dict[Key, list[Row]] = {}
    for entry in sorted(rows, key=lambda one: one.on or datetime.date.min):
        if season_of(entry) == year:
            unit = unit_key(units.alias(entry.unit).name)
            entries.setdefault((unit, entry.form, person_key(entry.name)), []).insert(0, entry)
    return entries


def _decided(part: Part, entries: dict[Key, list[Row]], catalogue: Catalogue,
             rulebook: Rulebook) -> Part:
    found = [(record, _entry(record, entries, catalogue)) for record in part.records]
    if not any(entry for _, entry in found):
        return part
    gone = tuple(record for record, entry in found if entry and entry.withdrawn)
    settled = {record.origin() for record, entry in found if entry}
    left = part._replace(
        records=tuple(record._replace(withdrawn="") if entry else record for record, entry in found
                      if not (entry and entry.withdrawn)),
        findings=tuple(one for one in part.findings if one.code != ASKED or one.origin not in settled),
        withdrawn=gone)
    if gone:
        left = left._replace(findings=tuple(_judged_anew(left, catalogue, rulebook)))
    told = [_told(record, entry, catalogue) for record, entry in found if entry]
    return left._replace(findings=(*left.findings, *told))


def _said(entry: Row | Version) -> str:
    return f"{id_of(entry)}: {entry.reason}" if entry.reason else id_of(entry)


def _told(record: Record, entry: Row, catalogue: Catalogue) -> Finding:
    facts = {"name": differences.name(record, catalogue), "decision": id_of(entry), "said": _said(entry)}
    return Finding(WITHDRAWN if entry.withdrawn else STAYS, INFO, record.origin(), facts, NOT_MET)


def _entry(record: Record, entries: dict[Key, list[Row]], catalogue: Catalogue) -> Row | None:
    about = (unit_key(record.unit or ""), record.form, person_key(differences.name(record, catalogue)))
    titles = set(record.values.get("titles", ()))
    return next((entry for entry in entries.get(about, ()) if not entry.titles or set(entry.titles) == titles), None)


def _judged_anew(part: Part, catalogue: Catalogue, rulebook: Rulebook) -> Iterator[Finding]:
    """Reading's findings as they were; what rules find in the rows that are left. A total that a withdrawn row is in
    was judged with it and without."""
    rows = {(record.sheet, record.row) for record in part.withdrawn}
    touched = {one.origin for one in part.stated if any((one.origin.sheet, row) in rows
                                                        for row in (*one.rows, *one.whole))}
    yield from (one for one in part.findings if one.code not in rulebook.laws or one.origin in touched)
    untouched = part._replace(stated=tuple(one for one in part.stated if one.origin not in touched))
    yield from check_file(untouched, catalogue, rulebook)
