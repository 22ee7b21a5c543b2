"""Killed with SIGKILL at every point of an attempt and started again, a post is public exactly once.

The points are before and after each call to the website, before and after each keeping of what is remembered. Nothing
is tidied up at a kill, as at a power cut.
"""

import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx

from schoolgate.connectors.contract import Sent
from schoolgate.connectors.tests.little_wordpress import LittleWordPress
from schoolgate.connectors.tests.making import Memory, a_post
from schoolgate.connectors.wordpress import WordPress

MOST_POINTS = 100


class Points:
    """Counts the points and dies at the nth."""

    def __init__(self, last: int) -> None:
        self.left = last

    def _pass(self) -> None:
        self.left -= 1
        if not self.left:
            os.kill(os.getpid(), signal.SIGKILL)

    def around(self, step: Callable) -> Callable:
        def killed_around(*given: Any) -> Any:
            self._pass()
            came = step(*given)
            self._pass()
            return came

        return killed_around


def publish_until_killed(wordpress: WordPress, credentials, memory: Memory, last: int) -> bool:
    """Publish in a process of its own that dies at its nth point. Whether it died; else it came to its end."""
    child = os.fork()
    if child == 0:
        points = Points(last)
        httpx.HTTPTransport.handle_request = points.around(httpx.HTTPTransport.handle_request)
        try:
            told = wordpress.publish(
                a_post(), credentials, remembered=memory.facts, remember=points.around(memory.keep)
            )
        except BaseException:  # noqa: BLE001 - whatever it was, this process must not go on as a second pytest
            os._exit(3)
        os._exit(0 if isinstance(told, Sent) else 4)
    _pid, status = os.waitpid(child, 0)
    ended = os.waitstatus_to_exitcode(status)
    assert ended in (0, -signal.SIGKILL), ended
    return ended != 0


def test_killed_at_each_point_and_started_again_it_is_public_once(
    tmp_path: Path, wordpress, credentials
) -> None:
    seen = []
    for point in range(1, MOST_POINTS):
        with LittleWordPress() as website:
            here = type(credentials)(website.address, credentials.username, credentials.secret)
            memory = Memory(tmp_path / f"{point}.json")
            if not publish_until_killed(wordpress, here, memory, point):
                break
            seen.append((len(website.posts), len(website.visible), len(website.pictures)))
            again = wordpress.publish(a_post(), here, remembered=memory.facts, remember=memory.keep)
            assert isinstance(again, Sent), point
            assert again.note == "", point
            assert len(website.posts) == len(website.visible) == 1, point
            assert len(website.pictures) == 2, point
            assert wordpress.take_down((), here, remembered=memory.facts).all_gone, point
            assert (website.posts, website.files) == ({}, {}), point
    # The kills fell before the draft, between draft and pictures, between pictures and showing, and after it.
    assert {(0, 0, 0), (1, 0, 0), (1, 0, 1), (1, 0, 2), (1, 1, 2)} <= set(seen)
    assert 26 <= point < MOST_POINTS
