"""Whom the policy binds: kinds of people by their posts, the page, who answers for whom."""

import pytest

from schoolgate.audit.models import Event
from schoolgate.kernel.actions import Refused
from schoolgate.kernel.permissions import Role
from schoolgate.moments.actions import sign_documents
from schoolgate.moments.queries import reading_of
from schoolgate.policies.queries import current_policy
from schoolgate.rules.signing import QUESTIONS
from schoolgate.rules.staffing import is_bound, kinds_of
from schoolgate.staffing.actions import name_manager
from schoolgate.staffing.models import LineManager
from tests import make

PAGE = "/schools/oakfield/bound/"


def page_of(cast, address=PAGE):
    answer = cast.browse_as(cast.head).get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_every_role_makes_somebody_of_one_kind():
    assert kinds_of([Role.HEADTEACHER]) == {"staff"}
    assert kinds_of([Role.CONSULTANT, Role.PARENT]) == {"consultant", "parent"}


@pytest.mark.parametrize(
    ("code", "role", "binds"),
    [
        ("AE", Role.CONSULTANT, True),
        ("AE", Role.CASUAL, True),
        ("AE", Role.GOVERNOR, False),
        ("AC", Role.TRAINEE, True),
        ("AC", Role.VOLUNTEER, False),
        ("AS", Role.GOVERNOR, True),
        ("AS", Role.VOLUNTEER, True),
    ],
)
def test_a_policy_binds_the_kinds_that_it_names(cast, adopted, code, role, binds):
    adopted(code)
    assert is_bound(current_policy(cast.oakfield), [role]) is binds


def test_a_new_person_is_bound_at_once_without_being_put_on_a_list(cast, adopted):
    adopted("AE")
    make.make_person(cast.oakfield, Role.CONSULTANT, forename="Cy", surname="Vale")
    page = page_of(cast, f"{PAGE}?kind=consultant")
    assert "Cy Vale" in page
    assert "binds them" in page
    assert "Jo Ash" not in page
    assert "AE-002" in page


def test_the_page_says_who_is_not_bound(cast, adopted):
    adopted("AE")
    assert "does not bind them" in page_of(cast, f"{PAGE}?kind=governor")


def test_whoever_has_signed_everything_of_theirs_is_said_to_have_signed(cast, adopted):
    adopted("AE")

    def line():
        return page_of(cast, f"{PAGE}?kind=staff").partition("Jo Ash")[2].partition("</tr>")[0]

    assert "not signed" in line()
    jo = cast.as_actor(cast.jo)
    answers = {one.key: one.right for one in QUESTIONS}
    sign_documents(jo, cast.jo, shown=reading_of(jo).digest, answers=answers)
    assert "binds them" in line()
    assert "not signed" not in line()


def test_the_number_of_queries_does_not_grow_with_the_people(cast, adopted, queries_do_not_grow):
    adopted("AE")
    head = cast.browse_as(cast.head)

    def more(number):
        for _ in range(number):
            make.make_person(cast.oakfield, Role.STAFF)

    queries_do_not_grow(more, lambda: head.get(PAGE), at_most=24)


def test_a_manager_is_named_for_several_at_once_and_each_is_recorded(cast):
    people = [cast.jo.pk, cast.lee.pk]
    name_manager(cast.as_actor(cast.head), cast.oakfield, people=people, manager=cast.deputy.pk)
    assert {one.manager for one in LineManager.objects.all()} == {cast.deputy}
    assert Event.objects.filter(type="person.manager_named").count() == 2
    name_manager(cast.as_actor(cast.head), cast.oakfield, people=[cast.jo.pk], manager=cast.head.pk)
    assert LineManager.objects.get(person=cast.jo).manager == cast.head


@pytest.mark.parametrize(
    ("people", "manager", "says"),
    [
        (["jo"], "jo", "Nobody answers for themselves"),
        (["jo"], "volunteer", "works at the school"),
        (["stranger"], "head", "Nobody was chosen"),
        ([], "head", "Nobody was chosen"),
    ],
)
def test_nobody_answers_for_whom_they_cannot(cast, people, manager, says):
    wanted = [getattr(cast, one).pk for one in people]
    with pytest.raises(Refused) as refused:
        name_manager(
            cast.as_actor(cast.head), cast.oakfield, people=wanted, manager=getattr(cast, manager).pk
        )
    assert says in " ".join(one.words + one.next_step for one in refused.value.refusals)
    assert not LineManager.objects.exists()
    assert not Event.objects.filter(type="person.manager_named").exists()


def test_a_teacher_names_no_managers(cast):
    with pytest.raises(Refused):
        name_manager(cast.as_actor(cast.jo), cast.oakfield, people=[cast.lee.pk], manager=cast.head.pk)
    assert cast.browse_as(cast.jo).get(f"{PAGE}managers/").status_code == 403


def test_those_without_a_manager_are_listed_and_named_on_one_page(cast):
    assert "nobody is named who answers for them" in page_of(cast)
    head = cast.browse_as(cast.head)
    page = page_of(cast, f"{PAGE}managers/")
    assert "Jo Ash" in page
    sent = {"people": [cast.jo.pk, cast.lee.pk], "manager": cast.deputy.pk}
    assert head.post(f"{PAGE}managers/", sent).status_code == 302
    listed = page_of(cast, f"{PAGE}managers/").partition("<fieldset")[2].partition("</fieldset>")[0]
    assert "Jo Ash" not in listed
    assert "Ros Keene" in listed


def test_a_school_of_another_trust_is_not_found(cast):
    assert cast.browse_as(cast.stranger).get(PAGE).status_code == 404
