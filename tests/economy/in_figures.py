"""Mistakes in the figures of a conference: attendance, votes, an election."""
from __future__ import annotations

import datetime
import random

from cbcc_xl.model import a1
from economy.kinds import At, Unfit, at, conference, mistake, other_digit, page, row_with
from economy.paper import Book, Page, share

ATTENDING = ("summoned", "present", "absent_excused", "absent_unexcused")
VOTING = ("eligible", "agree", "disagree", "abstain", "share")
OVER = ("vote-over-attendance", "election-over-attendance")


@mistake("Số tổng gõ tay, sai", conference, "total-differs")
def typed_total(book: Book, chance: random.Random) -> At:
    table = page(book, "attendance")
    assert table.total is not None
    key = chance.choice(("headcount", "summoned", "absent_excused"))
    table.put(key, table.total, table.get(key, table.total) + chance.choice((-2, -1, 1, 10)))
    return at(table, [key], [table.total])


@mistake("Sai một chữ số trong điểm danh", conference, "attendance-does-not-add-up", "present-over-summoned",
         "summoned-over-headcount")
def one_digit_off_in_attendance(book: Book, chance: random.Random) -> At:
    table = page(book, "attendance")
    key = chance.choice(("summoned", "present"))
    row = row_with(table, key, chance)
    table.put(key, row, other_digit(table.get(key, row), chance))
    return at(table, ("headcount", *ATTENDING), [row])


@mistake("Đảo hai chữ số trong điểm danh", conference, "attendance-does-not-add-up", "present-over-summoned")
def digits_transposed(book: Book, chance: random.Random) -> At:
    table = page(book, "attendance")
    rows = [row for row in table.rows if str(table.get("present", row))[::-1] != str(table.get("present", row))]
    if not rows:
        raise Unfit
    row = chance.choice(rows)
    table.put("present", row, int(str(table.get("present", row))[::-1]))
    return at(table, ATTENDING, [row])


@mistake("Có mặt nhiều hơn triệu tập", conference, "present-over-summoned")
def present_over_summoned(book: Book, chance: random.Random) -> At:
    table = page(book, "attendance")
    row = row_with(table, "present", chance)
    table.put("present", row, table.get("summoned", row) + chance.choice((1, 2, 10)))
    return at(table, ("summoned", "present"), [row])


@mistake("Bỏ trống thay cho số 0 (không phải lỗi)", conference)
def blank_for_zero(book: Book, chance: random.Random) -> At:
    table = page(book, chance.choice(("attendance", "vote")))
    keys = ("absent_excused", "absent_unexcused") if table.form == "attendance" else ("disagree", "abstain")
    places = [(key, row) for key in keys for row in table.rows if table.get(key, row) == 0]
    if not places:
        raise Unfit
    key, row = chance.choice(places)
    table.put(key, row, None)
    return at(table, [key], [row])


@mistake("Quên ghi một số", conference, "attendance-does-not-add-up", "vote-does-not-add-up", "unit-below-quorum",
         "quorum-not-reached", "vote-without-majority")
def figure_left_out(book: Book, chance: random.Random) -> At:
    table = page(book, chance.choice(("attendance", "vote")))
    key = chance.choice(("present", "absent_excused") if table.form == "attendance" else ("agree", "disagree"))
    row = row_with(table, key, chance)
    table.put(key, row, None)
    return at(table, [key], [row])


@mistake("Gõ chữ O thay số 0", conference, "count-not-understood")
def letter_o(book: Book, chance: random.Random) -> At:
    table = page(book, chance.choice(("attendance", "vote")))
    key = "present" if table.form == "attendance" else "agree"
    rows = [row for row in table.rows if "0" in str(table.get(key, row))]
    if not rows:
        raise Unfit
    row = chance.choice(rows)
    table.put(key, row, str(table.get(key, row)).replace("0", "O"))
    return at(table, [key], [row])


@mistake("Ghi chữ vào cột số", conference, "count-not-understood")
def words_in_a_number_column(book: Book, chance: random.Random) -> At:
    table = page(book, chance.choice(("attendance", "vote")))
    key = "summoned" if table.form == "attendance" else "eligible"
    row = row_with(table, key, chance)
    table.put(key, row, chance.choice(("đủ", "như trên", "hơn 30", "khoảng 20 người")))
    return at(table, [key], [row])


