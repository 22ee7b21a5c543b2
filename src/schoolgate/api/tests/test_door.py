"""Who comes through the door of the API, as whom, and how often."""

from datetime import timedelta

import pytest
from django.test import Client
from django_scopes import scope

from schoolgate.api.tests.programs import AT_OAKFIELD, ROOT, program_of
from schoolgate.kernel.permissions import Permission, Role
from schoolgate.moments.actions import sign_documents
from schoolgate.moments.queries import reading_of
from schoolgate.people.models import Appointment
from schoolgate.posts.models import Post
from schoolgate.rules.signing import QUESTIONS
from tests import make
from tests.cast import Cast
from tests.clauses.stage import adopt


def kind_of(answer: object) -> str:
    assert answer["Content-Type"] == "application/problem+json"
    return answer.json()["type"].removeprefix("/api/v1/#")


def test_without_a_key_nothing_opens(cast: Cast, client: Client):
    answer = client.get(f"{AT_OAKFIELD}/posts")
    assert (answer.status_code, kind_of(answer)) == (401, "no-key")
    assert answer["WWW-Authenticate"] == 'Bearer realm="Schoolgate"'
    assert answer["Cache-Control"] == "private, no-store"


def test_a_cookie_opens_nothing(cast: Cast):
    browser = cast.browse_as(cast.head)
    assert browser.get(f"{AT_OAKFIELD}/posts").status_code == 401
    assert browser.post(f"{AT_OAKFIELD}/draft-post", {}, "application/json").status_code == 401


@pytest.mark.parametrize("scheme", ["Basic {}", "Token {}", "{}", "Bearer", "Bearer x{}"])
def test_another_way_of_showing_it_opens_nothing(cast: Cast, client: Client, scheme: str):
    secret = program_of(cast, cast.head).secret
    answer = client.get(f"{ROOT}/me", headers={"Authorization": scheme.format(secret)})
    assert answer.status_code == 401


def test_a_key_that_ended_says_so_and_how_to_renew_it(cast: Cast, settings: object):
    program = program_of(cast, cast.head)
    settings.FIXED_NOW = cast.now + timedelta(days=31)
    answer = program.asks("schools/oakfield/posts")
    assert answer.status_code == 401
    assert answer.json()["detail"] == (
        "This key ended on 17 December 2026. "
        "Make a new key in Schoolgate under “How you sign in”, “Keys for programs”."
    )
    assert 'error="invalid_token"' in answer["WWW-Authenticate"]


def test_it_has_the_persons_own_rights_at_that_moment(cast: Cast):
    program = program_of(cast, cast.head)
    assert program.asks("schools/oakfield/events").status_code == 200
    Appointment.objects.filter(person=cast.head).update(role=Role.STAFF)
    assert program.asks("schools/oakfield/events").status_code == 403
    Appointment.objects.filter(person=cast.head).update(last_on=cast.now.date() - timedelta(days=1))
    assert program.asks("schools/oakfield/posts").status_code == 404
    assert program.asks("me").json()["schools"] == []


def test_it_has_no_more_of_them_than_it_was_made_for(cast: Cast):
    program = program_of(cast, cast.head, permissions=[Permission.POST_READ])
    assert program.asks("schools/oakfield/posts").status_code == 200
    answer = program.asks("schools/oakfield/pupils")
    assert (answer.status_code, kind_of(answer)) == (403, "not-allowed")
    assert answer.json()["detail"] == "This key was not made to see the roll."


def test_a_key_that_only_reads_changes_nothing(cast: Cast):
    program = program_of(cast, cast.head, may_write=False)
    answer = program.does("schools/oakfield/draft-post", {"text": "Hello"})
    assert (answer.status_code, answer.json()["detail"]) == (
        403,
        "This key only reads. A key that may change things is another one.",
    )
    assert not Post.objects.exists()


def test_a_role_that_does_not_allow_it_is_told_so(cast: Cast):
    answer = program_of(cast, cast.volunteer).asks("schools/oakfield/pupils")
    assert (answer.status_code, answer.json()["detail"]) == (403, "Your role does not let you see the roll.")


@pytest.mark.parametrize("who", ["head_elsewhere", "stranger"])
def test_another_school_is_not_there(cast: Cast, who: str):
    program = program_of(cast, getattr(cast, who))
    for path in ("schools/oakfield/posts", "schools/nowhere/posts", "schools/oakfield/policy"):
        answer = program.asks(path)
        assert (answer.status_code, kind_of(answer)) == (404, "not-here")
    assert program.does("schools/oakfield/draft-post", {"text": "x"}).status_code == 404
    theirs, nowhere = program.asks("schools/oakfield/posts"), program.asks("schools/nowhere/posts")
    assert theirs.content == nowhere.content


