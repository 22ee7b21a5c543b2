"""What the child process says: facts about the file, then its rows; or one refusal."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

MOST_ROWS = 200_000
MOST_COLUMNS = 400
# One more than a cell may have (see `reading`), so that whoever reads on knows that it was cut.
LONGEST_CELL = 4_001
REFUSED = b"refused"

Row = tuple[int, list[str]]


class Refused(Exception):
    """The file is not read on. `code` is one of the import's codes, `detail` the fact its sentence needs."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code, detail)
        self.code, self.detail = code, detail


@dataclass(slots=True)
class Opened:
    """A file as rows of text, each with its line; `facts` are about the file as a whole."""

    facts: dict[str, Any] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)


def written(opened: Opened) -> bytes:
    """The answer as lines of JSON: the facts, then a line for each row."""
    lines: Iterable[Any] = ([line, cells] for line, cells in opened.rows)
    return b"\n".join(
        json.dumps(one, ensure_ascii=False, separators=(",", ":")).encode("utf-8", errors="replace")
        for one in (opened.facts, *lines)
    )


def refusal(refused: Refused) -> bytes:
    return b" ".join((REFUSED, refused.code.encode(), refused.detail.encode("utf-8", errors="replace")))
