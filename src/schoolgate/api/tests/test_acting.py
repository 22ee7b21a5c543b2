"""Actions by a program: done with an event, refused with clauses, once for each key, never what is in person."""

import pytest

from schoolgate.api.operations import left_out, operations, unplaced
from schoolgate.api.tests.programs import program_of
from schoolgate.audit.models import Event, EventDetail
from schoolgate.kernel.actions import ACTIONS
from schoolgate.kernel.permissions import GRANTS
from schoolgate.posts.models import Post
from schoolgate.posts.tests.going_out import waiting_post
from schoolgate.pupils.models import Answer
from tests import make
from tests.cast import Cast

IN_PERSON = [one for one in operations() if one.is_in_person]
MUST_BE_IN_PERSON = {
    "approve_post",
    "approve_notice",
    "release_post",
    "look_at_release",
    "resume_posts",
    "appoint_person",
    "add_person",
    "change_person",
    "name_stand_in",
    "open_school",
    "restrict_pupil",
    "lift_restriction",
    "read_restricted_list",
    "sign_policy",
    "sign_policy_for_all",
    "adopt_policy",
    "adopt_policy_for_all",
    "override_setting",
    "make_token",
    "erase_detail",
    "connect_account",
}


def test_every_action_is_an_operation_or_is_left_out_with_a_reason():
    reached = {one.action.name for one in operations() if one.action is not None}
    assert unplaced() == {}, "a new action needs its line in api/limits.py or api/things.py"
    for name, action in ACTIONS.items():
        assert (action.name in reached) != (name in left_out()), name
    only_the_clock = [
        one for one in left_out() if not any(ACTIONS[one].may in granted for granted in GRANTS.values())
    ]
    assert set(left_out()) - set(only_the_clock) == {"posts.recall_pupil"}


def test_what_only_a_person_does_is_marked_so():
    assert {one.id for one in IN_PERSON} >= MUST_BE_IN_PERSON


@pytest.mark.parametrize("operation", IN_PERSON, ids=lambda one: one.id)
def test_what_only_a_person_does_refuses_every_key(cast: Cast, operation: object):
    program = program_of(cast, cast.head)
    path = operation.path.replace("<slug:school>", "oakfield").replace("<int:id>", "1")
    path = path.replace("<slug:trust>", cast.trust.slug)
    before = Event.objects.count()
    answer = program.does(path)
    assert answer.status_code == (404 if "trusts/" in path else 403)
    if answer.status_code == 403:
        assert answer.json()["detail"].startswith(
            ("This is done by a person, not by a program.", "Your role")
        )
    assert Event.objects.count() == before


def test_the_machinery_itself_refuses_a_key_what_is_in_person(cast: Cast):
    """Not only the door: whoever calls the action with a program's actor is refused."""
    from dataclasses import replace

    from schoolgate.kernel.actions import IN_PERSON as REFUSAL
    from schoolgate.posts.actions.deciding import approve_post

    post = waiting_post(cast)
    by_program = replace(cast.as_actor(cast.lee), token_id=1)
    assert approve_post.why_not(by_program, post) == [REFUSAL]
    assert approve_post.why_not(cast.as_actor(cast.lee), post) == []


def test_a_draft_is_made_with_one_event_that_names_the_key(cast: Cast):
    program = program_of(cast, cast.jo)
    before = Event.objects.count()
    answer = program.does(
        "schools/oakfield/draft-post",
        {
            "text": "The fair starts at two.",
            "places": [cast.noticeboard.pk],
            "goes_out_at": "2026-11-20T15:30:00+00:00",
        },
    )
    told = answer.json()
    post = Post.objects.get()
    assert answer.status_code == 200
    assert (told["subject"]["id"], told["subject"]["state"], told["done_before"]) == (post.pk, "draft", False)
    assert told["subject"]["places"] == [cast.noticeboard.pk]
    assert told["subject"]["goes_out_at"] == "2026-11-20T15:30:00Z"
    event = Event.objects.get(pk=told["event"])
    assert Event.objects.count() == before + 1
    assert (event.type, event.actor_id) == ("post.drafted", f"person:{cast.jo.pk}")
    assert f'"token":{program.token.pk}' in EventDetail.objects.get(event=event).words.replace(" ", "")


def test_a_place_of_another_school_is_said_and_not_passed_over(cast: Cast):
    elsewhere = make.make_account(cast.farrow)
    given = {"text": "The fair.", "places": [cast.website.pk, elsewhere.pk]}
    answer = program_of(cast, cast.jo).does("schools/oakfield/draft-post", given)
    assert answer.status_code == 409
    assert [one["about"] for one in answer.json()["refusals"]] == ["places"]
    assert not Post.objects.exists()


def test_a_refusal_names_control_clauses_what_and_next(cast: Cast):
    program = program_of(cast, cast.jo)
    post = program.does("schools/oakfield/draft-post", {"text": "Hello"}).json()["subject"]["id"]
    before = Event.objects.count()
    answer = program.does(f"schools/oakfield/posts/{post}/submit")
    assert (answer.status_code, answer["Content-Type"]) == (409, "application/problem+json")
    by_control = {one["control"]: one for one in answer.json()["refusals"]}
    chosen = by_control["gate.purpose_chosen"]
    assert chosen["clauses"][0]["id"].startswith("FS-")
    assert all(chosen[name] for name in ("what", "next", "clauses"))
    assert Event.objects.count() == before
    assert Post.objects.get(pk=post).state == "draft"


def test_a_retried_call_does_it_once(cast: Cast):
    program = program_of(cast, cast.jo)
    first = program.does("schools/oakfield/draft-post", {"text": "Once"}, key="abc-1").json()
    second = program.does("schools/oakfield/draft-post", {"text": "Once"}, key="abc-1").json()
    assert Post.objects.count() == 1
    assert second == first | {"done_before": True}
    program.does("schools/oakfield/draft-post", {"text": "Twice"}, key="abc-2")
    assert Post.objects.count() == 2


