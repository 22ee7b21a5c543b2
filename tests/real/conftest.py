"""The real systems, started once for all tests of a run and empty at the beginning of each test."""

from collections.abc import Iterator

import pytest

from .servers.mailbox import Mailbox
from .servers.wordpress import RealWordPress


@pytest.fixture(scope="session")
def running_wordpress(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealWordPress]:
    with RealWordPress(tmp_path_factory.mktemp("wordpress")) as website:
        yield website


@pytest.fixture
def wordpress(running_wordpress: RealWordPress) -> RealWordPress:
    running_wordpress.empty()
    return running_wordpress


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    with Mailbox() as box:
        yield box
