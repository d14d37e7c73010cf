"""Names that may be one: cheap keys, for all names of an inbox are looked at.

Takes a name as it stands in a record. Gives `near`, the same for spellings that differ by i and y or a hyphen, and
`unmarked`, the same for names that differ by diacritics.
"""
from __future__ import annotations

from cbcc_xl.text.letters import bare

_ONE_SOUND = (*zip("yýỳỷỹỵ", "iíìỉĩị", strict=True), ("-", " "))
# Each small Vietnamese letter without its marks.
_UNMARKED = {code: bare(chr(code)) for code in (*range(0xE0, 0x1B1), *range(0x1EA0, 0x1EFA))
             if chr(code).islower() and bare(chr(code)).isascii()}


def near(name: str) -> str:
    """The same for all spellings that may be one name."""
    name = name.casefold()
    for one, other in _ONE_SOUND:
        name = name.replace(one, other)
    return name


def unmarked(name: str) -> str:
    """Small letters without diacritics."""
    return name.casefold().translate(_UNMARKED)
