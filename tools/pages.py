"""The pages that are produced, not typed: what is checked, read and said, as the data files have it today.

`python -m tools.pages` writes docs/rules, titles, forms, findings and commands, and the output of every command shown
in the written pages (`shown`). `pages()` gives the same as path → text: a test holds the committed text to it.
"""
from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

from cbcc_xl.catalogue import Catalogue, Form, Period, Rule, load
from cbcc_xl.catalogue.wording import article, limit
from cbcc_xl.cli import parser
from tools.markdown import day, listed, table
from tools.shown import shown_again
from tools.specialist import specialist

HOME = Path(__file__).resolve().parent.parent
WRITTEN = ("README.md", "docs/nguoi-lap-bieu.md", "docs/nguoi-tong-hop.md", "docs/co-quan.md")
PRODUCED = "<!-- Trang này do `make docs` viết từ dữ liệu; sửa dữ liệu, đừng sửa trang. -->"
TOPICS = {
    "conference": "Hội nghị, điểm danh", "votes": "Biểu quyết", "elections": "Bầu cử, kiểm phiếu",
    "ratings": "Xếp loại", "awards": "Danh hiệu, khen thưởng", "initiatives": "Sáng kiến", "councils": "Hội đồng",
    "registrations": "Đăng ký thi đua", "cluster": "Khối, cụm thi đua",
    "dossier": "Hồ sơ, số cộng", "proposals": "Kiến nghị", "targets": "Chỉ tiêu",
}
SEVERITIES = {"error": "lỗi", "warning": "cảnh báo", "info": "ghi nhận", "off": "không áp dụng"}
SUBJECTS = {"person": "cá nhân", "team": "tập thể", "any": "cá nhân, tập thể"}
BRANCHES = {"state": "nhà nước", "party": "đảng", "union": "công đoàn"}
TYPES = {
    "person": "tên người", "unit": "tên đơn vị", "position": "chức vụ", "text": "chữ", "count": "số nguyên",
    "share": "tỷ lệ", "titles": "danh hiệu", "rating": "mức xếp loại", "decision": "số quyết định", "date": "ngày",
    "kind": "loại nội dung", "status": "có mặt, vắng", "names": "danh sách tên", "authors": "tác giả, tỷ lệ đóng góp",
    "choice": "một trong các loại", "deadline": "thời hạn", "decimal": "số", "earlier": "khen thưởng các năm",
    "figure": "số, hoặc chữ", "lines": "mỗi dòng một mục", "list": "danh sách", "merits": "danh hiệu, mức xếp loại",
    "money": "số tiền", "post": "chức danh bầu", "round": "lần bầu", "subject": "tên người hoặc tập thể",
    "title": "một danh hiệu", "year": "năm",
}


def main() -> None:
    for name, text in pages().items():
        path = HOME / name
        if not path.exists() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8", newline="\n")
            print(name)


def pages() -> dict[str, str]:
    """All pages that are produced wholly or in part."""
    return {**{name: shown_again((HOME / name).read_text("utf-8")) for name in WRITTEN}, **produced()}


def produced() -> dict[str, str]:
    catalogue = load()
    made = {"rules": rules(catalogue), "titles": titles(catalogue), "forms": forms(catalogue),
            "findings": findings(catalogue), "commands": commands()}
    return {f"docs/{name}.md": "\n".join((PRODUCED, *lines)).rstrip() + "\n" for name, lines in made.items()}


def rules(catalogue: Catalogue) -> Iterator[str]:
    yield from ("# Quy tắc kiểm tra", "",
                "Mỗi quy tắc mang tên của lỗi. Mỗi dòng của bảng là một thời kỳ hiệu lực, tính theo ngày quyết định "
                "khen thưởng (`--decided`), không có thì theo ngày 31/12 của năm xét.", "",
                "“Chưa kiểm chứng”: văn bản chưa được đọc lại, nên chỉ là cảnh báo.", "")
    there = [rule.topic for rule in catalogue.rules.values()]
    for topic in dict.fromkeys((*TOPICS, *there)):
        if topic in there:
            yield from (f"## {TOPICS[topic]}", "")
            yield from (line for rule in catalogue.rules.values() if rule.topic == topic
                        for line in _rule(rule, catalogue))
    yield from specialist(catalogue)


def _rule(rule: Rule, catalogue: Catalogue) -> Iterator[str]:
    yield from (f"### {rule.code}", "", _open(rule.words["vi"]), "", f"Cách xử lý: {_open(rule.words['vi_fix'])}", "")
    yield from table(("Từ", "Đến", "Giới hạn", "Mức", "Căn cứ", "Đọc lại ngày"),
                     (_period(period, catalogue) for period in rule.periods))


