"""One file of a unit as cells: its sheets as `Grid`s, or the reason why it can't be read.

Takes a file's bytes and its name; gives a `Workbook`. What a file is, is told by its content, never by its ending.
Values come from calamine; what calamine leaves out (errors, formulas without a result, struck-out or red rows, notes,
hidden rows, legacy fonts, percent formats) from a second look at the file. Nothing is cleaned here: no Vietnamese,
no forms. Hostile files are refused before a reader sees them.
"""
from cbcc_xl.grid.read import read
from cbcc_xl.grid.unreadable import Unreadable

__all__ = ["Unreadable", "read"]
