"""The counting committee's screen: attendance, votes and ballots, with results as one types.

Each form is saved to its standard template in the folder chosen, whole or not at all, shortly after each change; a
consolidation reads those files like any unit's. A folder that holds such files opens with what is in them.
"""
from __future__ import annotations

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
from cbcc_xl.widgets.saving import Saving

FILES = {"attendance": "diem-danh", "vote": "bieu-quyet", "election": "kiem-phieu"}
FOLDER = "kiem-phieu"
PAUSE = 0.6                        # seconds without a key before a change is written


class Counting(VBox):
    """`forms` leads a file's name to its form on the screen; a conference may hold several elections."""

    def __init__(self, folder: str | os.PathLike[str] = FOLDER, unit: str = "", year: int | None = None,
                 lang: str = "vi", pause: float = PAUSE) -> None:
        self.lang, self.catalogue = lang, load()
        self.words = self.catalogue.words[lang]
        words = self.words["counting"]
        self.unit = Text(description=words["unit"], placeholder=words["unit_hint"],
                         layout=Layout(width="640px"), style={"description_width": LABEL})
        self.year = Text(description=words["year"], layout=Layout(width="260px"),
                         style={"description_width": LABEL})
        self.folder = FolderChoice(words, os.fspath(folder))
        self.tabs, self.status = Tab(), HTML()
        self.more = Button(description=words["more_elections"], icon="plus", layout=Layout(width="190px"))
        self.forms: dict[str, CountingForm] = {}
        self.faults: dict[str, str] = {}
        self.saving = Saving(self._write, pause)
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
        """Show what the folder holds: one form each, and every election that has a file.

        What could not be saved elsewhere comes along, where the folder has no such file.
        """
        carried = {name: self.forms[name].typed() for name in self.saving.waiting}
        self.forms, self.faults, self.saving.waiting = {}, {}, {}
        self.status.value = ""
        self._here = self.folder.folder
        held = {name: self._read(name) for name in (*FILES.values(), *_further_elections(self._here))}
        there = [one for one in held.values() if one]
        self.unit.value = next((one.unit for one in there if one.unit), self.unit.value)
        self.year.value = str(next((one.year for one in there if one.year), self.year.value or _this_season()))
        for name in {**held, **carried}:
            self._show(name, held.get(name) or carried.get(name))
        self._retitle()
        self.saving.soon(*(name for name in carried if not held.get(name)))

    def save(self) -> None:
        """Write every form that has changed; what can't be written is said, and tried again with the next change."""
        self.saving.now()

    def _write(self, name: str) -> bool:
        """Write one form, and say so, or why not."""
        path = self._here / f"{name}.xlsx"
        try:
            fill(safely.folder(self._here) / path.name, self.catalogue, self.forms[name].form_name,
                 self.forms[name].typed())
        except OutputError as error:
            self._say(name, str(error))
            return False
        now = f"{datetime.datetime.now():%H:%M:%S}"
        self._say(name, "", self.words["counting"]["saved"].format(time=now, path=path.resolve()))
        return True

    def _say(self, name: str, fault: str, saved: str = "") -> None:
        """The faults that stand, each until its form is saved, and what was saved last."""
        self.faults = {**self.faults, name: " ".join(fault.split())}
        said = [page.sentence(text, page.BAD) for text in self.faults.values() if text]
        self.status.value = "".join([*said, *([page.sentence(saved, page.GOOD)] if saved else [])])

    def _read(self, name: str) -> Typed | None:
        try:
            return typed(self._here / f"{name}.xlsx", self.catalogue, _form_of(name))
        except OutputError as error:
            self._say(name, str(error))
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
        self.saving.soon(*(name for name, one in self.forms.items() if one is form))

    def _moved(self, _: object) -> None:
        """Another folder: finish here, then open what is there."""
        self.save()
        self.look()

    def _renamed(self, _: object) -> None:
        """The unit or the year stands on every form."""
        for form in self.forms.values():
            form.unit, form.year, form.rulebook = self.unit.value.strip() or None, self._year(), self._rulebook()
            form.judge()
        self.saving.soon(*(name for name, form in self.forms.items() if not form.empty))

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
