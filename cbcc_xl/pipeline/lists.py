"""Lists that the staffer hands in beside the inbox: units due, past awards; read as units' files are.

Takes a workbook's path and the internal form that its rows have; gives records and findings. Raises `ListError`. A list
is a stranger's file too, and read apart.
"""
from __future__ import annotations

import os
from pathlib import Path

from cbcc_xl import apart
from cbcc_xl.catalogue import Catalogue
from cbcc_xl.catalogue.wording import words
from cbcc_xl.forms.across import YEAR
from cbcc_xl.forms.vocabulary import Vocabulary
from cbcc_xl.grid.read import read
from cbcc_xl.grid.unreadable import Unreadable
from cbcc_xl.model import INFO, Finding, Grid, Origin, Record, Workbook
from cbcc_xl.pipeline.decode import decoded
from cbcc_xl.pipeline.discreet import discreet
from cbcc_xl.records.sheet import read_sheet
from cbcc_xl.text.refused import refused

YEARS = range(1990, 2101)


class ListError(ValueError):
    """A list that can't be used; the text says why."""


def read_list(path: str | os.PathLike[str], form: str, catalogue: Catalogue) -> tuple[list[Record], list[Finding]]:
    """The rows of a list's visible sheets, and what reading found; findings name the list as it was given."""
    try:
        return apart.once(_read, path, form, catalogue)
    except apart.Lost as lost:
        raise _refused(path, form, catalogue, lost) from lost


def _read(path: str | os.PathLike[str], form: str, catalogue: Catalogue) -> tuple[list[Record], list[Finding]]:
    name = Path(path).as_posix()
    vocabulary = Vocabulary(catalogue, form)
    by_year = catalogue.forms[form].across.get("key") == YEAR
    records: list[Record] = []
    findings: list[Finding] = []
    for original in _workbook(path, form, catalogue).grids:
        if original.visible:
            grid, said = decoded(_with_years(original) if by_year else original, name)
            grid = discreet(grid, vocabulary.rows.personal)
            reading = read_sheet(grid, name, None, vocabulary)
            records += reading.records
            findings += (one._replace(facts={"form": form, **one.facts}) for one in (*said, *reading.findings))
    if not records:
        named = catalogue.forms[form]
        must = next(field.vi for field in named.fields if field.must)
        raise ListError(f"{named.vi} {path} không có cột “{must}” hoặc không có dòng nào.")
    return records, findings


def _with_years(grid: Grid) -> Grid:
    """Years typed as numbers are words of a heading where each year has a column."""
    return grid._replace(rows=[[str(int(value)) if isinstance(value, (int, float)) and value in YEARS else value
                                for value in row] for row in grid.rows])


def _workbook(path: str | os.PathLike[str], form: str, catalogue: Catalogue) -> Workbook:
    named = catalogue.forms[form].vi
    try:
        return read(Path(path).read_bytes(), Path(path).name)
    except OSError as error:
        raise ListError(f"Không mở được {named.lower()} {path}: {refused(error)}.") from error
    except Unreadable as error:
        raise _refused(path, form, catalogue, error) from error


def _refused(path: str | os.PathLike[str], form: str, catalogue: Catalogue, why: Unreadable | apart.Lost) -> ListError:
    said = words(Finding(why.code, INFO, Origin(str(path)), why.facts), catalogue, "vi")
    return ListError(f"{catalogue.forms[form].vi} {path}: {said.message} {said.fix}")
