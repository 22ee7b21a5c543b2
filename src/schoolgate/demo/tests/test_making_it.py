"""`schoolgate demo` makes the demonstration once, and again when its tables are of an earlier version."""

import pytest
from django.core.management import call_command

from schoolgate.audit import held
from schoolgate.demo.management.commands import demo
from tests import make


@pytest.fixture
def made(settings, tmp_path, monkeypatch) -> list[str]:
    """How often it was made."""
    settings.IS_DEMO, settings.DATA = True, tmp_path
    times: list[str] = []

    def make(_command: demo.Command, mark) -> None:
        mark.write_text("made")
        times.append("made")

    monkeypatch.setattr(demo.Command, "make", make)
    monkeypatch.setattr(demo, "pending_migrations", list)
    return times


def test_it_is_made_once_and_kept(made):
    for _ in range(3):
        call_command("demo", only_make=True)
    assert made == ["made"]


def test_one_of_an_earlier_version_is_made_anew_and_that_is_said(made, monkeypatch, capsys):
    call_command("demo", only_make=True)
    monkeypatch.setattr(demo, "pending_migrations", lambda: ["posts.0007_posts_of_a_state"])
    call_command("demo", only_make=True)
    assert made == ["made", "made"]
    assert "is of an earlier version of the program" in capsys.readouterr().out


def test_the_trail_of_a_new_one_can_be_signed(settings, tmp_path):
    settings.DATA = settings.MEDIA_STORE = settings.EMAIL_FILE_PATH = tmp_path / "demo"
    settings.SCHOOLGATE_KEYS_DIR = tmp_path / "keys"
    held.remember("school:1", "the last note of the one before")
    demo.forget_the_one_before(make.NOW)
    assert held.all_remembered() == []
