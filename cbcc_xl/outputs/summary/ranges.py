"""What of a sheet's XML names cells: widths, merges, page breaks, filters, conditional looks, all where they now stand.

Takes a sheet's text before and after its rows, and how the sheet stretches. Knows no table.
"""
from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape

from cbcc_xl.outputs.summary.cell_text import escaped
from cbcc_xl.outputs.summary.layout import Layout
from cbcc_xl.outputs.summary.stretch import Stretch

COLUMN = re.compile(r'<col\b[^>]*/>')
RANGES = re.compile(r'(<(?!mergeCell\b)[\w:]+\b[^>]*?\b(?:sqref|ref)=")([^"]*)"|(<xm:sqref>)([^<]*)')
RULES = re.compile(r"(<(formula|formula1|formula2|xm:f)>)([^<]*)")
# What is about columns that are gone: nothing is left of its range or of what it asks, and Excel takes no empty one.
LOST = re.compile(r"<cfRule\b[^>]*>(?:(?!</cfRule>).)*#REF!.*?</cfRule>", re.DOTALL)
EMPTY = re.compile(r'<(conditionalFormatting|dataValidation)\b[^>]*\bsqref=""[^>]*>.*?</\1>'
                   r'|<conditionalFormatting\b[^>]*></conditionalFormatting>|<autoFilter\b[^>]*\bref=""[^>]*/>',
                   re.DOTALL)
MERGES = re.compile(r"<mergeCells\b.*?</mergeCells>", re.DOTALL)
BREAKS = re.compile(r"<rowBreaks\b([^>]*)>(.*?)</rowBreaks>", re.DOTALL)


def columns(head: str, stretch: Stretch) -> str:
    """Widths and looks of columns, where they now stand."""
    def follow(found: re.Match[str]) -> str:
        says = dict(re.findall(r'(\w+)="(\d+)"', found[0]))
        first, last = stretch.columns.first(int(says["min"])), stretch.columns.last(int(says["max"]))
        if first > last:
            return ""
        return re.sub(r'min="\d+"', f'min="{first}"', re.sub(r'max="\d+"', f'max="{min(last, 16384)}"', found[0]))

    head = COLUMN.sub(follow, head)
    return re.sub(r"<cols>\s*</cols>", "", head)


def merges(tail: str, stretch: Stretch) -> str:
    """The tail with its merged cells moved; a merge within a model row is there in each of its rows."""
    def follow(found: re.Match[str]) -> str:
        areas = [area for old in re.findall(r'ref="([^"]*)"', found[0]) for area in _merged(old, stretch)]
        cells = "".join(f'<mergeCell ref="{area}"/>' for area in areas)
        return f'<mergeCells count="{len(areas)}">{cells}</mergeCells>' if areas else ""

    return MERGES.sub(follow, tail)


def breaks(tail: str, stretch: Stretch, lengths: Mapping[int, int]) -> str:
    """Page breaks where they now stand; one that leads to a table without rows (by its model row) goes."""
    def follow(found: re.Match[str]) -> str:
        row = int(dict(re.findall(r'(\w+)="(\d+)"', found[0]))["id"])
        if not lengths.get(min((model for model in lengths if model > row), default=0), 1):
            return ""
        return re.sub(r'\bid="\d+"', f'id="{stretch.rows.last(row)}"', found[0])

    def counted(found: re.Match[str]) -> str:
        kept = re.sub(r"<brk\b[^>]*/>", follow, found[2])
        count = kept.count("<brk")
        return f'<rowBreaks count="{count}" manualBreakCount="{count}">{kept}</rowBreaks>' if count else ""

    return BREAKS.sub(counted, tail)


def _merged(old: str, stretch: Stretch) -> list[str]:
    rows = {int(row) for row in re.findall(r"\d+", old)}
    row = min(rows)
    if len(rows) > 1 or row not in stretch.rows.grown:
        new = stretch.area(old)
        return [new] if new and ":" in new and len(set(new.split(":"))) == 2 else []
    columns = Stretch(columns=stretch.columns).area(old) or ""
    first = stretch.rows.first(row)
    return [re.sub(r"\d+", str(first + step), columns) for step in range(stretch.rows.grown[row]) if columns]


def moved_ranges(text: str, sheet: str, layout: Layout) -> str:
    """Ranges of filters, conditional looks, validations and links, and the formulas among them; none that is empty."""
    stretch = layout.stretches[sheet]

    def follow(found: re.Match[str]) -> str:
        if found[3]:
            return found[3] + stretch.areas(found[4])
        return f'{found[1]}{stretch.areas(found[2])}"'

    def rule(found: re.Match[str]) -> str:
        return found[1] + escaped(layout.moved(unescape(found[3]), sheet, first=True))

    return EMPTY.sub("", LOST.sub("", RULES.sub(rule, RANGES.sub(follow, text))))
