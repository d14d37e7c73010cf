"""Mistakes in headings, sheets and files: what is misread as a whole."""
from __future__ import annotations

import copy
import random

from cbcc_xl.model import a1
from economy.in_lists import rated
from economy.kinds import At, Unfit, at, awards, conference, mistake, page
from economy.paper import Book, Page


def _shift(table: Page, key: str) -> None:
    """Take a column out, those on its right moving up."""
    gone = table.columns.pop(key)
    table.cells = {(row, column - (column > gone)): value for (row, column), value in table.cells.items()
                   if column != gone or row < table.heading}
    table.percent = {(row, column - (column > gone)) for row, column in table.percent if column != gone}
    table.columns = {other: column - (column > gone) for other, column in table.columns.items()}


def _heading(table: Page, key: str) -> At:
    return [(table.name, table.head(key))]


def _misspelt(text: str, chance: random.Random) -> str:
    """A heading with two letters of one word changed about."""
    place = chance.randrange(1, len(text) - 2)
    return text[:place] + text[place + 1] + text[place] + text[place + 2:]


@mistake("Tiêu đề cột viết sai chính tả", awards, "heading-guessed", "heading-unknown")
def heading_misspelt(book: Book, chance: random.Random) -> At:
    table = rated(book)
    key = chance.choice(("rating", "titles", "position", "share"))
    where = table.heading, table.columns[key]
    table.cells[where] = _misspelt(table.cells[where], chance)
    return _heading(table, key)


@mistake("Cột xếp loại mang tiêu đề khác nghĩa", awards, "column-may-be", "heading-twice", "heading-ambiguous")
def heading_of_another_meaning(book: Book, chance: random.Random) -> At:
    table = rated(book)
    table.cells[table.heading, table.columns["rating"]] = chance.choice(
        ("Ngày sinh", "Quê quán", "Thâm niên", "Trình độ", "Giới tính"))
    return _heading(table, "rating")


@mistake("Cột số người mang tiêu đề lạ", awards, "heading-unknown", "heading-ambiguous", "column-may-be")
def heading_of_headcount(book: Book, chance: random.Random) -> At:
    table = page(book, "award-team")
    table.cells[table.heading, table.columns["headcount"]] = chance.choice(("Diện tích", "Năm thành lập", "Mã số"))
    return _heading(table, "headcount")


@mistake("Cột có mặt mang tiêu đề lạ", conference, "heading-unknown", "heading-ambiguous", "column-may-be")
def heading_of_present(book: Book, chance: random.Random) -> At:
    table = page(book, "attendance")
    table.cells[table.heading, table.columns["present"]] = chance.choice(("Diện tích", "Số xe", "Số điện thoại"))
    return _heading(table, "present")


@mistake("Hai cột cùng một tiêu đề", conference, "heading-twice")
def heading_twice(book: Book, chance: random.Random) -> At:
    table = page(book, "vote")
    table.cells[table.heading, table.columns["disagree"]] = table.cells[table.heading, table.columns["agree"]]
    return [*_heading(table, "disagree"), *_heading(table, "agree")]


@mistake("Ô tiêu đề để trống", awards, "heading-missing")
def heading_missing(book: Book, chance: random.Random) -> At:
    table = rated(book)
    key = chance.choice(("rating", "position", "agree"))
    del table.cells[table.heading, table.columns[key]]
    return _heading(table, key)


@mistake("Ô tiêu đề “Tán thành” để trống", conference, "heading-missing")
def heading_of_votes_missing(book: Book, chance: random.Random) -> At:
    table = page(book, "vote")
    del table.cells[table.heading, table.columns["agree"]]
    return _heading(table, "agree")


@mistake("Thiếu hẳn cột xếp loại", awards, "ldtt-without-rating")
def column_missing(book: Book, chance: random.Random) -> At:
    table = rated(book)
    _shift(table, "rating")
    return [*at(table, ("name", "titles"), table.rows), *_heading(table, "titles")]


