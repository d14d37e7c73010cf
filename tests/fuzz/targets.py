"""What must hold for any bytes and any text."""
from __future__ import annotations

from decimal import Decimal

from cbcc_xl.catalogue import load
from cbcc_xl.grid import Unreadable, read
from cbcc_xl.pipeline.one_file import read_file
from cbcc_xl.text import dates, legacy_fonts, letters, names, numbers, quantities, syllables, units

CATALOGUE = load()
FONTS = (None, ".VnTime", ".VnTimeH", "VNI-Times", "VISCII")
NAMES = ("ds.xlsx", "ds.xls", "ds.csv")


def grid(data: bytes) -> None:
    """Any bytes are read or refused, and nothing else comes out."""
    try:
        workbook = read(data, NAMES[len(data) % len(NAMES)])
    except Unreadable as fault:
        assert str(fault)
        return
    for one in workbook.grids:
        assert all(isinstance(row, list) for row in one.rows)
        one.value(0, 0)


def whole(data: bytes) -> None:
    """Any bytes are a part, in which each row that is not empty has its fate."""
    part = read_file(NAMES[len(data) % len(NAMES)], data, CATALOGUE)
    assert part.status in ("read", "unreadable", "unrecognised", "skipped")


def text(data: bytes) -> None:
    """Any text is cleaned, and what is clean stays as it is."""
    said = data.decode("utf-8", "replace")
    once = letters.clean(said)
    assert letters.clean(once) == once, (said, once)
    plain = letters.plain(said)
    assert letters._FOREIGN.search(plain) or letters.plain(plain) == plain, (said, plain)
    letters.clean_lines(said), letters.bare(said)
    legacy_fonts.decode_bytes(data)
    legacy_fonts.decode(said, FONTS[len(data) % len(FONTS)])
    legacy_fonts.guess([said, once])
    _names(once)
    _figures(once)


def _names(said: str) -> None:
    names.person(said), names.person_key(said), names.looks_like_name(said)
    names.split_position(said, ["Trưởng phòng", "Chuyên viên"])
    units.unit_key(said), units.looks_like_unit(said), units.display(said)
    syllables.is_syllable(said)


def _figures(said: str) -> None:
    for made in (numbers.decimal(said), numbers.share(said, False, False), numbers.share(said, True, True)):
        assert made is None or Decimal(made).is_finite()
    numbers.count(said), numbers.ratio(said), numbers.ambiguous(said)
    quantities.figure(said), quantities.money(said), quantities.scale_of(said), quantities.scale_said(said)
    dates.date(said), dates.year(said), dates.years(said), dates.decision(said), dates.find_decision(said)


TARGETS = {"grid": grid, "whole": whole, "text": text}
