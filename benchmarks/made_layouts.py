"""How much of what the tests' generator of layouts draws is read right, asked about, or wrong in silence, by oddity.

    PYTHONPATH=tests python benchmarks/made_layouts.py [COUNT] [SEED]

The tests hold a few hundred such sheets to it; here thousands are drawn. The last column must be empty.
"""
from __future__ import annotations

import sys
from collections import Counter, defaultdict

from hypothesis import HealthCheck, Phase, given, seed, settings
from layouts import Layout, layouts
from test_layouts import missed


def main(count: int, start: int) -> None:
    found: dict[str, Counter[str]] = defaultdict(Counter)

    @seed(start)
    @settings(max_examples=count, deadline=None, database=None, phases=[Phase.generate],
              suppress_health_check=list(HealthCheck))
    @given(layouts())
    def read(layout: Layout) -> None:
        amiss = missed(layout)
        verdict = "right" if not amiss else "asked" if all(one.asked for one in amiss) else "in silence"
        for oddity in ("all", layout.truths[0].form, *(layout.oddities or ["nothing odd"])):
            found[oddity][verdict] += 1

    read()
    for oddity, verdicts in sorted(found.items(), key=lambda one: -sum(one[1].values())):
        print(f"{oddity:<20}", *(f"{verdict} {verdicts[verdict] or '':<6}"
                                 for verdict in ("right", "asked", "in silence")))


if __name__ == "__main__":
    main(*map(int, [*sys.argv[1:], *["3000", "1"][len(sys.argv) - 1:]]))
