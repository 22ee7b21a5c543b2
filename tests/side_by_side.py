"""Two people (or a person and the clock) at the same moment, in threads with real commits.

`halfway(action)` stops a thread in the middle of its transaction, when it has written and not yet committed, so that
a test says which of two commits first while both have begun.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django_scopes import scope

from schoolgate.kernel.actions import Action
from schoolgate.people.models import School

LONG_ENOUGH = 300.0
A_LITTLE = 0.3


@dataclass
class Doing:
    """Something that runs in a thread of its own, in the scope of a school; `result()` gives or raises what came."""

    school: School
    deed: Callable[[], Any]
    _came: list[Any] = field(default_factory=list)
    _raised: list[Exception] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        try:
            with scope(school=self.school):
                self._came.append(self.deed())
        except Exception as raised:  # noqa: BLE001 - it is raised again where the test asks for the result
            self._raised.append(raised)
        finally:
            connection.close()

    @property
    def is_waiting(self) -> bool:
        """Still at it after a little while: something holds it up."""
        self._thread.join(A_LITTLE)
        return self._thread.is_alive()

    def result(self) -> Any:
        self._thread.join(LONG_ENOUGH)
        assert not self._thread.is_alive(), "it hangs"
        if self._raised:
            raise self._raised[0]
        return self._came[0]


@dataclass
class Halfway:
    """A thread waits here inside its transaction until `goes_on`."""

    _is_there: threading.Event = field(default_factory=threading.Event)
    _goes_on: threading.Event = field(default_factory=threading.Event)

    def is_reached(self) -> None:
        assert self._is_there.wait(LONG_ENOUGH), "the action never came to its body"

    def goes_on(self) -> None:
        self._goes_on.set()

    def stop_here(self) -> None:
        self._is_there.set()
        assert self._goes_on.wait(LONG_ENOUGH), "nobody let it go on"


@contextmanager
def halfway(action: Action) -> Iterator[Halfway]:
    """Within it, the first that does this action stops when its body has written; others pass."""
    body, place, first = action.body, Halfway(), threading.Lock()

    def stops(*given: Any, **named: Any) -> Any:
        done = body(*given, **named)
        if first.acquire(blocking=False):
            place.stop_here()
        return done

    action.body = stops
    try:
        yield place
    finally:
        place.goes_on()
        action.body = body


def all_at_once(school: School, *deeds: Callable[[], Any]) -> list[Any]:
    """Do these at the same moment, a thread each. What each gave, or the exception that it raised."""
    starts = threading.Barrier(len(deeds))

    def start_with(deed: Callable[[], Any]) -> Callable[[], Any]:
        def together() -> Any:
            starts.wait(LONG_ENOUGH)
            return deed()

        return together

    came = []
    for doing in [Doing(school, start_with(deed)) for deed in deeds]:
        try:
            came.append(doing.result())
        except Exception as raised:  # noqa: BLE001 - what was raised is the result
            came.append(raised)
    return came
