"""What converters share: a cell as clean text, an empty cell in writing, and the context that they read in."""
from __future__ import annotations

import datetime
import re
from typing import Any, NamedTuple

from cbcc_xl.catalogue import Form
from cbcc_xl.forms.vocabulary import Vocabulary
from cbcc_xl.model import Look
from cbcc_xl.records.trouble import Troubles
from cbcc_xl.text.letters import clean

BLANK = re.compile(r"[\s.…_–—\-/]*")        # an empty cell in writing: "-", "…", "/"
Values = dict[str, Any]


class Context(NamedTuple):
    """What converters need besides the cell."""
    form: Form
    vocabulary: Vocabulary
    look: Look
    trouble: Troubles
    scale: int = 1                 # what a line above the table says that sums of money are in
    called: bool = False           # the names of the table stand behind "Ông", "Bà"


def written(value: Any) -> str:
    """Any cell as clean text: 215.0 → "215", a date → dd/mm/yyyy."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime.date):
        return f"{value.day:02d}/{value.month:02d}/{value.year}"
    return "" if value is None else str(value)
