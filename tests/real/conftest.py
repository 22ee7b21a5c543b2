"""The real systems, started once for all tests of a process and empty at the beginning of each test."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from .servers.mailbox import Mailbox
from .servers.wordpress import RealWordPress

SHOWN = "shown"
Show = Callable[..., None]


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


@pytest.fixture
def show(record_property: Callable[[str, object], None]) -> Show:
    """`show(line, ...)`: what whoever runs the tests is to read, whichever process of the run found it."""

    def shows(*lines: str) -> None:
        for line in lines:
            record_property(SHOWN, line)

    return shows


@dataclass(eq=False)
class Reader:
    """Writes what tests show, in the process that has the terminal."""

    config: pytest.Config

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        lines = [str(line) for name, line in report.user_properties if name == SHOWN]
        terminal = self.config.pluginmanager.get_plugin("terminalreporter")
        if report.when == "call" and lines and terminal is not None:
            terminal.write("\n" + "".join(f"  {line}\n" for line in lines))


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(Reader(config))
