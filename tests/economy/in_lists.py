"""Mistakes in lists of nominations: persons, titles, ratings, teams."""
from __future__ import annotations

import random

from cbcc_xl.model import a1
from economy.kinds import At, Unfit, at, awards, mistake, page, row_with
from economy.paper import Book, Page

ENOUGH = "HTXSNV", "Hoàn thành xuất sắc nhiệm vụ"


def rated(book: Book) -> Page:
    """The list of persons, where ratings stand in one column."""
    table = page(book, "award-person")
    if not table.has("rating"):
        raise Unfit
    return table


def marked(book: Book) -> Page:
    """The list of persons, where each rating has its column of marks."""
    table = page(book, "award-person")
    if table.has("rating"):
        raise Unfit
    return table


def best(table: Page) -> list[int]:
    """The rows of those put forward for CSTĐCS."""
    return [row for row in table.rows if table.get("initiative", row)]


def others(table: Page) -> list[int]:
    return [row for row in table.rows if not table.get("initiative", row)]


@mistake("Một người ghi hai lần", awards, "person-twice")
def person_doubled(book: Book, chance: random.Random) -> At:
    table = page(book, "award-person")
    one, again = sorted(chance.sample(others(table), 2))
    for key in ("name", "position", "unit"):
        table.put(key, again, table.get(key, one))
    return at(table, ["name"], (one, again))


@mistake("Có tên mà không có danh hiệu", awards, "person-without-title")
def name_without_title(book: Book, chance: random.Random) -> At:
    table = page(book, "award-person")
    row = chance.choice(others(table))
    table.put("titles", row, None)
    return at(table, ["titles"], [row])


@mistake("Danh hiệu viết sai chính tả", awards, "title-unknown", "title-guessed")
def title_misspelt(book: Book, chance: random.Random) -> At:
    table = page(book, "award-person")
    row = chance.choice(others(table))
    table.put("titles", row, chance.choice(("Lao đọng tiên tiến", "Lao động tien tiếng", "LĐTTT", "Lao động tiê tiến")))
    return at(table, ["titles"], [row])


@mistake("Danh hiệu của tập thể cho cá nhân", awards, "person-with-team-title")
def team_title_for_a_person(book: Book, chance: random.Random) -> At:
    table = page(book, "award-person")
    row = chance.choice(others(table))
    table.put("titles", row, chance.choice(("Tập thể lao động tiên tiến", "TTLĐXS")))
    return at(table, ["titles"], [row])


@mistake("Danh hiệu của cá nhân cho tập thể", awards, "team-with-person-title", "title-read-as-team")
def person_title_for_a_team(book: Book, chance: random.Random) -> At:
    table = page(book, "award-team")
    row = chance.choice(table.rows[1:])
    table.put("titles", row, chance.choice(("Chiến sĩ thi đua cơ sở", "LĐTT", "CSTĐCS")))
    return at(table, ["titles"], [row])


@mistake("Danh hiệu viết tắt, hiểu được nhiều cách", awards, "title-ambiguous")
def title_ambiguous(book: Book, chance: random.Random) -> At:
    table = page(book, "award-person")
    row = chance.choice(best(table))
    table.put("titles", row, f"{table.get('titles', others(table)[0])}; CSTĐ")
    return at(table, ["titles"], [row])


@mistake("Chưa ghi xếp loại", awards, "ldtt-without-rating")
def rating_missing(book: Book, chance: random.Random) -> At:
    table = rated(book)
    row = chance.choice(table.rows)
    table.put("rating", row, None)
    return at(table, ["rating"], [row])


@mistake("Xếp loại viết sai", awards, "rating-unknown", "rating-guessed")
def rating_misspelt(book: Book, chance: random.Random) -> At:
    table = rated(book)
    row = chance.choice(table.rows)
    table.put("rating", row, chance.choice(("Hoàn thành tôt", "HTTVN", "Hòan thanh tốt nhiêm vu", "Tốt lắm", "A")))
    return at(table, ["rating"], [row])


@mistake("Đánh dấu hai mức xếp loại", awards, "rating-marked-twice")
def rating_marked_twice(book: Book, chance: random.Random) -> At:
    table = marked(book)
    row = chance.choice(table.rows)
    table.put("rating:HTXSNV", row, "x")
    table.put("rating:HTTNV", row, "x")
    return at(table, [key for key in table.columns if key.startswith("rating")], [row])


@mistake("Dấu xếp loại không rõ", awards, "mark-unclear")
def mark_unclear(book: Book, chance: random.Random) -> At:
    table = marked(book)
    row = chance.choice(table.rows)
    key = next(key for key in table.columns if key.startswith("rating") and table.get(key, row))
    table.put(key, row, chance.choice(("?", "xem lại", "chưa rõ")))
    return at(table, [key], [row])


@mistake("LĐTT mà xếp loại Hoàn thành nhiệm vụ", awards, "ldtt-below-good-rating")
def rated_too_low(book: Book, chance: random.Random) -> At:
    table = rated(book)
    row = chance.choice(others(table))
    table.put("rating", row, chance.choice(("HTNV", "Hoàn thành nhiệm vụ", "KHTNV")))
    return at(table, ("rating", "titles"), [row])


@mistake("CSTĐCS mà không có LĐTT", awards, "cstdcs-without-ldtt")
def best_without_ldtt(book: Book, chance: random.Random) -> At:
    table = page(book, "award-person")
    row = chance.choice(best(table))
    table.put("titles", row, chance.choice(("Chiến sĩ thi đua cơ sở", "CSTĐCS")))
    return at(table, ["titles"], [row])


