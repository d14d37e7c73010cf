"""What recognition would say of a table that it can't read: the likeliest form, and of that form each column's field.

By the words of the headings first; a column whose heading nobody knows by what its cells hold. A proposal only: a
person looks at it before anything is read that way.
"""
from __future__ import annotations

from collections.abc import Iterable, Mapping

from cbcc_xl.catalogue import Field, Form
from cbcc_xl.decisions import NONE, Mapped
from cbcc_xl.forms.columns import read_columns
from cbcc_xl.forms.phrases import split
from cbcc_xl.forms.row_words import begins
from cbcc_xl.forms.vocabulary import Vocabulary
from cbcc_xl.mapping.choices import NOTHING
from cbcc_xl.mapping.places import Heading, Place
from cbcc_xl.model import Grid
from cbcc_xl.records.shapes import is_order
from cbcc_xl.text.headings import ORDER, shape
from cbcc_xl.text.letters import plain
from cbcc_xl.text.names import looks_like_name, person
from cbcc_xl.text.units import looks_like_unit

MOST = 0.8                         # of a column's cells that tell what it holds
WITHOUT_HEADING = "?"


def proposed_form(place: Place, grid: Grid, vocabulary: Vocabulary) -> Form | None:
    """The form whose wordings fit the table best, by its headings and by what stands above it; None: none at all."""
    if place.table:
        return vocabulary.catalogue.forms[place.table.form]
    above = (value for cells in grid.rows[:place.block.top] for value in cells if isinstance(value, str))
    spoken = f" {plain(' / '.join((*above, grid.sheet)))} "
    scores = {form.name: _likeness(form, place, spoken, vocabulary) for form in vocabulary.forms}
    best = max(scores, key=lambda name: scores[name])
    return vocabulary.catalogue.forms[best] if scores[best] > 0 else None


def _likeness(form: Form, place: Place, spoken: str, vocabulary: Vocabulary) -> float:
    by_words = sum(column.sure for column in read_columns(place.block, form, vocabulary)
                   if column.key and column.key[0] != "_")
    known = by_words + sum(key[:1] not in ("", "_") for key in proposed_columns(place, form, vocabulary).values())
    said = sum(f" {plain(word)} " in spoken for word in form.captions)
    against = any(f" {plain(word)} " in spoken for word in form.never)
    return (known + min(said, 3)) * (0.5 if against else 1)


def proposed_columns(place: Place, form: Form, vocabulary: Vocabulary) -> dict[int, str]:
    """The key of each column as this form would have it; empty where nothing is known of it."""
    own = place.table.columns if place.table and place.table.form == form.name else \
        read_columns(place.block, form, vocabulary)
    keys = {column.index: column.key if column.key in (ORDER, NOTHING) or column.key[0] != "_" else NOTHING
            for column in own}
    for heading in place.headings:
        if not keys.get(heading.column) and (key := _by_cells(heading, form, keys, vocabulary)):
            keys[heading.column] = key
    return {heading.column: keys.get(heading.column, NOTHING) for heading in place.headings}


def _by_cells(heading: Heading, form: Form, keys: Mapping[int, str], vocabulary: Vocabulary) -> str:
    """The field that the form lacks so far and that nearly all of a column's cells look like."""
    if ORDER not in keys.values() and _nearly_all(map(is_order, heading.cells)) and not heading.text.isdecimal():
        return ORDER if _counts_up(heading.cells) else NOTHING
    taken = {key.partition(":")[0] for key in "+".join(filter(None, keys.values())).split("+")}
    lacking = [field for field in form.fields if not field.once and field.key not in taken]
    return next((field.key for field in lacking if _nearly_all(_looks_like(field, heading.cells, vocabulary))), NOTHING)


def _looks_like(field: Field, cells: Iterable[str], vocabulary: Vocabulary) -> list[bool]:
    if field.type in ("person", "subject"):
        return [looks_like_name(person(cell)) for cell in cells]
    if field.type == "position":
        return [begins(plain(cell), vocabulary.position_words) for cell in cells]
    if field.type == "unit":
        return list(map(looks_like_unit, cells))
    phrases = {"titles": vocabulary.titles, "title": vocabulary.titles, "rating": vocabulary.ratings}.get(field.type)
    return [not split(cell, phrases).unknown for cell in cells] if phrases else []


def _nearly_all(told: Iterable[bool]) -> bool:
    answers = list(told)
    return len(answers) > 1 and sum(answers) >= MOST * len(answers)


def _counts_up(cells: Iterable[str]) -> bool:
    numbers = [int(cell) for cell in cells if cell.isdecimal()]
    return bool(numbers) and numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def mapped(place: Place, form: str, keys: Mapping[int, str]) -> Mapped:
    """What a person said of a table, as it is kept: by headings in their order, not by places."""
    columns: dict[str, str] = {}
    for heading in place.headings:
        text = heading.text if shape(heading.text) else WITHOUT_HEADING
        count = 2
        while text in columns:
            text = f"{heading.text or WITHOUT_HEADING} ({count})"
            count += 1
        columns[text] = keys.get(heading.column, NOTHING) if form != NONE else NOTHING
    return Mapped(form, columns, sheet=place.sheet)
