"""Says aloud when the labelled posts are not there to be read."""

import pytest

from tests.name_texts.labelled import VARIABLE, labelled_folder


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if labelled_folder() is None:
        terminalreporter.write_line(
            f"names in texts: the labelled posts were not read, {VARIABLE} is not set"
        )
