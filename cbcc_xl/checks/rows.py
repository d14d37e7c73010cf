"""What a row is about, whichever form it is of: its unit, its titles, its cells as told from another row.

Takes records; knows no rule and no list.
"""
from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from cbcc_xl.model import Record
from cbcc_xl.text.letters import plain
from cbcc_xl.text.units import unit_key


def home(record: Record) -> str:
    """The unit that a row's subject belongs to."""
    return unit_key(record.values.get("unit") or record.unit or "")


def unit_of_team(record: Record) -> str:
    """The key of the team that a row is about."""
    return unit_key(record.values.get("name", ""))


def says(record: Record, where: Mapping[str, str]) -> bool:
    """Whether a row has these values; "" is an empty cell."""
    return all(record.values.get(key, "") == value for key, value in where.items())


def other_ground(on: Mapping[str, Any], record: Record) -> bool:
    """Whether a row's note names another ground than a rule's own, by one of the rule's `other` words."""
    note = f" {plain(record.values.get('note', ''))} "
    return any(f" {plain(word)} " in note for word in on.get("other", ()))


def told_apart(records: list[Record]) -> int:
    """How many persons of one name in one unit: as many as there are positions to tell them apart."""
    return len({plain(record.values["position"]) for record in records if "position" in record.values}) or 1


def titles_of(record: Record) -> list[str]:
    """The titles that a row is about, whether it has one or several."""
    titles = record.values.get("titles") or record.values.get("title") or []
    return [titles] if isinstance(titles, str) else list(titles)


def place(rows: Iterable[Record], seen_from: Record, *keys: str) -> list[str]:
    """Cells as said from another row: with the sheet and the file where these differ."""
    return list(dict.fromkeys(_places(rows, seen_from, keys)))


def _places(rows: Iterable[Record], seen_from: Record, keys: Iterable[str]) -> Iterator[str]:
    for row in rows:
        cell = row.cell(*keys)
        if row.file != seen_from.file:
            yield f"{row.file} [{row.sheet}] {cell}"
        else:
            yield cell if row.sheet == seen_from.sheet else f"[{row.sheet}] {cell}"


def spelled_alike(one: str, other: str) -> bool:
    """Whether two texts say the same, or one says the beginning of the other ("512" and "512/QĐ-SNN")."""
    first, second = sorted((plain(one), plain(other)), key=len)
    return first == second or bool(first) and second.startswith(f"{first} ")


def worded_alike(one: str, other: str) -> bool:
    """Whether at least two thirds of the words of the shorter text stand in the longer."""
    fewer, more = sorted((set(plain(one).split()), set(plain(other).split())), key=len)
    return 3 * len(fewer & more) >= 2 * len(fewer)
