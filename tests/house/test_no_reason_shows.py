"""Why a child may not be shown, nobody can tell: restricted, on hold, not answered, a no, or a yes taken back.

The same questions are asked in worlds that differ only in that; every answer is the same, byte for byte, after
as many queries.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django_scopes import scope

from schoolgate.api.tests.programs import Program, program_of
from schoolgate.clockwork.follow_ups import run_all
from schoolgate.kernel.permissions import Role
from schoolgate.notifications.models import Letter
from schoolgate.posts.models import Post
from schoolgate.posts.publishing import ticks
from schoolgate.posts.tests.going_out import approved_post, waiting_post
from schoolgate.pupils.models import Pupil
from schoolgate.rules.consents import Said
from schoolgate.rules.posts.states import State
from tests import make
from tests.cast import assemble
from tests.databases import database_of_its_own

HOME = "/schools/oakfield"
OK = 200
POSTS = "schools/oakfield/posts"  # below the root of the API
REFUSED = "Mia M. can’t be shown on Noticeboard in this picture."
# What differs between two answers to the same question, and tells nothing.
TOKENS = re.compile(r'(name="csrfmiddlewaretoken"|name="form_key"|"X-CSRFToken":)[^>}]*')

WHY: dict[str, Callable[[Pupil], object]] = {
    "restricted": lambda pupil: (make.consents(pupil), make.restrict(pupil)),
    "on hold": lambda pupil: (make.consents(pupil), make.hold(pupil)),
    "not answered": lambda pupil: None,
    "said no": lambda pupil: make.consents(pupil, said=Said.NO),
    "withdrawn": lambda pupil: make.consents(pupil, said=Said.WITHDRAWN),
}


@dataclass(frozen=True)
class Answered:
    """What came back, and after how many queries."""

    status: int
    queries: int
    body: str


class World:
    """Mia and Ben in three posts: one being written, one that waits, one that goes out. Mia may not be shown."""

    def __init__(self, why: str) -> None:
        self.cast = assemble()
        self.home = scope(school=self.cast.oakfield)
        with self.home:
            mia, ben = (
                make.make_pupil(self.cast.oakfield, *name.split()) for name in ("Mia Moss", "Ben Tull")
            )
            for pupil in (mia, ben):
                make.consents(pupil)
            self.draft, self.waiting = (waiting_post(self.cast, pupils=(mia, ben)) for _ in range(2))
            self.due = approved_post(self.cast, pupils=(mia, ben))
            Post.objects.filter(pk=self.draft.pk).update(state=State.DRAFT)
            self.inside = self.draft.pictures.get()
            self.mia = mia
            for number, pupil in enumerate((mia, ben), start=1):
                Pupil.objects.filter(pk=pupil.pk).update(admission_number=str(number))
            mia.consents_now.all().delete()
            mia.answers.all().delete()
            WHY[why](mia)

    @cached_property
    def jo(self) -> Client:
        """The author."""
        return self.cast.browse_as(self.cast.jo)

    @cached_property
    def lee(self) -> Client:
        """A colleague who may approve."""
        return self.cast.browse_as(self.cast.lee)

    @cached_property
    def office(self) -> Client:
        """Whoever keeps the families' answers."""
        return self.cast.browse_as(self.cast.office)

    @cached_property
    def leader(self) -> Client:
        """A senior leader, who reads the trail and keeps no list."""
        return self.cast.browse_as(make.make_person(self.cast.oakfield, Role.SENIOR_LEADER, surname="Lead"))

    @cached_property
    def of_the_office(self) -> Program:
        """A program of the office."""
        return program_of(self.cast, self.cast.office)

    @cached_property
    def program(self) -> Program:
        """A program of the author."""
        return program_of(self.cast, self.cast.jo)

    def typed(self, **more: object) -> dict[str, object]:
        """What the page for writing sends."""
        place = self.cast.noticeboard.pk
        return {"post": self.draft.pk, "text": "A song.", "objective": "event", "places": place, **more}

    def send(self, **more: object) -> HttpResponse:
        return self.jo.post(f"{HOME}/posts/{self.draft.pk}/edit", self.typed(do="send", **more))

    def letters(self) -> HttpResponse:
        """Every letter there is after the post that was approved came to its moment."""
        ticks.publish_due(self.cast.now)
        run_all(self.cast.now)
        written = Letter.objects.order_by("pk").values_list("recipient", "subject", "text")
        return HttpResponse("\n".join(" ".join(one) for one in written))

    def answer(self, question: str) -> Answered:
        with CaptureQueriesContext(connection) as queries:
            answer = (QUESTIONS | LISTS)[question](self)
        body = answer.content.decode(errors="replace")
        return Answered(answer.status_code, len(queries), TOKENS.sub(r"\1", body))


