"""A line to a website that can be cut: it passes real requests on over real sockets and spoils the ones it is
told to, in each way in which websites and the networks between are known to fail."""

import http.client
import socket
import struct
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self
from urllib.parse import urlsplit


class Fault(StrEnum):
    """What happens to one request. "done": the website has carried it out."""

    ERROR_NOT_DONE = "500, not done"
    ERROR_BUT_DONE = "500, but done"
    REPLY_LOST = "done, the line closes without an answer"
    CUT_BEFORE = "not done, the line closes"
    RESET_IN_ANSWER = "done, the line breaks within the answer"
    MALFORMED = "done, half of the JSON"
    NONSENSE = "done, JSON of another kind"
    OTHER_PAGE = "not done, 200 with a maintenance page"
    KEY_REFUSED = "not done, 401"
    FORBIDDEN = "not done, 403 by a firewall"
    WAIT = "not done, 429 with Retry-After"
    MOVED = "not done, 302 to another host"
    SILENCE_BEFORE = "not done, no answer"
    SILENCE_AFTER = "done, no answer"
    LATE = "done when the caller has already given up"
    DRIP = "done, an answer that never ends"


SLOW_FAULTS = (Fault.SILENCE_BEFORE, Fault.SILENCE_AFTER, Fault.LATE, Fault.DRIP)
QUICK_FAULTS = tuple(fault for fault in Fault if fault not in SLOW_FAULTS)

_WITHOUT_PASSING_ON = {
    Fault.ERROR_NOT_DONE: (500, {}, b"<h1>Internal Server Error</h1>"),
    Fault.OTHER_PAGE: (200, {}, b"<html><p>Back in a minute</p></html>"),
    Fault.KEY_REFUSED: (401, {}, b'{"code": "incorrect_password", "message": "No"}'),
    Fault.FORBIDDEN: (403, {}, b"<h1>Forbidden</h1>"),
    Fault.WAIT: (429, {"Retry-After": "7"}, b"{}"),
    Fault.MOVED: (302, {"Location": "http://elsewhere.test/"}, b""),
}


@dataclass
class Line:
    """Stands between the connector and a website; use it as a context. `spoil` names the calls (1 is the
    first) that go wrong and how; with `from_call` every other call from that one on does."""

    website: str
    patience_s: float = 1.0
    spoil: dict[int, Fault] = field(default_factory=dict)
    from_call: tuple[int, Fault] | None = None
    calls: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def __enter__(self) -> Self:
        self._server = _Listener(("127.0.0.1", 0), _Passing)
        self._server.line = self
        self.address = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Ends when every request, the late ones too, has been dealt with."""
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def mend(self) -> None:
        """From now on nothing goes wrong."""
        self.spoil, self.from_call = {}, None

    def fault_of(self, asked: str) -> Fault | None:
        with self.lock:
            self.calls.append(asked)
            number = len(self.calls)
        if number in self.spoil:
            return self.spoil[number]
        return self.from_call[1] if self.from_call and number >= self.from_call[0] else None


class _Listener(ThreadingHTTPServer):
    line: Line
    daemon_threads = False


class _Passing(BaseHTTPRequestHandler):
    server: _Listener
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        self.close_connection = True
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        fault = self.server.line.fault_of(f"{self.command} {self.path}")
        if fault in _WITHOUT_PASSING_ON:
            self._answer(*_WITHOUT_PASSING_ON[fault])
        elif fault is Fault.SILENCE_BEFORE:
            time.sleep(1.5 * self.server.line.patience_s)
        elif fault is not Fault.CUT_BEFORE:
            self._pass_on(body, fault)

    def do_POST(self) -> None:
        self.do_GET()

    def do_DELETE(self) -> None:
        self.do_GET()

    def _pass_on(self, body: bytes, fault: Fault | None) -> None:
        if fault is Fault.LATE:
            time.sleep(1.5 * self.server.line.patience_s)
        status, headers, said = self._ask_website(body)
        spoilt = {
            None: lambda: self._answer(status, headers, said),
            Fault.LATE: lambda: None,
            Fault.REPLY_LOST: lambda: None,
            Fault.ERROR_BUT_DONE: lambda: self._answer(500, {}, b"<h1>Internal Server Error</h1>"),
            Fault.MALFORMED: lambda: self._answer(status, {}, said[: len(said) // 2]),
            Fault.NONSENSE: lambda: self._answer(status, {}, b'{"ok": true}'),
            Fault.SILENCE_AFTER: lambda: time.sleep(1.5 * self.server.line.patience_s),
            Fault.RESET_IN_ANSWER: lambda: self._break_within(status, said),
            Fault.DRIP: lambda: self._drip(status),
        }
        spoilt[fault]()

    def _ask_website(self, body: bytes) -> tuple[int, dict[str, str], bytes]:
        where = urlsplit(self.server.line.website)
        connection = http.client.HTTPConnection(where.hostname, where.port, timeout=30)
        headers = {
            name: value for name, value in self.headers.items() if name.lower() not in ("host", "connection")
        }
        connection.request(self.command, self.path, body, headers)
        answer = connection.getresponse()
        said = answer.read()
        connection.close()
        kept = {
            name: answer.headers[name]
            for name in ("content-type", "location", "retry-after")
            if answer.headers[name]
        }
        return answer.status, kept, said

    def _answer(self, status: int, headers: dict[str, str], said: bytes) -> None:
        self.send_response(status)
        for name, value in {**headers, "content-length": str(len(said)), "connection": "close"}.items():
            self.send_header(name, value)
        self.end_headers()
        self._say(said)

    def _break_within(self, status: int, said: bytes) -> None:
        self.send_response(status)
        self.send_header("content-length", str(len(said) + 100))
        self.end_headers()
        self._say(said[: len(said) // 2])
        # Leaving with zero seconds of linger sends a reset instead of a proper end.
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()

    def _drip(self, status: int) -> None:
        """One character at a time, each before the caller loses patience, for ever."""
        self.send_response(status)
        self.end_headers()
        until = time.monotonic() + 5 * self.server.line.patience_s
        while time.monotonic() < until and self._say(b" "):
            time.sleep(0.2 * self.server.line.patience_s)

    def _say(self, words: bytes) -> bool:
        """Whether the caller still listened."""
        try:
            self.wfile.write(words)
            self.wfile.flush()
        except OSError:
            return False
        return True

    def log_message(self, *args: Any) -> None:
        """Says nothing."""

    def handle(self) -> None:
        with suppress(OSError):  # The caller, or this line itself, has hung up.
            super().handle()
