"""The overview: what came in, whether every row is accounted for, who still owes what."""
from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from cbcc_xl.model import SEVERITIES, STATUSES
from cbcc_xl.outputs import report_json
from cbcc_xl.outputs.summary.edition import Edition, day
from cbcc_xl.outputs.summary.given import Marked, Row, Table
from cbcc_xl.outputs.summary.layout import Layout

BOARD = ("missing", "unreadable", "errors", "waiting", "clean", "exempt")


def figures(edition: Edition) -> dict[str, Any]:
    """What any cell of the template may name: `{{year}}`, `{{files_read}}`, `{{status:errors}}`."""
    made, words = edition.consolidation, edition.catalogue.words[edition.lang]
    files = Counter(part.status for part in made.files)
    found = Counter(finding.severity for finding in made.findings)
    board = Counter(unit.status for unit in made.units)
    return {"year": str(made.year), "rulebook": made.rulebook.name, "day": f"{made.day:%d/%m/%Y}",
            "thousands": edition.word("summary", "thousands"),
            "files": len(made.files), "records": len(made.records), "findings": len(made.findings),
            "units_due": len(made.units),
            **{f"files_{status}": files[status] for status in STATUSES},
            **{f"findings_{severity}": found[severity] for severity in SEVERITIES},
            **{f"units_{status}": board[status] for status in BOARD},
            **{f"rows_{key}" if key != "rows" else key: count for key, count in report_json.ledger(made.files).items()},
            **{f"{section}:{key}": word for section in ("status", "severity") for key, word in words[section].items()}}


def forms(edition: Edition) -> Table:
    """Records by form, with the sheets and units that they came from."""
    known = [form for form in edition.catalogue.unit_forms() if edition.records.get(form.name)]

    def rows(layout: Layout) -> Iterator[Row]:
        for number, form in enumerate(known, 1):
            records = edition.records[form.name]
            yield [number, edition.form(form.name), len({(record.file, record.sheet) for record in records}),
                   len({record.unit for record in records}), len(records)]

    return Table("forms", ("no", "form", "sheets", "units", "records"), len(known), rows,
                 empty=edition.word("summary", "none"))


def board(edition: Edition) -> Table:
    """The units due, each with its state and what it still owes."""
    units = edition.consolidation.units

    def rows(layout: Layout) -> Iterator[Row]:
        for number, unit in enumerate(units, 1):
            yield [number, unit.unit, unit.parent, unit.headcount,
                   Marked(edition.word("status", unit.status), f"status:{unit.status}"), day(unit.due),
                   len(unit.files), "; ".join(unit.files), "; ".join(edition.form(form) or form
                                                                     for form in unit.forms_missing), unit.contact]

    keys = ("no", "unit", "parent", "headcount", "status", "due", "files", "file_names", "missing", "contact")
    return Table("units", keys, len(units), rows, marked=frozenset({"status"}),
                 empty=edition.word("summary", "no_list"))
