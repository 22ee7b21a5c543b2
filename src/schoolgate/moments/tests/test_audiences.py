"""The policy in short: a public page each for families and pupils, and one for everybody at the school."""

import pytest
from django.test import Client

from schoolgate.moments.audiences import FAMILIES, PUPILS, TOLD_TO, told_to
from schoolgate.policies.actions import override_setting
from schoolgate.policies.queries import current_policy
from tests.clauses.stage import adopt, read

pytestmark = pytest.mark.django_db
HOME = "/schools/oakfield/"
BOTH = (("for-families", FAMILIES), ("for-pupils", PUPILS))


def words_of(address: str, client: Client | None = None) -> str:
    answer = (client or Client()).get(HOME + address)
    assert answer.status_code == 200
    return read(answer.content.decode())


@pytest.mark.parametrize("code", ["FS", "AC", "ST", "AS", "AE", "BE"])
def test_anybody_reads_every_line_for_families_and_for_pupils(cast, code):
    if code != "FS":
        adopt(cast, code)
    for address, audience in BOTH:
        page = words_of(address)
        told = [
            one
            for moment in TOLD_TO[audience]
            for one in told_to(current_policy(cast.oakfield), audience, moment)
        ]
        assert told
        for one in told:
            assert one.words in page
            assert all(clause.id in page for clause in one.clauses)


def test_a_line_for_teachers_is_not_on_the_pupils_page(cast):
    adopt(cast, "ST")
    assert "See to it that pupils keep these rules" not in words_of("for-pupils")
    assert "See to it that pupils keep these rules" in words_of("lessons/", cast.browse_as(cast.jo))


def test_the_public_pages_hold_nothing_but_the_policy(cast):
    for address, _audience in BOTH:
        page = words_of(address)
        for person in (cast.head, cast.jo, cast.deputy):
            assert person.surname not in page


def test_a_school_that_there_is_not_has_no_page(cast):
    assert Client().get("/schools/nothing-like-this/for-families").status_code == 404


def test_the_schools_own_age_stands_in_place_of_the_policys(cast):
    adopt(cast, "BE")
    assert "at least 14" in words_of("for-families")
    head = cast.as_actor(cast.head)
    override_setting(head, cast.oakfield, setting="minimum_age", value=16, reason="Our platforms ask for it.")
    page = words_of("for-families")
    assert "at least 14" not in page
    assert "below 16" in page


def test_everybody_at_the_school_reads_both_halves_and_what_can_go_wrong(cast, django_assert_max_num_queries):
    adopt(cast, "AC")
    jo = cast.browse_as(cast.jo)
    page = words_of("rules", jo)
    for words in ("At work", "In private", "What can go wrong", "Risk: a damaged name.", "disciplinary"):
        assert words in page
    with django_assert_max_num_queries(7):
        jo.get(HOME + "rules")
    assert Client().get(HOME + "rules").status_code == 302
    assert cast.browse_as(cast.stranger).get(HOME + "rules").status_code == 404


def test_an_adopted_policy_from_before_these_lines_says_so(cast, monkeypatch):
    monkeypatch.setattr("schoolgate.rules.signing.told_at", lambda policy, moment: iter(()))
    assert "says nothing about this yet" in words_of("for-families")
