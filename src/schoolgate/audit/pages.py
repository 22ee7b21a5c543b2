"""A page of the trail looked through at once: which of its entries want a closer look, and the tree over its leaves.

Nearly every entry is as it was recorded. What shows that is asked of each of them here with as little ado as Python
allows; whatever is not plainly in order is looked at closely, entry by entry (`rows.Row`, `verifying.Walk`).
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC
from hashlib import sha256
from multiprocessing import get_context

from django.db import connections

from schoolgate.audit.envelopes import FORMAT
from schoolgate.audit.rows import PAGE, Row, Unread, page_at
from schoolgate.rules.merkle import root_of_whole

# So many pages are a task for one process: enough that handing it over costs nothing, few enough that no process
# is left alone with the last of them.
PAGES_AT_ONCE = 4
# A shorter log is looked through sooner than two processes are started.
WORTH_SHARING = 16 * PAGE


@dataclass(frozen=True, slots=True)
class Page:
    """What was found out about up to PAGE entries from the place `start` on.

    `root` is that of the tree over them, None unless the page is full and each entry stands where the one before it
    leads to. `odd` are the entries, counted from the first, that want a closer look.
    """

    log_key: str
    start: int
    first_id: int
    last_id: int
    root: bytes | None
    odd: tuple[int, ...]
    unread: Sequence[Unread] | None = None

    def rows(self) -> list[Row]:
        """The entries themselves, read again where another process has looked at them."""
        found = self.unread if self.unread is not None else page_at(self.log_key, self.start)
        return [Row._make(row) for row in found]


def checked_pages(log_key: str, size: int, processes: int) -> Iterator[Page]:
    """The whole log, page by page. `size`: how many entries it has, if it has no gap."""
    if processes > 1 and size > WORTH_SHARING:
        yield from _checked_side_by_side(log_key, size, processes)
    else:
        yield from _checked_from(log_key, 0)


def _checked_from(log_key: str, place: int) -> Iterator[Page]:
    while rows := page_at(log_key, place):
        yield check(log_key, place, rows)
        place = rows[-1][0] + 1


def _checked_side_by_side(log_key: str, size: int, processes: int) -> Iterator[Page]:
    starts = range(0, size, PAGE * PAGES_AT_ONCE)
    # No connection may be shared with a child: each opens its own.
    connections.close_all()
    with ProcessPoolExecutor(processes, get_context("fork"), _open_no_pool) as pool:
        last = 0
        for pages in pool.map(_check_task, [log_key] * len(starts), starts):
            yield from pages
            last = pages[-1].start + PAGE if pages else last
    yield from _checked_from(log_key, last)


def _open_no_pool() -> None:
    """A pool of connections lives by threads, and a child has none of its parent's: it opens one connection."""
    for name in connections:
        connections[name].settings_dict["OPTIONS"].pop("pool", None)


def _check_task(log_key: str, start: int) -> list[Page]:
    """In a process of its own: the full pages from `start` on."""
    found = []
    for place in range(start, start + PAGE * PAGES_AT_ONCE, PAGE):
        rows = page_at(log_key, place)
        if len(rows) < PAGE:
            break
        page = check(log_key, place, rows)
        found.append(Page(page.log_key, page.start, page.first_id, page.last_id, page.root, page.odd))
    return found


def check(log_key: str, start: int, rows: Sequence[Unread]) -> Page:
    """Look through these rows, the first of which ought to stand at `start`."""
    odd = tuple(_odd(log_key, rows))
    ids = [row[2] for row in rows]
    in_order = [row[0] for row in rows] == list(range(start, start + len(rows))) and ids == sorted(ids)
    leaves = [bytes(row[1]) for row in rows]
    is_whole = in_order and len(rows) == PAGE and all(len(leaf) == 32 for leaf in leaves)
    root = root_of_whole(leaves) if is_whole else None
    return Page(log_key, start, ids[0], ids[-1], root, odd, rows)


def _odd(log_key: str, rows: Sequence[Unread]) -> Iterator[int]:
    """The rows that are not plainly what was put into the log, with the words they had."""
    before_log = f',"format":{FORMAT},"log":"{log_key}","subject_id":"'
    controls_as_hashed: dict[str, str] = {}
    for place, row in enumerate(rows):
        (
            _,
            leaf,
            _,
            stored,
            log,
            type_,
            at,
            actor,
            subject_type,
            subject,
            controls,
            commitment,
            salt,
            words,
        ) = row
        try:
            if type(at) is not str:
                at = at.astimezone(UTC).isoformat(" ", "microseconds")[:26]
            said = controls_as_hashed.get(controls)
            if said is None:
                said = controls_as_hashed[controls] = controls.replace('", "', '","')
            instant = f"{at[:10]}T{at[11:]}" if len(at) == 26 else f"{at[:10]}T{at[11:]}.000000"
            spelled = (
                f'{{"actor_id":"{actor}","at":"{instant}Z","commitment":"{commitment}","controls":{said}'
                f'{before_log}{subject}","subject_type":"{subject_type}","type":"{type_}"}}'
            ).encode()
            if (
                spelled != stored
                or log != log_key
                or sha256(b"\x00" + spelled).digest() != leaf
                or sha256(salt + words.encode()).hexdigest() != commitment
            ):
                yield place
        except (TypeError, ValueError, AttributeError):
            yield place
