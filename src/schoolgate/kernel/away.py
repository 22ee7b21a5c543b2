"""Something the program stands on does not answer just now: the database, the store of pictures, the shared cache."""

from django.db import InterfaceError, OperationalError


class Away(Exception):
    """A part outside the database that does not answer: trying again in a while is all that helps."""


def is_away(problem: BaseException | None) -> bool:
    """Whether this problem is only that something does not answer just now.

    The library of the shared cache is installed only where there is one, so its problem is known by its name.
    """
    if isinstance(problem, Away | OperationalError | InterfaceError):
        return True
    kind = type(problem)
    return kind.__module__.startswith("redis.") and kind.__name__ in {"ConnectionError", "TimeoutError"}
