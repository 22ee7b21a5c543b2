"""Secrets that are made at the first start."""

from schoolgate.kernel.secret_files import kept_secret


def test_a_secret_that_a_power_cut_left_half_made_is_made_whole(tmp_path):
    (tmp_path / ".secret.draft").write_text("hal")
    made = kept_secret(tmp_path / "secret")
    assert len(made) > 50
    assert kept_secret(tmp_path / "secret") == made
    assert [one.name for one in tmp_path.iterdir()] == ["secret"]
    assert (tmp_path / "secret").stat().st_mode & 0o077 == 0
