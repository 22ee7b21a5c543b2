import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from schoolgate.connectors.contract import Address, AddressKind, Gone, Look, Surroundings, There, Unknown
from schoolgate.connectors.looking import look_at
from schoolgate.connectors.tests.little_wordpress import Item, LittleWordPress

HERE = Surroundings(allow_loopback=True, patience_s=60.0)
IN_A_HURRY = Surroundings(allow_loopback=True, patience_s=0.5)

# path: (status, headers, body)
PAGES: dict[str, tuple[int, dict[str, str], bytes]] = {
    "/there": (200, {}, b"the post"),
    "/404": (404, {}, b""),
    "/410": (410, {}, b""),
    "/500": (500, {}, b""),
    "/403": (403, {}, b""),
    "/moved": (301, {"location": "/there"}, b""),
    "/slash": (301, {"location": "/slash/"}, b""),
    "/slash/": (200, {}, b"the post"),
    "/to-gone": (301, {"location": "/404"}, b""),
    "/round": (302, {"location": "/round"}, b""),
    "/elsewhere": (302, {"location": "http://elsewhere.test/"}, b""),
    "/inside": (302, {"location": "http://127.0.0.1:1/"}, b""),
}


class Website(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/silence":
            time.sleep(1.5)
            return
        status, headers, body = PAGES[self.path]
        self.send_response(status)
        for name, value in {**headers, "content-length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Says nothing."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Website)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def at(url: str, kind: AddressKind = AddressKind.PAGE, mark: str = "") -> Look:
    return look_at(Address(kind, url, mark), HERE)


@pytest.mark.parametrize(("path", "seen"), [("/there", There()), ("/slash", There()), ("/404", Gone())])
def test_it_says_whether_the_copy_is_there(address: str, path: str, seen: Look) -> None:
    assert at(address + path) == seen


@pytest.mark.parametrize("path", ["/410", "/to-gone"])
def test_gone_for_good_is_gone_also_behind_a_new_address(address: str, path: str) -> None:
    assert at(address + path) == Gone()


@pytest.mark.parametrize("path", ["/500", "/403", "/moved", "/round", "/elsewhere", "/inside"])
def test_an_answer_that_proves_nothing_is_unknown_and_names_the_place_to_look(
    address: str, path: str
) -> None:
    seen = at(address + path)
    assert isinstance(seen, Unknown)
    assert seen.look_at == address + path
    assert seen.why


def test_a_website_that_does_not_answer_is_unknown(address: str) -> None:
    assert isinstance(at("http://127.0.0.1:1/"), Unknown)
    silent = address + "/silence"
    seen = look_at(Address(AddressKind.PAGE, silent, ""), IN_A_HURRY)
    assert isinstance(seen, Unknown)
    assert seen.look_at == silent
    assert seen.why


def test_an_entry_of_a_feed_is_gone_when_the_feed_no_longer_has_its_mark(website: LittleWordPress) -> None:
    website.posts = {5: Item(5, "five", "publish"), 51: Item(51, "fifty-one", "publish")}
    feed = f"{website.address}/?feed=rss2"
    assert at(feed, AddressKind.FEED, "?p=5") == There()
    del website.posts[5]
    assert at(feed, AddressKind.FEED, "?p=5") == Gone()
    assert at(feed, AddressKind.FEED, "?p=51") == There()