@mistake("Số âm", conference, "count-negative")
def negative_figure(book: Book, chance: random.Random) -> At:
    table = page(book, chance.choice(("attendance", "vote")))
    key = chance.choice(("absent_excused",) if table.form == "attendance" else ("disagree", "abstain"))
    row = row_with(table, key, chance)
    table.put(key, row, -table.get(key, row))
    return at(table, [key], [row])


@mistake("Công thức chưa có kết quả", conference, "formula-without-result")
def formula_without_result(book: Book, chance: random.Random) -> At:
    table = page(book, "attendance")
    row = row_with(table, "present", chance)
    excel = row + 1
    table.put("present", row, f"=D{excel}-F{excel}")
    return at(table, ["present"], [row])


@mistake("Cả cột công thức chưa có kết quả", conference, "formula-without-result")
def column_of_formulas(book: Book, chance: random.Random) -> At:
    table = page(book, "attendance")
    for row in table.rows:
        table.put("present", row, f"=D{row + 1}-F{row + 1}")
    return at(table, ["present"], table.rows)


@mistake("Ô báo lỗi #REF!", conference, "cell-error")
def error_in_a_cell(book: Book, chance: random.Random) -> At:
    table = page(book, chance.choice(("attendance", "vote")))
    key = "present" if table.form == "attendance" else "agree"
    row = row_with(table, key, chance)
    table.put(key, row, "#REF!")
    return at(table, [key], [row])


@mistake("Dán lệch xuống một dòng", conference, "attendance-does-not-add-up", "present-over-summoned")
def pasted_a_row_below(book: Book, chance: random.Random) -> At:
    table = page(book, "attendance")
    start = chance.randrange(len(table.rows) - 3)
    rows = table.rows[start:]
    figures = [table.get("present", row) for row in rows]
    for row, figure in zip(rows, [None, *figures[:-1]], strict=True):
        table.put("present", row, figure)
    return at(table, ATTENDING, rows)


@mistake("Dán lệch sang một cột", conference, "vote-does-not-add-up", "agree-over-present", "count-not-understood",
         "vote-without-majority")
def pasted_a_column_beside(book: Book, chance: random.Random) -> At:
    table = page(book, "vote")
    row = row_with(table, "agree", chance)
    eligible, agree, disagree = (table.get(key, row) for key in ("eligible", "agree", "disagree"))
    for key, figure in (("eligible", None), ("agree", eligible), ("disagree", agree), ("abstain", disagree)):
        table.put(key, row, figure)
    return at(table, VOTING, [row])


@mistake("Đổi chỗ hai cột số liệu", conference, "present-over-summoned", "summoned-over-headcount",
         "attendance-does-not-add-up", "agree-over-present", "vote-without-majority")
def columns_swapped(book: Book, chance: random.Random) -> At:
    table = page(book, chance.choice(("attendance", "vote")))
    one, other = ("summoned", "present") if table.form == "attendance" else ("agree", "disagree")
    for row in table.rows:
        first, second = table.get(one, row), table.get(other, row)
        table.put(one, row, second)
        table.put(other, row, first)
    return [*at(table, (*ATTENDING, *VOTING), table.rows),
            *((table.name, table.head(key)) for key in (one, other))]


@mistake("Ba ý kiến cộng lại không bằng số có mặt", conference, "vote-does-not-add-up", "agree-over-present")
def votes_do_not_add_up(book: Book, chance: random.Random) -> At:
    table = page(book, "vote")
    row = row_with(table, "agree", chance)
    table.put("agree", row, table.get("agree", row) + chance.choice((-3, -1, 1, 2)))
    return at(table, VOTING, [row])


@mistake("Tỷ lệ bị Excel đổi thành ngày", conference, "share-is-a-date")
def share_as_date(book: Book, chance: random.Random) -> At:
    table = page(book, "vote")
    row = row_with(table, "share", chance)
    table.put("share", row, datetime.date(2024, chance.randint(1, 12), chance.randint(1, 28)))
    table.percent.discard(table.place("share", row))
    return at(table, ["share"], [row])


@mistake("Đặt sai dấu phẩy thập phân", conference, "vote-share-differs", "share-not-understood")
def decimal_mark_misplaced(book: Book, chance: random.Random) -> At:
    table = page(book, "vote")
    row = row_with(table, "share", chance)
    percent = 100 * table.get("agree", row) / table.get("eligible", row)
    table.put("share", row, f"{percent / 10:.3f}%".replace(".", ","))
    table.percent.discard(table.place("share", row))
    return at(table, ["share"], [row])