@mistake("CSTĐCS mà không có sáng kiến", awards, "cstdcs-without-achievement")
def best_without_initiative(book: Book, chance: random.Random) -> At:
    table = rated(book)
    row = chance.choice(best(table))
    table.put("initiative", row, None)
    table.put("decision", row, None)
    table.put("rating", row, "HTTNV")
    return at(table, ("initiative", "decision", "titles", "rating"), [row])


@mistake("CSTĐCS vượt tỷ lệ", awards, "cstdcs-over-cap")
def too_many_best(book: Book, chance: random.Random) -> At:
    table = page(book, "award-person")
    wording = table.get("titles", best(table)[0])
    for row in chance.sample(others(table), 4):
        table.put("titles", row, wording)
        table.put("initiative", row, f"Sáng kiến số {row}")
        table.put("decision", row, f"{200 + row}/QĐ-VPTU ngày 20/11/2024")
    return [("", "")]


@mistake("Ghi sai số người của tập thể", awards, "ttldtt-too-few-ldtt", "ttldxs-too-few-ldtt", "ldtt-over-headcount")
def headcount_of_a_team(book: Book, chance: random.Random) -> At:
    table = page(book, "award-team")
    row = chance.choice(table.rows)
    table.put("headcount", row, chance.choice((table.get("headcount", row) + 20, 3)))
    return at(table, ("headcount", "titles"), [row])


@mistake("Quên số người của tập thể", awards, "ttldtt-too-few-ldtt", "ttldxs-too-few-ldtt")
def headcount_missing(book: Book, chance: random.Random) -> At:
    table = page(book, "award-team")
    row = chance.choice(table.rows)
    table.put("headcount", row, None)
    return at(table, ["headcount"], [row])


@mistake("Tập thể LĐXS mà xếp loại chưa xuất sắc", awards, "ttldxs-below-excellent-rating")
def team_rated_too_low(book: Book, chance: random.Random) -> At:
    table = page(book, "award-team")
    table.put("rating", table.rows[0], chance.choice(("HTTNV", "Hoàn thành tốt nhiệm vụ")))
    return at(table, ("rating", "titles"), table.rows[:1])


@mistake("Ghi sai số người trong “Danh sách có …”", awards, "declared-count-differs")
def declared_count(book: Book, chance: random.Random) -> At:
    table = page(book, chance.choice(("award-person", "award-team")))
    assert table.declared
    noun = "người" if table.form == "award-person" else "tập thể"
    table.cells[table.declared] = f"Danh sách có {len(table.rows) + chance.choice((-1, 1, 2)):02d} {noun}."
    return [(table.name, a1(*table.declared))]


@mistake("Phiếu đồng ý nhiều hơn tổng số phiếu", awards, "agree-over-ballots", "team-agree-over-ballots")
def agree_over_ballots(book: Book, chance: random.Random) -> At:
    table = page(book, chance.choice(("award-person", "award-team")))
    row = row_with(table, "agree", chance)
    table.put("agree", row, table.get("valid", row) + chance.choice((1, 10)))
    return at(table, ("agree", "valid"), [row])


@mistake("Tỷ lệ phiếu tính sai", awards, "award-share-differs", "team-share-differs")
def share_miscalculated(book: Book, chance: random.Random) -> At:
    table = page(book, chance.choice(("award-person", "award-team")))
    row = row_with(table, "agree", chance)
    table.put("share", row, chance.choice(("71,5%", "88,2%")))
    table.percent.discard(table.place("share", row))
    return at(table, ["share"], [row])


@mistake("Thiếu họ tên", awards, "row-without-subject")
def name_missing(book: Book, chance: random.Random) -> At:
    table = page(book, "award-person")
    row = chance.choice(others(table))
    table.put("name", row, None)
    return at(table, ["name"], [row])


@mistake("Dòng bị gạch ngang", awards, "maybe-withdrawn")
def row_struck_out(book: Book, chance: random.Random) -> At:
    table = page(book, chance.choice(("award-person", "award-team")))
    row = chance.choice(table.rows)
    table.struck.add(row)
    return at(table, table.columns, [row])


@mistake("Ghi chú “xin rút”", awards, "maybe-withdrawn")
def withdrawn_by_a_note(book: Book, chance: random.Random) -> At:
    table = page(book, "award-person")
    row, column = chance.choice(table.rows), max(table.columns.values()) + 1
    table.columns["note"] = column
    table.cells[table.heading, column] = "Ghi chú"
    table.put("note", row, chance.choice(("xin rút", "không xét")))
    return at(table, table.columns, [row])


@mistake("Dòng bị ẩn", awards, "rows-hidden")
def row_hidden(book: Book, chance: random.Random) -> At:
    table = page(book, "award-person")
    row = chance.choice(table.rows)
    table.hidden.add(row)
    return at(table, table.columns, [row])


@mistake("Gộp ô họ tên của hai dòng", awards, "person-twice", "row-without-subject")
def names_merged(book: Book, chance: random.Random) -> At:
    table = page(book, "award-person")
    row = next(row for row in others(table)[::-1] if row - 1 in others(table))
    table.put("name", row, None)
    table.merges.append((row - 1, table.columns["name"], row, table.columns["name"]))
    return at(table, ["name"], (row - 1, row))


@mistake("Thêm dòng dưới phần ký", awards, "row-after-signature")
def row_below_the_signatures(book: Book, chance: random.Random) -> At:
    table = page(book, "award-person")
    last = table.rows[-1]
    below = max(row for row, _ in table.cells) + 2
    for key in ("name", "position", "unit", "rating", "titles", "agree", "valid"):
        if key in table.columns:
            table.put(key, below, table.get(key, last))
    table.put("_stt", below, len(table.rows) + 1)
    table.put("name", below, "Đỗ Thúy Hằng")
    return at(table, ("name", "position", "_stt"), [below])
