"""The noticeboard by e-mail: who gets it, what stands in it, when it goes."""

from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django_scopes import scope, scopes_disabled

from schoolgate.kernel.actor import Actor
from schoolgate.notifications import letters
from schoolgate.notifications.letters import Recipient, Words
from schoolgate.people.models import School
from schoolgate.people.queries import LONDON
from schoolgate.posts.models import Delivery, Reader
from schoolgate.posts.noticeboard import deliveries_up
from schoolgate.rules.refusals import Control, Refusal

FRIDAY, FROM_HOUR, FOR_HOURS = 4, 15, 48
A_WEEK = timedelta(days=7)
# Nobody can have the program write to strangers by the thousand.
MOST_ASKED_A_DAY = 100


def refusals_to_ask(actor: Actor, school: School, *, email: str) -> list[Refusal]:
    """A noticeboard that is closed, or more asking in a day than families do."""
    if not school.noticeboard_is_open:
        return [Refusal(Control.STATE, "This school has no noticeboard.", "Ask the school office.")]
    today = Reader.objects.filter(
        school=school, asked_at__gt=actor.now - timedelta(days=1), confirmed_at=None
    )
    if today.count() >= MOST_ASKED_A_DAY:
        return [
            Refusal(
                Control.STATE, "Too many people asked for this today.", "Try again tomorrow.", about="email"
            )
        ]
    return []


def refusals_to_confirm(actor: Actor, reader: Reader) -> list[Refusal]:
    """What was ended, or confirmed before."""
    if reader.ended_at is not None:
        return [Refusal(Control.STATE, "This was ended.", "Ask for it again on the noticeboard.")]
    if reader.confirmed_at is not None:
        return [Refusal(Control.STATE, "You get the e-mail already.", "Nothing is left to do.")]
    return []


def refusals_to_end(actor: Actor, reader: Reader) -> list[Refusal]:
    """What was ended before."""
    if reader.ended_at is not None:
        return [Refusal(Control.STATE, "You get no more e-mail.", "Nothing is left to do.")]
    return []


def send_weekly(now: datetime) -> int:
    """On Friday afternoon, the week's news of every school to its readers, once; how many letters were written."""
    local = now.astimezone(LONDON)
    began = (local - timedelta(days=(local.weekday() - FRIDAY) % 7)).replace(
        hour=FROM_HOUR, minute=0, second=0, microsecond=0
    )
    if not began <= local < began + timedelta(hours=FOR_HOURS):
        return 0
    return sum(_send_of(school, began, now) for school in School.objects.filter(noticeboard_is_open=True))


def forget_unconfirmed(now: datetime) -> int:
    """Who never confirmed is forgotten after a week."""
    with scopes_disabled():
        return Reader.objects.filter(confirmed_at=None, ended_at=None, asked_at__lt=now - A_WEEK).delete()[0]


def words_to_confirm(reader: Reader) -> Words:
    """The first letter: the link that confirms."""
    return Words(
        _("Please confirm: the news of %(school)s by e-mail") % {"school": reader.school.name},
        (
            _("Somebody asked for the news of %(school)s, once a week, to this address.")
            % {"school": reader.school.name},
            _("If that was you, confirm it here. If not, do nothing, and you will hear no more."),
        ),
        address_of(reader),
    )


def address_of(reader: Reader) -> str:
    """Where a reader confirms and ends it."""
    return reverse("posts:reading_along", kwargs={"school_slug": reader.school.slug, "key": reader.key})


def _send_of(school: School, began: datetime, now: datetime) -> int:
    occasion = f"weekly:{school.pk}:{began:%Y-%m-%d}"
    with scope(school=school):
        news = list(deliveries_up(school).filter(sent_at__gt=began - A_WEEK, sent_at__lte=now))
        if not news:
            return 0
        said = tuple(part for delivery in news for part in _said(delivery))
        readers = Reader.objects.filter(confirmed_at__isnull=False, ended_at=None).select_related("school")
        before = letters.written_to(occasion)
        new = [reader for reader in readers if f"reader:{reader.pk}" not in before]
        return sum(
            letters.write(
                occasion, [Recipient(f"reader:{reader.pk}", reader.email)], _words(reader, said), now=now
            )
            for reader in new
        )


def _said(delivery: Delivery) -> tuple[str, ...]:
    """A post in a letter: its words and its address, never a picture."""
    post = delivery.post
    page = reverse("posts:noticeboard_post", args=[post.school.slug, delivery.key])
    return (post.heading.upper(), post.text, letters.whole_address(page), "* * *")


def _words(reader: Reader, said: tuple[str, ...]) -> Words:
    return Words(
        _("This week at %(school)s") % {"school": reader.school.name},
        (*said, _("You get this because you asked for it. To get no more of it:")),
        address_of(reader),
    )
