"""Secrets that are made at the first start."""

import pytest

from schoolgate.kernel.secret_files import kept_secret


def test_a_secret_that_a_power_cut_left_half_made_is_made_whole(tmp_path):
    (tmp_path / ".secret.draft").write_text("hal")
    made = kept_secret(tmp_path / "secret")
    assert len(made) > 50
    assert kept_secret(tmp_path / "secret") == made
    assert [one.name for one in tmp_path.iterdir()] == ["secret"]
    assert (tmp_path / "secret").stat().st_mode & 0o077 == 0


def test_one_that_belongs_to_somebody_else_says_what_to_do(tmp_path, monkeypatch):
    """As after root copied the folder of keys back: root itself may read it, the program's user not."""

    def refuse(path):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.read_text", refuse)
    with pytest.raises(SystemExit, match=f"chown -R <user>: {tmp_path}"):
        kept_secret(tmp_path / "secret")
