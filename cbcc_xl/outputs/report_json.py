"""The report for machines: files with their ledger, records, findings in words, the summary's counts.

Takes a consolidation; gives a dict, or a file, of the shape of `report.schema.json`. Codes, facts and figures are the
contract; message, fix and reason are words for people. Counts are integers, shares and scores exact decimal strings.
"""
from __future__ import annotations

import datetime
import os
import unicodedata
from collections.abc import Mapping
from typing import Any

import msgspec

from cbcc_xl.catalogue import Catalogue
from cbcc_xl.catalogue.wording import Words, words
from cbcc_xl.decisions import Entry, id_of, kind_of, rests_on
from cbcc_xl.model import FATES, INFO, Finding, Origin, Part, Record, Replaced, Sheet
from cbcc_xl.outputs.in_letter import Letters
from cbcc_xl.outputs.safely import writing
from cbcc_xl.pipeline.consolidation import Consolidation, Summary

SCHEMA = 1


def write(consolidation: Consolidation, path: str | os.PathLike[str], lang: str = "vi") -> None:
    """The report as a file: UTF-8, composed letters."""
    data = _encoded(report(consolidation, lang))
    with writing(path) as draft:
        draft.write_bytes(data)


def report(consolidation: Consolidation, lang: str = "vi") -> dict[str, Any]:
    """The whole report as values that JSON knows, or that become text in it (exact numbers, dates)."""
    catalogue, letters = consolidation.catalogue, Letters(consolidation.files)
    made: dict[str, Any] = {
        "schema": SCHEMA, "year": consolidation.year, "rulebook": consolidation.rulebook.name,
        "decided": consolidation.day.isoformat(),
        "files": [_file(part, catalogue, lang) for part in consolidation.files],
        "records": [*(_record(record, "maybe" if record.withdrawn else "") for record in consolidation.records),
                    *(_record(record, "decided") for record in consolidation.withdrawn)],
        "findings": [_finding(finding, letters, catalogue, lang) for finding in consolidation.findings],
        "summary": _summary(consolidation.summary),
        "ledger": ledger(consolidation.files)}
    if consolidation.units:
        made["units"] = [unit._asdict() for unit in consolidation.units]
    rests = rests_on(consolidation.decisions, consolidation.findings, consolidation.files)
    if rests:
        made["decisions"] = [_decision(entry, rests[id_of(entry)]) for entry in consolidation.decisions.every()]
    return made


def _decision(entry: Entry, rests: list[Origin]) -> dict[str, Any]:
    """One decision, and where it was used: in how many places, and in which files."""
    said = {key: value.isoformat() if isinstance(value, datetime.date) else value
            for key, value in entry._asdict().items() if value not in ("", (), {}, None)}
    return {"id": id_of(entry), "table": kind_of(entry), **said, "used": len(rests),
            "files": list(dict.fromkeys(one.file for one in rests if one.file))}


def ledger(files: tuple[Part, ...]) -> dict[str, int]:
    """The balance over all sheets that hold a form: non-empty rows, and how many of them met each fate."""
    sheets = [sheet for part in files for sheet in part.sheets if sheet.form]
    fates = {fate: sum(sheet.rows.get(fate, 0) for sheet in sheets) for fate in FATES}
    return {"sheets": len(sheets), "rows": sum(fates.values()), **fates}


def reason(part: Part, catalogue: Catalogue, lang: str = "vi") -> str | None:
    """Why a file is not read, in words; None for a file that is."""
    said = unread(part, catalogue, lang)
    return said.message if said else None


def unread(part: Part, catalogue: Catalogue, lang: str = "vi") -> Words | None:
    """Why a file is not read, and what to do about it."""
    if not part.reason:
        return None
    return words(Finding(part.reason, INFO, Origin(part.file), part.facts), catalogue, lang)


def _file(part: Part, catalogue: Catalogue, lang: str) -> dict[str, Any]:
    return {"file": part.file, "sha256": part.sha256, "unit": part.unit, "unit_from": part.unit_from,
            "status": part.status, "reason": reason(part, catalogue, lang),
            "sent": part.sent._asdict() if part.sent else None,
            "sheets": [_sheet(sheet) for sheet in part.sheets],
            **({"replaces": [_replaced(one) for one in part.replaces]} if part.replaces else {})}


def _replaced(one: Replaced) -> dict[str, Any]:
    """An older version with what differs: each row that was added or removed, each value that was changed."""
    return {"file": one.file, "why": one.why, "changes": [
        {**change._asdict(), "old": _place(change.old), "new": _place(change.new)} for change in one.changes]}


def _place(origin: Origin | None) -> dict[str, Any] | None:
    return {"sheet": origin.sheet, "cell": origin.cell} if origin else None


def _sheet(sheet: Sheet) -> dict[str, Any]:
    return {"sheet": sheet.sheet, "form": sheet.form, "header_row": sheet.header_row,
            "rows": {fate: sheet.rows.get(fate, 0) for fate in FATES},
            **({"counted_in": sheet.counted_in, "elsewhere": sheet.elsewhere} if sheet.counted_in else {})}


def _record(record: Record, withdrawn: str) -> dict[str, Any]:
    """A row; `withdrawn`: it may be and counts (maybe), or was decided to be and doesn't."""
    return {"form": record.form, "unit": record.unit, "file": record.file, "sheet": record.sheet, "row": record.row,
            "values": record.values, **({"withdrawn": withdrawn} if withdrawn else {})}


def _finding(finding: Finding, letters: Letters, catalogue: Catalogue, lang: str) -> dict[str, Any]:
    said, spot = words(finding, catalogue, lang), letters.spot(finding.origin)
    source = {"document": finding.document, "article": finding.article or ""} if finding.document else None
    made = {"code": finding.code, "severity": finding.severity, "outcome": finding.outcome,
            **finding.origin._asdict(), "facts": finding.facts, "message": said.message, "fix": said.fix,
            "source": source}
    if spot:
        made["in_letter"] = spot._asdict()
    if said.decide:
        made["decide"] = said.decide
    if waived := finding.facts.get("waived"):
        made["facts"] = {key: value for key, value in finding.facts.items() if key != "waived"}
        made["waived"] = {"by": waived["by"], "on": waived["date"], "reason": waived["reason"]}
    return made


def _summary(summary: Summary) -> dict[str, Any]:
    return {"awards": [one._asdict() for one in summary.awards],
            "attendance": [one._asdict() for one in summary.attendance],
            "votes": [one._asdict() for one in summary.votes],
            "elections": [one._asdict() for one in summary.elections],
            "cluster": [one._asdict() for one in summary.cluster],
            "posts": [one._asdict() for one in summary.posts],
            "prizes": [one._asdict() for one in summary.prizes],
            "ballots": [one._asdict() for one in summary.ballots]}


def _encoded(made: dict[str, Any]) -> bytes:
    """The report's bytes; only where a text isn't clean is each one looked at."""
    try:
        data = msgspec.json.encode(made, enc_hook=str)
        if unicodedata.is_normalized("NFC", data.decode()):
            return data
    except UnicodeEncodeError:
        pass
    return msgspec.json.encode(_cleaned(made), enc_hook=str)


def _cleaned(value: Any) -> Any:
    """The same value, each text in composed letters, half a character (of a file's name) as "?"."""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value.encode("utf-8", "replace").decode())
    if isinstance(value, Mapping):
        return {_cleaned(key): _cleaned(one) for key, one in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [_cleaned(one) for one in value]
    return value
