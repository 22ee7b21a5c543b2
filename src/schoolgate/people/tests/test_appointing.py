"""Adding people, giving them roles and ending those."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress

from schoolgate.audit.models import Event
from schoolgate.kernel.actions import NotHere, Refused
from schoolgate.kernel.permissions import Permission, Role
from schoolgate.people.actions.appointing import (
    add_person,
    appoint_person,
    change_person,
    end_appointment,
    invite_person,
)
from schoolgate.people.models import Appointment, Person, User
from schoolgate.people.queries import actor_of
from tests import make
from tests.cast import Cast

TODAY = make.NOW.date()
NEW = {
    "title": "Ms",
    "forename": "Nia",
    "surname": "Pryce",
    "email": "Nia.Pryce@oakfield.example",
    "team": "Year 3",
    "role": Role.STAFF,
    "first_on": TODAY,
    "last_on": None,
}


def changed_nothing(before: tuple[int, ...]) -> bool:
    return before == count()


def count() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (Person, User, Appointment, Event))


def words(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [refusal.words for refusal in refused.value.refusals]


# Adding


def test_somebody_new_has_a_role_a_login_without_password_and_two_events(cast: Cast) -> None:
    done = add_person(cast.as_actor(cast.head), cast.oakfield, **NEW)
    person = done.subject
    assert str(person) == "Nia Pryce"
    assert person.user.email == "nia.pryce@oakfield.example"
    assert not person.user.has_usable_password()
    assert actor_of(person, cast.oakfield, cast.now).roles == {Role.STAFF}
    assert [event.type for event in Event.objects.order_by("pk")] == ["person.added", "person.appointed"]


def test_without_an_address_they_have_no_login(cast: Cast) -> None:
    assert add_person(cast.as_actor(cast.head), cast.oakfield, **{**NEW, "email": ""}).subject.user is None


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"last_on": TODAY - timedelta(days=1)}, "The last day is before the first day."),
        ({"role": Role.TRUSTEE}, "You can't give or end this role."),
    ],
)
def test_what_stands_against_it_changes_nothing(cast: Cast, change: dict, said: str) -> None:
    before = count()
    with pytest.raises(Refused) as refused:
        add_person(cast.as_actor(cast.head), cast.oakfield, **{**NEW, **change})
    assert words(refused) == [said]
    assert changed_nothing(before)


def test_an_address_is_one_persons(cast: Cast) -> None:
    before = count()
    with pytest.raises(Refused) as known:
        add_person(cast.as_actor(cast.head), cast.oakfield, **{**NEW, "email": cast.jo.email.upper()})
    assert words(known) == ["Jo Ash already has this address here."]
    with pytest.raises(Refused) as elsewhere:
        add_person(cast.as_actor(cast.head), cast.oakfield, **{**NEW, "email": cast.stranger.email})
    assert words(elsewhere) == ["This address already signs in somewhere else."]
    assert changed_nothing(before)


@pytest.mark.parametrize("who", ["jo", "office", "deputy", "governor", "volunteer"])
def test_only_who_appoints_may_add(cast: Cast, who: str) -> None:
    before = count()
    with pytest.raises(Refused):
        add_person(cast.as_actor(getattr(cast, who)), cast.oakfield, **NEW)
    assert changed_nothing(before)


def test_another_school_is_not_here(cast: Cast) -> None:
    with pytest.raises(NotHere):
        add_person(cast.as_actor(cast.head), cast.elmsgate, **NEW)


# Giving a role


def test_a_second_role_adds_what_it_allows(cast: Cast) -> None:
    appoint_person(
        cast.as_actor(cast.head),
        cast.oakfield,
        person=cast.jo,
        role=Role.DATA_PROTECTION_LEAD,
        first_on=TODAY,
    )
    assert cast.as_actor(cast.jo).may(Permission.PUPIL_RESTRICT)
    assert [event.type for event in Event.objects.all()] == ["person.appointed"]


def test_a_role_counts_from_its_first_to_its_last_day(cast: Cast) -> None:
    tomorrow = TODAY + timedelta(days=1)
    appoint_person(
        cast.as_actor(cast.head),
        cast.oakfield,
        person=cast.jo,
        role=Role.OFFICE,
        first_on=tomorrow,
        last_on=tomorrow,
    )
    held = [
        Role.OFFICE in cast.as_actor(cast.jo, now=cast.now + timedelta(days=days)).roles for days in (0, 1, 2)
    ]
    assert held == [False, True, False]


def test_nobody_gives_themselves_a_role(cast: Cast) -> None:
    before = count()
    with pytest.raises(Refused) as refused:
        appoint_person(
            cast.as_actor(cast.head), cast.oakfield, person=cast.head, role=Role.OFFICE, first_on=TODAY
        )
    assert words(refused) == ["Nobody can give a role to themselves."]
    assert changed_nothing(before)


def test_somebody_of_another_trust_gets_no_role(cast: Cast) -> None:
    before = count()
    with pytest.raises(Refused) as refused:
        appoint_person(
            cast.as_actor(cast.head), cast.oakfield, person=cast.stranger, role=Role.STAFF, first_on=TODAY
        )
    assert words(refused) == ["This person does not belong to your trust."]
    assert changed_nothing(before)


def test_a_colleague_from_a_sister_school_may_get_one(cast: Cast) -> None:
    appoint_person(
        cast.as_actor(cast.head),
        cast.oakfield,
        person=cast.head_elsewhere,
        role=Role.GOVERNOR,
        first_on=TODAY,
    )
    assert Role.GOVERNOR in cast.as_actor(cast.head_elsewhere).roles


def test_roles_of_the_trust_are_given_by_a_trust_officer(cast: Cast) -> None:
    officer = make.make_person(cast.oakfield)
    Appointment.objects.create(
        person=officer, role=Role.TRUST_OFFICER, trust=cast.trust, first_on=TODAY - timedelta(days=9)
    )
    appoint_person(
        cast.as_actor(officer), cast.oakfield, person=cast.deputy, role=Role.TRUSTEE, first_on=TODAY
    )
    trustee = Appointment.objects.get(person=cast.deputy, role=Role.TRUSTEE)
    assert trustee.school is None
    assert Role.TRUSTEE in cast.as_actor(cast.deputy, cast.elmsgate).roles


def test_the_head_of_a_school_alone_in_its_trust_names_the_first_trust_officer(cast: Cast) -> None:
    person = make.make_person(cast.farrow)
    head = cast.as_actor(cast.stranger, cast.farrow)
    appoint_person(head, cast.farrow, person=person, role=Role.TRUST_OFFICER, first_on=TODAY)
    another = make.make_person(cast.farrow)
    with pytest.raises(Refused):
        appoint_person(head, cast.farrow, person=another, role=Role.TRUST_OFFICER, first_on=TODAY)


# Ending


def test_the_day_after_its_last_a_role_allows_nothing(cast: Cast) -> None:
    post = cast.jo.appointments.get()
    end_appointment(cast.as_actor(cast.head), post, last_on=TODAY)
    assert cast.as_actor(cast.jo).roles == {Role.STAFF}
    assert cast.as_actor(cast.jo, now=cast.now + timedelta(days=1)).permissions == frozenset()
    assert [event.type for event in Event.objects.all()] == ["appointment.ended"]


def test_the_last_headteacher_stays_until_there_is_another(cast: Cast) -> None:
    post = cast.head.appointments.get()
    before = count()
    with pytest.raises(Refused) as refused:
        end_appointment(cast.as_actor(cast.head), post, last_on=TODAY)
    assert words(refused) == ["Nobody would be left who can appoint people."]
    assert changed_nothing(before)
    make.make_person(cast.oakfield, Role.HEADTEACHER)
    end_appointment(cast.as_actor(cast.head), post, last_on=TODAY)


def test_a_role_at_another_school_is_not_here(cast: Cast) -> None:
    for person in (cast.head_elsewhere, cast.stranger):
        with pytest.raises(NotHere):
            end_appointment(cast.as_actor(cast.head), person.appointments.get(), last_on=TODAY)


def test_a_role_of_the_trust_is_not_ended_by_a_headteacher(cast: Cast) -> None:
    officer = make.make_person(cast.oakfield)
    post = Appointment.objects.create(
        person=officer, role=Role.TRUST_OFFICER, trust=cast.trust, first_on=TODAY - timedelta(days=9)
    )
    before = count()
    with pytest.raises(Refused):
        end_appointment(cast.as_actor(cast.head), post, last_on=TODAY)
    assert changed_nothing(before)


# Names and addresses


def test_a_new_address_signs_in_and_the_old_one_does_not(cast: Cast) -> None:
    EmailAddress.objects.create(user=cast.jo.user, email=cast.jo.email, verified=True, primary=True)
    change_person(
        cast.as_actor(cast.head), cast.jo, forename="Jo", surname="Ash", email="Jo@oakfield.example"
    )
    assert User.objects.get(pk=cast.jo.user_id).email == "jo@oakfield.example"
    assert not EmailAddress.objects.filter(user=cast.jo.user).exists()
    assert [event.type for event in Event.objects.all()] == ["person.changed"]


def test_whoever_signs_in_keeps_an_address(cast: Cast) -> None:
    before = count()
    with pytest.raises(Refused) as refused:
        change_person(cast.as_actor(cast.head), cast.jo, forename="Jo", surname="Ash", email="")
    assert words(refused) == ["This person signs in with their e-mail address."]
    assert changed_nothing(before)


def test_somebody_who_also_works_elsewhere_is_not_changed_from_here(cast: Cast) -> None:
    make.appoint(cast.head_elsewhere, Role.GOVERNOR, cast.oakfield)
    before = count()
    for act in (
        lambda actor: change_person(
            actor, cast.head_elsewhere, forename="Eve", surname="Stone", email="mine@oakfield.example"
        ),
        lambda actor: invite_person(actor, cast.head_elsewhere),
    ):
        with pytest.raises(Refused) as refused:
            act(cast.as_actor(cast.head))
        assert words(refused)[0] == "They also have a role at Elmsgate Primary School."
    assert changed_nothing(before)


def test_an_invitation_goes_again_until_a_password_is_chosen(cast: Cast) -> None:
    invite_person(cast.as_actor(cast.head), cast.jo)
    cast.jo.user.set_password("three odd words")
    cast.jo.user.save()
    with pytest.raises(Refused) as refused:
        invite_person(cast.as_actor(cast.head), cast.jo)
    assert words(refused) == ["They have already chosen a password."]
    assert Event.objects.count() == 1
