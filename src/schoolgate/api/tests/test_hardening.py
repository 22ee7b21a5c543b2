"""Faults of ours in JSON and without inner words; keys for one call only; guessing keys; what a key cannot widen."""

import functools
import json
import logging

import pytest
from django.core.cache import cache
from django.db import OperationalError
from django.test import Client

from schoolgate.api import door
from schoolgate.api.operations import operations
from schoolgate.api.tests.programs import ROOT, program_of
from schoolgate.kernel.actions import ACTIONS
from schoolgate.kernel.away import Away
from schoolgate.kernel.permissions import Role
from schoolgate.posts.actions.drafting import draft_post
from schoolgate.posts.models import Post
from tests import make
from tests.cast import Cast

DRAFT = "schools/oakfield/draft-post"
INNER = "SELECT words FROM pupils WHERE forename = 'Amara Okello'"
FAULTS = {
    "ours": (ValueError(INNER), 500, "our-fault"),
    "a look-up": (KeyError(INNER), 500, "our-fault"),
    "the store": (Away(INNER), 503, "away"),
    "the database": (OperationalError(INNER), 503, "away"),
    "the disk": (OperationalError(f"database or disk is full {INNER}"), 507, "no-room"),
}


@pytest.mark.parametrize("kind", FAULTS)
def test_a_fault_of_ours_is_json_without_its_words_and_changes_nothing(
    cast: Cast, monkeypatch, caplog, kind: str
):
    fault, status, name = FAULTS[kind]

    @functools.wraps(draft_post.body)
    def breaks(*_given: object, **_named: object) -> None:
        raise fault

    monkeypatch.setattr(draft_post, "body", breaks)
    with caplog.at_level(logging.ERROR):
        answer = program_of(cast, cast.jo).does(DRAFT, {"text": "x"})
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    told = answer.json()
    assert told["type"].endswith(f"#{name}")
    assert (told["status"], set(told)) == (status, {"type", "title", "status", "detail"})
    assert "Amara" not in answer.content.decode()
    assert "SELECT" not in answer.content.decode()
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["X-Request-Number"]
    assert ("Retry-After" in answer) == (status == 503)
    assert bool([one for one in caplog.records if one.name == door.log.name]) == (status == 500)
    assert not Post.objects.exists()


def test_a_key_that_was_used_does_nothing_for_another_call(cast: Cast):
    program = program_of(cast, cast.jo)
    first = program.does(DRAFT, {"text": "The fair", "objective": "event"}, key="one")
    other = program.does(DRAFT, {"text": "The other fair", "objective": "event"}, key="one")
    assert (first.status_code, other.status_code) == (200, 409)
    assert other["Content-Type"] == "application/problem+json"
    assert other.json()["type"].endswith("#used-before")
    assert "Choose a new one" in other.json()["detail"]
    assert [post.text for post in Post.objects.all()] == ["The fair"]
    again = program.does(DRAFT, {"objective": "event", "text": "The fair"}, key="one")
    assert again.json() == {**first.json(), "done_before": True}


def test_a_call_that_was_refused_may_be_put_right_with_the_same_key(cast: Cast):
    program = program_of(cast, cast.jo)
    assert program.does(DRAFT, {"words": "no such field"}, key="one").status_code == 422
    assert program.does(DRAFT, {"text": "The fair"}, key="one").json()["done_before"] is False


def test_while_a_call_is_at_work_another_with_its_key_waits_for_nothing_and_does_nothing(
    cast: Cast, monkeypatch
):
    program, seen = program_of(cast, cast.jo), []
    body = draft_post.body

    @functools.wraps(body)
    def meanwhile(*given: object, **named: object) -> object:
        if not seen:
            seen.append(None)
            seen.append(program.does(DRAFT, {"text": "The other"}, key="one").status_code)
        return body(*given, **named)

    monkeypatch.setattr(draft_post, "body", meanwhile)
    assert program.does(DRAFT, {"text": "The one"}, key="one").status_code == 200
    assert seen == [None, 409]
    assert [post.text for post in Post.objects.all()] == ["The one"]


def knock(words: str = "sgt_0123456789_wrong", **more: str):
    return Client().get(f"{ROOT}/me", headers={"Authorization": f"Bearer {words}"}, **more)


def test_guessing_keys_from_one_address_is_stopped_and_a_good_key_goes_on(cast: Cast, settings):
    settings.API_WRONG_KEYS_A_MINUTE = 5
    program = program_of(cast, cast.jo)
    assert [knock(f"sgt_012345678{n}_x").status_code for n in range(5)] == [401] * 5
    stopped = knock()
    assert (stopped.status_code, stopped.json()["type"]) == (429, "/api/v1/#too-often")
    assert 0 < int(stopped["Retry-After"]) <= 60
    assert Client().get(f"{ROOT}/me").status_code == 429
    assert program.asks("me").status_code == 200
    assert knock(REMOTE_ADDR="192.0.2.7").status_code == 401


def test_behind_a_proxy_it_is_the_callers_address_that_counts_and_of_ipv6_the_network(cast: Cast, settings):
    settings.API_WRONG_KEYS_A_MINUTE, settings.ALLAUTH_TRUSTED_PROXY_COUNT = 2, 1

    def from_(address: str) -> int:
        return knock(HTTP_X_FORWARDED_FOR=f"198.51.100.1, {address}").status_code

    assert [from_("192.0.2.1") for _ in range(3)] == [401, 401, 429]
    assert from_("192.0.2.2") == 401
    assert [from_(f"2001:db8:1:2::{n}") for n in range(3)] == [401, 401, 429]
    assert from_("2001:db8:1:3::1") == 401


def test_the_address_itself_is_not_kept(cast: Cast):
    knock(REMOTE_ADDR="192.0.2.77")
    assert "192.0.2.77" not in json.dumps([str(one) for one in getattr(cache, "_cache", {})])


WIDENS = {
    "staffing.name_manager", "staffing.change_addresses", "staffing.confirm_remit", "people.invite_person",
    "people.appoint_person", "people.add_person", "people.change_person", "people.name_stand_in",
    "people.forget_outside_accounts",
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(WIDENS))
def test_what_gives_or_widens_access_is_done_by_a_person(name: str):
    assert ACTIONS[name].in_person
    (one,) = [one for one in operations() if one.action is ACTIONS[name]]
    assert one.is_in_person


def test_a_program_of_the_headteacher_cannot_name_who_answers_for_whom(cast: Cast):
    answer = program_of(cast, cast.head).does(
        "schools/oakfield/name-manager", {"people": [cast.jo.pk], "manager": cast.head.pk}
    )
    assert answer.status_code == 403
    assert "not by a program" in answer.json()["detail"]
    assert make.make_person(cast.oakfield, Role.STAFF)
