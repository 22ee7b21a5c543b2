"""How many queries a read makes, and that the number does not grow with the rows."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

FEW, MANY = 3, 30
CheckGrowth = Callable[..., int]


@pytest.fixture
def queries_do_not_grow(db: None) -> CheckGrowth:
    """`queries_do_not_grow(make, read)`: `make(n)` adds n rows, `read()` is counted with 3 and with 30 of them.

    Returns the number of queries, so that a test can also hold a ceiling (`at_most`).
    """

    def check(
        make: Callable[[int], object], read: Callable[[], object], *, at_most: int | None = None
    ) -> int:
        counts = []
        for more in (FEW, MANY - FEW):
            make(more)
            read()  # what is cached in the process is not what is counted
            with CaptureQueriesContext(connection) as queries:
                read()
            counts.append(len(queries))
        few, many = counts
        assert many == few, f"{few} queries with {FEW} rows, {many} with {MANY}"
        assert at_most is None or many <= at_most, f"{many} queries, {at_most} are allowed"
        return many

    return check
