"""What a kind of clerk's mistake is, and the list of them.

A kind plants one mistake in a clean book and says at which cells it may be told, and by which codes. Where figures
contradict each other nobody can tell which of them is wrong: any of those that contradict is then the right cell.
"""
from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from typing import NamedTuple

from economy.clean import awards, conference
from economy.paper import Book, Page

At = list[tuple[str, str]]         # sheet and cell
Plant = Callable[[Book, random.Random], At]


class Unfit(Exception):
    """This book has no place for such a mistake."""


class Kind(NamedTuple):
    name: str
    vi: str                        # what the clerk did, as the table says it
    base: Callable[[int], Book]
    codes: frozenset[str]          # the causes that are right; none: nothing is to be said
    plant: Plant


KINDS: list[Kind] = []


def mistake(vi: str, base: Callable[[int], Book], *codes: str) -> Callable[[Plant], Plant]:
    """Enter a function as a kind of mistake."""
    def enter(plant: Plant) -> Plant:
        KINDS.append(Kind(plant.__name__.replace("_", "-"), vi, base, frozenset(codes), plant))
        return plant
    return enter


def page(book: Book, form: str) -> Page:
    found = book.page(form)
    if found is None:
        raise Unfit
    return found


def at(page: Page, keys: Iterable[str], rows: Iterable[int]) -> At:
    """The cells of these fields in these rows."""
    return [(page.name, page.cell(key, row)) for row in rows for key in keys if key in page.columns]


def row_with(page: Page, key: str, chance: random.Random, least: int = 1) -> int:
    """A row whose figure is at least so much, or that has the field at all."""
    rows = [row for row in page.rows if (value := page.get(key, row)) is not None
            and (not isinstance(value, int) or value >= least)]
    if not rows:
        raise Unfit
    return chance.choice(rows)


def other_digit(figure: int, chance: random.Random) -> int:
    """The figure with one digit wrong, still in its size."""
    digits = list(str(figure))
    place = chance.randrange(len(digits))
    digits[place] = chance.choice([one for one in "123456789" if one != digits[place]])
    return int("".join(digits))


__all__ = ["KINDS", "At", "Kind", "Unfit", "at", "awards", "conference", "mistake", "other_digit", "page", "row_with"]
