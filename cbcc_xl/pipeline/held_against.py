"""What a decision says about one inbox, held against the files there before it is written down.

Takes an entry of a row or a warning, the inbox and the rules; gives the entry with its season, and its unit as the
files have it. DecisionsError, a Vietnamese sentence, where it would have no effect: no such row, a law's error.
"""
from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from cbcc_xl.catalogue import Catalogue
from cbcc_xl.decisions import NOTHING_DECIDED, DecisionsError, Entry, Row, Waiver, load
from cbcc_xl.model import ERROR, Record
from cbcc_xl.pipeline.consolidation import Consolidation
from cbcc_xl.pipeline.run import consolidate
from cbcc_xl.pipeline.waivers import waived_by
from cbcc_xl.pipeline.withdrawals import rows_of
from cbcc_xl.text.letters import bare
from cbcc_xl.text.units import unit_key


def held_against(entry: Entry, inbox: Path, kept: Path, rules: Sequence[Path], catalogue: Catalogue) -> Entry:
    """The entry as it is to be kept in the file `kept`; one that is about no season or row is as it was."""
    if not isinstance(entry, (Row, Waiver)):
        return entry
    in_season = isinstance(entry, Row) or not (entry.file or entry.unit or entry.subject)
    if inbox.suffix == kept.suffix:
        if in_season and not entry.year:
            raise DecisionsError("Quyết định này chỉ cho một năm xét, chưa rõ năm nào; thêm --year NĂM, ví dụ "
                                 "--year 2023.")
        return entry
    result = _consolidated(entry, inbox, kept, rules, catalogue)
    if in_season and not entry.year:
        if not any(part.year for part in result.files):
            raise DecisionsError(f"Các tệp trong {inbox} không ghi năm xét; thêm --year NĂM, ví dụ --year 2023.")
        entry = entry._replace(year=result.year)
    if entry.unit:
        entry = entry._replace(unit=_unit(entry.unit, result))
    return _row(entry, inbox, result) if isinstance(entry, Row) else _waiver(entry, inbox, result)


def _consolidated(entry: Row | Waiver, inbox: Path, kept: Path, rules: Sequence[Path],
                  catalogue: Catalogue) -> Consolidation:
    """The inbox as it is by all that was decided but waivers."""
    decided = load(kept, catalogue) if kept.exists() else NOTHING_DECIDED
    return consolidate(inbox, year=entry.year, rules=rules, decisions=decided._replace(waiver=()))


def _unit(said: str, result: Consolidation) -> str:
    """A unit typed without marks, or otherwise than the files have it, as they have it where it can be one only."""
    names = [part.unit for part in result.files if part.unit] + [one.unit for one in _rows(result) if one.unit]
    if unit_key(said) in map(unit_key, names):
        return said
    like = {unit_key(name): name for name in names if bare(unit_key(name)) == bare(unit_key(said))}
    return next(iter(like.values())) if len(like) == 1 else said


def _rows(result: Consolidation) -> list[Record]:
    return [*result.records, *result.withdrawn]


def _row(entry: Row, inbox: Path, result: Consolidation) -> Row:
    if not rows_of(entry, _rows(result), result.decisions, result.catalogue):
        raise DecisionsError(f"Trong {inbox} không có dòng nào của “{entry.name}”, đơn vị “{entry.unit}”, biểu "
                             f"{entry.form}, năm {entry.year}; ghi tên, đơn vị, danh hiệu như trong báo cáo.")
    return entry


def _waiver(entry: Waiver, inbox: Path, result: Consolidation) -> Waiver:
    found = waived_by(entry, result.findings, result.decisions, result.files)
    if not found:
        raise DecisionsError(f"Trong {inbox} không có cảnh báo {entry.rule} nào như vậy để bỏ qua; ghi tệp, đơn vị, "
                             "tên như trong báo cáo.")
    if all(finding.severity == ERROR for finding in found):
        raise DecisionsError(f"{entry.rule} ở đây là lỗi theo quy định, không bỏ qua được; chỉ bỏ qua được cảnh báo.")
    return entry
