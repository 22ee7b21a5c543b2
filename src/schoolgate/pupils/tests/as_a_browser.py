"""What a browser sends: the forms of a page as they stand there, and files."""

from html.parser import HTMLParser
from io import BytesIO

from django.http import HttpResponse
from django.test import Client

ROLL = "/schools/oakfield/pupils"
GONE = 404


def upload(client: Client, data: bytes, name: str = "roll.csv") -> HttpResponse:
    """Choose this file on the page for rolls, and see where that leads."""
    file = BytesIO(data)
    file.name = name
    return client.post(f"{ROLL}/import", {"file": file}, follow=True)


class FormReader(HTMLParser):
    """The fields of the form of a page as a browser would send them back untouched."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.sent: dict[str, str] = {}
        self._form: str | None = None
        self._select = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form":
            self._form = given.get("method")
        if self._form != "post":
            return
        if tag == "select":
            self._select = given["name"]
        if tag == "option" and ("selected" in given or self._select not in self.sent):
            self.sent[self._select] = given.get("value", "")
        if tag == "input" and given.get("type") not in ("radio", "checkbox", "file", "submit"):
            self.sent[given["name"]] = given.get("value") or ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None


def post(client: Client, address: str, **given: object) -> HttpResponse:
    """Send the form of this page as it stands there, with these answers."""
    sent = FormReader(client.get(address).content.decode()).sent
    return client.post(address, {**sent, **given}, follow=True)