def test_another_schools_things_are_not_there_under_ones_own(cast: Cast):
    theirs = make.make_pupil(cast.elmsgate)
    program = program_of(cast, cast.head)
    answers = [program.asks(f"schools/oakfield/pupils/{pk}") for pk in (theirs.pk, 999_999)]
    assert {one.status_code for one in answers} == {404}
    assert answers[0].content == answers[1].content
    answer = program.does(
        f"schools/oakfield/pupils/{theirs.pk}/withdraw-consent", {"uses": ["photo.website"]}
    )
    assert answer.status_code == 404


def test_a_trust_officer_reaches_every_school_of_the_trust_and_no_other(cast: Cast):
    officer = make.make_person(cast.oakfield)
    Appointment.objects.create(
        person=officer, role=Role.TRUST_OFFICER, trust=cast.trust, first_on=cast.now.date()
    )
    program = program_of(cast, officer, permissions=[Permission.POST_READ, Permission.POSTS_STOP])
    codes = [program.asks(f"schools/{slug}/posts").status_code for slug in ("oakfield", "elmsgate", "farrow")]
    assert codes == [200, 200, 404]
    assert program.does(f"trusts/{cast.trust.slug}/stop-trust-posts").status_code == 200
    assert program.does(f"trusts/{cast.farrow.trust.slug}/stop-trust-posts").status_code == 404


def test_a_head_does_not_act_for_the_trust(cast: Cast):
    answer = program_of(cast, cast.head).does(f"trusts/{cast.trust.slug}/stop-trust-posts")
    assert answer.status_code == 404


def test_a_method_that_is_not_taken_says_which_is(cast: Cast):
    program = program_of(cast, cast.head)
    answer = program.client.delete(
        f"{AT_OAKFIELD}/posts", headers={"Authorization": f"Bearer {program.secret}"}
    )
    assert (answer.status_code, kind_of(answer), answer["Allow"]) == (405, "wrong-method", "GET")


@pytest.mark.parametrize(
    "path", ["nothing", "schools/oakfield/nothing", "schools/oakfield/posts/x", "schools//posts", "%0a"]
)
def test_an_address_that_is_not_there_is_a_problem_too(cast: Cast, client: Client, path: str):
    answer = client.get(f"{ROOT}/{path}")
    assert (answer.status_code, kind_of(answer)) == (404, "not-here")


def test_too_many_calls_are_told_to_wait(cast: Cast, settings: object):
    settings.API_CALLS_A_MINUTE = 3
    program, other = program_of(cast, cast.head), program_of(cast, cast.jo)
    codes = [program.asks("me").status_code for _ in range(5)]
    assert codes == [200, 200, 200, 429, 429]
    answer = program.asks("me")
    assert (kind_of(answer), 1 <= int(answer["Retry-After"]) <= 60) == ("too-often", True)
    assert other.asks("me").status_code == 200
    settings.FIXED_NOW = cast.now + timedelta(minutes=1)
    assert program.asks("me").status_code == 200


def test_what_a_key_is_and_where_it_goes_is_told(cast: Cast):
    told = program_of(cast, cast.jo, permissions=[Permission.POST_READ]).asks("me").json()
    assert (told["person"], told["name"], told["may_write"]) == (cast.jo.pk, "Jo Ash", True)
    assert told["schools"] == [
        {"slug": "oakfield", "name": "Oakfield Primary School", "nation": "england", "may": ["post_read"]}
    ]


def test_a_contractors_key_opens_nothing_before_they_have_signed(cast: Cast):
    adopt(cast, "AC")
    con = make.make_person(cast.oakfield, Role.CONTRACTOR)
    program = program_of(cast, con)
    answer = program.asks("schools/oakfield/courses")
    assert (answer.status_code, kind_of(answer)) == (403, "not-allowed")
    assert "to be read and signed" in answer.json()["detail"]
    with scope(school=cast.oakfield):
        actor = cast.as_actor(con)
        right = {one.key: one.right for one in QUESTIONS}
        sign_documents(actor, con, shown=reading_of(actor).digest, answers=right)
    assert "Your role does not let you" in program.asks("schools/oakfield/courses").json()["detail"]
