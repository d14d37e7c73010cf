"""Text in legacy encodings read as Unicode, a sheet at a time: by each cell's font, else by what its texts show.

Takes a grid; gives it with its texts decoded, and one finding that says so. The unit's own file keeps its bytes.
"""
from __future__ import annotations

from itertools import chain, islice

from cbcc_xl.model import Finding, Grid, Origin
from cbcc_xl.text.legacy_fonts import decode, guess

ENOUGH = 150                       # texts that tell a sheet's encoding


def decoded(grid: Grid, file: str) -> tuple[Grid, list[Finding]]:
    """The grid itself where nothing is legacy, which costs next to nothing."""
    fonts = grid.look.fonts
    texts = (value for value in chain.from_iterable(grid.rows) if isinstance(value, str))
    hint = guess(islice(texts, ENOUGH))
    if not hint and not fonts:
        return grid, []
    rows = []
    changed: dict[str, int] = {}
    for row, cells in enumerate(grid.rows):
        rows.append([_cell(value, fonts.get((row, column)), hint, changed) if isinstance(value, str) else value
                     for column, value in enumerate(cells)])
    said = [Finding("legacy-text-decoded", "info", Origin(file, grid.sheet), {"encoding": encoding, "count": count})
            for encoding, count in changed.items()]
    return grid._replace(rows=rows), said


def _cell(text: str, font: str | None, hint: str | None, changed: dict[str, int]) -> str:
    read, encoding = decode(text, font, hint)
    if encoding:
        changed[encoding] = changed.get(encoding, 0) + 1
    return read
