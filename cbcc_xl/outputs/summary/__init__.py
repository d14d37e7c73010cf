"""The summary workbook: one picture of all units, in a template that an agency may restyle.

Takes a consolidation and a template whose cells say what belongs in them (`{{year}}`, `{{people.name}}`); gives the
workbook, with every look of the template kept and every row linked to the cell that it came from.
"""
from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

from cbcc_xl.inbox.summary_sources import as_names
from cbcc_xl.model import Source
from cbcc_xl.outputs.safely import writing
from cbcc_xl.outputs.summary import (
    awards,
    changes,
    cluster,
    eligibility,
    findings,
    form_sheet,
    heights,
    ledger,
    nominations,
    outcomes,
    overview,
    package,
    prizes,
    ratios,
    sheets,
    sources,
    statistics,
    withdrawn,
)
from cbcc_xl.outputs.summary.cell_text import bodies
from cbcc_xl.outputs.summary.edition import Edition
from cbcc_xl.outputs.summary.given import Table
from cbcc_xl.outputs.summary.layout import Layout
from cbcc_xl.outputs.summary.sheet_writer import Whole
from cbcc_xl.pipeline.consolidation import Consolidation

HOME = Path(__file__).resolve().parents[2]


def write(consolidation: Consolidation, path: str | os.PathLike[str],
          template: str | os.PathLike[str] | None = None, lang: str = "vi") -> None:
    """The summary of a consolidation as a workbook."""
    edition = Edition(consolidation, Path(os.path.realpath(path)).parent, lang)
    judged = eligibility.Eligibility(edition)
    tables = {table.name: table for table in _tables(edition, judged)}
    words = _words(edition)
    model = package.read_apart(Path(template)) if template else package.read(shipped())
    read = sheets.settled(model, tables, edition, words)
    layout = Layout(read.sheets, tables, {sheet.name: words.get(sheet.name, sheet.name) for sheet in read.sheets})
    figures = {**overview.figures(edition), **ratios.figures(edition), **judged.figures()}
    whole = Whole(layout, tables, figures, words, bodies(_legends(read)),
                  heights.looks(read.parts["xl/styles.xml"]), sheets.annexes(read.sheets),
                  [*as_names(_sources(consolidation))])
    with writing(path) as draft:
        package.write(read, draft, whole)


def _sources(consolidation: Consolidation) -> list[Source]:
    """The files that gave records, by which the next level knows what this summary holds."""
    counts = Counter(record.file for record in consolidation.records)
    return [Source(part.sha256, part.unit, counts[part.file]) for part in consolidation.files if counts[part.file]]


def shipped() -> Path:
    """The template that comes with the program: inside the wheel, or at the top of a checkout."""
    installed, checkout = (folder / "templates_xlsx" / "summary.xlsx" for folder in (HOME, HOME.parent))
    return installed if installed.is_file() else checkout


def _tables(edition: Edition, judged: eligibility.Eligibility) -> list[Table]:
    counts, points = awards.Counts(edition), cluster.Cluster(edition)
    return [overview.forms(edition), overview.board(edition), awards.by_title(edition, counts),
            overview.by_unit(edition, counts), overview.by_rating(edition), points.ranks(),
            awards.awards(edition, counts), nominations.people(edition), nominations.teams(edition),
            judged.table(), ratios.ratios(edition), statistics.by_form(edition), statistics.by_kind(edition),
            prizes.prizes(edition), points.ranking(), points.nominated(), points.matrix(),
            outcomes.votes(edition), outcomes.elections(edition), outcomes.attendance(edition),
            *(form_sheet.table(edition, form) for form in form_sheet.forms(edition)),
            *withdrawn.tables(edition, counts), changes.changes(edition),
            findings.findings(edition), ledger.ledger(edition), sources.sources(edition), sources.rules(edition)]


def _words(edition: Edition) -> dict[str, str]:
    """The template's Vietnamese words → those of the language asked; an agency's own words are not among them."""
    if edition.lang == "vi":
        return {}
    ours, asked = edition.catalogue.words["vi"]["template"], edition.catalogue.words[edition.lang]["template"]
    labels = {field.vi: edition.label(field) for form in form_sheet.forms(edition) for field in form.fields}
    return labels | {ours[key]: asked[key] for key in ours if key in asked}


def _legends(template: package.Template) -> dict[str, str]:
    """The look of each legend cell, `{{status:errors}}`: the words of the tables are written in it."""
    return {f"{field.name}:{field.part}": cell.style for sheet in template.sheets for row in sheet.rows
            for cell, field in row.fields() if field.part and not field.key and field.part != "if"}
