from collections.abc import Iterator
from pathlib import Path

import pytest

from schoolgate.connectors.contract import Credentials, Surroundings
from schoolgate.connectors.tests.little_wordpress import KEY, USER, LittleWordPress
from schoolgate.connectors.tests.making import Memory
from schoolgate.connectors.wordpress import WordPress


@pytest.fixture
def website() -> Iterator[LittleWordPress]:
    with LittleWordPress() as running:
        yield running


@pytest.fixture
def credentials(website: LittleWordPress) -> Credentials:
    return Credentials(website.address, USER, KEY)


@pytest.fixture
def wordpress() -> WordPress:
    return WordPress(Surroundings(allow_loopback=True, patience_s=60.0))


@pytest.fixture
def memory(tmp_path: Path) -> Memory:
    return Memory(tmp_path / "memory.json")
