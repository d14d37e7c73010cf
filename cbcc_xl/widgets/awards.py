"""Awards of a consolidation: a table of units by titles, and a chart of each title's count.

Takes a consolidation; teams stand before persons, titles in the catalogue's order, units in the order of their files.
"""
from __future__ import annotations

import io
from collections import Counter

from ipywidgets import HTML, Image, Layout, VBox

from cbcc_xl.pipeline.consolidation import Consolidation
from cbcc_xl.widgets import page

SUBJECTS = ("team", "person")
COLOURS = {"team": "#c8912b", "person": "#2f6fae"}
INCH_A_BAR = 0.34
Column = tuple[str, str]           # subject, title


class Awards(VBox):
    """The chart above the table."""

    def __init__(self, result: Consolidation, lang: str = "vi") -> None:
        words = result.catalogue.words[lang]["consolidating"]
        if not result.summary.awards:
            super().__init__([HTML(page.sentence(words["no_awards"], page.QUIET))])
            return
        self.chart = Image(value=drawn(result, lang), format="svg+xml", layout=Layout(max_width="860px"))
        self.table = HTML(table(result, lang))
        super().__init__([self.chart, self.table])


def columns(result: Consolidation) -> list[Column]:
    """The titles that occur, teams' before persons', in the catalogue's order."""
    titles = result.catalogue.titles
    found = {(award.subject, award.title) for award in result.summary.awards}
    return sorted(found, key=lambda column: (SUBJECTS.index(column[0]), titles[column[1]].order))


def table(result: Consolidation, lang: str = "vi") -> page.Html:
    """Units by titles, with the sums below."""
    shown, words = columns(result), result.catalogue.words[lang]
    counts = {(award.unit, award.subject, award.title): award.count for award in result.summary.awards}
    units = dict.fromkeys(award.unit for award in result.summary.awards)
    sums = totals(result)
    spans = Counter(subject for subject, _ in shown)
    above = [("", 1), *((words["subject"][subject], spans[subject]) for subject in SUBJECTS if spans[subject])]
    headings = [words["consolidating"]["unit"], *(getattr(result.catalogue.titles[title], lang) for _, title in shown)]
    rows = [(unit or words["consolidating"]["unit_unknown"], *(counts.get((unit, *column), "") for column in shown))
            for unit in units]
    return page.table(headings, rows, (words["consolidating"]["total"], *(sums[column] for column in shown)), above)


def totals(result: Consolidation) -> Counter[Column]:
    """How many subjects stand for each title, over all units."""
    sums: Counter[Column] = Counter()
    for award in result.summary.awards:
        sums[award.subject, award.title] += award.count
    return sums


def drawn(result: Consolidation, lang: str = "vi") -> bytes:
    """A bar a title with its figure, as SVG."""
    from matplotlib.figure import Figure
    from matplotlib.patches import Patch

    shown, sums, words = columns(result), totals(result), result.catalogue.words[lang]
    figure = Figure(figsize=(8.6, 0.8 + INCH_A_BAR * len(shown)), layout="constrained")
    axes = figure.add_subplot()
    names = [getattr(result.catalogue.titles[title], lang) for _, title in shown]
    bars = axes.barh(range(len(shown)), [sums[column] for column in shown], height=0.66,
                     color=[COLOURS[subject] for subject, _ in shown])
    axes.bar_label(bars, padding=4, fontsize=10)
    axes.set_yticks(range(len(shown)), names, fontsize=10, va="center_baseline")
    axes.invert_yaxis()
    axes.margins(x=0.08)
    axes.xaxis.set_visible(False)
    axes.tick_params(axis="y", length=0)
    axes.spines[["top", "right", "bottom"]].set_visible(False)
    subjects = [subject for subject in SUBJECTS if any(subject == one for one, _ in shown)]
    keys = [Patch(color=COLOURS[subject], label=words["subject"][subject]) for subject in subjects]
    axes.legend(handles=keys, loc="lower right", frameon=False, fontsize=10)
    picture = io.BytesIO()
    figure.savefig(picture, format="svg", metadata={"Date": None})
    return picture.getvalue()
