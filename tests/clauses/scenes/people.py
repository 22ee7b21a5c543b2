"""Whom a policy binds, which posts it wants held, and who answers for whom."""

from datetime import date

from django.urls import reverse

from schoolgate.audit.models import Event
from schoolgate.kernel.permissions import GRANTS, Role
from schoolgate.people.actions.appointing import add_person, end_appointment
from schoolgate.staffing.actions import (
    change_addresses,
    confirm_remit,
    name_manager,
)
from schoolgate.staffing.posts_wanted import WANTED_BY
from tests import make
from tests.clauses.scenes import scene
from tests.clauses.stage import Stage, read

# Whom each clause binds: somebody of each of these roles, by the kind that the policy calls them.
BINDS: dict[str, dict[Role, str]] = {
    "BE-007": {Role.STAFF: "staff", Role.HEADTEACHER: "staff"},
    "AE-001": {Role.STAFF: "staff", Role.OFFICE: "staff"},
    "AE-002": {
        Role.CONSULTANT: "consultant",
        Role.CONTRACTOR: "contractor",
        Role.CASUAL: "casual",
        Role.AGENCY: "agency",
        Role.VOLUNTEER: "volunteer",
    },
    "AC-028": {Role.STAFF: "staff", Role.GOVERNOR: "governor", Role.CONTRACTOR: "contractor"},
    "AC-038": {
        Role.TRAINEE: "trainee",
        Role.AGENCY: "agency",
        Role.CONTRACTOR: "contractor",
        Role.STAFF: "staff",
    },
    "AS-017": {Role.STAFF: "staff"},
    "AS-018": {Role.GOVERNOR: "governor", Role.CHAIR: "governor"},
    "AS-019": {Role.VOLUNTEER: "volunteer"},
    "FS-068": {Role.STAFF: "staff", Role.TRUSTEE: "trustee", Role.CONSULTANT: "consultant"},
}


@scene
def the_policy_binds_them(stage: Stage) -> None:
    """Somebody of each kind joins by an ordinary appointment: the register has them under the policy at once."""
    for role, kind in BINDS[stage.row.clause].items():
        school = stage.school
        person = make.make_person(school, role, forename="Nia", surname=f"Holt-{role.value}")
        page = read(_sent(stage, f"staffing:bound?kind={kind}"))
        line = page.partition(str(person))[2][:200]
        assert "binds them" in line, f"{role} is not bound"
        assert "not signed" in line
        assert stage.row.clause in page


@scene
def the_post_is_held_and_named(stage: Stage) -> None:
    """Each post that the clause wants stands on one page with its holder and since when; an empty one says so."""
    page = stage.page_as_sent(stage.cast.head, "staffing:posts")
    assert stage.row.clause in page
    for role in WANTED_BY[stage.row.clause]:
        holder = make.make_person(stage.school, role, forename="Ola", surname=f"Finch-{role.value}")
        listed = stage.page(stage.cast.head, "staffing:posts")
        assert f"{holder} · since" in listed


@scene
def an_empty_post_warns_the_headteacher(stage: Stage) -> None:
    """The holder leaves: the headteacher reads it on Today, until somebody is appointed."""
    the_post_is_held_and_named(stage)
    (role,) = WANTED_BY[stage.row.clause]
    for held in list(stage.school.appointments.filter(role=role)):
        stage.does(end_appointment, stage.cast.head, held, last_on=date(2026, 11, 16))
    head = stage.cast.browse_as(stage.cast.head)
    assert "Nobody holds this post" in head.get("/today", follow=True).content.decode()
    make.make_person(stage.school, role)
    assert "Nobody holds this post" not in head.get("/today", follow=True).content.decode()


@scene
def leaders_account_people_and_staff_may_do_different_things(stage: Stage) -> None:
    """Three kinds of role with three sets of rights; giving one is written down."""
    the_post_is_held_and_named(stage)
    roles = WANTED_BY[stage.row.clause]
    assert len({GRANTS[role] for role in roles}) == len(roles)
    new = {"forename": "Nia", "surname": "Holt", "role": Role.ACCOUNT_ADMINISTRATOR}
    stage.does(add_person, stage.cast.head, stage.school, **new, first_on=make.NOW.date(), email="")
    assert Event.objects.filter(type="person.appointed").exists()


@scene
def governors_confirm_the_safeguarding_leads_remit(stage: Stage) -> None:
    """Until a governor confirms that being safe online is part of the post, the page says that it is missing."""
    assert "not confirmed by the governors" in stage.page(stage.cast.head, "staffing:posts")
    stage.does(confirm_remit, stage.cast.governor, stage.cast.safeguarding.appointments.get())
    page = stage.page(stage.cast.head, "staffing:posts")
    assert "confirmed for the governors by Gil Oram" in page
    assert stage.row.clause in page


@scene
def everyone_has_somebody_who_answers_for_them(stage: Stage) -> None:
    """Jo is among those for whom nobody is named, until the headteacher names her manager."""
    jo, head = stage.cast.jo, stage.cast.head
    assert "nobody is named who answers for them" in stage.page(head, "staffing:bound")
    stage.does(name_manager, head, stage.school, people=[jo.pk], manager=stage.cast.deputy.pk)
    page = stage.page(head, "staffing:person", person_id=jo.pk)
    assert "Dee Marsh" in page
    assert stage.row.clause in page


@scene
def staff_have_addresses_of_the_school(stage: Stage) -> None:
    """The school has said what its addresses end with: nobody who works there is added with another."""
    stage.does(change_addresses, stage.cast.head, stage.school, domains=["oakfield.sch.uk"])
    stage.school.refresh_from_db()
    new = {"forename": "Nia", "surname": "Holt", "role": Role.STAFF, "first_on": make.NOW.date()}
    says = "not an address of the school"
    stage.refuses(add_person, stage.cast.head, stage.school, says=says, email="nia@mail.example", **new)
    stage.does(add_person, stage.cast.head, stage.school, email="nia@oakfield.sch.uk", **new)


def _sent(stage: Stage, address: str) -> str:
    name, _, query = address.partition("?")
    path = reverse(name, kwargs={"school_slug": stage.school.slug})
    return stage.cast.browse_as(stage.cast.head).get(f"{path}?{query}").content.decode()
