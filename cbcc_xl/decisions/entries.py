"""What a person can decide, an entry a decision: small, frozen, picklable, as `decisions.toml` holds it.

A table of the file is named in `KINDS`; what an entry is about (`ABOUT`) makes its `id`: two decisions about the same
thing have the same id, the later replaces the earlier. Texts stand as people typed them; who uses them makes the keys
under which spellings meet. Knows no files of units and no catalogue.
"""
from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any, NamedTuple

from cbcc_xl.text.dates import season
from cbcc_xl.text.headings import shape_of
from cbcc_xl.text.letters import plain

NONE = "none"                      # a text that is no title, a sheet that is no form of ours


class Mapped(NamedTuple):
    """Which form a table is, wherever its headings stand in this order; `columns` leads each to its field.

    A key is as in `forms.across.Column`, an empty one gives nothing. The parts of a heading over several rows stand
    behind one another, a heading without letters ("?", "? (2)") is a column that has none, right of the one before.
    """
    form: str                      # or NONE
    columns: Mapping[str, str]
    file: str = ""                 # where a person saw them, for people
    sheet: str = ""
    by: str = ""
    on: datetime.date | None = None
    reason: str = ""


class Titled(NamedTuple):
    """Which title a text means."""
    text: str
    means: str                     # a title's code, or NONE
    by: str = ""
    on: datetime.date | None = None
    reason: str = ""


class Alias(NamedTuple):
    """Other names of a unit."""
    name: str
    also: tuple[str, ...]
    by: str = ""
    on: datetime.date | None = None
    reason: str = ""


class Merger(NamedTuple):
    """Units that are one from a day on."""
    units: tuple[str, ...]
    into: str
    start: datetime.date           # `from` in the file
    by: str = ""
    on: datetime.date | None = None
    reason: str = ""


class SamePerson(NamedTuple):
    """Whether two names, or one name in two units (or twice in one), are one person."""
    names: tuple[str, ...]         # two spellings, or one name
    same: bool
    units: tuple[str, ...] = ()    # where they stand; none: anywhere
    by: str = ""
    on: datetime.date | None = None
    reason: str = ""


class Waiver(NamedTuple):
    """A warning that is set aside with a reason: of a rule, in a file, of a unit, about a subject; each may be left out
    but one."""
    rule: str                      # the finding's code
    reason: str
    file: str = ""
    unit: str = ""
    subject: str = ""
    year: int | None = None
    by: str = ""
    on: datetime.date | None = None


class Version(NamedTuple):
    """Whether a file counts, among the versions of it that were sent."""
    sha256: str
    kept: bool
    file: str = ""                 # its name, for people
    by: str = ""
    on: datetime.date | None = None
    reason: str = ""


class Row(NamedTuple):
    """Whether a row that may be withdrawn is. Known by what it says, not by its place, so that it is found again in the
    unit's next version."""
    unit: str
    form: str
    name: str                      # whom or what the row is about
    withdrawn: bool
    titles: tuple[str, ...] = ()   # codes that the row puts forward
    year: int | None = None        # whose awards these are: next year's row is another; none: as `season_of` has it
    by: str = ""
    on: datetime.date | None = None
    reason: str = ""


Entry = Mapped | Titled | Alias | Merger | SamePerson | Waiver | Version | Row
KINDS: Mapping[str, type[Any]] = {"title": Titled, "unit": Alias, "merger": Merger, "person": SamePerson,
                                  "mapping": Mapped, "version": Version, "row": Row, "waiver": Waiver}
ABOUT: Mapping[str, tuple[str, ...]] = {
    "title": ("text",), "unit": ("name",), "merger": ("units", "into"), "person": ("names", "units"),
    "mapping": ("columns",), "version": ("sha256",), "row": ("unit", "form", "name", "titles", "year"),
    "waiver": ("rule", "file", "unit", "subject", "year")}
UNORDERED = ("units", "names", "titles")
ID = 6                             # letters of an id


class Decisions(NamedTuple):
    """All decisions of one file, in its order."""
    title: tuple[Titled, ...] = ()
    unit: tuple[Alias, ...] = ()
    merger: tuple[Merger, ...] = ()
    person: tuple[SamePerson, ...] = ()
    mapping: tuple[Mapped, ...] = ()
    version: tuple[Version, ...] = ()
    row: tuple[Row, ...] = ()
    waiver: tuple[Waiver, ...] = ()

    def every(self) -> Iterator[Entry]:
        for entries in self:
            yield from entries


NOTHING_DECIDED = Decisions()


def season_of(entry: Row | Waiver) -> int | None:
    """The year whose awards a decision is about: the one that it says, else the one that was at hand on its day."""
    return entry.year or (season(entry.on) if entry.on else None)


def kind_of(entry: Entry) -> str:
    """The table of the file that an entry stands in."""
    return next(name for name, kind in KINDS.items() if type(entry) is kind)


def id_of(entry: Entry) -> str:
    """A short name of a decision, made from what it is about."""
    kind = kind_of(entry)
    if isinstance(entry, Row):
        entry = entry._replace(year=season_of(entry))
    about = "\n".join(_key(name, getattr(entry, name)) for name in ABOUT[kind])
    return sha256(f"{kind}\n{about}".encode()).hexdigest()[:ID]


def _key(name: str, value: Any) -> str:
    if isinstance(value, Mapping):
        return "\t".join(shape_of(value))
    if isinstance(value, tuple):
        keys = [plain(str(one)) for one in value]
        return "\t".join(sorted(keys) if name in UNORDERED else keys)
    return plain(str(value)) or str(value)
