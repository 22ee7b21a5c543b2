"""The cast: people that recur, so that a test reads as a small story."""

from dataclasses import dataclass
from datetime import datetime

from django.test import Client

from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Role
from schoolgate.official_accounts.models import OfficialAccount
from schoolgate.people.models import Person, School, Trust
from schoolgate.people.queries import actor_of
from schoolgate.pupils.models import ClassTaught
from tests import make


@dataclass
class Cast:
    """Oakfield and its people; Elmsgate is another school of the same trust, Farrow one of another trust."""

    trust: Trust
    oakfield: School
    elmsgate: School
    farrow: School
    head: Person  # headteacher of Oakfield
    deputy: Person  # senior leader
    jo: Person  # teaches 4A
    lee: Person  # teaches 2B
    office: Person
    safeguarding: Person
    dpo: Person
    volunteer: Person
    governor: Person
    head_elsewhere: Person  # headteacher of Elmsgate
    stranger: Person  # headteacher of Farrow, in another trust
    noticeboard: OfficialAccount
    website: OfficialAccount
    facebook: OfficialAccount
    now: datetime = make.NOW

    def as_actor(self, person: Person, school: School | None = None, now: datetime | None = None) -> Actor:
        """The actor that this person is at this school (Oakfield when none is named)."""
        return actor_of(person, school or self.oakfield, now or self.now)

    def browse_as(self, person: Person) -> Client:
        """A signed-in client whose sign-in counts as made with a second factor."""
        client = Client()
        client.force_login(person.user)
        session = client.session
        session["account_authentication_methods"] = [
            {"method": "password", "at": self.now.timestamp(), "email": person.email},
            {"method": "mfa", "at": self.now.timestamp(), "type": "totp"},
        ]
        session.save()
        return client


def assemble() -> Cast:
    """Everyone, in the database. The school keeps the fresh school's policy until it adopts another."""
    trust = make.make_trust()
    oakfield = make.make_school(trust, slug="oakfield")
    elmsgate = make.make_school(trust, "Elmsgate Primary School", slug="elmsgate")
    farrow = make.make_school(make.make_trust("Farrow"), "Farrow School", slug="farrow")
    cast = Cast(
        trust=trust,
        oakfield=oakfield,
        elmsgate=elmsgate,
        farrow=farrow,
        head=make.make_person(oakfield, Role.HEADTEACHER, forename="Sam", surname="Hale"),
        deputy=make.make_person(oakfield, Role.SENIOR_LEADER, forename="Dee", surname="Marsh"),
        jo=make.make_person(oakfield, Role.STAFF, forename="Jo", surname="Ash", team="Year 4"),
        lee=make.make_person(oakfield, Role.STAFF, forename="Lee", surname="Birch", team="Year 2"),
        office=make.make_person(oakfield, Role.OFFICE, forename="Pat", surname="Quill"),
        safeguarding=make.make_person(oakfield, Role.SAFEGUARDING_LEAD, forename="Ros", surname="Keene"),
        dpo=make.make_person(oakfield, Role.DATA_PROTECTION_LEAD, forename="Max", surname="Fenn"),
        volunteer=make.make_person(oakfield, Role.VOLUNTEER, forename="Vi", surname="Toll"),
        governor=make.make_person(oakfield, Role.GOVERNOR, forename="Gil", surname="Oram"),
        head_elsewhere=make.make_person(elmsgate, Role.HEADTEACHER, forename="Eve", surname="Stone"),
        stranger=make.make_person(farrow, Role.HEADTEACHER, forename="Fay", surname="Rook"),
        noticeboard=make.make_account(oakfield),
        website=make.make_account(oakfield, "Website", "by_hand", make.Channel.WEBSITE),
        facebook=make.make_account(oakfield, "Facebook", "by_hand", make.Channel.SOCIAL),
    )
    ClassTaught.objects.create(school=oakfield, person=cast.jo, class_name="4A")
    return cast
