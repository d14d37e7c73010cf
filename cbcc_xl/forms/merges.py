"""Merged ranges of a grid, looked up by cell.

Takes a grid; gives the cell whose value a merged cell shows, and where ranges end. Shared by whoever reads headings.
"""
from __future__ import annotations

from cbcc_xl.model import Grid


class Merges:
    """Merged ranges, looked up by cell; a whole-sheet merge is left out, it says nothing about a heading."""

    def __init__(self, grid: Grid) -> None:
        self._origin: dict[tuple[int, int], tuple[int, int]] = {}
        self._ends: dict[tuple[int, int], tuple[int, int]] = {}
        self._reach: dict[int, int] = {}
        for top, left, bottom, right in grid.merges:
            if (bottom - top + 1) * (right - left + 1) <= 5_000:
                self._ends[top, left] = (bottom, right)
                self._reach[top] = max(bottom, self._reach.get(top, top))
                for row in range(top, bottom + 1):
                    for column in range(left, right + 1):
                        self._origin[row, column] = (top, left)

    def origin(self, row: int, column: int) -> tuple[int, int]:
        """The cell whose value a merged cell shows."""
        return self._origin.get((row, column), (row, column))

    def end(self, row: int, column: int) -> tuple[int, int]:
        """The last row and column of the range that begins here."""
        return self._ends.get((row, column), (row, column))

    def reach(self, row: int) -> int:
        """The last row that ranges beginning in this row come down to."""
        return self._reach.get(row, row)
