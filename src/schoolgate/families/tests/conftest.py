"""A family of Oakfield: Amara and Tobi, their mother Grace, their father Dan, and what each of them opens."""

from dataclasses import dataclass
from datetime import date

import pytest
from django.test import Client

from schoolgate.families.actions.answering import answer_by_link, give_fact
from schoolgate.families.keys import as_family, new_links
from schoolgate.families.models import FamilyLink
from schoolgate.kernel.actor import Actor
from schoolgate.pupils.models import Adult, Pupil, Responsibility
from schoolgate.rules.consents import Said
from tests import make
from tests.cast import Cast

BORN = date(2017, 3, 4)
USE = "photo.website"


@dataclass
class Opened:
    """A link, its address, and whoever came by it."""

    link: FamilyLink
    address: str
    actor: Actor
    client: Client

    def says(self, pupil: Pupil, said: Said, *uses: str):
        return answer_by_link(
            self.actor, pupil, link=self.link.pk, answers=dict.fromkeys(uses or (USE,), said)
        )

    def proves(self) -> "Opened":
        give_fact(self.actor, self.link, born_on=BORN)
        self.link.refresh_from_db()
        return self

    def get(self, **query: str) -> str:
        answer = self.client.get(self.address, query)
        assert answer.status_code == 200
        return answer.content.decode()

    def post(self, **sent: str):
        return self.client.post(self.address, sent)


@dataclass
class Family:
    cast: Cast
    amara: Pupil
    tobi: Pupil
    grace: Adult
    dan: Adult

    def link(self, adult: Adult | None = None, way=FamilyLink.Way.FIRST) -> Opened:
        adult = adult or self.grace
        ((link, address),) = new_links(
            self.cast.oakfield, [adult.pk], way, by=self.cast.as_actor(self.cast.office)
        )
        link.save()
        return Opened(link, address, as_family(link, self.cast.now), Client())

    def adult(self, name: str, *pupils: Pupil, **tie: object) -> Adult:
        mail = f"{name.split()[0].lower()}@example.org"
        adult = Adult.objects.create(
            school=self.cast.oakfield, name=name, email=mail, telephone="+44 7700 900123"
        )
        for pupil in pupils or (self.amara, self.tobi):
            Responsibility.objects.create(pupil=pupil, adult=adult, **{"may_answer": True, **tie})
        return adult


@pytest.fixture
def family(cast: Cast) -> Family:
    amara = make.make_pupil(cast.oakfield, "Amara", "Okello", born_on=BORN)
    tobi = make.make_pupil(cast.oakfield, "Tobi", "Okello", born_on=date(2019, 8, 1))
    made = Family(cast, amara, tobi, None, None)  # type: ignore[arg-type]
    made.grace, made.dan = made.adult("Grace Okello"), made.adult("Dan Okello")
    return made