def _period(period: Period, catalogue: Catalogue) -> tuple[str, ...]:
    source = catalogue.sources.get(period.source)
    basis = f"{article(period.article)} {source.vi if source else period.source}".strip()
    read = "chưa kiểm chứng" if period.unverified else day(period.checked)
    return day(period.start), day(period.end), limit(period.limit), SEVERITIES[period.severity], basis, read


def titles(catalogue: Catalogue) -> Iterator[str]:
    yield from ("# Danh hiệu, hình thức khen thưởng, mức xếp loại", "",
                "“Cách viết khác” không kể chữ hoa, dấu cách, kiểu đặt dấu; `*` thay cho chữ bất kỳ.", "",
                "## Danh hiệu, hình thức khen thưởng", "")
    yield from table(("Mã", "Tên", "Cho", "Ngành", "Cấp", "Cách viết khác"), (
        (f"`{title.code}`", title.vi, SUBJECTS[title.subject], BRANCHES[title.branch], title.level, listed(title.also))
        for title in sorted(catalogue.titles.values(), key=lambda title: title.order)))
    yield from ("## Mức xếp loại", "")
    yield from table(("Mã", "Tên", "Cách viết khác"), (
        (f"`{rating.code}`", rating.vi, listed(rating.also))
        for rating in sorted(catalogue.ratings.values(), key=lambda rating: rating.order)))


def forms(catalogue: Catalogue) -> Iterator[str]:
    yield from ("# Biểu và cột", "",
                "Cột có thể đứng theo thứ tự bất kỳ; tiêu đề được hiểu theo cách viết nào trong cột cuối cũng được. "
                "Không cần dùng biểu mẫu của chúng tôi.", "")
    for form in catalogue.unit_forms():
        yield from (f"## {form.vi} (`{form.name}`)", "", *_fields(form))


def _fields(form: Form) -> list[str]:
    return table(("Trường", "Tên trên biểu mẫu", "Ghi gì", "Cần", "Tiêu đề được hiểu"), (
        (f"`{field.key}`", field.vi, TYPES[field.type],
         "bắt buộc" if field.must else "nên có" if field.should else "",
         listed((*form.headings.get(field.key, ()), *form.labels.get(field.key, ()))))
        for field in form.fields))


def findings(catalogue: Catalogue) -> Iterator[str]:
    yield from ("# Lỗi, câu hỏi, ghi nhận khi đọc tệp", "",
                "Nói về tệp và ô, không dựa trên quy định nào. Lỗi theo quy định: [rules.md](rules.md).", "")
    yield from table(("Mã", "Mức", "Nội dung", "Cách xử lý"), (
        (f"`{code}`", SEVERITIES[words["severity"]], _open(words["vi"]), _open(words.get("vi_fix", "")))
        for code, words in catalogue.messages.items()))


def commands() -> Iterator[str]:
    yield from ("# Lệnh", "",
                "Mã thoát: 0 xong, không có lỗi; 1 xong, có lỗi trong biểu; 2 không làm được, một dòng nói vì sao.", "")
    for name, command in subcommands().items():
        yield from (f"## cbcc-xl {name}", "", command.description or "", "")
        yield from table(("Tham số", "Ý nghĩa"), (row for action in command._actions for row in _parameters(action)))


def _parameters(action: argparse.Action) -> list[tuple[str, str]]:
    """A line for an argument, or one for each task of a command that has several."""
    if isinstance(action, argparse._HelpAction):
        return []
    if isinstance(action, argparse._SubParsersAction):
        return [(f"`{task.dest}`", task.help or "") for task in action._choices_actions]
    return [(f"`{_written(action)}`", action.help or "")]


def subcommands() -> dict[str, argparse.ArgumentParser]:
    """Each command of `cbcc-xl` with its parser."""
    (choices,) = (action.choices for action in parser()._actions if isinstance(action, argparse._SubParsersAction))
    return dict(choices or {})


def _written(action: argparse.Action) -> str:
    shown = action.metavar or ("{" + ",".join(map(str, action.choices)) + "}" if action.choices else "")
    return " ".join(filter(None, (", ".join(action.option_strings), str(shown))))


def _open(template: str) -> str:
    """A message without its facts: "có …/… người"."""
    return re.sub(r"\{[^}]*\}", "…", template)


if __name__ == "__main__":
    main()
