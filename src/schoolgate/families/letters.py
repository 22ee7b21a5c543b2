"""The letter with a link. It names no child and no answer: a mailbox is not the school's."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from schoolgate.families.language import others_than_english
from schoolgate.families.models import FamilyLink
from schoolgate.notifications import letters
from schoolgate.notifications.letters import Recipient, Words
from schoolgate.people.models import School
from schoolgate.pupils.models import Adult


def write_links(school: School, links: Iterable[tuple[FamilyLink, str]], *, now: datetime) -> int:
    """Write the letter of each link to its adult, once; how many are new."""
    several = list(links)
    addresses = dict(
        Adult.objects.filter(pk__in=[link.adult_id for link, _path in several]).values_list("pk", "email")
    )
    return sum(
        letters.write(
            f"family-link:{link.pk}",
            [Recipient(f"adult:{link.adult_id}", addresses.get(link.adult_id, ""))],
            _words(school, link, path),
            now=now,
        )
        for link, path in several
    )


def _words(school: School, link: FamilyLink, path: str) -> Words:
    subject = {
        FamilyLink.Way.REMINDER: _("A reminder: may we show your child in pictures?"),
        FamilyLink.Way.ASKED: _("Your new link"),
    }.get(FamilyLink.Way(link.way), _("May we show your child in pictures?"))
    return Words(
        subject,
        (
            _("%(school)s asks what you want for photographs and videos of your child.")
            % {"school": school.name},
            _("Open this link to answer, or to change your mind at any time. No account is needed. ")
            + _("If you do not answer, that counts as no."),
            " · ".join(one.name for one in others_than_english()),
            _("The link is for you alone. Please do not pass it on."),
        ),
        path,
        has_key=True,
    )
