"""All posts of a school: the list, the month, and one post with its story."""

from calendar import Calendar
from collections import defaultdict
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from schoolgate.kernel.permissions import Permission
from schoolgate.people.queries import LONDON, today_of
from schoolgate.posts import story
from schoolgate.posts.actions.deciding import discard_post, restore_post
from schoolgate.posts.changing import refusals_to_change
from schoolgate.posts.forms.deciding import PlainForm
from schoolgate.posts.lists import Line, Lines, Outing, posts_between
from schoolgate.posts.models import Post
from schoolgate.posts.views.finding import post_or_404
from schoolgate.rules.posts.states import HAS_LEFT, STATE_WORDS, State
from schoolgate.web.door import SchoolRequest, screen
from schoolgate.web.forms import say

PAGE = 50


@screen(Permission.POST_READ)
def posts(request: SchoolRequest) -> HttpResponse:
    """The posts of the school, newest first; by state and by words."""
    state, words = request.GET.get("state", ""), request.GET.get("words", "").strip()
    if state not in set(State):
        state = ""
    mine = request.actor.person_id if request.GET.get("mine") else None
    lines: Any = Lines(state or None, words or None, mine)
    page: Page[Line] = Paginator(lines, PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "posts/list.html",
        {
            "page": page,
            "state": state,
            "words": words,
            "mine": mine,
            "query": _kept_in_the_address(request),
            "states": [(one.value, STATE_WORDS[one]) for one in SHOWN_STATES],
            "state_words": STATE_WORDS,
        },
    )


def _kept_in_the_address(request: SchoolRequest) -> str:
    """What was asked for, so that the next page of the list asks for the same ("state=up&")."""
    kept = request.GET.copy()
    kept.pop("page", None)
    return f"{kept.urlencode()}&" if kept else ""


SHOWN_STATES = (
    State.WAITING,
    State.DRAFT,
    State.RETURNED,
    State.APPROVED,
    State.GOING_OUT,
    State.HELD,
    State.EXPIRED,
    State.UP,
    State.DOWN,
    State.DISCARDED,
)


@screen(Permission.POST_READ)
def month(request: SchoolRequest, year: int = 0, number: int = 0) -> HttpResponse:
    """What goes out and went out in a month, day by day."""
    today = today_of(request.actor.now)
    try:
        first = date(year or today.year, number or today.month, 1)
    except ValueError as never:
        raise Http404 from never
    weeks = Calendar().monthdatescalendar(first.year, first.month)
    by_day: dict[date, list[Outing]] = defaultdict(list)
    for one in posts_between(_start(weeks[0][0]), _start(weeks[-1][-1] + timedelta(days=1))):
        by_day[one.at.astimezone(LONDON).date()].append(one)
    before, after = first - timedelta(days=1), (first + timedelta(days=32)).replace(day=1)
    return render(
        request,
        "posts/month.html",
        {
            "first": first,
            "weeks": weeks,
            "by_day": by_day,
            "today": today,
            "before": before,
            "after": after,
            "month_words": date_format(first, "F Y"),
            "before_words": date_format(before, "F"),
            "after_words": date_format(after, "F"),
            "state_words": STATE_WORDS,
            "weekdays": [WEEKDAYS[number] for number in range(7)],
        },
    )


def _start(on: date) -> datetime:
    return datetime(on.year, on.month, on.day, tzinfo=LONDON).astimezone(UTC)


@screen(Permission.POST_READ)
def post(request: SchoolRequest, post_id: int) -> HttpResponse:
    """One post: what it says, where it stands, and everything that happened to it."""
    found = post_or_404(request, post_id)
    actor = request.actor
    return render(
        request,
        "posts/post.html",
        {
            "post": found,
            "state": STATE_WORDS[State(found.state)],
            "pictures": found.pictures.all(),
            "deliveries": story.deliveries_of(found),
            "story": story.story_of(found, may_name_pupils=actor.may(Permission.PUPIL_NAME)),
            "may_edit": actor.may(Permission.POST_WRITE) and not refusals_to_change(actor, found),
            "may_approve": found.state == State.WAITING and actor.may(Permission.POST_APPROVE),
            "may_take_down": found.state in HAS_LEFT and actor.may(Permission.POST_TAKE_DOWN),
            "discard": PlainForm(),
        },
    )


@screen(Permission.POST_WRITE)
@require_POST
def discard(request: SchoolRequest, post_id: int) -> HttpResponse:
    """Put a post away; the next page offers to undo it."""
    found = get_object_or_404(Post, pk=post_id)
    form = PlainForm.of(request)
    if form.does(discard_post, request.actor, found):
        undo = reverse("posts:restore", args=[request.actor.school.slug, found.pk])
        say(request, _("The post is discarded."), undo_url=undo)
        return redirect("posts:list", request.actor.school.slug)
    say(request, " ".join(refusal.words for refusal in form.refusals))
    return redirect(found)


@screen(Permission.POST_WRITE)
@require_POST
def restore(request: SchoolRequest, post_id: int) -> HttpResponse:
    """The undo of discarding."""
    found = get_object_or_404(Post, pk=post_id)
    form = PlainForm.of(request)
    if form.does(restore_post, request.actor, found):
        say(request, _("The post is back as a draft."))
    return redirect(found)