def test_somebody_elses_key_of_the_same_words_is_another(cast: Cast):
    for person in (cast.jo, cast.lee):
        told = program_of(cast, person).does("schools/oakfield/draft-post", {"text": "x"}, key="same").json()
        assert told["done_before"] is False
    assert Post.objects.count() == 2


@pytest.mark.parametrize("key", ["", "a b", "x" * 65, "é"])
def test_a_key_that_is_none_is_said_to_be(cast: Cast, key: str):
    program = program_of(cast, cast.jo)
    answer = program.client.post(
        "/api/v1/schools/oakfield/draft-post",
        {"text": "x"},
        "application/json",
        headers={"Authorization": f"Bearer {program.secret}", "Idempotency-Key": key},
    )
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "Idempotency-Key")
    assert not Post.objects.exists()


WRONG = {
    "missing": (
        {},
        {"name": "This is missing.", "first_on": "This is missing.", "last_on": "This is missing."},
    ),
    "unknown": (
        {"name": "A", "first_on": "2026-09-01", "last_on": "2026-12-18", "colour": "red"},
        {"colour": "There is no such field."},
    ),
    "no day": (
        {"name": "A", "first_on": "2026-02-30", "last_on": "tomorrow"},
        {
            "first_on": "This is not how it is written: see the documentation.",
            "last_on": "This is not how it is written: see the documentation.",
        },
    ),
    "too long": (
        {"name": "A" * 81, "first_on": "2026-09-01", "last_on": "2026-12-18"},
        {"name": "This is too long: at most 80."},
    ),
    "nothing": (
        {"name": "  ", "first_on": "2026-09-01", "last_on": "2026-12-18"},
        {"name": "This is not how it is written: see the documentation."},
    ),
    "null byte": (
        {"name": "A\0", "first_on": "2026-09-01", "last_on": "2026-12-18"},
        {"name": "This is not how it is written: see the documentation."},
    ),
    "another kind": (
        {"name": 5, "first_on": "2026-09-01", "last_on": None},
        {"name": "This should be str, not int.", "last_on": "This should be str, not null."},
    ),
}


@pytest.mark.parametrize("wrong", WRONG, ids=str)
def test_what_is_wrong_is_said_field_by_field(cast: Cast, wrong: str):
    given, errors = WRONG[wrong]
    answer = program_of(cast, cast.head).does("schools/oakfield/add-term", given)
    assert answer.status_code == 422
    assert {one["field"]: one["what"] for one in answer.json()["errors"]} == errors


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"{", "application/json", 400),
        (b'{"text": "\\ud800"}', "application/json", 400),
        (b"[" * 5000 + b"]" * 5000, "application/json", 400),
        (b"\xff", "application/json", 400),
        (b"[]", "application/json", 422),
        (b'"text"', "application/json", 422),
        (b"text=x", "application/x-www-form-urlencoded", 415),
        (b"x" * (3 * 1024 * 1024 + 1), "application/json", 413),
    ],
)
def test_a_body_that_cannot_be_read_is_told_apart(cast: Cast, body: bytes, kind: str, status: int):
    program = program_of(cast, cast.jo)
    answer = program.client.post(
        "/api/v1/schools/oakfield/draft-post",
        body,
        kind,
        headers={"Authorization": f"Bearer {program.secret}"},
    )
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    assert not Post.objects.exists()


@pytest.mark.parametrize("number", [0, -1, 2**63, 10**40, 1.5, True, "1"])
def test_an_id_that_can_be_none_is_no_id(cast: Cast, number: object):
    post = waiting_post(cast)
    program = program_of(cast, cast.jo)
    answer = program.does(f"schools/oakfield/posts/{post.pk}/remove-picture", {"picture": number})
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "picture")
    assert program.asks(f"schools/oakfield/posts/{10**40}").status_code == 404


def test_a_web_address_is_one(cast: Cast):
    program = program_of(cast, cast.head)
    for address in ("javascript:alert(1)", "data:text/html,x", "https://", "https://a b", "//example.org"):
        given = {"name": "Website two", "place": "website", "address": address}
        assert program.does("schools/oakfield/add-account", given).status_code == 422, address
    given = {"name": "Website two", "place": "website", "address": "https://www.example.org/news"}
    assert program.does("schools/oakfield/add-account", given).status_code == 200


def test_an_answer_of_a_family_is_written_down(cast: Cast):
    pupil = make.make_pupil(cast.oakfield)
    answer = program_of(cast, cast.office).does(
        f"schools/oakfield/pupils/{pupil.pk}/record-answer",
        {
            "answers": {"photo.website": "yes", "video.website": "no"},
            "given_by": "B. Okello",
            "evidence": "form",
            "answered_on": "2026-11-16",
        },
    )
    assert answer.status_code == 200, answer.content
    said = Answer.objects.filter(pupil=pupil).values_list("use", "said")
    assert set(said) == {("photo.website", "yes"), ("video.website", "no")}
    told = program_of(cast, cast.office).asks(f"schools/oakfield/consents/{pupil.pk}").json()
    assert told["uses"]["photo.website"] == "yes"


def test_it_is_the_persons_own_hand_that_is_on_a_post(cast: Cast):
    """Whoever's program wrote it cannot approve it in person afterwards."""
    program = program_of(cast, cast.lee)
    post = waiting_post(cast)
    program.does(f"schools/oakfield/posts/{post.pk}/edit", {"text": "Other words."})
    assert cast.lee.pk in Post.objects.get(pk=post.pk).hands.values_list("person_id", flat=True)
