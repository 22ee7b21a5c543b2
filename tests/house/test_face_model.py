"""The model that finds faces: checked by its hash, and never waited for where it cannot be had."""

from pathlib import Path

import pytest

from schoolgate.media.faces import finding
from setup import faces, running


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Set-up of a checkout without the model, on a machine whose pip reaches nothing."""
    monkeypatch.setattr(faces, "FACES", tmp_path)
    monkeypatch.setattr(faces, "MODEL", tmp_path / "centerface.onnx")
    monkeypatch.setattr(faces, "VENV_PYTHON", Path("false"))
    monkeypatch.setattr(running, "STAMPS", tmp_path / "stamps")
    return tmp_path


def test_set_up_and_program_mean_the_same_file():
    assert faces.SHA256 == finding.SHA256


def test_set_up_goes_on_without_it_and_asks_again_only_when_told_to(folder, capsys):
    assert not faces.fetch()
    assert "authors say themselves how many people" in capsys.readouterr().out
    assert not faces.fetch()
    assert capsys.readouterr().out == ""
    assert not faces.fetch(try_again=True)
    assert "fetching the model" in capsys.readouterr().out


def test_another_file_under_its_name_is_thrown_away(folder):
    faces.MODEL.write_bytes(b"not the model")
    assert not faces.fetch()
    assert not faces.MODEL.exists()
