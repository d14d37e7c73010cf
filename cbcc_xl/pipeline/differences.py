"""The rows of a list by what they are about, and how two versions of a list differ, row by row.

Takes records; gives keys under which a row of one version is found in another, and `Change`s. A row that was only
spelt otherwise (the name of a person) is one that changed, not one that went and one that came.
"""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from rapidfuzz import fuzz

from cbcc_xl.catalogue import Catalogue
from cbcc_xl.model import Change, Origin, Record
from cbcc_xl.text.letters import bare, plain
from cbcc_xl.text.names import person_key

ADDED, REMOVED, CHANGED = ("added", "removed", "changed")
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
RESPELT = 85                       # percent of the letters that two spellings of one name have in common
ONCE_MORE = ("post", "round", "council")      # what tells two rows about one subject apart
Key = tuple[Any, ...]


def subject_key(record: Record, catalogue: Catalogue) -> str:
    """The field that says whom or what a row is about."""
    form = catalogue.forms[record.form]
    return next((key for key in (*form.about, "name", "item", "unit") if record.values.get(key)), "")


def subject(record: Record, catalogue: Catalogue) -> Key:
    """Whom or what a row is about, whatever it says of them."""
    values, across = record.values, catalogue.forms[record.form].across
    told = [values.get(key, "") for key in (*ONCE_MORE, *([across["key"]] if across else []))]
    return (record.form, person_key(str(values.get(subject_key(record, catalogue), ""))), *told)


def rows(record: Record, catalogue: Catalogue) -> Iterator[Key]:
    """What a row puts forward: a subject with each of its titles, or whatever else it says."""
    about = subject(record, catalogue)
    for said in record.values.get("titles") or [_said(record)]:
        yield (*about, said)


def changes(old: Sequence[Record], new: Sequence[Record], catalogue: Catalogue) -> list[Change]:
    """What differs between two versions: rows that were changed or added as they stand in the new one, then those that
    were removed."""
    gone, came, pairs = _paired(old, new, catalogue)
    for place, record in list(came.items()):
        respelt = next((one for one in gone if _alike_but_name(one, record, catalogue)), None)
        if respelt:
            gone.remove(respelt)
            pairs[place] = respelt
            del came[place]
    told: list[Change] = []
    for place, record in enumerate(new):
        if place in came:
            told.append(Change(ADDED, record.form, name(record, catalogue), new=record.origin()))
        elif place in pairs:
            told += _changed(pairs[place], record, catalogue)
    return [*told, *(Change(REMOVED, one.form, name(one, catalogue), old=one.origin()) for one in gone)]


def _paired(old: Sequence[Record], new: Sequence[Record],
            catalogue: Catalogue) -> tuple[list[Record], dict[int, Record], dict[int, Record]]:
    """Rows that are gone; rows that came, and old rows that are others now, by the new one's place. What two rows about
    one subject say alike is the same row."""
    left: dict[Key, list[Record]] = {}
    for record in old:
        left.setdefault(subject(record, catalogue), []).append(record)
    differ = []
    for place, record in enumerate(new):
        before = left.get(subject(record, catalogue), [])
        same = next((at for at, one in enumerate(before) if one.values == record.values), None)
        if same is None:
            differ.append(place)
        else:
            del before[same]
    came, pairs = {}, {}
    for place in differ:
        before = left.get(subject(new[place], catalogue), [])
        if before:
            pairs[place] = before.pop(0)
        else:
            came[place] = new[place]
    return [record for records in left.values() for record in records], came, pairs


def name(record: Record, catalogue: Catalogue) -> str:
    """Whom or what a row is about, in its own words."""
    return str(record.values.get(subject_key(record, catalogue), ""))


def _said(record: Record) -> str:
    return plain(" ".join(f"{key} {value}" for key, value in sorted(record.values.items()) if key != "note"))


def _alike_but_name(one: Record, other: Record, catalogue: Catalogue) -> bool:
    """Whether two rows say the same of differently spelt subjects, in the same row of a sheet of the same name."""
    key = subject_key(one, catalogue)
    return (one.form, one.sheet, one.row) == (other.form, other.sheet, other.row) \
        and {**one.values, key: ""} == {**other.values, key: ""} \
        and fuzz.ratio(bare(name(one, catalogue)), bare(name(other, catalogue))) >= RESPELT


def _changed(old: Record, new: Record, catalogue: Catalogue) -> Iterator[Change]:
    """Each value of a row that is another."""
    for key in dict.fromkeys((*old.values, *new.values)):
        before, after = old.values.get(key), new.values.get(key)
        if before != after:
            yield Change(CHANGED, new.form, name(new, catalogue), key, before, after, old.origin(key), new.origin(key))


def by_row(found: Sequence[Change]) -> list[Change]:
    """The first change of each row, in order."""
    first: dict[tuple[Any, ...], Change] = {}
    for one in found:
        place = one.new or one.old or Origin()
        first.setdefault((one.what, place.file, place.sheet, (place.cell or "").lstrip(LETTERS), one.name), one)
    return list(first.values())
