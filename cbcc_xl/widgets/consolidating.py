"""The staffer's screen: choose a folder, press the button, see who has sent, what is wrong and who is to be awarded.

Takes a folder, a year and, where wanted, the list of units due and an agency's own rules; runs `cbcc_xl.consolidate`,
shows what came of it and writes the summary workbook. What can't be done is said in one sentence.
"""
from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from time import sleep
from urllib.parse import quote

from ipywidgets import HTML, Button, HBox, IntProgress, Layout, Output, Tab, Text, VBox, Widget

import cbcc_xl
from cbcc_xl.catalogue import CatalogueError, load
from cbcc_xl.inbox.found import InboxError
from cbcc_xl.model import READ, SEVERITIES, UNREADABLE, UNRECOGNISED
from cbcc_xl.outputs.report_json import reason
from cbcc_xl.outputs.result import Result
from cbcc_xl.outputs.safely import OutputError
from cbcc_xl.outputs.told_first import told_first
from cbcc_xl.pipeline.lists import ListError
from cbcc_xl.widgets import page
from cbcc_xl.widgets.awards import Awards
from cbcc_xl.widgets.findings_table import FindingsTable
from cbcc_xl.widgets.folder_choice import LABEL, FolderChoice

BOARD = {"missing": page.BAD, "unreadable": page.BAD, "errors": page.BAD, "waiting": page.DOUBTFUL,
         "clean": page.GOOD, "exempt": page.QUIET}
FILES = {"unreadable": page.BAD, "unrecognised": page.DOUBTFUL, "skipped": page.QUIET, "read": page.GOOD}
# Seconds: the kernel answers on several threads, and may hear of the button before it hears of the field just left.
GRACE = 0.2
TO_SEE = (UNREADABLE, UNRECOGNISED)


class Refused(ValueError):
    """What was typed can't be worked with; the text says why."""


class Consolidating(VBox):
    """Fields and a button; below them, after a run, the results. `result` is the last run's consolidation."""

    def __init__(self, folder: str | os.PathLike[str] = "", year: int | None = None,
                 units: str | os.PathLike[str] = "", rules: str | os.PathLike[str] = "", lang: str = "vi") -> None:
        self.lang, self.words = lang, load().words[lang]
        words = self.words["consolidating"]
        self.result: Result | None = None
        self.folder = FolderChoice(words, os.fspath(folder))
        self.year = _field(words, "year", str(year or ""), "330px")
        self.units = _field(words, "units", os.fspath(units))
        self.rules = _field(words, "rules", os.fspath(rules))
        self.button = Button(description=words["run"], button_style="primary", icon="play",
                             layout=Layout(width="150px", margin=f"8px 12px 8px calc({LABEL} + 10px)"))
        self.progress = IntProgress(0, 0, 1, layout=Layout(width="260px", display="none"))
        self.done = HTML()
        self.said, self.link, self.results = HTML(), Output(), VBox()
        super().__init__([HTML(page.STYLE), self.folder, self.year, self.units, self.rules,
                          HBox([self.button, self.progress, self.done], layout=Layout(align_items="center")),
                          self.said, self.link, self.results])
        self.add_class("cbcc-screen")
        self.button.on_click(self._run)

    def _run(self, _: Button) -> None:
        self.button.disabled = True
        self._clear()
        sleep(GRACE)
        try:
            self.result = self._consolidated()
            self._show(self.result)
            self._write(self.result)
        except (Refused, CatalogueError, OutputError, ListError) as error:
            self._say(" ".join(str(error).split()), page.BAD)
        except InboxError as error:
            self._say(self.words["consolidating"][error.code].format_map({"inbox": "", **error.facts}), page.BAD)
        except Exception as error:           # a fault of the program: said, and left to be seen in the log
            self._say(self.words["consolidating"]["fault"].format(error=f"{type(error).__name__}: {error}"), page.BAD)
            raise
        finally:
            self.button.disabled = False
            self.progress.layout.display = "none"

    def _clear(self) -> None:
        self.result, self.results.children, self.link.outputs = None, (), ()
        self.said.value = self.done.value = ""
        self.progress.value, self.progress.max = 0, 1
        self.progress.layout.display = None

    def _consolidated(self) -> Result:
        rules = _path(self.rules.value)
        return cbcc_xl.consolidate(self._inbox(), year=self._year(), units=_path(self.units.value),
                                   rules=[rules] if rules else [], progress=self._count, leave_out=[self.summary])

    def _inbox(self) -> Path:
        words = self.words["consolidating"]
        if not self.folder.path.value.strip():
            raise Refused(words["no_folder"])
        return self.folder.folder

    def _year(self) -> int | None:
        year = self.year.value.strip()
        if year and not re.fullmatch(r"20\d\d", year):
            raise Refused(self.words["consolidating"]["year_wrong"].format(year=year))
        return int(year) if year else None

    @property
    def summary(self) -> Path:
        """Where the summary is written: beside the notebook, named for the folder."""
        name = self.folder.folder.resolve().name
        return Path(f"tong-hop-{Path(name).stem if name.endswith('.zip') else name}.xlsx")

    def _count(self, done: int, of: int) -> None:
        self.progress.max, self.progress.value = of, done
        self.done.value = self.words["consolidating"]["done"].format(done=done, of=of)

    def _say(self, text: str, tone: str) -> None:
        self.said.value += page.sentence(text, tone)

    def _show(self, result: Result) -> None:
        words = self.words["consolidating"]
        self._headline(result)
        pages: dict[str, Widget] = {words["board"]: HTML(board(result, self.lang))} if result.units else {}
        pages |= {f"{words['findings']} ({len(result.findings)})": FindingsTable(result, self.lang),
                  words["awards"]: Awards(result, self.lang), words["files"]: HTML(files(result, self.lang))}
        self.results.children = (Tab(tuple(pages.values()), titles=tuple(pages)),)

    def _headline(self, result: Result) -> None:
        """What was read and what could not be, and how many findings of each severity."""
        statuses = Counter(part.status for part in result.files)
        found = Counter(finding.severity for finding in result.findings)
        marks = [self._counted("status", status, statuses[status], FILES[status]) for status in TO_SEE
                 if statuses[status]]
        marks += [self._counted("severity", severity, found[severity], page.TONES[severity])
                  for severity in SEVERITIES if found[severity]]
        marks = marks or [page.mark(self.words["consolidating"]["all_well"], page.GOOD)]
        outcome = self.words["consolidating"]["outcome"].format(
            year=result.year, read=statuses[READ], files=len(result.files), records=len(result.records))
        self._say(page.Html(" ".join(map(page.put, (outcome, *marks)))), page.PLAIN)

    def _counted(self, section: str, key: str, count: int, tone: str) -> page.Html:
        return page.mark(f"{count} {self.words[section][key].lower()}", tone)

    def _write(self, result: Result) -> None:
        """The summary, and a link to it. A link in an output area is one that JupyterLab knows how to serve."""
        summary = self.summary
        result.to_excel(summary, lang=self.lang)
        link = page.element("a", self.words["consolidating"]["open_summary"], href=quote(str(summary)), target="_blank")
        said = page.element("span", f" {summary.resolve()}", kind="cbcc-note")
        self.link.append_display_data(HTMLText(page.element("div", link, said)))


