"""A restore from before: a family's link that was closed stays closed, a lost device is known no longer; whom a court
keeps away is not written to."""

from schoolgate.audit.models import Event
from schoolgate.families.actions.answering import end_own_link
from schoolgate.families.actions.links import send_links
from schoolgate.families.keys import as_family, new_links
from schoolgate.families.models import FamilyLink
from schoolgate.keeping.actions.nos_again import limit_adults_again
from schoolgate.keeping.holds import hold_of
from schoolgate.keeping.journal import Entry
from schoolgate.kernel.permissions import Role
from schoolgate.pupils.actions.holds import hold_pupil
from schoolgate.pupils.models import Adult, OnHold, Responsibility
from schoolgate.registers.actions import end_entry, untie_device
from schoolgate.registers.models import Entry as RegisterEntry
from schoolgate.registers.models import TiedDevice
from tests import make


def test_closed_links_stay_closed_and_a_child_on_hold_stays_on_hold(cast, machine):
    pupil = make.make_pupil(cast.oakfield)
    first, second = (
        Adult.objects.create(school=cast.oakfield, name=name, email=f"{name}@example.org")
        for name in ("One", "Two")
    )
    for adult in (first, second):
        Responsibility.objects.create(pupil=pupil, adult=adult, may_answer=True)
    office = cast.as_actor(cast.office, now=machine.now)
    for link, _address in new_links(cast.oakfield, [first.pk, second.pk], FamilyLink.Way.FIRST, by=office):
        link.save()
    untied, left, kept = (_tablet(cast, word) for word in ("untied", "left", "kept"))
    backup = machine.backup()
    machine.passes(minutes=1)
    given_up = FamilyLink.objects.select_related("school__trust", "adult").get(adult=first)
    end_own_link(as_family(given_up, machine.now), given_up)
    send_links(cast.as_actor(cast.office, now=machine.now), cast.oakfield, adults=[second.pk])
    hold_pupil(cast.as_actor(cast.safeguarding, now=machine.now), pupil, why="in_care")
    network = cast.as_actor(make.make_person(cast.oakfield, Role.NETWORK_MANAGER), now=machine.now)
    untie_device(network, untied)
    end_entry(network, left.entry, because="Stolen on the trip.")
    machine.passes(minutes=1)
    machine.restore(backup)
    assert list(TiedDevice.objects.filter(ended_at=None)) == [kept]
    assert hold_of(cast.oakfield).replayed["devices"] == 2
    assert OnHold.objects.get(ended_at=None).pupil == pupil
    assert list(FamilyLink.objects.filter(ended_at=None)) == []
    assert hold_of(cast.oakfield).replayed["family_links"] == 2
    _court_orders_and_files_too(cast, machine, pupil, first)


def _tablet(cast, word):
    entry = RegisterEntry.objects.create(
        school=cast.oakfield, key="devices", answers={"what": word, "approved_on": "2025-01-01"},
        written_by=cast.head, written_at=cast.now,
    )  # fmt: skip
    return TiedDevice.objects.create(
        school=cast.oakfield, entry=entry, code_digest=f"code {word}", code_ends_at=cast.now, made_by=cast.head,
        made_at=cast.now, kept_digest=f"word {word}", tied_by=cast.head, tied_at=cast.now,
    )  # fmt: skip


def _court_orders_and_files_too(cast, machine, pupil, gone):
    """Whom a file no longer named; and where the order is lost with the database, nobody is written to."""
    at = Event.objects.order_by("-pk")[0].at

    def limit(kind, **facts):
        return limit_adults_again(cast.oakfield, [Entry(1, at, kind, facts)])

    assert limit("adults", ties=[[pupil.pk, gone.pk]]) == 1
    assert Responsibility.objects.filter(may_be_written_to=True).count() == 1
    assert limit("apart", pupils=[pupil.pk]) == 1
    assert not Responsibility.objects.filter(may_be_written_to=True, may_answer=True).exists()
    assert limit("apart", pupils=[pupil.pk]) == 0
