"""A small website that answers as WordPress does, over a real socket. It knows nothing of the connector, so it
can judge it: what strangers see, what is hidden, which files lie about. A real WordPress runs in tests/real."""

import base64
import json
import re
import threading
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar, Self
from urllib.parse import parse_qs, urlsplit

USER, KEY = "publisher", "abcd efgh ijkl"
RIGHTS = {"publish_posts": True, "upload_files": True, "delete_published_posts": True}
_SIZES = ("thumbnail", "medium")


@dataclass
class Item:
    number: int
    slug: str
    status: str = "draft"
    title: str = ""
    content: str = ""
    alt: str = ""
    page: int = 0


@dataclass
class LittleWordPress:
    """Use it as a context. `posts` and `pictures` are all it keeps; `plain_links` has it answer only ?rest_route=."""

    posts: dict[int, Item] = field(default_factory=dict)
    pictures: dict[int, Item] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    rights: dict[str, bool] = field(default_factory=lambda: dict(RIGHTS))
    plain_links: bool = False
    changes_words: bool = False
    lock: threading.RLock = field(default_factory=threading.RLock)
    numbers: int = 0

    def __enter__(self) -> Self:
        self._server = _Listener(("127.0.0.1", 0), _Answering)
        self._server.website = self
        self.address = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    @property
    def visible(self) -> list[Item]:
        """What a stranger can see."""
        return [post for post in self.posts.values() if post.status == "publish"]

    @property
    def hidden(self) -> list[Item]:
        return [post for post in self.posts.values() if post.status != "publish"]

    # The REST interface.

    def rest(
        self, method: str, path: str, query: dict[str, str], fields: dict[str, Any], files: dict[str, bytes]
    ) -> Any:
        """The status and the body of one call."""
        with self.lock:
            if path == "users/me":
                return 200, {"id": 2, "capabilities": self.rights}
            noun, _, number = path.partition("/")
            if number:
                return self._one(method, noun, int(number), fields)
            if method == "POST":
                return (
                    (201, self._create_post(fields))
                    if noun == "posts"
                    else (201, self._upload(fields, files))
                )
            return 200, self._list(noun, query)

    def _one(self, method: str, noun: str, number: int, fields: dict[str, Any]) -> Any:
        kept = (self.posts if noun == "posts" else self.pictures).get(number)
        if kept is None:
            return 404, {
                "code": "rest_post_invalid_id",
                "message": "Invalid post ID.",
                "data": {"status": 404},
            }
        if method == "DELETE":
            self._erase(noun, number)
            return 200, {"deleted": True}
        if method == "POST" and noun == "posts":
            self._change(kept, fields)
        elif method == "POST":
            kept.alt = fields.get("alt_text", kept.alt)
        return 200, self._said(noun, kept)

    def _list(self, noun: str, query: dict[str, str]) -> list[dict[str, Any]]:
        if noun == "posts":
            found = [
                post for post in self.posts.values() if post.slug == query["slug"] and post.status != "trash"
            ]
        else:
            found = [picture for picture in self.pictures.values() if picture.page == int(query["parent"])]
        return [self._said(noun, item) for item in reversed(found)]

    def _create_post(self, fields: dict[str, Any]) -> dict[str, Any]:
        self.numbers += 1
        post = self.posts[self.numbers] = Item(self.numbers, fields["slug"])
        self._change(post, fields)
        return self._said("posts", post)

    def _change(self, post: Item, fields: dict[str, Any]) -> None:
        post.title = fields.get("title", post.title)
        post.content = fields.get("content", post.content)
        if self.changes_words:
            post.content = post.content.replace("Sports", "Sport")
        post.status = fields.get("status", post.status)
        others = {other.slug for other in self.visible if other is not post}
        while post.status == "publish" and post.slug in others:
            post.slug += "-2"

    def _upload(self, fields: dict[str, Any], files: dict[str, bytes]) -> dict[str, Any]:
        self.numbers += 1
        slug = fields["slug"]
        while any(picture.slug == slug for picture in self.pictures.values()):
            slug += "-2"
        picture = Item(self.numbers, slug, alt=fields["alt_text"], page=int(fields["post"]))
        self.pictures[self.numbers] = picture
        (content,) = files.values()
        self.files[f"{slug}.jpg"] = content
        for size in _SIZES:
            self.files[f"{slug}-{size}.jpg"] = content[:10]
        return self._said("media", picture)

    def _erase(self, noun: str, number: int) -> None:
        if noun == "posts":
            del self.posts[number]
            for picture in self.pictures.values():
                picture.page = 0 if picture.page == number else picture.page
            return
        slug = self.pictures.pop(number).slug
        for name in (f"{slug}.jpg", *(f"{slug}-{size}.jpg" for size in _SIZES)):
            del self.files[name]

    def _said(self, noun: str, item: Item) -> dict[str, Any]:
        said: dict[str, Any] = {"id": item.number, "slug": item.slug, "status": item.status}
        if noun == "posts":
            link = f"{self.address}/?p={item.number}"
            return said | {"link": link, "title": {"raw": item.title}, "content": {"raw": item.content}}
        file = f"{self.address}/files/{item.slug}"
        sizes = {size: {"source_url": f"{file}-{size}.jpg"} for size in (*_SIZES, "full")}
        sizes["full"]["source_url"] = f"{file}.jpg"
        return said | {
            "link": f"{self.address}/?attachment_id={item.number}",
            "post": item.page,
            "alt_text": item.alt,
            "source_url": f"{file}.jpg",
            "media_details": {"sizes": sizes},
        }

    # What a stranger sees.

    def public(self, path: str, query: dict[str, str]) -> tuple[int, bytes]:
        with self.lock:
            if path.startswith("/files/"):
                content = self.files.get(path.removeprefix("/files/"))
                return (404, b"") if content is None else (200, content)
            if query.get("feed"):
                return 200, "".join(
                    f"<guid>{self.address}/?p={post.number}</guid>" for post in self.visible
                ).encode()
            shown = {post.number: post.content for post in self.visible}
            content = shown.get(int(query.get("p", 0)))
            if "attachment_id" in query and int(query["attachment_id"]) in self.pictures:
                content = "picture"
            return (404, b"") if content is None else (200, content.encode())