WELL_DONE = "Well done Mia for the song in assembly."
# In this order: what comes later finds what was done before.
QUESTIONS: dict[str, Callable[[World], HttpResponse]] = {
    "writing": lambda here: here.jo.get(f"{HOME}/posts/{here.draft.pk}/edit"),
    "written by a program": lambda here: here.program.asks(f"{POSTS}/{here.draft.pk}"),
    "sent by a program": lambda here: here.program.does(f"{POSTS}/{here.draft.pk}/submit"),
    "looked for by a program": lambda here: here.program.does(
        "schools/oakfield/look-up-pupil", {"letters": "Mi"}
    ),
    "checked while typing": lambda here: here.jo.post(f"{HOME}/posts/check", here.typed(text=WELL_DONE)),
    "sent": lambda here: here.send(),
    "sent with her name": lambda here: here.send(text=WELL_DONE),
    "looked for": lambda here: here.jo.post(
        f"{HOME}/posts/{here.draft.pk}/pictures/{here.inside.pk}/who", {f"letters-{here.inside.pk}": "Mi"}
    ),
    "her picture": lambda here: here.jo.get(f"{HOME}/pictures/{here.inside.picture_id}/large"),
    "read by the approver": lambda here: here.lee.get(f"{HOME}/posts/{here.waiting.pk}/approve"),
    "approved": lambda here: here.lee.post(f"{HOME}/posts/{here.waiting.pk}/approve"),
    "letters": lambda here: here.letters(),
    "held": lambda here: here.jo.get(f"{HOME}/posts/{here.due.pk}"),
    "the list": lambda here: here.jo.get(f"{HOME}/posts/"),
    "today": lambda here: here.jo.get("/today"),
    "the list of a program": lambda here: here.program.asks(POSTS),
    "held, for a program": lambda here: here.program.asks(f"{POSTS}/{here.due.pk}"),
    "deliveries of a program": lambda here: here.program.asks("schools/oakfield/deliveries"),
    "today of a program": lambda here: here.program.asks("today"),
}


# What is seen by those who see a no as a no: lists, counts, exports, and who is missing from them.
LIKE_A_NO = ("restricted", "on hold", "said no")
LISTS: dict[str, Callable[[World], HttpResponse]] = {
    "her class before pictures": lambda here: here.jo.get(f"{HOME}/before-pictures/who", {"class": "4A"}),
    "the sheet of her class": lambda here: here.jo.post(
        f"{HOME}/before-pictures/sheet", {"class": "4A", "holder": "supply"}
    ),
    "who asked not to be filmed": lambda here: here.jo.get(f"{HOME}/not-filmed/"),
    "the roll": lambda here: here.office.get(f"{HOME}/pupils"),
    "the roll by a filter": lambda here: here.office.get(
        f"{HOME}/pupils", {"use": "photo.website", "said": "no"}
    ),
    "found by her name": lambda here: here.office.get(f"{HOME}/pupils", {"words": "Moss"}),
    "her page": lambda here: here.office.get(f"{HOME}/pupils/{here.mia.pk}"),
    "the export": lambda here: here.office.post(f"{HOME}/pupils/export"),
    "the answers of all": lambda here: here.office.post(
        f"{HOME}/pupils/export-answers", {"use": "photo.website"}
    ),
    "what is public": lambda here: here.office.get(f"{HOME}/public-pictures/"),
    "letters to families": lambda here: here.office.get(f"{HOME}/families"),
    "whether all is current": lambda here: here.office.get(f"{HOME}/pupils/current"),
    "keyed in by the office": lambda here: here.office.get(f"{HOME}/families/key-in/{here.mia.pk}"),
    "codes of pupils": lambda here: here.office.get(f"{HOME}/families/codes"),
    "letters to print": lambda here: here.office.get(f"{HOME}/families/letters"),
    "questions of the office": lambda here: here.office.get(f"{HOME}/pupils/questions"),
    "today of the office": lambda here: here.office.get("/today"),
    "the trail": lambda here: here.leader.get(f"{HOME}/trail/"),
    "in numbers": lambda here: here.leader.get(f"{HOME}/practice"),
    "the roll of a program": lambda here: here.of_the_office.asks("schools/oakfield/pupils"),
    "answers of a program": lambda here: here.of_the_office.asks("schools/oakfield/consents"),
}


@pytest.fixture(scope="module")
def told(django_db_setup, django_db_blocker, tmp_path_factory) -> dict[str, dict[str, Answered]]:
    """What was answered in each world."""
    with django_db_blocker.unblock():
        return {why: asked_in_a_world_of_its_own(tmp_path_factory.mktemp("world"), why) for why in WHY}


def asked_in_a_world_of_its_own(folder: Path, why: str) -> dict[str, Answered]:
    """Each world has a database and folders of its own, so that every id in it is the same."""
    with (
        database_of_its_own(folder / "world.sqlite3"),
        override_settings(FIXED_NOW=make.NOW, MEDIA_STORE=folder / "media", DATA=folder),
    ):
        here = World(why)
        return {question: here.answer(question) for question in (*QUESTIONS, *LISTS)}


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_answer_is_the_same_whatever_the_reason(told, question):
    first, *others = (answers[question] for answers in told.values())
    assert [(one.status, one.queries) for one in others] == [(first.status, first.queries)] * len(others)
    assert [one.body for one in others] == [first.body] * len(others)


@pytest.mark.parametrize("question", LISTS)
def test_no_list_count_or_export_tells_it_from_a_no(told, question):
    first, *others = (told[why][question] for why in LIKE_A_NO)
    assert first.status == OK
    assert [(one.status, one.queries) for one in others] == [(first.status, first.queries)] * len(others)
    assert [one.body for one in others] == [first.body] * len(others)


@pytest.mark.parametrize("why", WHY)
def test_she_is_refused_in_the_same_words_whatever_the_reason(told, why):
    assert REFUSED in told[why]["sent"].body
    assert REFUSED in told[why]["approved"].body
    assert REFUSED in told[why]["sent by a program"].body
    assert REFUSED in told[why]["held"].body
    assert "“Mia” can’t be named on Noticeboard." in told[why]["sent with her name"].body
    assert "Your post did not go out" in told[why]["letters"].body
    assert "Mia" not in told[why]["letters"].body
