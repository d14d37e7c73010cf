"""Where a table's signatures begin: words of signing, place and date, positions alone, texts where no subject is.

Takes rows that are no totals and no plain records, top to bottom; remembers when signatures have begun. What is a
subject by its looks, a person's name or a unit with its title, is never taken for a signature: it would be lost.
"""
from __future__ import annotations

from cbcc_xl.forms.row_words import begins
from cbcc_xl.records.cells import BLANK
from cbcc_xl.records.ends import WIDE, Ends
from cbcc_xl.records.plan import Plan
from cbcc_xl.records.shapes import Cells, blank
from cbcc_xl.text import dates
from cbcc_xl.text.letters import plain
from cbcc_xl.text.names import looks_like_name
from cbcc_xl.text.units import looks_like_unit

MOST = 4                           # signatures side by side
LONGEST_DATE = 60                  # characters of a line of place and date


class Signatures:
    """The lower edge of one table. `begun`: all that follows is signatures, names and notes."""

    def __init__(self, plan: Plan, ends: Ends) -> None:
        self.begun = False
        self._counted = False      # begun by those who counted the votes, who may be numbered
        self._plan, self._ends, self._words = plan, ends, plan.vocabulary.rows

    def begin(self, row: int, cells: Cells) -> bool:
        """Whether a row begins the signatures by its words."""
        keys = [plain(value) for _, value in cells if isinstance(value, str)]
        if len(keys) == len(cells) <= MOST:
            counted = len(keys) == 1 and begins(keys[0], self._words.committees) and row > self._ends.read >= 0
            said = counted or any(word in key for key in keys for word in self._words.signs_inside) \
                or self._all_sign(keys) or row > self._ends.ordered and self._signed(row, cells, keys)
            self.begun = said and not self._is_subject(row, cells)
            self._counted = self.begun and counted
        return self.begun

    def close(self, row: int, cells: Cells, gap: bool) -> bool:
        """Whether a row without numbers in its table has signers where subjects are due; `gap`: none above it."""
        texts = [value for _, value in cells if isinstance(value, str)]
        if self._ends.ordered < 0 and len(texts) == len(cells):
            below = row > self._ends.unnumbered if self._ends.read >= 0 else gap and all(map(self._signs, texts))
            self.begun = below and not self._is_subject(row, cells)
        return self.begun

    def asks(self, row: int, cells: Cells) -> bool:
        """Whether a row below is numbered and filled like a record, so that it may be one."""
        return self._plan.is_ordered(row) and len(cells) >= WIDE \
            and not blank(self._plan.value(row, self._plan.subject)) and (not self._counted or self._plan.reads(row))

    def _all_sign(self, keys: list[str]) -> bool:
        """Several signers side by side, each by words of signing: so whatever stands below."""
        return len(keys) > 1 and all(begins(key, self._words.signs_strong) for key in keys)

    def _signed(self, row: int, cells: Cells, keys: list[str]) -> bool:
        below = row > self._ends.wide or self._ends.ordered >= 0 or row > self._ends.unnumbered >= 0
        return any(begins(key, self._words.signs_strong) for key in keys) or below and (
            all(key in self._words.signs_alone for key in keys)
            or len(cells) == 1 and len(cells[0][1]) < LONGEST_DATE and dates.date(cells[0][1]) is not None)

    def _is_subject(self, row: int, cells: Cells) -> bool:
        """A name with something beside it, or a unit with a title, rating or the like; not "Người Lập Biểu"."""
        plan = self._plan
        text = plan.value(row, plan.subject)
        if not isinstance(text, str) or len(cells) < 2 or begins(plain(text), self._words.signs_strong) \
                or plain(text) in self._words.signs_alone:
            return False
        if plan.about_persons:
            return looks_like_name(text)
        return not plan.about_items and (looks_like_unit(text) or looks_like_name(text)) \
            and any(column in plan.typed and not BLANK.fullmatch(str(value)) for column, value in cells) \
            and not all(self._signs(str(value)) for _, value in cells)

    def _signs(self, text: str) -> bool:
        return text.isupper() or begins(plain(text), self._plan.vocabulary.position_words)
