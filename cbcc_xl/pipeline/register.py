"""Past awards handed in (`--register`): a row a person or team with a column a year, or a row an award.

Takes a workbook; gives the history that rules over several years look at, and findings. Raises `ListError`.
"""
from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from cbcc_xl.catalogue import Catalogue
from cbcc_xl.checks.history import History
from cbcc_xl.model import Finding
from cbcc_xl.pipeline.lists import read_list
from cbcc_xl.text.dates import years

FORM = "history"


class Register(NamedTuple):
    """Past awards, and what is wrong with their list. `file` is what findings call it."""
    history: History = History()
    findings: tuple[Finding, ...] = ()
    file: str = ""
    path: Path | None = None


def read_register(path: str | os.PathLike[str], catalogue: Catalogue) -> Register:
    """The history that a workbook holds."""
    records, findings = read_list(path, FORM, catalogue)
    history = History.of((values.get("name", ""), values.get("unit"), at, merit) for values in
                         (record.values for record in records) for at in years(values.get("year", ""))
                         for merit in values.get("merits", ()))
    return Register(history, tuple(findings), Path(path).as_posix(), Path(path))
