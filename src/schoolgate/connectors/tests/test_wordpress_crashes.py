"""Killed with SIGKILL at every point of an attempt and started again, a post is public exactly once."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from schoolgate.connectors.contract import Sent
from schoolgate.connectors.tests.little_wordpress import LittleWordPress
from schoolgate.connectors.tests.making import Memory, a_post

MOST_POINTS = 100


def publish_until_killed(website: LittleWordPress, memory: Memory, point: int) -> bool:
    """Whether it was killed; otherwise it came to its end."""
    command = [
        sys.executable,
        "-m",
        "schoolgate.connectors.tests.dying",
        website.address,
        str(memory.file),
        str(point),
    ]
    settings = {"DJANGO_SETTINGS_MODULE": os.environ["DJANGO_SETTINGS_MODULE"]}
    done = subprocess.run(
        command,
        env={**os.environ, **settings, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        check=False,
    )
    assert done.returncode in (0, -signal.SIGKILL), done.stderr.decode()
    return done.returncode != 0


def test_killed_at_each_point_and_started_again_it_is_public_once(
    tmp_path: Path, wordpress, credentials
) -> None:
    seen = []
    for point in range(1, MOST_POINTS):
        with LittleWordPress() as website:
            memory = Memory(tmp_path / f"{point}.json")
            if not publish_until_killed(website, memory, point):
                break
            seen.append((len(website.posts), len(website.visible), len(website.pictures)))
            here = type(credentials)(website.address, credentials.username, credentials.secret)
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
