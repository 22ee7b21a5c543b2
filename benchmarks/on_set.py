"""The program on a reference set of its own, in a process of its own: S and L beside each other in one run.

The child answers each line asked with a line of JSON, like a peer.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from html.parser import HTMLParser
from types import TracebackType
from typing import Any, Self

from django.http import HttpRequest, HttpResponse

from benchmarks import ground
from benchmarks.measuring import Arm, Took

# One answer is too short to be timed by itself.
AT_A_TIME = 5
PAGES = {
    "Today": "/today",
    "posts": "/schools/school-1/posts/",
    "the month": "/schools/school-1/posts/calendar/2026-11/",
    "a post that is up": "/schools/school-1/posts/{post}",
    "writing a post": "/schools/school-1/posts/{draft}/edit",
    "a post in review": "/schools/deciding/posts/{waiting}/approve",
    "the roll": "/schools/school-1/pupils",
    "a pupil": "/schools/school-1/pupils/{pupil}",
    "people": "/schools/school-1/people",
    "the trail": "/schools/school-1/trail/",
}
CHECK, APPROVE = "checking a draft", "approving"
EVERYTHING = (*PAGES, CHECK, APPROVE)
# Asked for its queries alone: on S it lists three accounts, on the others thirty.
REGISTER = "the register of accounts"
REGISTERS = "/schools/quiet/accounts/"


class OnSet:
    """A child that stands on this set."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._queries: dict[str, int] = {}

    def __enter__(self) -> Self:
        self._process: Any = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.on_set"],
            env={**os.environ, "SET": self.name},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, what: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.communicate()

    @property
    def pid(self) -> int:
        return int(self._process.pid)

    def arm(self, what: str) -> Arm:
        return Arm(asks=lambda: self._ask(what))

    def queries(self, what: str) -> int:
        """How many queries it took the last time; it is the same each time, or it is no benchmark."""
        return self._queries[what]

    def _ask(self, what: str) -> Took:
        self._process.stdin.write(f"{what}\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        ground.must(bool(line), f"{what} on {self.name} broke off")
        said = json.loads(line)
        self._queries[what] = said["queries"]
        return Took(said["wall"], said["cpu"])


class _Fields(HTMLParser):
    """What a browser would send of the form in this page, untouched."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.sent: dict[str, str] = {}
        self._in, self._choice = "", ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        kind, name = given.get("type", "text"), given.get("name", "")
        if tag == "input" and name and kind not in ("file", "submit"):
            if kind not in ("checkbox", "radio"):
                self.sent[name] = given.get("value", "")
            elif "checked" in given:
                self.sent[name] = given.get("value", "on")
        elif tag in ("textarea", "select") and name:
            self._in = name
            self.sent.setdefault(name, "")
        elif tag == "option" and self._in and "selected" in given:
            self.sent[self._in] = given.get("value", "")

    def handle_data(self, data: str) -> None:
        if self._in and self.lasttag == "textarea":
            self.sent[self._in] += data

    def handle_endtag(self, tag: str) -> None:
        if tag in ("textarea", "select"):
            self._in = ""


class _Answers:
    """In the child: everything that can be asked."""

    def __init__(self) -> None:
        from django_scopes import scope

        from schoolgate.posts.actions.drafting import draft_post
        from schoolgate.posts.models import Post
        from schoolgate.pupils.models import Pupil
        from schoolgate.rules.posts.states import State

        self.head, self.decider = ground.Visitor.head_of("school-1"), ground.Visitor.head_of("deciding")
        with scope(school=self.decider.school):
            # One is looked at again and again, the others are approved.
            self._first, *rest = Post.objects.filter(state=State.WAITING).order_by("goes_out_at")
            self._waiting = iter(rest)
        with scope(school=self.head.school):
            draft = draft_post(self.head.actor(), self.head.school).subject
            post = Post.objects.filter(state=State.UP).order_by("-up_at").first()
            pupil = Pupil.objects.filter(left_on=None).order_by("pk").first()
        ground.must(post is not None and pupil is not None, "a post and a pupil")
        self._ids = {"post": post.pk, "draft": draft.pk, "waiting": self._first.pk, "pupil": pupil.pk}  # type: ignore[union-attr]
        edit = ground.answer(self.head.asks(self._path("writing a post"))()).content.decode()
        self._fields = _Fields(edit).sent | {
            "text": "Class 4 measured the river today. It was wide and slow."
        }

    def request(self, what: str) -> Callable[[], HttpRequest]:
        if what == CHECK:
            return lambda: self.head.posts("/schools/school-1/posts/check", self._fields)
        if what == APPROVE:
            return self._press
        if what == REGISTER:
            return _register()
        visitor = self.decider if "deciding" in PAGES[what] else self.head
        return visitor.asks(self._path(what))

    def _path(self, what: str) -> str:
        return PAGES[what].format(**self._ids)

    def _press(self) -> HttpRequest:
        post = next(self._waiting)
        return self.decider.posts(
            f"/schools/deciding/posts/{post.pk}/approve", {"form_key": f"key-{post.pk}"}
        )


def _register() -> Callable[[], HttpRequest]:
    """Its page, for a school where each account has its record, a lead and somebody who looks after it."""
    from django_scopes import scope

    from schoolgate.official_accounts.models import AccountPerson, AccountRecord, OfficialAccount
    from tests import make

    head = ground.Visitor.head_of("quiet")
    many = 3 if ground.SET == "S" else 30
    with scope(school=head.school):
        there = OfficialAccount.objects.filter(name__startswith="Page").count()
        for one in range(there, many):
            account = make.make_account(head.school, f"Page {one}", "by_hand", make.Channel.WEBSITE)
            AccountRecord.objects.create(
                school=head.school, account=account, came="found", moderator=head.person
            )
            for does in ("lead", "administrator"):
                AccountPerson.objects.create(
                    school=head.school,
                    account=account,
                    person=head.person,
                    does=does,
                    first_on=ground.NOW.date(),
                    named_at=ground.NOW,
                )
    page = head.asks(REGISTERS)
    ground.must(f"Page {many - 1}".encode() in ground.answer(page()).content, "every account")
    return page


def _answered(what: str, request: HttpRequest) -> HttpResponse:
    response = ground.answer(request)
    wanted = 302 if what == APPROVE else 200
    ground.must(response.status_code == wanted, f"{what}: {response.status_code}")
    return response


def _queries_of(what: str, request: HttpRequest) -> int:
    return ground.queries_of(lambda: _answered(what, request))


def main() -> None:
    from benchmarks.sets import reference_set

    ground.stand_on(reference_set())
    answers, counted = _Answers(), dict[str, int]()
    for line in sys.stdin:
        what = line.strip()
        ask = answers.request(what)
        if what not in counted:
            _answered(what, ask())  # warms it
            counted[what] = _queries_of(what, ask())
        times = 1 if what == APPROVE else AT_A_TIME
        requests = [ask() for _ in range(times)]
        wall, cpu = time.perf_counter(), time.thread_time()
        for request in requests:
            _answered(what, request)
        took = (time.perf_counter() - wall) / times, (time.thread_time() - cpu) / times
        print(json.dumps({"wall": took[0], "cpu": took[1], "queries": counted[what]}), flush=True)
    ground.step_off()


if __name__ == "__main__":
    main()
