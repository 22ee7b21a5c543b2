"""`make clauses` and `make clauses-sabotage`: play every scene, then say how the clauses live.

python -m tests.clauses             counts; the last line is the sum
python -m tests.clauses --take-out  takes each row out, and shows that its scene then fails
python -m tests.clauses --table     writes docs/policies.md from the rows, and prints the README's short tables
"""

import re
import sys
from dataclasses import dataclass, field

import pytest

from tests.clauses import table
from tests.clauses.counting import lines

A_ROW = re.compile(r"::test_row\[(?P<row>[^\]]+)\]$")


@dataclass
class Watching:
    """Which rows' tests passed and which did not."""

    passed: set[str] = field(default_factory=set)
    failed: set[str] = field(default_factory=set)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        found = A_ROW.search(report.nodeid)
        if found is None:
            return
        if report.failed:
            self.failed.add(found["row"])
        elif report.when == "call":
            self.passed.add(found["row"])


def main(given: list[str]) -> int:
    say = sys.stdout.write
    if given == ["--table"]:
        table.PAGE.write_text(table.written(), encoding="utf-8")
        say(table.compact() + "\n")
        return 0
    watching = Watching()
    status = pytest.main(
        ["-q", "-p", "no:cacheprovider", "--no-header", "tests/clauses/test_rows.py", *given],
        plugins=[watching],
    )
    passed = watching.passed - watching.failed
    if "--take-out" in given:
        say(f"still served with their row taken out: {', '.join(sorted(watching.failed)) or 'none'}" + "\n")
        say(f"clauses-sabotage: {len(passed)} of {len(passed | watching.failed)} rows fall when taken out\n")
    else:
        for row in sorted(watching.failed):
            say(f"not proved, so counted as open: {row}" + "\n")
        for line in lines(passed):
            say(line + "\n")
    return int(status)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
