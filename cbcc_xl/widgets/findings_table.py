"""The findings of a consolidation as a table to look through: by severity, by unit, by words.

Takes a consolidation; shows where each finding stands, what is said, how to put it right and the article. A screen
shows no more than `SHOWN` rows and says how many are left: the summary workbook holds them all.
"""
from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from ipywidgets import HTML, Dropdown, HBox, Layout, Text, VBox

from cbcc_xl.catalogue.wording import words
from cbcc_xl.model import SEVERITIES, Origin
from cbcc_xl.outputs.in_letter import Letters
from cbcc_xl.pipeline.consolidation import Consolidation
from cbcc_xl.text.letters import bare, plain
from cbcc_xl.widgets import page

SHOWN = 300


class Line(NamedTuple):
    severity: str
    unit: str
    place: str
    message: str
    fix: str
    basis: str

    @property
    def searched(self) -> str:
        return bare(" ".join(self))


class FindingsTable(VBox):
    """Three filters over a table."""

    def __init__(self, result: Consolidation, lang: str = "vi") -> None:
        words = result.catalogue.words[lang]
        self.words, self.severities = words["consolidating"], words["severity"]
        self.lines = lines(result, lang)
        counts = Counter(line.severity for line in self.lines)
        self.severity = Dropdown(options=[(f"{self.words['all_severities']} ({len(self.lines)})", ""), *(
            (f"{self.severities[severity]} ({counts[severity]})", severity) for severity in SEVERITIES)],
            layout=Layout(width="190px"))
        units = sorted({line.unit for line in self.lines if line.unit}, key=plain)
        self.unit = Dropdown(options=[(self.words["all_units"], ""), *((unit, unit) for unit in units)],
                             layout=Layout(width="280px"))
        self.search = Text(placeholder=self.words["search"], layout=Layout(width="280px"))
        self.shown = HTML()
        super().__init__([HBox([self.severity, self.unit, self.search]), self.shown])
        for one in (self.severity, self.unit, self.search):
            one.observe(self._show, "value")
        self._show()

    def chosen(self) -> list[Line]:
        """The lines that the filters let through."""
        wanted = bare(self.search.value)
        return [line for line in self.lines if self.severity.value in ("", line.severity)
                and self.unit.value in ("", line.unit) and (not wanted or wanted in line.searched)]

    def _show(self, _: Mapping[str, object] | None = None) -> None:
        chosen = self.chosen()
        if not chosen:
            self.shown.value = page.sentence(self.words["no_findings"], page.GOOD if not self.lines else page.QUIET)
            return
        headings = [self.words[key] for key in ("severity", "unit", "place", "message")]
        self.shown.value = page.table(headings, map(self._row, chosen[:SHOWN]))
        if len(chosen) > SHOWN:
            left_out = self.words["more_findings"].format(count=len(chosen) - SHOWN)
            self.shown.value += page.element("div", left_out, kind="cbcc-note")

    def _row(self, line: Line) -> tuple[object, ...]:
        fix = page.element("div", line.fix, kind="cbcc-fix") if line.fix else ""
        basis = page.element("div", line.basis, kind="cbcc-note") if line.basis else ""
        return (page.mark(self.severities[line.severity], page.TONES[line.severity]), line.unit,
                line.place or self.words["everywhere"], page.Html(page.put(line.message) + fix + basis))


def lines(result: Consolidation, lang: str) -> list[Line]:
    """Each finding in words, with the unit whose file it stands in."""
    units = {part.file: part.unit or "" for part in result.files}
    letters, told = Letters(result.files), []
    for finding in result.findings:
        said = words(finding, result.catalogue, lang)
        unit = units.get(finding.origin.file or "") or str(finding.facts.get("unit", ""))
        where = place(finding.origin, letters.place(finding.origin, result.catalogue, lang))
        told.append(Line(finding.severity, unit, where, said.message, said.fix, said.basis))
    return told


def place(origin: Origin, in_letter: str = "") -> str:
    """File, sheet and cell as a person looks them up; in a letter table, row and cell."""
    return " › ".join(filter(None, (origin.file, in_letter) if in_letter else origin))

