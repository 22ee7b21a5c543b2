"""Removing a school: its words in the trail, its rows, its files, in this order; safe to run again."""

from datetime import datetime
from pathlib import Path

from django.conf import settings
from django_scopes import scopes_disabled

from schoolgate.keeping.actions.leaving_schools import erase_words_of_school, remove_school
from schoolgate.kernel.actor import Actor, clock
from schoolgate.kernel.permissions import CLOCK_GRANTS
from schoolgate.media.showing import picture_store
from schoolgate.media.storing import PictureStore
from schoolgate.people.models import School


def remove(school: School, now: datetime) -> None:
    """Everything of this school goes but the envelopes of its trail. Raises Refused."""
    for_the_trust = Actor(
        person=None,
        school=None,
        trust_id=school.trust_id,
        now=now,
        permissions=CLOCK_GRANTS,
        name="Schoolgate",
    )
    number = school.pk
    with scopes_disabled():
        erase_words_of_school(clock(school, now), school)
        remove_school(for_the_trust, school)
    # Also what lay on the disk before there was a store elsewhere.
    for store in (picture_store(), PictureStore(Path(settings.MEDIA_STORE))):
        store.forget_school(number)
