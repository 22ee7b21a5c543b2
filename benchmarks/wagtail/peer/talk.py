"""Answers on standard output, a line of JSON for each line asked: `make`, `dashboard`, `open`, `approve`.

What is timed is what Schoolgate's side times: a request through all middleware to the whole page, without a socket.
"""

# ruff: noqa: E402 (models can be imported only when Django is set up)

import json
import sys
import time
from collections.abc import Iterator
from typing import Any

import django

django.setup()

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.handlers.base import BaseHandler
from django.core.management import call_command
from django.db import connection, transaction
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from peer.pages.models import PostPage
from wagtail.models import Page, TaskState, Workflow, WorkflowState

WORDS = (
    "The hall was full of paper boats this morning. Each class tested how much its boat could carry, wrote the "
    "figures on a chart and talked about why the wide ones float best. Thank you for all the boxes you sent in. "
)
factory, handler = RequestFactory(), BaseHandler()
handler.load_middleware()


def make(waiting: int) -> None:
    """A home page with so many pages under it, each sent to Wagtail's own moderation."""
    call_command("migrate", verbosity=0)
    people = get_user_model().objects
    author, moderator = (people.create_superuser(name, f"{name}@example.org", None) for name in ("a", "m"))
    moderator.groups.add(Group.objects.get(name="Moderators"))
    workflow = Workflow.objects.get()
    for number in range(waiting):
        # Each by itself: PostgreSQL looks through everything that the same transaction wrote over before.
        with transaction.atomic():
            page = Page.objects.get(depth=2).add_child(
                instance=PostPage(
                    title=f"Paper boats, week {number + 1}", words=WORDS, live=False, owner=author
                )
            )
            page.save_revision(user=author)
            workflow.start(page, author)


def cookie() -> str:
    client = Client()
    client.force_login(get_user_model().objects.get(username="m"))
    return f"sessionid={client.session.session_key}"


def requests(asked: str) -> Iterator[HttpRequest]:
    """A fresh request each time; approving takes the next page each time."""
    given = {"HTTP_COOKIE": cookie(), "HTTP_HOST": "127.0.0.1"}
    waiting = TaskState.objects.filter(status="in_progress").order_by("pk").select_related("workflow_state")
    for state in waiting if asked == "approve" else [waiting.first()] * 1000:
        page = state.workflow_state.object_id
        if asked == "approve":
            request = factory.post(f"/admin/pages/workflow/action/{page}/approve/{state.pk}/", **given)
            request._dont_enforce_csrf_checks = True
            request.is_for = state.workflow_state_id
            yield request
        else:
            yield factory.get("/admin/" if asked == "dashboard" else f"/admin/pages/{page}/edit/", **given)


def answer(asked: str, request: HttpRequest) -> dict[str, Any]:
    """Do it, look whether it was done, and say what it took."""
    wall, cpu = time.perf_counter(), time.thread_time()
    response = handler.get_response(request)
    response.render() if hasattr(response, "render") and not response.is_rendered else None
    took = time.perf_counter() - wall, time.thread_time() - cpu
    if asked == "approve":
        right = WorkflowState.objects.get(pk=request.is_for).status == "approved"
    else:
        right = response.status_code == 200 and b"Paper boats" in response.content
    return {"wall": took[0], "cpu": took[1], "right": right, "status": response.status_code}


def main() -> None:
    if sys.argv[1:2] == ["make"]:
        make(int(sys.argv[2]))
        return
    open_requests: dict[str, Iterator[HttpRequest]] = {}
    for line in sys.stdin:
        asked = line.strip()
        if asked not in open_requests:
            open_requests[asked] = requests(asked)
            answer(asked, next(open_requests[asked]))  # warms it
            with CaptureQueriesContext(connection) as captured:
                answer(asked, next(open_requests[asked]))
            queries = sum(
                not one["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")) for one in captured
            )
        said = answer(asked, next(open_requests[asked])) | {"queries": queries}
        print(json.dumps(said), flush=True)


if __name__ == "__main__":
    main()