@mistake("Tính tỷ lệ trên mẫu số khác", conference, "vote-share-differs")
def wrong_base(book: Book, chance: random.Random) -> At:
    table, roll = page(book, "vote"), page(book, "attendance")
    row = row_with(table, "share", chance)
    assert roll.total is not None
    base = roll.get("headcount", roll.total)
    if base == table.get("eligible", row):
        raise Unfit
    share(table, "share", row, table.get("agree", row), base, "text")
    return at(table, ["share"], [row])


@mistake("Số có mặt khi biểu quyết nhiều hơn điểm danh", conference, *OVER)
def more_voted_than_attended(book: Book, chance: random.Random) -> At:
    table = page(book, "vote")
    row = row_with(table, "agree", chance)
    for key in ("eligible", "agree"):
        table.put(key, row, table.get(key, row) + 3)
    share(table, "share", row, table.get("agree", row), table.get("eligible", row), "text")
    return at(table, VOTING, [row])


@mistake("Phiếu của một người nhiều hơn phiếu hợp lệ", conference, "votes-over-valid")
def votes_over_ballots(book: Book, chance: random.Random) -> At:
    table = page(book, "election")
    row = chance.choice(table.rows[:3])
    table.put("votes", row, table.cells[table.labels["valid"]] + chance.choice((1, 5, 100)))
    return [*at(table, ["votes"], [row]), _label(table, "valid")]


@mistake("Phiếu hợp lệ và không hợp lệ cộng sai", conference, "ballots-do-not-add-up")
def ballots_do_not_add_up(book: Book, chance: random.Random) -> At:
    table = page(book, "election")
    table.cells[table.labels["invalid"]] += chance.choice((1, 2))
    return [_label(table, key) for key in ("returned", "valid", "invalid")]


@mistake("Thu về nhiều phiếu hơn phát ra", conference, "returned-over-issued", "ballots-do-not-add-up")
def more_returned_than_issued(book: Book, chance: random.Random) -> At:
    table = page(book, "election")
    table.cells[table.labels["returned"]] = table.cells[table.labels["issued"]] + chance.choice((1, 2))
    return [_label(table, key) for key in ("returned", "issued", "valid", "invalid")]


@mistake("Phát ra nhiều phiếu hơn người có mặt", conference, "issued-over-present")
def more_issued_than_present(book: Book, chance: random.Random) -> At:
    table = page(book, "election")
    table.cells[table.labels["issued"]] += chance.choice((1, 2))
    return [_label(table, key) for key in ("issued", "present")]


@mistake("Ghi trúng cử khi chưa quá nửa số phiếu", conference, "election-result-doubtful")
def elected_without_majority(book: Book, chance: random.Random) -> At:
    table = page(book, "election")
    row, below = table.rows[2], table.rows[3:]
    valid = table.cells[table.labels["valid"]]
    table.put("votes", row, table.cells[table.labels["present"]] // 2 - 1)
    share(table, "share", row, table.get("votes", row), valid, "text")
    assert all(table.get("votes", other) < table.get("votes", row) for other in below)
    return at(table, ("votes", "result", "share"), [row])


@mistake("Ghi trúng cử nhiều người hơn số cần bầu", conference, "too-many-marked-elected", "election-result-doubtful")
def too_many_elected(book: Book, chance: random.Random) -> At:
    table = page(book, "election")
    row = table.rows[3]
    table.put("result", row, "Trúng cử")
    return [*at(table, ("votes", "result", "share"), table.rows[:4]), _label(table, "seats")]


@mistake("Hai người bằng phiếu ở chỗ cuối cùng", conference, "tie-at-last-seat", "election-result-doubtful")
def tie_at_the_last_seat(book: Book, chance: random.Random) -> At:
    table = page(book, "election")
    third, fourth = table.rows[2:4]
    table.put("votes", fourth, table.get("votes", third))
    share(table, "share", fourth, table.get("votes", third), table.cells[table.labels["valid"]], "text")
    return at(table, ("votes", "result"), (third, fourth))


@mistake("Số phiếu phát ra ghi bằng chữ", conference, "count-not-understood")
def words_beside_a_label(book: Book, chance: random.Random) -> At:
    table = page(book, "election")
    key = chance.choice(("issued", "returned", "valid"))
    table.cells[table.labels[key]] = chance.choice(("đủ", "tất cả", "như trên"))
    return [_label(table, key)]


def _label(table: Page, key: str) -> tuple[str, str]:
    return table.name, a1(*table.labels[key])
