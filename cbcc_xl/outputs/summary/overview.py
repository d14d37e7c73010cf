"""The overview: what came in, whether every row is accounted for, who still owes what."""
from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from cbcc_xl.model import SEVERITIES, STATUSES
from cbcc_xl.outputs import report_json
from cbcc_xl.outputs.summary.awards import Counts
from cbcc_xl.outputs.summary.cell_text import escaped
from cbcc_xl.outputs.summary.edition import Edition, day
from cbcc_xl.outputs.summary.given import Formula, Marked, Row, Table
from cbcc_xl.outputs.summary.layout import Layout

MOST_UNITS = 10                # of a chart that can still be read
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
            **{f"{section}:{key}": word for section in ("status", "severity", "verdict")
               for key, word in words[section].items()}}


def by_unit(edition: Edition, counts: Counts) -> Table:
    """The units with the most nominations, and their chart's figures: those of the sheet of awards."""
    totals = {unit: sum(counts.count[unit, subject, code] for subject, codes in counts.titles.items() for code in codes)
              for unit in counts.units}
    most = sorted((unit for unit in counts.units if totals[unit]), key=lambda unit: -totals[unit])[:MOST_UNITS]

    def rows(layout: Layout) -> Iterator[Row]:
        sums = [layout.column("awards", key) for key in ("person_sum", "team_sum")]
        for number, unit in enumerate(most, 1):
            row = layout.places["awards"].first + counts.units.index(unit) if "awards" in layout.places else 0
            cells = [column.partition(":")[0].rstrip("0123456789") + str(row) for column in sums if column]
            live = len(cells) == len(sums)
            yield [number, unit, Formula(escaped("+".join(cells)), totals[unit]) if live else totals[unit]]

    return Table("by_unit", ("no", "unit", "count"), len(most), rows, empty=edition.word("summary", "none"))


def by_rating(edition: Edition) -> Table:
    """How many are rated how, best first, by the lists of ratings (without any: by the nominations)."""
    counts = Counter(record.values.get("rating") for record in edition.records.get("rating", ()))
    known = sorted(edition.catalogue.ratings, key=lambda code: edition.catalogue.ratings[code].order)
    shown = known if any(counts[code] for code in known) else []

    def rows(layout: Layout) -> Iterator[Row]:
        for number, code in enumerate(shown, 1):
            cells, word = layout.column("form_rating", "rating"), edition.rating(code)
            live = Formula(escaped(f'COUNTIF({cells},"{word}")'), counts[code]) if cells else counts[code]
            yield [number, word, live]

    return Table("by_rating", ("no", "rating", "count"), len(shown), rows, empty=edition.word("summary", "none"))


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
