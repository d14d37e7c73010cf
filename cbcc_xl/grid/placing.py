"""Cells of a ruled table that are given by where they begin and end, put into rows and columns.

Word and PDF draw tables whose rows each cut the width in their own places, some of them a hair beside another's. Takes
boxes with their edges from left to right; gives each its first and last column. A column is where some cell begins.
"""
from __future__ import annotations

from collections.abc import Iterable, Sequence


class Columns:
    """The columns of one table. `near`: edges that lie so close together are one."""

    def __init__(self, spans: Iterable[tuple[float, float]], near: float) -> None:
        spans = list(spans)
        self._edges = _joined(sorted({edge for span in spans for edge in span}), near)
        if any(self._edges[left] == self._edges[right] for left, right in spans):
            self._edges = {edge: edge for edge in self._edges}         # a column may be as thin as that
        self._starts: Sequence[float] = sorted({self._edges[left] for left, _ in spans})

    def __len__(self) -> int:
        return len(self._starts)

    def of(self, left: float, right: float) -> tuple[int, int]:
        """The first and the last column of a cell."""
        first = self._starts.index(self._edges[left])
        last = sum(start < self._edges[right] for start in self._starts) - 1
        return first, max(first, last)


def _joined(edges: list[float], near: float) -> dict[float, float]:
    """Each edge → the first of those near to each other."""
    found: dict[float, float] = {}
    last = edges[0]
    for edge in edges:
        last = last if edge - last <= near else edge
        found[edge] = last
    return found
