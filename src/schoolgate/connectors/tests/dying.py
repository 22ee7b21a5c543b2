"""A process that publishes and is killed at its nth point: `python -m …dying ADDRESS MEMORY N`.

The points are: before and after each call to the website, before and after each keeping of what it remembers.
It ends with 0 when it came to the end before the nth point; nothing is tidied up at a kill, as at a power cut.
"""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx

from schoolgate.connectors.contract import Credentials, Facts, Sent, Surroundings
from schoolgate.connectors.tests.little_wordpress import KEY, USER
from schoolgate.connectors.tests.making import Memory, a_post
from schoolgate.connectors.wordpress import WordPress


class Points:
    """Counts the points and dies at the nth."""

    def __init__(self, last: int) -> None:
        self.left = last

    def pass_one(self) -> None:
        self.left -= 1
        if not self.left:
            os.kill(os.getpid(), signal.SIGKILL)

    def around(self, step: Callable[[Any], Any]) -> Callable[[Any], Any]:
        def killed_around(what: Any) -> Any:
            self.pass_one()
            came = step(what)
            self.pass_one()
            return came

        return killed_around


def main(address: str, memory: Memory, last: int) -> None:
    points = Points(last)
    send = httpx.HTTPTransport.handle_request
    httpx.HTTPTransport.handle_request = lambda self, request: points.around(lambda asked: send(self, asked))(
        request
    )

    def keep(facts: Facts) -> None:
        points.around(memory.keep)(facts)

    told = WordPress(Surroundings(allow_loopback=True)).publish(
        a_post(), Credentials(address, USER, KEY), remembered=memory.facts, remember=keep
    )
    if not isinstance(told, Sent):
        raise SystemExit(str(told))


if __name__ == "__main__":
    main(sys.argv[1], Memory(Path(sys.argv[2])), int(sys.argv[3]))
