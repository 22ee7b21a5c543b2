import socket

import httpx
import pytest

from schoolgate.connectors.contract import Address, AddressKind, Credentials, NotSent, Surroundings, Unknown
from schoolgate.connectors.destinations import GuardedTransport, NotAllowed, number_to_call
from schoolgate.connectors.looking import look_at
from schoolgate.connectors.tests.little_wordpress import LittleWordPress
from schoolgate.connectors.tests.making import a_post
from schoolgate.connectors.wordpress import WordPress

# One inside address in every spelling that some program, somewhere, understands.
INSIDE = [
    "127.0.0.1", "127.1", "127.0.1", "2130706433", "0x7f000001", "0x7f.0.0.1", "0177.0.0.1", "017700000001",
    "127.0.0.1.", "127.127.127.127", "localhost", "LOCALHOST", "localhost.", "0", "0.0.0.0", "0x0", "[::1]",  # noqa: S104
    "[::]", "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::127.0.0.1]", "[64:ff9b::7f00:1]",
    "[64:ff9b::10.0.0.1]", "[2002:7f00:1::]", "[2002:a00:1::]", "[::ffff:10.0.0.1]", "[::ffff:169.254.169.254]",
    "10.0.0.1", "10.1", "167772161", "0xa000001", "012.0.0.1", "10.255.255.255", "172.16.0.1", "172.31.255.255",
    "192.168.0.1", "192.168.1", "3232235521", "0xc0a80001", "0300.0250.0.1", "169.254.169.254", "2852039166",
    "0xa9fea9fe", "169.254.43518", "100.64.0.1", "192.0.0.1", "192.0.2.1", "198.18.0.1", "198.51.100.1",
    "203.0.113.1", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255", "[fe80::1]", "[fc00::1]",
    "[fd12:3456::1]", "[ff02::1]", "[2001:db8::1]", "[fe80::1%25lo]", "１２７.０.０.１", "127。0。0。1", "①②⑦.⓪.⓪.①",
]  # fmt: skip


@pytest.fixture
def connections(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Every connection that was tried."""
    tried: list[object] = []
    monkeypatch.setattr(socket.socket, "connect", lambda self, address: tried.append(address))
    return tried


@pytest.mark.parametrize("host", INSIDE)
def test_no_spelling_of_an_inside_address_is_called(host: str, connections: list[object]) -> None:
    wordpress = WordPress(Surroundings())
    told = wordpress.publish(
        a_post(), Credentials(f"https://{host}", "a", "b"), remembered={}, remember=lambda facts: None
    )
    assert isinstance(told, NotSent)
    assert isinstance(look_at(Address(AddressKind.PAGE, f"http://{host}/x"), Surroundings()), Unknown)
    assert connections == []


def test_a_call_that_is_allowed_does_connect(connections: list[object]) -> None:
    look_at(Address(AddressKind.PAGE, "http://127.0.0.1:9/x"), Surroundings(allow_loopback=True))
    assert connections == [("127.0.0.1", 9)]


@pytest.mark.parametrize(
    "numbers",
    [["10.0.0.7"], ["93.184.215.14", "10.0.0.7"], ["2606:2800:21f:cb07::1", "::1"], []],
)
def test_a_name_is_refused_when_any_number_behind_it_is_inside(numbers: list[str]) -> None:
    with pytest.raises(NotAllowed):
        number_to_call(
            httpx.URL("https://school.test"),
            allow_loopback=True,
            encrypted=True,
            look_up=lambda host, port: numbers,
        )


@pytest.mark.parametrize("number", ["93.184.215.14", "2606:2800:21f:cb07::1"])
def test_a_public_number_is_called_and_only_with_encryption(number: str) -> None:
    def choose(address: str) -> str:
        return number_to_call(
            httpx.URL(address), allow_loopback=False, encrypted=True, look_up=lambda host, port: [number]
        )

    assert choose("https://school.test") == number
    for address in (
        "http://school.test",
        "https://me:secret@school.test",
        "ftp://school.test",
        "//school.test",
    ):
        with pytest.raises(NotAllowed):
            choose(address)


def test_a_name_that_changes_between_look_up_and_call_is_called_where_it_was_judged(
    website: LittleWordPress,
) -> None:
    asked: list[str] = []

    def look_up(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["10.0.0.1"]

    website.files["cup.jpg"] = b"a cup"
    port = website.address.rpartition(":")[2]
    transport = GuardedTransport(allow_loopback=True, encrypted=True, look_up=look_up)
    with httpx.Client(transport=transport) as client:
        answer = client.get(f"http://school.test:{port}/files/cup.jpg")
    assert answer.content == b"a cup"
    assert asked == ["school.test"]
    assert answer.request.headers["host"] == f"school.test:{port}"


def test_this_machine_is_called_only_where_the_installation_allows_it(website: LittleWordPress) -> None:
    address = httpx.URL(website.address)
    assert number_to_call(address, allow_loopback=True, encrypted=True) == "127.0.0.1"
    with pytest.raises(NotAllowed):
        number_to_call(address, allow_loopback=False, encrypted=False)
