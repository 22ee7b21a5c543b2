"""Who may post where, in three queries; one's own right; who has signed."""

from datetime import date

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_scopes import scope

from schoolgate.audit.models import Event
from schoolgate.kernel.actions import Refused
from schoolgate.kernel.permissions import Role
from schoolgate.moments.actions import decline_to_sign
from schoolgate.moments.models import SignedDocument
from schoolgate.notifications.models import Letter
from schoolgate.policies.queries import fresh_policy
from schoolgate.rights.actions import remind_to_sign
from schoolgate.rights.queries import who_may_post, who_may_post_at
from schoolgate.staffing.actions import name_manager
from schoolgate.training.models import Attendance
from tests import make
from tests.clauses.stage import read
from tests.following import follow_up

WHO = "/schools/oakfield/who-may-post"
MINE = "/schools/oakfield/my-right-to-post"
SIGNATURES = "/schools/oakfield/signatures"


def line_of(cast, policy, person):
    return next(one for one in who_may_post(cast.oakfield, policy, make.NOW) if one.person == person)


def test_it_takes_three_queries_for_three_people_and_for_thirty(cast, policy):
    def counted(number):
        people = [make.make_person(cast.oakfield, Role.STAFF) for _ in range(number)]
        make.ready_to_post(cast.oakfield, policy, *people[::2])
        make.let_write(cast.oakfield)
        who_may_post(cast.oakfield, policy, make.NOW)
        with CaptureQueriesContext(connection) as queries:
            lines = who_may_post(cast.oakfield, policy, make.NOW)
        return len(queries), len(lines)

    (few, _), (many, people) = counted(3), counted(30)
    assert (few, many) == (3, 3)
    assert people > 30


def test_two_schools_are_judged_in_the_same_three_queries_each_by_its_own_policy(cast, policy):
    sid = make.make_person(cast.elmsgate, Role.STAFF)
    make.make_account(cast.elmsgate)
    SignedDocument.objects.filter(person=cast.lee).delete()
    policies = {cast.oakfield: policy, cast.elmsgate: fresh_policy()}
    with scope(school=list(policies)):
        who_may_post_at(policies, make.NOW)
        with CaptureQueriesContext(connection) as queries:
            found = who_may_post_at(policies, make.NOW)
    assert len(queries) == 3
    assert found[cast.oakfield.pk] == who_may_post(cast.oakfield, policy, make.NOW)
    at_the_other = {line.person: line for line in found[cast.elmsgate.pk]}
    assert cast.jo not in at_the_other
    assert not at_the_other[sid].lacks


def test_what_is_missing_is_told_account_by_account(cast, policy):
    Attendance.objects.filter(person=cast.jo, covers="platform:website").update(until_on=date(2026, 11, 2))
    line = line_of(cast, policy, cast.jo)
    may = {cell.account.name: cell.may for cell in line.cells}
    assert may == {"Facebook": True, "Noticeboard": True, "Website": False}
    assert [one.words for one in line.lacks] == ["the training on the website ended on 2 November 2026"]


def test_the_head_sees_who_lacks_what_and_can_show_only_them(cast):
    SignedDocument.objects.filter(person=cast.lee).delete()
    page = read(cast.browse_as(cast.head).get(WHO).content.decode())
    assert "Lee Birch What is missing: “When you post for our school” is not signed" in page
    assert "ST-102" in page
    only = read(cast.browse_as(cast.head).get(WHO, {"missing": "1"}).content.decode())
    assert "Lee Birch" in only
    assert "Dee Marsh" not in only


def test_it_is_not_for_a_teacher_and_not_for_another_school(cast):
    assert cast.browse_as(cast.jo).get(WHO).status_code == 403
    assert cast.browse_as(cast.head_elsewhere).get(WHO).status_code == 404


def test_everybody_sees_their_own_right_and_what_to_do(cast):
    page = read(cast.browse_as(cast.jo).get(MINE).content.decode())
    assert "Nothing is missing" in page
    SignedDocument.objects.filter(person=cast.jo).delete()
    page = read(cast.browse_as(cast.jo).get(MINE).content.decode())
    assert "“When you post for our school” is not signed" in page
    assert "Read and sign now" in page


def test_the_page_takes_the_same_queries_however_many_people(cast, policy, queries_do_not_grow):
    head = cast.browse_as(cast.head)

    def more(number):
        make.ready_to_post(
            cast.oakfield, policy, *[make.make_person(cast.oakfield, Role.STAFF) for _ in range(number)]
        )

    queries_do_not_grow(more, lambda: head.get(WHO), at_most=12)


def test_leaders_see_everybody_and_a_manager_their_own_people(cast):
    page = read(cast.browse_as(cast.head).get(SIGNATURES).content.decode())
    assert "Jo Ash" in page
    assert "Lee Birch" in page
    name_manager(cast.as_actor(cast.head), cast.oakfield, people=[cast.jo.pk], manager=cast.lee.pk)
    page = read(cast.browse_as(cast.lee).get(SIGNATURES).content.decode())
    assert "Jo Ash" in page
    assert "Dee Marsh" not in page


def test_the_head_reads_why_somebody_does_not_sign_and_a_leader_does_not(cast):
    decline_to_sign(cast.as_actor(cast.jo), cast.jo, words="I want to ask my union first.")
    assert "my union" in cast.browse_as(cast.head).get(SIGNATURES).content.decode()
    assert "my union" not in cast.browse_as(cast.deputy).get(SIGNATURES).content.decode()
    assert (
        "Talk over why Jo Ash does not sign"
        in cast.browse_as(cast.head).get("/today", follow=True).content.decode()
    )


def test_who_owes_is_reminded_once_and_the_letter_names_no_reason(cast, policy):
    mail.outbox.clear()
    remind_to_sign(cast.as_actor(cast.head), cast.oakfield, people=[cast.jo.pk])
    follow_up(make.NOW)
    follow_up(make.NOW)
    [letter] = Letter.objects.filter(subject="Something waits for your signature")
    assert letter.address == cast.jo.email
    assert "/schools/oakfield/read-and-sign" in letter.text
    assert Event.objects.filter(type="signers.reminded").count() == 1


def test_nobody_is_reminded_who_owes_nothing_and_no_teacher_reminds(cast):
    with pytest.raises(Refused):
        remind_to_sign(cast.as_actor(cast.head), cast.oakfield, people=[cast.stranger.pk])
    with pytest.raises(Refused):
        remind_to_sign(cast.as_actor(cast.jo), cast.oakfield, people=[cast.lee.pk])
    assert not Event.objects.filter(type="signers.reminded").exists()


def test_the_list_comes_out_as_a_file_without_what_anybody_said(cast):
    decline_to_sign(cast.as_actor(cast.jo), cast.jo, words="I want to ask my union first.")
    answer = cast.browse_as(cast.head).get(f"{SIGNATURES}/file")
    text = answer.content.decode()
    assert answer["Content-Type"].startswith("text/csv")
    assert "Jo Ash" in text
    assert "union" not in text
    assert cast.browse_as(cast.jo).get(f"{SIGNATURES}/file").status_code == 403


def test_the_list_takes_the_same_queries_however_many_people(cast, queries_do_not_grow):
    head = cast.browse_as(cast.head)

    def more(number):
        for _ in range(number):
            make.make_person(cast.oakfield, Role.STAFF)

    queries_do_not_grow(more, lambda: head.get(SIGNATURES), at_most=18)
