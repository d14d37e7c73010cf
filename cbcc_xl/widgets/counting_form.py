"""One form of the counting screen: cells to type into, and beside them what the count comes to so far.

Takes a form's name, the catalogue and the rules in force; shows shares, sums, what is needed, each result, and in words
what doesn't add up. What is only not typed yet is said quietly.
"""
from __future__ import annotations

from collections.abc import Callable, Sequence
from threading import RLock

from ipywidgets import HTML, VBox

from cbcc_xl.catalogue import Catalogue, Rulebook
from cbcc_xl.catalogue.wording import limit, percent, words
from cbcc_xl.model import INFO, UNKNOWN, Finding
from cbcc_xl.outputs.templates.fill import Typed, rows_of
from cbcc_xl.tally import ELECTED, NOT_ELECTED, TIED
from cbcc_xl.widgets import page
from cbcc_xl.widgets.counted import NOT_PASSED, PASSED, Counted, Line, Whole, counted
from cbcc_xl.widgets.entry_table import EntryHead, EntryRow, EntryTable

RESULTS = {PASSED: page.GOOD, NOT_PASSED: page.BAD, ELECTED: page.GOOD, NOT_ELECTED: page.BAD, TIED: page.DOUBTFUL}


class CountingForm(VBox):
    """`changed` is called with this form whenever something in it changes."""

    def __init__(self, catalogue: Catalogue, rulebook: Rulebook, form_name: str, lang: str,
                 changed: Callable[[CountingForm], None]) -> None:
        self.catalogue, self.rulebook, self.form_name, self.lang = catalogue, rulebook, form_name, lang
        self.words = catalogue.words[lang]
        self.changed = changed
        self._judging = RLock()
        form = catalogue.forms[form_name]
        self.unit: str | None = None
        self.year: int | None = None
        self.head = EntryHead(form, self._typed, lang)
        self.table = EntryTable(form, rows_of(catalogue, form_name), self._typed, self.words["counting"], lang)
        self.whole, self.said = HTML(), HTML()
        super().__init__([*([self.head] if self.head.entries else []), self.whole, self.table, self.said])
        self.judge()

    def typed(self) -> Typed:
        """What stands on the screen."""
        return self._content(self.table.filled())

    def _content(self, filled: Sequence[EntryRow]) -> Typed:
        return Typed(self.unit, self.year, self.head.typed(), [row.typed() for row in filled])

    @property
    def empty(self) -> bool:
        typed = self.typed()
        return not typed.once and not typed.rows

    def load(self, typed: Typed) -> None:
        """Show these contents in place of what is there."""
        self.table.loading = True
        self.head.load(typed.once)
        self.table.load(typed.rows)
        self.judge()

    def judge(self) -> Counted:
        """Work out what the count comes to, and show it."""
        with self._judging:        # two keys may be answered side by side: the last to look sees both
            filled = self.table.filled()
            state = counted(self._content(filled), self.form_name, self.catalogue, self.rulebook)
            self.table.show(filled, [self._result(line) for line in state.lines], state.sums)
            self.whole.value = self._whole(state.whole)
            self.said.value = "".join([*self._wrong(), *map(self._finding, state.findings)])
        return state

    def _typed(self, _: object = None) -> None:
        if not self.table.loading:
            self.judge()
            self.changed(self)

    def _result(self, line: Line) -> page.Html:
        """The row's result, its share, and how many it takes where it fell short."""
        said = []
        if line.result:
            said.append(page.mark(self.words["result"][line.result], RESULTS[line.result]))
        if line.share is not None:
            said.append(page.put(percent(line.share, self.lang)))
        if line.need and line.result in (NOT_PASSED, NOT_ELECTED):
            said.append(page.element("span", self.words["counting"]["need"].format(need=line.need), kind="cbcc-note"))
        return page.element("div", page.Html(" ".join(said)), kind="cbcc-result")

    def _whole(self, whole: Whole) -> str:
        """The sentence above the table."""
        shown = {"attendance": self._quorum, "vote": self._passed, "election": self._majority}[self.form_name](whole)
        return shown or ""

    def _quorum(self, whole: Whole) -> str:
        if whole.share is None:
            return ""
        key, tone = {True: ("quorate", page.GOOD), False: ("not_quorate", page.BAD),
                     None: ("attended", page.QUIET)}[whole.met]
        return page.sentence(self.words["counting"][key].format(
            count=whole.reached, of=whole.of, share=percent(whole.share, self.lang), need=whole.need,
            limit=limit(whole.limit, self.lang)), tone)

    def _passed(self, whole: Whole) -> str:
        if not whole.of:
            return ""
        return page.sentence(self.words["counting"]["items_passed"].format(
            count=whole.reached, of=whole.of, limit=limit(whole.limit, self.lang)), page.QUIET)

    def _majority(self, whole: Whole) -> str:
        if not whole.need:
            return ""
        of = self.catalogue.forms[self.form_name].field(whole.base)
        return page.sentence(self.words["counting"]["majority"].format(
            need=whole.need, of=whole.of, limit=limit(whole.limit, self.lang),
            base=getattr(of, self.lang).lower()), page.QUIET)

    def _wrong(self) -> list[page.Html]:
        """Cells that should hold a whole number and don't."""
        entries = [(0, entry) for entry in self.head.entries.values()]
        entries += [(number, entry) for number, row in enumerate(self.table.rows, 1) for entry in row.entries.values()]
        return [page.sentence(self.words["counting"]["wrong_in_row" if number else "wrong"].format(
            row=number, field=getattr(entry.field, self.lang), text=entry.value.strip()), page.BAD)
            for number, entry in entries if entry.wrong]

    def _finding(self, finding: Finding) -> page.Html:
        said = words(finding, self.catalogue, self.lang)
        unfinished = finding.outcome == UNKNOWN or finding.severity == INFO
        tone = page.QUIET if unfinished else page.TONES[finding.severity]
        fix = page.element("span", said.fix, kind="cbcc-fix")
        return page.sentence(page.Html(f"{page.put(said.message)} {fix}"), tone)
