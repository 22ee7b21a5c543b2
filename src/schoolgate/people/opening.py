"""Opening schools: the first one of an installation, and further ones of a trust."""

import secrets
from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.utils.text import slugify

from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission
from schoolgate.kernel.secret_files import kept_secret
from schoolgate.people.appointing import address_must_be_free
from schoolgate.people.models import School, Trust
from schoolgate.rules.refusals import Control, Refusal

CODE_FILE = "set-up-code"
# Where the session keeps the page to which the first visit goes on, once signing in is protected.
ONWARD = "first_visit_onward"

Policies = Callable[[], list[tuple[str, str, str]]]
_policies: list[Policies] = []


def policies_are_chosen_from(give: Policies) -> None:
    """The policies noun says, at start, what there is to choose from: code, title, what it is like."""
    _policies[:] = [give]


def policies_to_choose_from() -> list[tuple[str, str, str]]:
    """What a new school may start from."""
    return _policies[0]() if _policies else []


def is_set_up() -> bool:
    """Whether this installation has a school yet."""
    return School.objects.exists()


def whoever_sets_up(trust: Trust, now: datetime) -> Actor:
    """The actor of the first visit: nobody is known yet, and nothing else is allowed."""
    return Actor(
        person=None,
        school=None,
        trust_id=trust.pk,
        now=now,
        permissions=frozenset({Permission.SCHOOL_SET_UP}),
        name="Schoolgate",
    )


def set_up_code() -> str:
    """What somebody at another machine must know to set up: it lies in the folder of keys of this one."""
    return kept_secret(settings.KEYS_DIR / CODE_FILE)[:12]


def code_is_right(code: str) -> bool:
    return secrets.compare_digest(code.strip(), set_up_code())


def free_slug(name: str) -> str:
    """The school's name as part of an address; numbered where it is taken."""
    wanted = slugify(name)[:40] or "school"
    taken = set(School.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    numbered = (wanted if number == 1 else f"{wanted}-{number}" for number in range(1, len(taken) + 2))
    return next(slug for slug in numbered if slug not in taken)


def refusals_to_open_school(
    actor: Actor, trust: Trust, *, school_name: str, email: str, **_: object
) -> list[Refusal]:
    if actor.person is None and is_set_up():
        return [
            Refusal(
                Control.STATE,
                "This installation has a school already.",
                "Sign in, or ask its headteacher for a role.",
            )
        ]
    refusals = list(address_must_be_free(trust.pk, email))
    if School.objects.filter(trust=trust, name__iexact=school_name).exists():
        refusals.append(
            Refusal(
                Control.STATE,
                "The trust has a school of this name.",
                "Give this one another name.",
                about="school_name",
            )
        )
    return refusals
