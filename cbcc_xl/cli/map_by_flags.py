"""A mapping said on the command line: sheet, heading rows, form, columns; the rest is as recognition proposes."""
from __future__ import annotations

import argparse

from cbcc_xl.catalogue import Form
from cbcc_xl.cli import map_shown
from cbcc_xl.cli.desk import Desk
from cbcc_xl.decisions import NONE, Mapped
from cbcc_xl.forms.sub_headings import DEEPEST
from cbcc_xl.grid.reference import column
from cbcc_xl.mapping import (
    MappingError,
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
    shown_rows,
)
from cbcc_xl.model import Grid, letters


def by_flags(opened: Opened, args: argparse.Namespace, desk: Desk) -> list[Mapped]:
    """The one mapping that the arguments tell; MappingError where they tell none."""
    catalogue = opened.vocabulary.catalogue
    known = [form.name for form in opened.vocabulary.forms]
    if args.form not in (*known, NONE):
        raise MappingError(desk.words["not-a-form"].format(text=args.form, forms=", ".join(known)))
    grid, place = _table(opened, args, desk)
    if not found_again(opened, grid, place, mapped(place, NONE, {})):
        raise MappingError(desk.words["not-a-heading"].format(rows=shown_rows(place)))
    if args.form == NONE:
        made = mapped(place, NONE, {})
        desk.told("set-aside")
    else:
        form = catalogue.forms[args.form]
        keys = {**proposed_columns(place, form, opened.vocabulary), **_told(place, form, args, opened, desk)}
        wrong = fault(form, list(keys.values()), desk.words, args.lang)
        if wrong:
            raise MappingError(wrong)
        made = mapped(place, form.name, keys)
        map_shown.columns(place, form, keys, opened, desk)
        map_shown.preview(preview(opened, grid, [made]), catalogue, desk, args.lang)
    return [made]


def _table(opened: Opened, args: argparse.Namespace, desk: Desk) -> tuple[Grid, Place]:
    """The table meant: by sheet and heading rows, else the only one, or the only one that isn't read without doubt."""
    grids = [grid for grid in opened.grids if args.sheet in (None, grid.sheet)]
    if not grids:
        raise MappingError(desk.words["not-a-sheet"].format(text=args.sheet,
                                                            sheets=", ".join(grid.sheet for grid in opened.grids)))
    if args.header:
        told = pointed_at(grids[0], args.header)
        if not told:
            raise MappingError(desk.words["not-a-header"].format(most=DEEPEST))
        return grids[0], told
    found = [(grid, place) for grid in grids for place in places(grid, opened.vocabulary)]
    unread = [one for one in found if not one[1].table] or [one for one in found if one[1].doubtful] or found
    if len(unread) != 1:
        raise MappingError(desk.words["several-tables" if unread else "nobody"])
    return unread[0]


def _told(place: Place, form: Form, args: argparse.Namespace, opened: Opened, desk: Desk) -> dict[int, str]:
    """Column → key, as `--column C=name` says."""
    known = {letters(heading.column): heading.column for heading in place.headings}
    keys = {}
    for said in args.column:
        place_of, _, text = said.partition("=")
        if place_of.strip().upper() not in known:
            raise MappingError(desk.words["not-a-column"].format(text=place_of))
        key = key_of(text.strip(), form, opened.vocabulary, desk.words)
        if key is None:
            listed = ", ".join(choice.key for choice in fields(form, desk.words) if choice.key)
            raise MappingError(desk.words["not-a-field"].format(text=text, form=form.name, fields=listed))
        keys[column(place_of.strip())] = key
    return keys
