"""What a browser would send: the fields of a page's form as they are filled in."""

from html.parser import HTMLParser


class _Fields(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.filled: dict[str, str] = {}
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "select":
            self._select = given.get("name") or ""
            self.filled[self._select] = ""
        elif tag == "option" and "selected" in given:
            self.filled[self._select] = given.get("value") or ""
        elif tag == "input" and given.get("name") and given.get("type") not in ("radio", "checkbox", "file"):
            self.filled[given["name"] or ""] = given.get("value") or ""


def fields_of(page: str) -> dict[str, str]:
    """Names and values of every field of this page's forms."""
    parser = _Fields()
    parser.feed(page)
    return parser.filled
