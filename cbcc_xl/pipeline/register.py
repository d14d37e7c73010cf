"""Past awards handed in (`--register`): a row a person or team with a column a year, or a row an award.

Takes a workbook; gives the history that rules over several years look at, and findings. Raises `ListError`.
"""
from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from cbcc_xl.catalogue import Catalogue
from cbcc_xl.checks.history import History
from cbcc_xl.decisions import NOTHING_DECIDED, Decisions
from cbcc_xl.decisions.persons import DecidedPersons
from cbcc_xl.decisions.units import DecidedUnits
from cbcc_xl.model import Finding
from cbcc_xl.pipeline.lists import read_list
from cbcc_xl.text.dates import years
from cbcc_xl.text.units import looks_like_unit, unit_key

FORM = "history"


class Register(NamedTuple):
    """Past awards, and what is wrong with their list. `file` is what findings call it."""
    history: History = History()
    findings: tuple[Finding, ...] = ()
    file: str = ""
    path: Path | None = None


def read_register(path: str | os.PathLike[str], catalogue: Catalogue,
                  decisions: Decisions = NOTHING_DECIDED) -> Register:
    """The history that a workbook holds."""
    records, findings = read_list(path, FORM, catalogue)
    units, persons = DecidedUnits(decisions), DecidedPersons(decisions)
    awards = [(_named(values, units, persons), values.get("unit"), at, merit)
              for values in (record.values for record in records) for at in years(values.get("year", ""))
              for merit in values.get("merits", ())]
    became = units.last(unit for _, unit, _, _ in awards if unit) if units else {}
    return Register(History.of(awards, became), tuple(findings), Path(path).as_posix(), Path(path))


def _named(values: Mapping[str, Any], units: DecidedUnits, persons: DecidedPersons) -> str:
    """Whose awards these are, in the one spelling: a team's under its own name, whatever it has become since."""
    name = values.get("name", "")
    if looks_like_unit(name):
        return units.alias(name).name
    return persons.named(name, unit_key(values.get("unit", ""))).name
