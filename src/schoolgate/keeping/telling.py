"""What a hold says to people: what was put back, and what was seen at each place."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from schoolgate.keeping.models import Hold
from schoolgate.posts.models import Delivery


@dataclass(frozen=True, slots=True)
class Row:
    """One place at which something of ours was looked for. `kind`: good, open or bad."""

    place: str
    url: str
    seen: str
    kind: str
    link: str


def replayed_words(hold: Hold) -> list[str]:
    """A sentence for each kind of thing that was put back."""
    count = {name: int(number) for name, number in hold.replayed.items()}
    sentences = {
        "nos": ngettext(
            "%(n)s pupil's no was put back.", "The nos of %(n)s pupils were put back.", count.get("nos", 0)
        ),
        "adults": ngettext(
            "%(n)s adult may not answer or is not written to.",
            "%(n)s adults may not answer or are not written to.",
            count.get("adults", 0),
        ),
        "ended": ngettext("%(n)s role has ended.", "%(n)s roles have ended.", count.get("ended", 0)),
        "accounts": ngettext(
            "%(n)s account is suspended or closed.",
            "%(n)s accounts are suspended or closed.",
            count.get("accounts", 0),
        ),
        "readers": ngettext(
            "%(n)s reader gets no more e-mail.", "%(n)s readers get no more e-mail.", count.get("readers", 0)
        ),
        "family_links": ngettext(
            "%(n)s link of a family is closed again.",
            "%(n)s links of families are closed again.",
            count.get("family_links", 0),
        ),
        "devices": ngettext(
            "%(n)s school device is no longer known by itself.",
            "%(n)s school devices are no longer known by themselves.",
            count.get("devices", 0),
        ),
        "erased": ngettext(
            "The words of %(n)s entry were erased again.",
            "The words of %(n)s entries were erased again.",
            count.get("erased", 0),
        ),
        "keys": ngettext(
            "%(n)s key of a program is revoked again.",
            "%(n)s keys of programs are revoked again.",
            count.get("keys", 0),
        ),
        "providers": ngettext(
            "%(n)s way to sign in from outside has ended again.",
            "%(n)s ways to sign in from outside have ended again.",
            count.get("providers", 0),
        ),
        "calendar": _("The calendar has a new address, for its old one had been given up. Give it out anew."),
        "deliveries": ngettext(
            "%(n)s post is known to have gone out or come down since.",
            "%(n)s posts are known to have gone out or come down since.",
            count.get("deliveries", 0),
        ),
        "held_posts": ngettext(
            "%(n)s post that was approved is held: it needs approval again.",
            "%(n)s posts that were approved are held: they need approval again.",
            count.get("held_posts", 0),
        ),
    }
    return [words % {"n": count[name]} for name, words in sentences.items() if count.get(name)]


def rows_of(hold: Hold) -> list[Row]:
    """What needs a person first."""
    rows = [_row(one, hold.school.slug) for one in hold.found]
    return sorted(rows, key=lambda row: ("bad", "open", "good").index(row.kind))


def _row(one: dict[str, str], school_slug: str) -> Row:
    should_be_up = one["stands"] in {Delivery.State.UP, Delivery.State.UNKNOWN, Delivery.State.ASKED}
    seen, kind = _("We could not look"), "open"
    if one["found"] == "there":
        seen, kind = (_("It is up"), "good") if should_be_up else (_("It is up, and should not be"), "bad")
    elif one["found"] == "gone":
        seen, kind = (_("It is not up"), "open") if should_be_up else (_("It is not up"), "good")
    if one["stands"] == "unknown_here":
        seen = _("%(seen)s. It went out after the backup, and is not known here.") % {"seen": seen}
        kind = "good" if one["found"] == "gone" else "bad"
    link = reverse("posts:confirm", args=[school_slug, one["delivery"]]) if one["delivery"] else ""
    return Row(one["account"], one["url"], seen, kind, link)
