"""Gives every test the folder of invented rolls, made once a session."""

from pathlib import Path

import pytest

from tests.rolls.making import write_open_rolls


@pytest.fixture(scope="session")
def open_rolls(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with every file that tests/rolls/README.md lists."""
    folder = tmp_path_factory.mktemp("open_rolls")
    write_open_rolls(folder)
    return folder
