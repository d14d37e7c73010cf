"""The marks of a marked copy, by which it is known again when a unit corrects it and sends it back.

Holds the words, colours and author that `outputs` writes; gives the reader's two questions: is this sheet our list, and
what did the unit itself write in this note. Knows nothing of how marks are written.
"""
from __future__ import annotations

from cbcc_xl.model import ERROR, INFO, WARNING, Grid

SHEET_NAMES = {"vi": "Lỗi cần sửa", "en": "To be corrected"}
TITLES = {"vi": "DANH SÁCH NỘI DUNG CẦN SỬA", "en": "LIST OF WHAT IS TO BE CORRECTED"}
MEMORY_SHEET = "cbcc_xl"       # hidden in a workbook that was marked while open: which colours to give back
NOTE_AUTHOR = "cbcc-xl"
NOTE_START = "[cbcc-xl]"
COLOURS = {ERROR: "FFC7CE", WARNING: "FFEB9C", INFO: "DDEBF7"}      # as Excel's own "bad", "neutral", and a pale blue


def is_marked_sheet(grid: Grid) -> bool:
    """Whether a sheet is ours: the list in front of a marked copy, whatever it is called by now, or the hidden one."""
    return grid.value(0, 0) in TITLES.values() or grid.sheet == MEMORY_SHEET


def is_marked(grid: Grid) -> bool:
    """Whether a file is a copy that we marked: our list is this sheet, or in a letter a comment at its head."""
    return is_marked_sheet(grid) or any(f"{NOTE_START} {title}" in note for note in grid.look.comments.values()
                                        for title in TITLES.values())


def is_list_name(name: str) -> bool:
    """Whether a sheet's name is one that our list may have: "Lỗi cần sửa", "Lỗi cần sửa (2)"."""
    return name.startswith(tuple(SHEET_NAMES.values()))


def without_marks(note: str) -> str:
    """What people wrote in a note: all that stands before our part, empty where the note is all ours."""
    return note.partition(NOTE_START)[0].rstrip()
