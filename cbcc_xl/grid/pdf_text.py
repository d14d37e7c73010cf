"""Words of a PDF's page put together into lines, parts of lines and the texts of cells.

Takes words with their places in points. Words far apart on one line are parts of it (letterheads, signatures side by
side). A new line within a cell is a line break only where its first word would have had room above.
"""
from __future__ import annotations

from typing import Any, NamedTuple

from cbcc_xl.grid.styles import is_red

APART = 2.5                        # times a line's height between two parts of it
ABOVE, BELOW = 0.3, 0.75           # of a word's height: a line between strikes it out, one below underlines it
SAME_LINE = 0.5                    # of a word's height
PADDING = 12.0                     # points at most between a cell's edges and its text, both sides together


Stroke = tuple[float, float, float]          # left, height on the page, right


class Word(NamedTuple):
    text: str
    left: float
    top: float
    right: float
    bottom: float
    font: str = ""
    struck: bool = False
    red: bool = False

    @classmethod
    def of(cls, found: dict[str, Any], strokes: list[Stroke]) -> Word:
        """A word as found, and whether one of the page's strokes goes through it."""
        first, left, right = found["chars"][0], found["x0"], found["x1"]
        top, high = found["top"], found["bottom"] - found["top"]
        struck = any(start <= left + 1 and end >= right - 1 and top + high * ABOVE < at < top + high * BELOW
                     for start, at, end in strokes)
        return cls(found["text"], left, top, right, found["bottom"], first.get("fontname", "").rpartition("+")[2],
                   struck, _is_red(first.get("non_stroking_color")))


def _is_red(colour: Any) -> bool:
    """Whether a colour is a red that one would strike a row with."""
    if not isinstance(colour, (tuple, list)) or len(colour) != 3:
        return False
    return is_red("".join(f"{round(min(max(float(part), 0), 1) * 255):02X}" for part in colour))


class Part:
    """Words that stand together, and their text."""

    def __init__(self, words: list[Word], text: str = "") -> None:
        self.words, self.text = words, text or " ".join(word.text for word in words)
        self.left, self.top = min(word.left for word in words), min(word.top for word in words)
        self.middle = (self.left + max(word.right for word in words)) / 2


def lines(words: list[Word]) -> list[list[Part]]:
    """Lines of text from top to bottom, each parted where a wide gap is."""
    made = []
    for row in _rows(words):
        parts = [[row[0]]]
        for word in row[1:]:
            last = parts[-1][-1]
            if word.left - last.right > APART * (last.bottom - last.top):
                parts.append([])
            parts[-1].append(word)
        made.append([Part(part) for part in parts])
    return made


def text_of(words: list[Word], width: float) -> str:
    """The text of a cell of this width."""
    text, end = "", 0.0
    for row in _rows(words):
        left, right = row[0].left, row[-1].right
        first = row[0].right - left
        if text:
            space = (row[0].bottom - row[0].top) / 4
            text += "\n" if end + space + first < width - PADDING else " "
        text += " ".join(word.text for word in row)
        end = right - left
    return text


def _rows(words: list[Word]) -> list[list[Word]]:
    """Words by lines, each from left to right."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda one: (one.top + one.bottom) / 2):
        middle = (word.top + word.bottom) / 2
        last = rows[-1][-1] if rows else None
        if last and middle - (last.top + last.bottom) / 2 < SAME_LINE * (word.bottom - word.top):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [sorted(row, key=lambda one: one.left) for row in rows]