class _Listener(ThreadingHTTPServer):
    website: LittleWordPress
    daemon_threads = True


class _Answering(BaseHTTPRequestHandler):
    server: _Listener
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    expected: ClassVar[str] = "Basic " + base64.b64encode(f"{USER}:{KEY}".encode()).decode()

    def do_GET(self) -> None:
        website = self.server.website
        asked = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(asked.query).items()}
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        route = query.get("rest_route", "") if website.plain_links else asked.path.removeprefix("/wp-json")
        if not route.startswith("/wp/v2/"):
            status, content = website.public(asked.path, query)
            return self._answer(status, "text/html", content)
        if self.headers.get("authorization") != self.expected:
            said: Any = {"code": "incorrect_password", "message": "The password is incorrect."}
            return self._answer(401, "application/json", json.dumps(said).encode())
        fields, files = _form_of(self.headers.get("content-type", ""), body)
        status, said = website.rest(self.command, route.removeprefix("/wp/v2/"), query, fields, files)
        return self._answer(status, "application/json", json.dumps(said).encode())

    def do_POST(self) -> None:
        self.do_GET()

    def do_DELETE(self) -> None:
        self.do_GET()

    def _answer(self, status: int, kind: str, content: bytes) -> None:
        self.send_response(status)
        self.send_header("content-type", kind)
        self.send_header("content-length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *args: Any) -> None:
        """Says nothing."""


def _form_of(kind: str, body: bytes) -> tuple[dict[str, Any], dict[str, bytes]]:
    """The fields and files of a request."""
    if kind.startswith("application/json"):
        return json.loads(body), {}
    if not kind.startswith("multipart/"):
        return {}, {}
    message = message_from_bytes(b"content-type: " + kind.encode() + b"\r\n\r\n" + body, policy=policy.HTTP)
    fields, files = {}, {}
    for part in message.iter_parts():
        name = re.search(r'name="(\w+)"', part["content-disposition"])
        content = part.get_payload(decode=True)
        if part.get_filename():
            files[name[1]] = content
        else:
            fields[name[1]] = content.decode()
    return fields, files
