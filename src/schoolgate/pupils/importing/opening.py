"""The door for workbooks and transfer files: a file goes in, rows of text come out, or a reason why not.

No reader of such formats runs here. A caged child process opens the file (see `kernel.cage`), and what it answers
is itself taken for a stranger's word: only lines and text of a bounded size pass.
"""

import json
import logging
from collections.abc import Iterator
from threading import BoundedSemaphore
from typing import Any, BinaryIO

from schoolgate.kernel.caged import CouldNotStart, EndedInside, ask_child
from schoolgate.pupils.importing.caged.answers import (
    LONGEST_CELL,
    MOST_COLUMNS,
    MOST_ROWS,
    REFUSED,
    Opened,
    Row,
)
from schoolgate.pupils.importing.sheets import FileKind
from schoolgate.pupils.importing.vocabulary import Code, FileProblem, FileRefused

WALL_SECONDS = 40
"""The longest an office waits for one file to be opened, and for a seat to open it in."""

SEATS = 1
"""Child processes at a time in one web process: each may hold more than half a gigabyte."""

_PACKAGES = ("python_calamine", "defusedxml")
_LARGEST_ANSWER = 96 * 1024 * 1024
_START = (
    "import sys; sys.path += sys.argv[1:-1]; from schoolgate.pupils.importing.caged.child import main; main()"
)
_seats = BoundedSemaphore(SEATS)
logger = logging.getLogger(__name__)


def open_caged(source: BinaryIO, *, largest: int) -> Opened:
    """The rows of this workbook or transfer file. Raises FileRefused."""
    source.seek(0)
    if not _seats.acquire(timeout=WALL_SECONDS):
        raise FileRefused(FileProblem(Code.BUSY))
    try:
        answer = ask_child(
            _START,
            source.read(),
            packages=_PACKAGES,
            seconds=WALL_SECONDS,
            most=_LARGEST_ANSWER,
            more=(str(largest),),
        )
    except CouldNotStart as fault:
        logger.error("the reader of rolls cannot run: %s", fault)
        raise FileRefused(FileProblem(Code.OUT_OF_ORDER)) from None
    except EndedInside:
        raise FileRefused(FileProblem(Code.TOO_HARD)) from None
    finally:
        _seats.release()
        source.seek(0)
    return _checked(answer)


def _checked(answer: bytes) -> Opened:
    """The child's answer, if it is one. A child that was taken over could say anything."""
    if answer.startswith(REFUSED):
        raise FileRefused(_problem_in(answer))
    facts, *lines = answer.split(b"\n")
    try:
        opened = Opened(_facts_in(facts), list(_rows_in(lines)))
    except (ValueError, TypeError, RecursionError):
        logger.warning("the reader of rolls answered with something else than rows")
        raise FileRefused(FileProblem(Code.TOO_HARD)) from None
    if len(opened.rows) > MOST_ROWS:
        raise FileRefused(FileProblem(Code.TOO_MANY_ROWS))
    return opened


def _problem_in(answer: bytes) -> FileProblem:
    code, _space, detail = answer[:300].decode("utf-8", errors="replace").partition(" ")[2].partition(" ")
    try:
        return FileProblem(Code(code), value=detail)
    except ValueError:
        logger.warning("the reader of rolls refused for a reason that is not known")
        return FileProblem(Code.TOO_HARD)


def _facts_in(line: bytes) -> dict[str, Any]:
    facts = json.loads(line)
    if not isinstance(facts, dict) or len(line) > 10_000 or facts.get("kind") not in set(FileKind):
        raise ValueError("no facts")
    return facts


def _rows_in(lines: list[bytes]) -> Iterator[Row]:
    for one in lines:
        line, cells = json.loads(one)
        if not isinstance(line, int) or not isinstance(cells, list) or len(cells) > MOST_COLUMNS:
            raise ValueError("no row")
        if not all(isinstance(cell, str) and len(cell) <= LONGEST_CELL for cell in cells):
            raise ValueError("no cells")
        yield line, cells
