"""Arguments that can't be used, told in one Vietnamese sentence instead of a page of usage; the status is 2."""
from __future__ import annotations

import argparse
import re
import sys
from typing import Any, NoReturn

# What argparse says, and what we say. Choices are quoted in some versions of Python only.
SENTENCES = (
    (r"the following arguments are required: (.+)", r"thiếu \1"),
    (r"unrecognized arguments: (.+)", r"không có tham số \1"),
    (r"ambiguous option: (\S+) could match (.+)", r"\1 có thể là \2"),
    (r"argument (.+?): invalid choice: '?([^' ]*)'? \(choose from (.+)\)", r"\1: không có “\2”; chọn một trong: \3"),
    (r"argument (.+?): expected (?:one argument|at least one argument)", r"\1: thiếu giá trị"),
    (r"argument (.+?): expected (\d+) arguments", r"\1: cần \2 giá trị"),
    (r"argument (.+?): (.+)", r"\1: \2"),
)


class Parser(argparse.ArgumentParser):
    """A parser whose complaint is one line; those of its commands are of the same kind."""

    def __init__(self, **options: Any) -> None:
        super().__init__(add_help=False, **options)
        self._positionals.title, self._optionals.title = "tham số", "tùy chọn"
        self.add_argument("-h", "--help", action="help", help="in hướng dẫn này")

    def error(self, message: str) -> NoReturn:
        print(f"cbcc-xl: {sentence(message)}. Xem {self.prog} --help.", file=sys.stderr)
        sys.exit(2)


def sentence(message: str) -> str:
    """What argparse found wrong, in Vietnamese; a message that it has only since lately stays as it is."""
    for said, ours in SENTENCES:
        found = re.fullmatch(said, message, re.DOTALL)
        if found:
            return found.expand(ours).replace("'", "")
    return message
