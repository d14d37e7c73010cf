"""The counting committee's screen: attendance, votes and ballots, with results as one types.

Each form is saved to its standard template in the folder chosen, whole or not at all, shortly after each change; a
consolidation reads those files like any unit's. A folder that holds such files opens with what is in them.
"""
from __future__ import annotations

import asyncio
import datetime
import os
import re
from pathlib import Path

from ipywidgets import HTML, Button, HBox, Layout, Tab, Text, VBox

from cbcc_xl.catalogue import Rulebook, in_force, load
from cbcc_xl.outputs import safely
from cbcc_xl.outputs.safely import OutputError
from cbcc_xl.outputs.templates.fill import Typed, fill, typed
from cbcc_xl.widgets import page
from cbcc_xl.widgets.counting_form import CountingForm
from cbcc_xl.widgets.folder_choice import LABEL, FolderChoice

FILES = {"attendance": "diem-danh", "vote": "bieu-quyet", "election": "kiem-phieu"}
FOLDER = "kiem-phieu"
PAUSE = 0.6                        # seconds without a key before a change is written


class Counting(VBox):
    """`forms` leads a file's name to its form on the screen; a conference may hold several elections."""

    def __init__(self, folder: str | os.PathLike[str] = FOLDER, unit: str = "", year: int | None = None,
                 lang: str = "vi") -> None:
        self.lang, self.catalogue = lang, load()
        self.words = self.catalogue.words[lang]
        words = self.words["counting"]
        self.unit = Text(description=words["unit"], placeholder=words["unit_hint"],
                         layout=Layout(width="640px"), style={"description_width": LABEL})
        self.year = Text(description=words["year"], layout=Layout(width="260px"),
                         style={"description_width": LABEL})
        self.folder = FolderChoice(words, os.fspath(folder), continuous_update=False)
        self.tabs, self.status = Tab(), HTML()
        self.more = Button(description=words["more_elections"], icon="plus", layout=Layout(width="190px"))
        self.forms: dict[str, CountingForm] = {}
        self._unsaved: dict[str, CountingForm] = {}
        self._timer: asyncio.TimerHandle | None = None
        super().__init__([HTML(page.STYLE), self.unit, self.year, self.folder, self.tabs,
                          HBox([self.more, self.status], layout=Layout(align_items="center"))])
        self.add_class("cbcc-screen")
        self.look()
        self.folder.path.observe(self._moved, "value")
        for one in (self.unit, self.year):
            one.observe(self._renamed, "value")
        self.more.on_click(lambda _: self._another_election())
        self.unit.value = unit or self.unit.value
        self.year.value = str(year or self.year.value)

    def look(self) -> None:
        """Show what the folder holds: one form each, and every election that has a file."""
        self.forms = {}
        self.status.value = ""
        self._here = self.folder.folder
        held = {name: self._read(name) for name in (*FILES.values(), *_further_elections(self._here))}
        there = [one for one in held.values() if one]
        self.unit.value = next((one.unit for one in there if one.unit), self.unit.value)
        self.year.value = str(next((one.year for one in there if one.year), self.year.value or _this_season()))
        for name, one in held.items():
            self._show(name, one)
        self._retitle()

    def save(self) -> None:
        """Write every form that has changed; what can't be written is said, and tried again with the next change."""
        self._timer = None
        said = [self._saved(name, form) for name, form in list(self._unsaved.items())]
        if said:
            self.status.value = "".join(said)

    def _saved(self, name: str, form: CountingForm) -> page.Html:
        """Write one form; gives the sentence that says so, or why not."""
        path = self._here / f"{name}.xlsx"
        try:
            fill(safely.folder(self._here) / path.name, self.catalogue, form.form_name, form.typed())
        except OutputError as error:
            return page.sentence(" ".join(str(error).split()), page.BAD)
        del self._unsaved[name]
        now = f"{datetime.datetime.now():%H:%M:%S}"
        return page.sentence(self.words["counting"]["saved"].format(time=now, path=path.resolve()), page.GOOD)

    def _read(self, name: str) -> Typed | None:
        try:
            return typed(self._here / f"{name}.xlsx", self.catalogue, _form_of(name))
        except OutputError as error:
            self.status.value = page.sentence(" ".join(str(error).split()), page.BAD)
            return None

    def _show(self, name: str, held: Typed | None) -> None:
        form = CountingForm(self.catalogue, self._rulebook(), _form_of(name), self.lang, self._changed)
        form.unit, form.year = self.unit.value.strip() or None, self._year()
        self.forms[name] = form
        if held:
            form.load(held)

    def _retitle(self) -> None:
        titles = []
        for name in self.forms:
            title, number = self.words["counting"][_form_of(name)], name.removeprefix(FILES[_form_of(name)]).strip("-")
            titles.append(f"{title} {number}".strip())
        self.tabs.children, self.tabs.titles = tuple(self.forms.values()), tuple(titles)

    def _another_election(self) -> None:
        number = sum(_form_of(name) == "election" for name in self.forms) + 1
        self._show(f"{FILES['election']}-{number}", None)
        self._retitle()
        self.tabs.selected_index = len(self.forms) - 1

    def _changed(self, form: CountingForm) -> None:
        self._unsaved |= {name: one for name, one in self.forms.items() if one is form}
        self._save_soon()

    def _save_soon(self) -> None:
        """After a pause in typing; at once where nothing runs that could wait (a script, a test)."""
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            self.save()
            return
        if self._timer:
            self._timer.cancel()
        self._timer = loop.call_later(PAUSE, self.save)

    def _moved(self, _: object) -> None:
        """Another folder: finish here, then open what is there."""
        if self._timer:
            self._timer.cancel()
        self.save()
        self._unsaved = {}
        self.look()

    def _renamed(self, _: object) -> None:
        """The unit or the year stands on every form."""
        for name, form in self.forms.items():
            form.unit, form.year, form.rulebook = self.unit.value.strip() or None, self._year(), self._rulebook()
            form.judge()
            if not form.empty:
                self._unsaved[name] = form
        self._save_soon()

    def _year(self) -> int | None:
        text = self.year.value.strip()
        return int(text) if re.fullmatch(r"20\d\d", text) else None

    def _rulebook(self) -> Rulebook:
        return in_force(self.catalogue, datetime.date(self._year() or _this_season(), 12, 31))


def _form_of(name: str) -> str:
    return next(form for form, start in FILES.items() if name.startswith(start))


def _further_elections(folder: Path) -> list[str]:
    """The files of a second election and on, in their order."""
    start = FILES["election"]
    numbers = (re.fullmatch(rf"{start}-(\d+)\.xlsx", path.name) for path in folder.glob(f"{start}-*.xlsx"))
    return [f"{start}-{number}" for number in sorted(int(found[1]) for found in numbers if found)]


def _this_season() -> int:
    """The year under review: until March it is last year."""
    today = datetime.date.today()
    return today.year - (today.month <= 3)