class HTMLText(str):
    """HTML as an output shows it."""

    def _repr_html_(self) -> str:
        return str(self)


def board(result: Result, lang: str = "vi") -> page.Html:
    """The units due and where each stands; those that still owe something first."""
    words, statuses = _board_words(result, lang)
    forms = result.catalogue.forms
    rows = [(unit.unit, page.mark(statuses[unit.status], BOARD[unit.status]), unit.headcount, page.date(unit.due),
             "; ".join(unit.files), "; ".join(getattr(forms[form], lang) for form in unit.forms_missing), unit.contact)
            for unit in sorted(result.units, key=lambda unit: list(BOARD).index(unit.status))]
    headings = [words[key] for key in ("unit", "status", "headcount", "due", "files_sent", "forms_missing", "contact")]
    return page.table(headings, rows)


def files(result: Result, lang: str = "vi") -> page.Html:
    """Each file: whose it is, what became of it and why."""
    words, statuses = _board_words(result, lang)
    rows = []
    for part in sorted(told_first(result.files), key=lambda part: list(FILES).index(part.status)):
        forms = {sheet.form: getattr(result.catalogue.forms[sheet.form], lang) for sheet in part.sheets if sheet.form}
        rows.append((part.file, page.mark(statuses[part.status], FILES[part.status]), part.unit,
                     "; ".join(forms.values()), sum(sheet.rows.get("record", 0) for sheet in part.sheets),
                     reason(part, result.catalogue, lang)))
    return page.table([words[key] for key in ("file", "status", "unit", "forms", "records", "reason")], rows)


def _board_words(result: Result, lang: str) -> tuple[Mapping[str, str], Mapping[str, str]]:
    words = result.catalogue.words[lang]
    return words["consolidating"], words["status"]


def _field(words: Mapping[str, str], key: str, value: str, width: str = "640px") -> Text:
    # Sent when it is left, not key by key: so the kernel has all of it before it hears of the button.
    return Text(value, description=words[key], placeholder=words[f"{key}_hint"], continuous_update=False,
                layout=Layout(width=width), style={"description_width": LABEL})


def _path(typed: str) -> Path | None:
    """A path as typed or pasted, with its quotation marks perhaps."""
    text = typed.strip().strip('"')
    return Path(text).expanduser() if text else None
