"""The specialist's list C1–C54: which rule or finding answers each check, since when, how sure, when last read.

Takes `docs/specialist.toml` (what is checked, and why where no rule does) and the catalogue; gives a table in which
none is missing.
"""
from __future__ import annotations

import datetime
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from cbcc_xl.catalogue import Catalogue, Period
from tools.markdown import day, table

LISTED = Path(__file__).resolve().parent.parent / "docs/specialist.toml"
CONFIDENCE = {"H": "cao", "M": "trung bình", "L": "thấp"}
NOT_YET = "chưa có"


def checks() -> dict[str, dict[str, Any]]:
    """The list as written: number → `vi`, `findings`, `why` (no rule), `still` (no rule for that part)."""
    return tomllib.loads(LISTED.read_text("utf-8"))


def rules_of(number: str, catalogue: Catalogue) -> list[str]:
    """The rules that answer a check; one rule may answer several ("C34, C45")."""
    return [rule.code for rule in catalogue.rules.values() if number in re.split(r"[,\s]+", rule.check)]


def specialist(catalogue: Catalogue) -> Iterator[str]:
    """The table, one line a check."""
    yield from ("## Danh mục của chuyên viên", "",
                f"Những việc một chuyên viên thi đua, khen thưởng soát. “{NOT_YET}”: chưa có quy tắc nào, và vì sao. "
                "Trong ngoặc: mức tin cậy của văn bản, ngày văn bản được đọc lại lần cuối.", "")
    yield from table(("Số", "Việc soát", "Quy tắc, lỗi khi đọc", "Thời kỳ và căn cứ"),
                     (_line(number, check, catalogue) for number, check in checks().items()))


def _line(number: str, check: dict[str, Any], catalogue: Catalogue) -> tuple[str, ...]:
    codes = rules_of(number, catalogue)
    answers = [*(f"[{code}](#{code})" for code in codes), *(f"`{code}`" for code in check.get("findings", ()))]
    if not answers:
        return number, check["vi"], f"{NOT_YET}: {check['why']}", ""
    grounds = (_told(*ground, catalogue) for ground in _grounds(codes, catalogue))
    still = f"<br>{NOT_YET}: {check['still']}" if "still" in check else ""
    return number, check["vi"], ", ".join(answers) + still, "<br>".join(grounds)


class _Ground(NamedTuple):
    """A source that rules rest on, when somebody last read it, from a day to a day."""
    source: str
    read: datetime.date | None
    start: datetime.date
    end: datetime.date


def _grounds(codes: list[str], catalogue: Catalogue) -> list[_Ground]:
    """What the rules rest on, each once, the earliest first; periods that follow on each other are one."""
    periods = [period for code in codes for period in catalogue.rules[code].periods if period.severity != "off"]
    joined: list[_Ground] = []
    for one in sorted({ground for period in periods for ground in _of(period)}, key=_by_source):
        last = joined[-1] if joined else None
        if last and last[:2] == one[:2] and one.start <= last.end + datetime.timedelta(last.end < datetime.date.max):
            joined[-1] = last._replace(end=max(last.end, one.end))
        else:
            joined.append(one)
    return sorted(joined, key=lambda ground: (ground.start, ground.end, ground.source))


def _by_source(ground: _Ground) -> tuple[str, datetime.date, datetime.date]:
    return f"{ground.source} {ground.read}", ground.start, ground.end


def _of(period: Period) -> Iterator[_Ground]:
    """The period's own source, and those of each kind of election."""
    for source in (period.source, *(line["source"] for line in period.more.get("bases", ()) if "source" in line)):
        yield _Ground(source, period.checked, period.start or datetime.date.min, period.end or datetime.date.max)


def _told(source: str, read: datetime.date | None, start: datetime.date, end: datetime.date,
          catalogue: Catalogue) -> str:
    law = catalogue.sources[source]
    last = "chưa đọc lại" if law.confidence == "L" or read is None else day(read)
    return f"{_days(start, end)}: {law.vi} ({CONFIDENCE[law.confidence]}; {last})"


def _days(start: datetime.date, end: datetime.date) -> str:
    begins, ends = start > datetime.date.min, end < datetime.date.max
    if begins and ends:
        return f"{day(start)} – {day(end)}"
    return f"từ {day(start)}" if begins else f"đến {day(end)}" if ends else "mọi thời kỳ"
