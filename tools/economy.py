"""The page that says how well mistakes are found, and with how many findings a cause: `docs/economy.md`.

`python -m tools.economy` measures it on files made by the tests' own generator (a minute or two) and writes it anew.
"""
from __future__ import annotations

import sys
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent


def main() -> None:
    sys.path.insert(0, str(HOME / "tests"))              # the generator is the tests'
    from economy.kinds import KINDS
    from economy.measure import measure, page

    (HOME / "docs/economy.md").write_text(page([measure(kind) for kind in KINDS]), "utf-8", newline="\n")


if __name__ == "__main__":
    main()