@mistake("Thiếu hẳn cột số người của tập thể", awards, "ttldtt-too-few-ldtt", "ttldxs-too-few-ldtt")
def headcount_column_missing(book: Book, chance: random.Random) -> At:
    table = page(book, "award-team")
    _shift(table, "headcount")
    return [*at(table, ("name", "titles"), table.rows), *_heading(table, "name")]


@mistake("Đổi chỗ hai tiêu đề xếp loại, danh hiệu", awards, "column-not-understood", "rating-unknown", "title-unknown")
def headings_swapped(book: Book, chance: random.Random) -> At:
    table = rated(book)
    one, other = ((table.heading, table.columns[key]) for key in ("rating", "titles"))
    table.cells[one], table.cells[other] = table.cells[other], table.cells[one]
    return [*_heading(table, "rating"), *_heading(table, "titles"), *at(table, ("rating", "titles"), table.rows)]


@mistake("Đổi chỗ cột họ tên, chức vụ", awards, "column-not-understood")
def names_and_positions_swapped(book: Book, chance: random.Random) -> At:
    table = page(book, "award-person")
    for row in table.rows:
        name, role = table.get("name", row), table.get("position", row)
        table.put("name", row, role)
        table.put("position", row, name)
    return [*_heading(table, "name"), *_heading(table, "position"), *at(table, ("name", "position"), table.rows)]


@mistake("Cột tỷ lệ bị Excel đổi cả thành ngày", conference, "column-not-understood", "share-is-a-date")
def column_of_dates(book: Book, chance: random.Random) -> At:
    import datetime

    table = page(book, "vote")
    for row in table.rows:
        table.put("share", row, datetime.date(2024, row % 12 + 1, row % 28 + 1))
        table.percent.discard(table.place("share", row))
    return [*_heading(table, "share"), *at(table, ["share"], table.rows)]


@mistake("Cột số ghi kèm chữ", conference, "column-not-understood", "count-not-understood")
def column_of_words(book: Book, chance: random.Random) -> At:
    table = page(book, "attendance")
    for row in table.rows:
        table.put("present", row, f"khoảng {table.get('present', row)} người")
    return [*_heading(table, "present"), *at(table, ["present"], table.rows)]


@mistake("Ghi sai năm ở tiêu đề", awards, "year-differs")
def wrong_year(book: Book, chance: random.Random) -> At:
    where = []
    year = chance.choice(("2020", "2021"))
    for table in book.pages:
        table.cells[table.caption] = table.cells[table.caption].replace("2024", year)
        where.append((table.name, a1(*table.caption)))
    return where


@mistake("Chép một trang thành hai", awards, "person-twice", "sheet-twice")
def sheet_doubled(book: Book, chance: random.Random) -> At:
    table = page(book, "award-person")
    again = copy.deepcopy(table)
    again.name = f"{table.name} (2)"
    book.pages.append(again)
    return [*at(again, ["name"], again.rows), *at(table, ["name"], table.rows), (again.name, "")]


@mistake("Trang bị ẩn tiêu đề đơn vị", awards, "unit-unknown")
def letterhead_missing(book: Book, chance: random.Random) -> At:
    for table in book.pages:
        for place in [place for place in table.cells if place[0] < table.caption[0]]:
            del table.cells[place]
    return [("", ""), *((table.name, cell) for table in book.pages for cell in ("", a1(*table.caption)))]


@mistake("Tên đơn vị của một người viết sai", awards, "unit-like-another")
def unit_misspelt(book: Book, chance: random.Random) -> At:
    table = page(book, "award-person")
    row = chance.choice(table.rows)
    name = table.get("unit", row)
    place = chance.randrange(len(name) - 3, len(name) - 1)
    table.put("unit", row, name[:place] + name[place + 1:])
    if name.split()[0] not in ("Phòng", "Trung", "Ban"):
        raise Unfit
    return at(table, ["unit"], [row])
