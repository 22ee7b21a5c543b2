"""The policy, alive: each clause with how it lives, its proof, and what is not kept."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django_scopes import scope

from schoolgate.kernel.evidence import Evidence
from schoolgate.people.models import Term
from schoolgate.policies.actions import override_setting
from schoolgate.policies.living import at_its_head, clauses_alive, count_lives
from schoolgate.policies.loading import library
from schoolgate.policies.queries import current_policy
from schoolgate.policies.views.living import PER_PAGE
from schoolgate.posts.actions.deciding import release_post
from schoolgate.pupils.actions.restrictions import restrict_pupil
from schoolgate.rules.policy import ResolvedPolicy, resolve
from schoolgate.rules.policy.living import Lives, can_live, life_of_clause
from tests import make
from tests.cast import assemble
from tests.clauses.posting import Posting
from tests.clauses.stage import adopt, read


@pytest.fixture
def asfield(db, settings):
    """Oakfield, living by the trust's policy, where a post may go out unread."""
    settings.FIXED_NOW = make.NOW
    cast = assemble()
    adopt(cast, "AS")
    with scope(school=cast.oakfield):
        yield cast


def page(cast, address, person=None, query=None, **words):
    given = {"school_slug": cast.oakfield.slug, **words}
    answer = cast.browse_as(person or cast.jo).get(reverse(address, kwargs=given), query or {})
    assert answer.status_code == 200
    return read(answer.content.decode())


@pytest.mark.parametrize("code", ["AC", "ST", "AS", "AE", "BE", "FS"])
def test_every_clause_of_a_policy_is_there_once_and_known(code):
    policy = resolve(library()[code])
    alive = clauses_alive(ResolvedPolicy.from_document(policy.to_document()), {})
    assert [one.clause.id for one in alive] == list(library()[code].catalogue)
    counted = count_lives(alive)
    assert counted[None] == 0
    assert counted.total() == len(library()[code].catalogue)
    assert all(one.title and one.sentence for clause in alive for one in clause.rows)


def test_a_row_this_program_does_not_know_is_never_shown_as_kept():
    document = resolve(library()["AS"]).to_document()
    document["rows"] = [
        [clause, "gate.from_elsewhere" if clause == "AS-115" else instance, *rest]
        for clause, instance, *rest in document["rows"]
    ]
    alive = clauses_alive(ResolvedPolicy.from_document(document), {"gate.from_elsewhere": Evidence(9)})
    found = next(one for one in alive if one.clause.id == "AS-115")
    assert found.lives is None
    assert found.evidence is None


@pytest.mark.parametrize(
    ("rows", "whole"),
    [
        ((Lives.HELD, Lives.OPEN), Lives.OPEN),
        ((Lives.DECLINED, Lives.OPEN), Lives.OPEN),
        ((Lives.HELD, Lives.DECLINED), Lives.DECLINED),
        ((Lives.SHOWN, Lives.ASKED), Lives.ASKED),
        ((Lives.SHOWN, Lives.HELD), Lives.SHOWN),
        ((), Lives.OPEN),
    ],
)
def test_the_weakest_part_speaks_for_the_clause(rows, whole):
    assert life_of_clause(rows) is whole


def test_a_moment_is_never_held_and_a_gate_never_shown():
    assert not can_live("moment.while_drafting", Lives.HELD)
    assert not can_live("gate.four_eyes", Lives.SHOWN)
    assert can_live("moment.while_drafting", Lives.OPEN)


def test_the_top_of_the_page_says_how_it_lives_in_words_and_counts(asfield):
    counted = count_lives(clauses_alive(current_policy(asfield.oakfield), {}))
    shown = page(asfield, "policies:policy")
    assert f"Held by the system {counted[Lives.HELD]} " in shown
    assert f"Not yet {counted[Lives.OPEN]} " in shown
    assert "Not known" not in shown


def test_beside_a_clause_stands_its_proof_from_the_running_school(asfield):
    before = page(asfield, "policies:clause", clause="AS-116")
    assert "Nothing has happened since" in before
    post = Posting(asfield).ready()
    release_post(asfield.as_actor(asfield.jo), post, reason="Everybody is on the trip.")
    after = page(asfield, "policies:clause", clause="AS-116")
    assert "Open now: 1" in after
    listed = page(asfield, "policies:clauses", query={"how": "not_kept"})
    assert "AS-116" in listed
    assert "AS-130" not in listed


def test_a_filter_keeps_only_what_fits(asfield):
    of_the_dsl = page(asfield, "policies:clauses", query={"who": "dsl"})
    ids = {one.clause.id for one in clauses_alive(current_policy(asfield.oakfield), {}) if one.who == "dsl"}
    assert 0 < len(ids) < PER_PAGE
    assert all(clause in of_the_dsl for clause in ids)
    assert "AS-115 " not in of_the_dsl
    assert "No clause fits these choices." in page(
        asfield, "policies:clauses", query={"who": "dsl", "area": "website"}
    )


def test_a_declined_clause_says_why_and_an_open_one_that_it_is_not_yet(asfield):
    declined = page(asfield, "policies:clause", clause="AS-157")
    assert "Not done as written" in declined
    assert "was repealed in 2018" in declined
    still_open = next(
        one for one in clauses_alive(current_policy(asfield.oakfield), {}) if one.lives is Lives.OPEN
    )
    shown = page(asfield, "policies:clause", clause=still_open.clause.id)
    assert "Not yet: the program does nothing for this part so far." in shown


def test_an_exception_stands_with_its_reason(asfield):
    given = {"setting": "second_reader", "value": "before", "reason": "We are enough people now."}
    override_setting(asfield.as_actor(asfield.head), asfield.oakfield, **given)
    shown = page(asfield, "policies:clause", clause="AS-116")
    assert "Your school's own choice: “We are enough people now.”" in shown


def test_facts_and_notices_are_printed_at_its_head():
    policy = resolve(library()["AE"])
    assert {clause.id for clause in at_its_head(policy)} >= {"AE-004", "AE-177"}


def test_nothing_tells_that_a_child_is_on_the_restricted_list(asfield):
    before = page(asfield, "policies:clauses")
    pupil = make.make_pupil(asfield.oakfield)
    restrict_pupil(asfield.as_actor(asfield.safeguarding), pupil, reason="A court order.")
    assert page(asfield, "policies:clauses") == before


def test_a_clause_of_another_policy_is_not_there(asfield):
    given = {"school_slug": asfield.oakfield.slug, "clause": "AC-001"}
    assert asfield.browse_as(asfield.jo).get(reverse("policies:clause", kwargs=given)).status_code == 404


def test_another_school_is_not_there(asfield):
    given = {"school_slug": asfield.oakfield.slug}
    assert (
        asfield.browse_as(asfield.stranger).get(reverse("policies:clauses", kwargs=given)).status_code == 404
    )


def test_what_is_counted_begins_with_the_term(asfield):
    today = asfield.now.date()
    Term.objects.create(
        school=asfield.oakfield, name="Autumn", first_on=today - timedelta(days=40), last_on=today
    )
    assert "what proves it since 8 October" in page(asfield, "policies:clauses")


def test_the_page_asks_as_often_with_thirty_posts_as_with_three(asfield, queries_do_not_grow):
    client = asfield.browse_as(asfield.jo)
    address = reverse("policies:clauses", kwargs={"school_slug": asfield.oakfield.slug})

    def grow(more):
        for _number in range(more):
            release_post(asfield.as_actor(asfield.jo), Posting(asfield).ready(), reason="Nobody is here.")

    queries_do_not_grow(grow, lambda: client.get(address), at_most=34)
