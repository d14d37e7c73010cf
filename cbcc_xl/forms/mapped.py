"""Shapes of tables that a person mapped, to be looked up by headings.

The shape of a table is what its headings say, in their order (`text.headings.shape`): it begins wherever it likes, and
a column more or another order make another shape.
"""
from __future__ import annotations

from collections.abc import Iterable

from cbcc_xl.decisions import Mapped
from cbcc_xl.text.headings import PART, SEVERAL, shape, shape_of


class Shapes:
    def __init__(self, mapped: Iterable[Mapped] = ()) -> None:
        self._known = {shape_of(one.columns): one for one in mapped}
        self._begun = {_first(heading) for headings in self._known for heading in headings}
        self.widest = max(map(len, self._known), default=0)

    def __bool__(self) -> bool:
        return bool(self._known)

    def may_begin(self, text: str) -> bool:
        """Whether a cell's text may stand in the first row of a mapped heading."""
        return _first(shape(text)) in self._begun

    def of(self, headings: tuple[str, ...]) -> Mapped | None:
        return self._known.get(headings)


def _first(heading: str) -> str:
    return heading.partition(PART)[0]


def joined(labels: Iterable[str]) -> str:
    """A column's labels over several rows as one heading."""
    return SEVERAL.join(labels)
