"""Columns that are misread as a whole: told once at their heading, not at each of their cells.

Takes a table as it was read, and what was said of its headings. A column is in question where nearly all its cells make
no sense under its heading, where figures or positions stand for names, where it has no heading, or where a heading that
the form doesn't know stands over what the form lacks. What it might be is asked, never assumed.
"""
from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from cbcc_xl.catalogue import Field
from cbcc_xl.forms.across import Column
from cbcc_xl.forms.columns import keys_of
from cbcc_xl.forms.row_words import begins
from cbcc_xl.model import Finding, a1
from cbcc_xl.records.cells import Values, written
from cbcc_xl.records.plan import Plan
from cbcc_xl.records.rows import Body
from cbcc_xl.records.shapes import blank, only_figures
from cbcc_xl.records.trouble import clipped
from cbcc_xl.records.values import converter
from cbcc_xl.text.headings import ORDER
from cbcc_xl.text.letters import plain
from cbcc_xl.text.names import looks_like_name, person
from cbcc_xl.text.units import looks_like_unit

FIRST = 8                          # rows of names that are looked at before all are
FEWEST = 3                         # cells that make a column's content known
MOST = 0.8                         # of a column's filled cells
TOLD_APART = ("rating", "titles", "count", "status")     # types of field that show by their cells
ABOUT_PERSONS = ("person", "position")     # types whose cells are told apart by names
YEARS = range(1900, 2101)          # figures that are likelier years than counts
OWN_WORDS = "formula-without-result"                     # says of many cells at once already


def misread(plan: Plan, body: Body, named: Iterable[Finding]) -> list[Finding]:
    """What was said of the headings, without those of which more is said here: that goes into the plan's troubles."""
    rows = [record.row - 1 for record in body.records]
    for column in plan.table.columns:
        if column.key and column.key[0] != "_" and (plan.troubles.found or _holds_misplaced(plan, column, rows)):
            _not_understood(plan, column, rows)
    said = {_said(plan, column, "column-may-be", rows, keys) for column, keys in _unknown(plan, rows) if keys}
    for column in _without_heading(plan, rows):
        _said(plan, column, "heading-missing", rows, _may_be(plan, column, rows))
    return [finding for finding in named if finding.origin.cell not in said]


def _not_understood(plan: Plan, column: Column, rows: list[int]) -> None:
    """Nearly all cells of a column, of several wordings, make no sense under its heading."""
    messages = plan.vocabulary.catalogue.messages
    places = {a1(row, column.index) for row in rows} if plan.troubles.found else set()
    here = [one for one in plan.troubles.found if one.origin.cell in places and one.code != OWN_WORDS]
    doubted = [one for one in here if messages[one.code].get("doubts") == "cells"]
    if doubted and all(plan.vocabulary.ratings.match(str(one.facts.get("text"))) for one in doubted):
        doubted = [one for one in here if one in doubted or one.code == "title-is-a-rating"]
    texts = [str(one.facts.get("text", one.facts.get("date"))) for one in doubted] or _misplaced(plan, column, rows)
    filled = _filled(plan, column.index, rows)
    if len(texts) < FEWEST or len(set(texts)) == 1 or len(texts) < MOST * len(filled):
        return
    plan.troubles.found = [one for one in plan.troubles.found if one not in doubted]
    plan.troubles.at("column-not-understood", plan.table.bottom, column.index, max(filled), column.index,
                     text=column.label, form=plan.default.name, field=column.key.partition(":")[0].partition("+")[0],
                     count=len(texts), of=len(filled), example=clipped(texts[0]))


def _holds_misplaced(plan: Plan, column: Column, rows: list[int]) -> bool:
    """Whether something else may stand for names: none among the first few tells enough, and is nearly always so."""
    return bool(_misplaced(plan, column, rows[:FIRST]))


def _misplaced(plan: Plan, column: Column, rows: list[int]) -> list[str]:
    """What stands for names of persons and is none: figures, what begins like a position. Where a person told what the
    columns are, also what isn't like a name, and persons in a column of positions."""
    field = plan.default.field(column.key)
    if field is None or field.type not in ABOUT_PERSONS:
        return []
    if len(rows) > FIRST and not _holds_misplaced(plan, column, rows):
        return []
    texts = (written(plan.value(row, column.index)) for row in _filled(plan, column.index, rows))
    return [text for text in texts if _is_misplaced(text, field.type, plan)]


def _is_misplaced(text: str, kind: str, plan: Plan) -> bool:
    if kind != "person":
        return plan.table.mapped and looks_like_name(text) and not looks_like_unit(text)
    return not looks_like_name(text) and (plan.table.mapped and not looks_like_name(person(text)) or only_figures(text)
                                          or begins(plain(text), plan.vocabulary.position_words))


def _unknown(plan: Plan, rows: list[int]) -> Iterator[tuple[Column, list[str]]]:
    """Columns whose heading the form doesn't know, and what they may be."""
    return ((column, _may_be(plan, column, rows)) for column in plan.table.columns
            if column.key[:1] in ("", "_") and column.key != ORDER and not column.choices and not plan.table.mapped)


def _without_heading(plan: Plan, rows: list[int]) -> Iterator[Column]:
    """Columns between the table's that are filled in most rows and have no heading; also behind the last of those that
    a person told."""
    headed = {column.index for column in plan.table.columns}
    last = max(map(len, plan.grid.rows)) if plan.table.mapped else max(headed)
    for index in range(min(headed), min(last, plan.table.region[1])):
        if index not in headed and len(_filled(plan, index, rows)) >= max(FEWEST, MOST * len(rows)):
            yield Column(index, "", "", 0)


def _said(plan: Plan, column: Column, code: str, rows: list[int], keys: list[str]) -> str:
    """Ask about a column; gives its heading's cell."""
    plan.troubles.at(code, plan.table.bottom, column.index, text=column.label, form=plan.default.name, fields=keys,
                     count=len(_filled(plan, column.index, rows)))
    return a1(plan.table.bottom, column.index)


def _may_be(plan: Plan, column: Column, rows: list[int]) -> list[str]:
    """The fields that the form needs, that the table lacks and that the column's cells read as."""
    filled = _filled(plan, column.index, rows)
    lacking = keys_of(plan.table.columns)
    return [field.key for field in plan.default.fields if (field.must or field.should) and not field.once
            and field.key not in lacking and field.type in TOLD_APART and len(filled) >= FEWEST
            and _suits(plan, column, field, filled)]


def _suits(plan: Plan, column: Column, field: Field, filled: list[int]) -> bool:
    """Whether nearly all cells read as such a field without a question."""
    read = converter(column._replace(key=field.key), plan.context(plan.default))
    return read is not None and sum(_reads(plan, read, row, column.index) for row in filled) >= MOST * len(filled)


def _reads(plan: Plan, read: Callable[..., None], row: int, column: int) -> bool:
    said, values = len(plan.troubles.found), Values()
    read(plan.value(row, column), row, column, values)
    doubts = len(plan.troubles.found) - said
    del plan.troubles.found[said:]
    return not doubts and bool(values) and not any(isinstance(one, int) and one in YEARS for one in values.values())


def _filled(plan: Plan, column: int, rows: list[int]) -> list[int]:
    return [row for row in rows if not blank(plan.value(row, column))]
