"""A pupil's own code: short enough to be said aloud, kept as its digest only, and hard to guess."""

import hmac
import secrets
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from django.conf import settings
from django.db.models import Q

from schoolgate.families.models import PupilCode
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import PUPIL_GRANTS, Permission
from schoolgate.people.queries import today_of
from schoolgate.pupils.givers import who_answer_alone
from schoolgate.pupils.models import ClassTaught, Pupil

# No letter or figure that could be taken for another.
_SIGNS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH = 8
# What one looks like; nobody has this one.
EXAMPLE = "AAAA-2222"


def new_code() -> str:
    """A code as it is written down: "K7M2-9QXR"."""
    signs = "".join(secrets.choice(_SIGNS) for _place in range(_LENGTH))
    return f"{signs[:4]}-{signs[4:]}"


def digest_of(code: str) -> str:
    """What is kept of a code, however somebody writes it. With the program's own key: eight signs could be tried."""
    plain = "".join(one for one in code.upper() if one in _SIGNS)
    if len(plain) != _LENGTH:
        return ""
    return hmac.digest(settings.SECRET_KEY.encode(), f"pupil:{plain}".encode(), sha256).hex()


def opened_by(school_slug: str, code: str, now: datetime) -> PupilCode | None:
    """The code that opens a pupil's questions now; None for any other, whatever the reason."""
    digest = digest_of(code)
    found = (
        PupilCode._base_manager.select_related("school__trust", "pupil__school")
        .filter(digest=digest, school__slug=school_slug)
        .first()
        if digest
        else None
    )
    return found if found is not None and found.opens(now) and is_here(found.pupil, today_of(now)) else None


def is_here(pupil: Pupil, today: date) -> bool:
    return pupil.left_on is None or pupil.left_on > today


def as_pupil(code: PupilCode, now: datetime) -> Actor:
    """Whoever comes by this code: a pupil, who is nobody's login."""
    return Actor(
        person=None,
        school=code.school,
        trust_id=code.school.trust_id,
        now=now,
        permissions=PUPIL_GRANTS,
        name=code.pupil.full_name,
        pupil_id=code.pupil_id,
    )


@dataclass(frozen=True, slots=True)
class AnswersAlone:
    """A pupil who answers alone: when a code was given last, and whether it still waits to be used."""

    pupil: Pupil
    given_at: datetime | None
    waits: bool


def who_may_have_one(actor: Actor, class_name: str = "") -> list[AnswersAlone]:
    """Pupils here who answer alone, by class and name; a teacher's own only. Five queries, whatever their number."""
    school, today = actor.school, today_of(actor.now)
    here = Pupil.objects.filter(Q(left_on__isnull=True) | Q(left_on__gt=today), school=school)
    here = here.filter(pk__in=who_answer_alone(school))
    own = own_classes(actor)
    if own is not None:
        here = here.filter(class_name__in=own)
    if class_name:
        here = here.filter(class_name=class_name)
    pupils = list(here.order_by("class_name", "legal_surname", "legal_forename", "pk"))
    newest = {
        code.pupil_id: code
        for code in PupilCode.objects.filter(school=school, pupil__in=pupils).order_by("made_at", "pk")
    }
    return [
        AnswersAlone(
            pupil,
            newest[pupil.pk].made_at if pupil.pk in newest else None,
            pupil.pk in newest and newest[pupil.pk].opens(actor.now),
        )
        for pupil in pupils
    ]


def own_classes(actor: Actor) -> set[str] | None:
    """The classes whose pupils this person gives codes to; None for the office and leaders, who give them to all."""
    if actor.may(Permission.CONSENT_MAINTAIN):
        return None
    taught = ClassTaught.objects.filter(school=actor.school, person=actor.person_id)
    return set(taught.values_list("class_name", flat=True))
