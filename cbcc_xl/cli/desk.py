"""Questions in the terminal: a sentence, numbered choices, what is meant where only Enter is pressed.

Reads lines and writes lines, so that a script may answer as well as a person; bold letters on a terminal only. The end
of the input is an `EOFError`.
"""
from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence

AGAIN = "?"                        # shows the choices again


class Desk:
    def __init__(self, words: Mapping[str, str]) -> None:
        self.words = words
        self._bold = sys.stdout.isatty() and "NO_COLOR" not in os.environ

    def say(self, text: str = "") -> None:
        print(text)

    def told(self, key: str, **facts: object) -> None:
        """A sentence of the data."""
        self.say(self.words[key].format(**facts))

    def title(self, text: str) -> None:
        print(f"\n\033[1m{text}\033[0m" if self._bold else f"\n{text}")

    def ask(self, question: str, default: str = "") -> str:
        """A line as typed; the default where it is empty."""
        print(f"{question}{f' [{default}]' if default else ''}: ", end="", flush=True)
        try:
            line = input()
        except EOFError:
            print()
            raise
        if not sys.stdin.isatty():
            print(line)                         # who reads a script's log sees what was answered
        return line.strip() or default

    def choose(self, question: str, options: Sequence[str], default: int | None = None, first: int = 1,
               listed: bool = True) -> int:
        """The index of one of the options, by its number; `listed`: they are shown before it is asked."""
        self.title(question)
        if listed:
            self._list(options, first)
        while True:
            answer = self.ask(">", "" if default is None else str(default + first))
            if answer.isdecimal() and 0 <= int(answer) - first < len(options):
                return int(answer) - first
            if answer == AGAIN:
                self._list(options, first)
            else:
                self.told("not-a-choice", first=first, last=first + len(options) - 1)

    def _list(self, options: Sequence[str], first: int) -> None:
        width = len(str(first + len(options) - 1))
        for number, option in enumerate(options, first):
            print(f"  {number:>{width}}. {option}")
