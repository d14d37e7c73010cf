"""Counts, decimals, shares and ratios as sheets write them: "04", "12 người", "mười ba", "1.234,5", "95,5%", "12/13".

Takes a cell's value (number or text). Gives whole numbers and exact decimal strings, never floats, and None for what is
no such figure; "1.500" may be either and is `ambiguous`. Dates and booleans are no figures. Knows nothing of units of
money or of limits: 104 % is a share too.
"""
from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from cbcc_xl.text.letters import clean, plain

_SIGN = {"+": "", "-": "-", "−": "-", "–": "-", "": ""}
_WHOLE = r"([+\-−–]?)(\d{1,18}|[1-9]\d{0,2}(?:\.\d{3})+|[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d{0,2}(?: \d{3})+)(?:[.,]0{1,2})?"
_COUNT = re.compile(_WHOLE + r"\.?(?: ?\([^\W\d_][^\d()%]*\))?(?: ?[^\W\d_][^\d%]*)?", re.ASCII | re.UNICODE if False else 0)
