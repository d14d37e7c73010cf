"""What a person settled on, kept in `decisions.toml` with who, when and where he saw it."""
from __future__ import annotations

import datetime
from pathlib import Path

from cbcc_xl.catalogue import Catalogue
from cbcc_xl.decisions import NOTHING_DECIDED, Mapped, load, record


def known_in(path: Path, catalogue: Catalogue) -> tuple[Mapped, ...]:
    """What is mapped already; nothing where there is no such file yet."""
    return (load(path, catalogue) if path.exists() else NOTHING_DECIDED).mapping


def keep(path: Path, mapped: Mapped, catalogue: Catalogue, file: str = "", by: str = "",
         on: datetime.date | None = None) -> str:
    """Write a mapping, in the place of an earlier one of the same shape; its id."""
    day = on or datetime.date.today()
    return record(path, mapped._replace(file=file, by=by, on=day), catalogue)
