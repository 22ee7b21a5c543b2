"""What a page brings along: the address of a file says what is in it."""

from schoolgate.web import jinja_environment
from schoolgate.web.jinja_environment import kept_static


def test_a_file_that_a_new_version_changed_has_another_address(tmp_path, monkeypatch):
    script = tmp_path / "page.js"
    monkeypatch.setattr(jinja_environment.finders, "find", lambda path: str(script))
    addresses = []
    for words in ("let a = 1;", "let a = 1;", "let a = 2;"):
        script.write_text(words)
        addresses.append(kept_static.__wrapped__("page.js"))
    assert addresses[0] == addresses[1] != addresses[2]
    assert addresses[0].startswith("/static/page.js?")
