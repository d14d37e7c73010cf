"""The dialogue of `cbcc-xl map`: which table, which heading, which form, which columns, a preview, and is that right.

Asks at a `Desk`; gives what a person settled on, nothing where he left before the end.
"""
from __future__ import annotations

import argparse

from cbcc_xl.catalogue import Form
from cbcc_xl.cli import map_shown
from cbcc_xl.cli.desk import Desk
from cbcc_xl.decisions import NONE, Mapped
from cbcc_xl.forms.sub_headings import DEEPEST
from cbcc_xl.mapping import (
    Choice,
    Heading,
    Opened,
    Place,
    fault,
    fields,
    found_again,
    key_of,
    mapped,
    places,
    pointed_at,
    preview,
    proposed_columns,
    proposed_form,
    shown_rows,
)
from cbcc_xl.mapping.choices import NOTHING
from cbcc_xl.model import Grid, letters

SAMPLES = 3                        # cells of a column shown with its question


def dialogue(opened: Opened, args: argparse.Namespace, desk: Desk) -> list[Mapped]:
    """Table after table, until a person has enough."""
    return _Dialogue(opened, args, desk).run()


class _Dialogue:
    def __init__(self, opened: Opened, args: argparse.Namespace, desk: Desk) -> None:
        self.opened, self.desk, self.lang = opened, desk, args.lang
        self.grids = [grid for grid in opened.grids if args.sheet in (None, grid.sheet)]
        self.made: list[Mapped] = []

    def run(self) -> list[Mapped]:
        self.desk.told("begin")
        while table := self._table():
            grid, place = table
            form = self._form(place, grid)
            made = self._columns(place, grid, form) if form else self._none(place)
            if made:
                self.made.append(made)
        return self.made

    def _table(self) -> tuple[Grid, Place] | None:
        """The next table to map; the first that isn't read is proposed, and "enough" where all are."""
        vocabulary = self.opened.vocabulary.mapping((*self.opened.known, *self.made))
        found = [(grid, place) for grid in self.grids for place in places(grid, vocabulary)]
        waiting = [index for index, (_, place) in enumerate(found)
                   if not place.block.mapped and (not place.table or place.doubtful)]
        options = [map_shown.state(place, self.opened, self.desk, self.lang) for _, place in found]
        options = [self.desk.words["enough"], *options, self.desk.words["others"]]
        default = waiting[0] + 1 if waiting else 0 if self.made or found else len(options) - 1
        chosen = self.desk.choose(self.desk.words["table"], options, default, first=0)
        if chosen == 0:
            return None
        if chosen == len(options) - 1:
            grid = self._sheet()
            return grid, self._header(grid, None)
        grid, place = found[chosen - 1]
        return grid, self._header(grid, place)

    def _sheet(self) -> Grid:
        if len(self.grids) == 1:
            return self.grids[0]
        return self.grids[self.desk.choose(self.desk.words["sheet"], [grid.sheet for grid in self.grids])]

    def _header(self, grid: Grid, place: Place | None) -> Place:
        """The heading's rows: those found, or others that a person points at."""
        if place:
            map_shown.excerpt(grid, place, self.desk)
        else:
            map_shown.top_of(grid, self.desk)
        while True:
            proposed = shown_rows(place) if place else ""
            answer = self.desk.ask(self.desk.words["header"], proposed)
            if place and answer == proposed:
                return place
            told = pointed_at(grid, answer)
            if told and found_again(self.opened, grid, told, mapped(told, NONE, {})):
                return told
            self.desk.told("not-a-heading" if told else "not-a-header", most=DEEPEST, rows=answer)

    def _form(self, place: Place, grid: Grid) -> Form | None:
        forms = self.opened.vocabulary.forms
        proposed = proposed_form(place, grid, self.opened.vocabulary)
        options = [self.desk.words["no-form"], *(getattr(form, self.lang) for form in forms)]
        default = next((index for index, form in enumerate(forms, 1) if form is proposed), None)
        chosen = self.desk.choose(self.desk.words["form"], options, default, first=0)
        return forms[chosen - 1] if chosen else None

    def _none(self, place: Place) -> Mapped | None:
        self.desk.told("set-aside")
        return mapped(place, NONE, {}) if self._right() else None

    def _columns(self, place: Place, grid: Grid, form: Form) -> Mapped | None:
        """Each column: those that recognition knows nothing of are asked about, the others shown."""
        keys = proposed_columns(place, form, self.opened.vocabulary)
        choices = [*fields(form, self.desk.words), Choice("", self.desk.words["marked"])]
        listed = True
        for heading in place.headings:
            if not keys[heading.column] and heading.cells:
                keys[heading.column] = self._field(heading, NOTHING, form, choices, listed)
                listed = False
        while True:
            self._corrected(place, form, keys, choices)
            made = mapped(place, form.name, keys)
            map_shown.preview(preview(self.opened, grid, [*self.made, made]), self.opened.vocabulary.catalogue,
                              self.desk, self.lang)
            if self._right():
                return made

    def _corrected(self, place: Place, form: Form, keys: dict[int, str], choices: list[Choice]) -> None:
        """Columns that a person wants otherwise, until all are right and can be read."""
        by_letters = {letters(heading.column): heading for heading in place.headings}
        while True:
            self.desk.say()
            map_shown.columns(place, form, keys, self.opened, self.desk)
            wrong = fault(form, list(keys.values()), self.desk.words, self.lang)
            if wrong:
                self.desk.say(wrong)
            answer = self.desk.ask(self.desk.words["columns"]).upper()
            if answer in by_letters:
                heading = by_letters[answer]
                keys[heading.column] = self._field(heading, keys[heading.column], form, choices, True)
            elif answer:
                self.desk.told("not-a-column", text=answer)
            elif not wrong:
                return

    def _field(self, heading: Heading, key: str, form: Form, choices: list[Choice], listed: bool) -> str:
        """What a column is; with no answer what it was taken for."""
        now = next((index for index, choice in enumerate(choices[:-1]) if choice.key == key), len(choices) - 1)
        question = self.desk.words["column"].format(
            column=letters(heading.column), heading=heading.text or self.desk.words["no-heading"],
            cells="; ".join(heading.cells[:SAMPLES]) or self.desk.words["empty"])
        chosen = self.desk.choose(question, [choice.text for choice in choices], now, first=0, listed=listed)
        return choices[chosen].key if chosen < len(choices) - 1 else self._mark(form, key)

    def _mark(self, form: Form, now: str) -> str:
        """The title or rating whose marks a column holds; with no answer the same as before, or nothing."""
        while answer := self.desk.ask(self.desk.words["marks"], now if ":" in now else ""):
            key = key_of(answer, form, self.opened.vocabulary, self.desk.words)
            if key and ":" in key:
                return key
            self.desk.told("not-a-mark", text=answer)
        return NOTHING

    def _right(self) -> bool:
        return self.desk.choose(self.desk.words["keep"], [self.desk.words["yes"], self.desk.words["no"]], 0) == 0
