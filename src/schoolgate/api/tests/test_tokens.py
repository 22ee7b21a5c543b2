"""Making and revoking keys for programs: five habits, and what a key never is."""

import hashlib
from collections.abc import Callable
from datetime import timedelta

import pytest

from schoolgate.api.actions import make_token, revoke_token
from schoolgate.api.models import Token
from schoolgate.api.tests.programs import program_of
from schoolgate.api.tokens import new_secret, token_with, why_it_opens_nothing
from schoolgate.audit.models import Event, EventDetail
from schoolgate.kernel.actions import NotHere, Refused
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission
from schoolgate.people.models import Person
from tests.cast import Cast


def at_the_trust(cast: Cast, person: Person, *, may: bool = True) -> Actor:
    return Actor(
        person=person,
        school=None,
        trust_id=person.trust_id,
        now=cast.now,
        permissions=frozenset({Permission.TOKEN_KEEP} if may else ()),
    )


def why_not(deed: Callable[[], object]) -> str:
    """What an action says that refuses."""
    with pytest.raises(Refused) as refused:
        deed()
    return " ".join(one.words for one in refused.value.refusals)


def given(cast: Cast, **instead: object) -> dict[str, object]:
    return {
        "name": "Website calendar",
        "permissions": ["post_read"],
        "may_write": False,
        "ends_on": (cast.now + timedelta(days=90)).date(),
    } | instead


def test_a_key_is_made_and_one_event_is_recorded_without_it(cast: Cast):
    done = make_token(at_the_trust(cast, cast.jo), cast.jo, **given(cast))
    event = Event.objects.get()
    assert (event.type, event.log_id, event.actor_id) == (
        "token.made",
        f"trust:{cast.trust.pk}",
        f"person:{cast.jo.pk}",
    )
    secret = done.subject.secret
    assert secret not in EventDetail.objects.get().words
    assert secret.split("_", 2)[2] not in EventDetail.objects.get().words
    assert bytes(event.leaf_bytes).find(secret.encode()) == -1


def test_the_key_is_kept_nowhere_only_its_digest(cast: Cast):
    done = make_token(at_the_trust(cast, cast.jo), cast.jo, **given(cast))
    kept = Token.objects.values().get()
    assert done.subject.secret not in map(str, kept.values())
    assert kept["digest"] == hashlib.sha256(done.subject.secret.encode()).hexdigest()
    assert done.subject.secret.startswith(f"{kept['prefix']}_")


def test_a_key_holds_256_random_bits_and_no_two_are_alike():
    made = [new_secret() for _ in range(200)]
    assert len({one.words for one in made}) == len({one.prefix for one in made}) == 200
    assert all(len(one.words.split("_", 2)[2]) >= 43 for one in made)


@pytest.mark.parametrize(
    ("instead", "words"),
    [
        ({"permissions": []}, "The key may do nothing yet."),
        ({"permissions": ["pupil_restrict"]}, "A key cannot do more than you may do yourself."),
        ({"permissions": ["fly"]}, "A key cannot do more than you may do yourself."),
        ({"ends_on": -1}, "The last day is over."),
        ({"ends_on": 367}, "A key lasts a year at most."),
    ],
)
def test_what_stands_against_a_key_is_said_and_nothing_is_made(cast: Cast, instead: dict, words: str):
    days = instead.get("ends_on")
    wanted = instead if days is None else {"ends_on": (cast.now + timedelta(days=days)).date()}
    with pytest.raises(Refused) as refused:
        make_token(at_the_trust(cast, cast.jo), cast.jo, **given(cast, **wanted))
    assert [one.words for one in refused.value.refusals] == [words]
    assert not Token.objects.exists()
    assert not Event.objects.exists()


def test_a_year_is_not_too_long(cast: Cast):
    ends_on = (cast.now + timedelta(days=366)).date()
    assert make_token(at_the_trust(cast, cast.jo), cast.jo, **given(cast, ends_on=ends_on)).subject.pk


def test_nobody_makes_a_key_in_somebody_elses_name(cast: Cast):
    assert "your own name only" in why_not(
        lambda: make_token(at_the_trust(cast, cast.head), cast.jo, **given(cast))
    )
    with pytest.raises(NotHere):
        make_token(at_the_trust(cast, cast.head), cast.stranger, **given(cast))


def test_who_may_keep_no_keys_gets_none(cast: Cast):
    assert "does not let you make and revoke" in why_not(
        lambda: make_token(at_the_trust(cast, cast.jo, may=False), cast.jo, **given(cast))
    )


def test_nobody_has_more_than_twenty(cast: Cast):
    actor = at_the_trust(cast, cast.jo)
    for _ in range(20):
        make_token(actor, cast.jo, **given(cast))
    assert "20 keys already" in why_not(lambda: make_token(actor, cast.jo, **given(cast)))


def test_a_revoked_key_opens_nothing_and_one_event_is_recorded(cast: Cast):
    program = program_of(cast, cast.jo)
    assert program.asks("me").status_code == 200
    before = Event.objects.count()
    revoke_token(at_the_trust(cast, cast.jo), program.token)
    assert [one.type for one in Event.objects.order_by("pk")][before:] == ["token.revoked"]
    assert program.asks("me").status_code == 401
    assert "revoked already" in why_not(lambda: revoke_token(at_the_trust(cast, cast.jo), program.token))


def test_nobody_revokes_somebody_elses_key(cast: Cast):
    program = program_of(cast, cast.jo)
    assert "somebody else’s key" in why_not(
        lambda: revoke_token(at_the_trust(cast, cast.head), program.token)
    )
    with pytest.raises(NotHere):
        revoke_token(at_the_trust(cast, cast.stranger), program.token)
    assert program.asks("me").status_code == 200


@pytest.mark.parametrize(
    "words", ["", "sgt", "sgt_", "sgt_1234567890_", "x" * 5000, "sgt_\0_x", "sgt_é_x", "Bearer"]
)
def test_what_is_no_key_finds_none(cast: Cast, words: str):
    program_of(cast, cast.jo)
    assert token_with(words) is None


def test_the_prefix_alone_or_another_end_opens_nothing(cast: Cast):
    program = program_of(cast, cast.jo)
    assert token_with(program.secret) == program.token
    assert token_with(program.token.prefix) is None
    assert token_with(program.secret[:-1]) is None
    assert token_with(f"{program.secret}x") is None


def test_a_login_that_was_closed_closes_its_keys(cast: Cast):
    program = program_of(cast, cast.jo)
    cast.jo.user.is_active = False
    cast.jo.user.save()
    answer = program.asks("me")
    assert (answer.status_code, answer.json()["detail"].startswith("Whoever made this key")) == (401, True)


def test_it_works_on_its_last_day_and_not_the_day_after(cast: Cast):
    token = program_of(cast, cast.jo, ends_on=cast.now.date()).token
    late = cast.now.replace(hour=23, minute=59)
    assert why_it_opens_nothing(token, late) == ""
    assert why_it_opens_nothing(token, late + timedelta(minutes=2)) == "This key ended on 17 November 2026."


def test_the_day_of_its_last_use_is_remembered_with_one_write_a_day(
    cast: Cast, django_assert_num_queries: object
):
    program = program_of(cast, cast.jo)
    program.asks("me")
    program.token.refresh_from_db()
    assert program.token.last_used_on == cast.now.date()
    with django_assert_num_queries(2) as queries:
        program.asks("me")
    assert not [one for one in queries if one["sql"].startswith("UPDATE")]
