"""`cbcc-xl demo`: make five agencies' sample files, consolidate each, tell where the results are and what came out."""
from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cbcc_xl.demo import Agency
    from cbcc_xl.outputs.result import Result

RESULTS = "ket-qua"


def add_parser(commands: Any) -> None:
    parser = commands.add_parser("demo", help="tạo dữ liệu mẫu của năm cơ quan rồi tổng hợp",
                                 description="Ghi tệp mẫu của năm cơ quan vào thư mục, tổng hợp từng cơ quan và cho "
                                             "biết kết quả ở đâu. Tên người, tên cơ quan trong tệp mẫu đều là đặt ra.")
    parser.add_argument("folder", metavar="THƯ-MỤC", nargs="?", default="demo", type=Path,
                        help="nơi ghi tệp mẫu và kết quả (mặc định: demo)")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    from cbcc_xl import demo

    results = args.folder / RESULTS
    files = demo.make(args.folder)
    results.mkdir(exist_ok=True)
    print(f"Đã tạo {len(files)} tệp mẫu trong {args.folder} (tên người, cơ quan đều là đặt ra: xem {demo.READ_FIRST}).")
    for number, agency in enumerate(demo.AGENCIES, 1):
        print(f"\n{number}. {agency.name}", *_lines(agency, _consolidated(agency, args.folder, results), results),
              sep="\n   ")
    return 0


def _consolidated(agency: Agency, folder: Path, results: Path) -> Result:
    """One agency's inbox, with its summary, report and marked copies written."""
    from cbcc_xl import consolidate
    from cbcc_xl.demo import UNITS_DUE, YEAR

    units = folder / UNITS_DUE if agency.units_due else None
    result = consolidate(folder / agency.folder, year=YEAR, units=units)
    result.to_excel(results / f"tong-hop-{agency.code}.xlsx")
    result.to_json(results / f"bao-cao-{agency.code}.json")
    result.marked_copies(results / f"tra-lai-{agency.code}")
    return result


def _lines(agency: Agency, result: Result, results: Path) -> list[str]:
    """The headline figures of one agency, and where to find the rest."""
    statuses = Counter(part.status for part in result.files)
    severities = Counter(finding.severity for finding in result.findings)
    elected = sum(row.result == "elected" for row in result.summary.elections)
    passed = sum(bool(vote.passed) for vote in result.summary.votes)
    missing = [unit.unit for unit in result.units if unit.status == "missing"]
    lines = [f"Đã đọc {statuses['read']}/{len(result.files)} tệp, {len(result.records)} bản ghi.",
             *(f"{subject}: {counts}." for subject, counts in _awards(result)),
             f"Biểu quyết: thông qua {passed}/{len(result.summary.votes)} nội dung." if result.summary.votes else "",
             f"Bầu cử: {elected} người trúng cử." if elected else "",
             f"Chưa gửi: {', '.join(missing)}." if missing else "",
             f"Cần xem: {severities['error']} lỗi, {severities['warning']} cảnh báo.",
             f"Tổng hợp: {results / f'tong-hop-{agency.code}.xlsx'}",
             f"Bản đánh dấu để gửi lại đơn vị: {results / f'tra-lai-{agency.code}'}"]
    return [line for line in lines if line]


def _awards(result: Result) -> list[tuple[str, str]]:
    """Titles with their counts, teams before persons, in the catalogue's order."""
    said = []
    for subject, name in (("team", "Tập thể"), ("person", "Cá nhân")):
        counts: Counter[str] = Counter()
        for award in result.summary.awards:
            if award.subject == subject:
                counts[award.title] += award.count
        titles = sorted(counts, key=lambda code: result.catalogue.titles[code].order)
        if titles:
            said.append((name, "; ".join(f"{result.catalogue.titles[code].vi} {counts[code]}" for code in titles)))
    return said
