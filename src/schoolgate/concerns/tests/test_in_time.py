"""Somebody looks in time; where nobody does, the next in line hears of it, at any hour, once."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest

from schoolgate.concerns.actions import look_at_concern, pass_concern_on
from schoolgate.concerns.models import ConcernReader
from schoolgate.concerns.ticks import pass_on_unread
from schoolgate.kernel.actions import Refused
from schoolgate.kernel.actor import clock
from schoolgate.kernel.evidence import gather
from schoolgate.notifications.models import Letter
from schoolgate.policies.actions import override_setting
from tests.clauses.stage import adopt
from tests.following import follow_up
from tests.make import NOW

SATURDAY_NIGHT = datetime(2026, 11, 21, 23, 30, tzinfo=UTC)


def roles() -> list[str]:
    return list(ConcernReader.objects.order_by("pk").values_list("role", flat=True))


def test_it_is_looked_at_within_the_schools_own_days(cast, tells):
    assert tells().look_due_at == datetime(2026, 11, 18, 16, 30, tzinfo=UTC)
    adopt(cast, "BE")
    override_setting(
        cast.as_actor(cast.head),
        cast.oakfield,
        setting="first_look_within",
        value=2,
        reason="We are three people.",
    )
    assert tells(matter="misuse").look_due_at == datetime(2026, 11, 19, 16, 30, tzinfo=UTC)


def test_after_the_first_look_danger_is_looked_at_again_the_next_school_day_and_others_within_a_week(
    cast, tells
):
    by = {}
    for in_danger in ("yes", "no"):
        concern = tells(in_danger=in_danger)
        look_at_concern(cast.as_actor(cast.safeguarding), concern)
        concern.refresh_from_db()
        by[in_danger] = concern.due_at.date()
    assert by == {"yes": date(2026, 11, 18), "no": date(2026, 11, 24)}


def test_unread_it_stands_on_today_of_its_readers_until_it_is_closed(cast, tells):
    concern = tells()
    client = cast.browse_as(cast.safeguarding)
    page = client.get("/today").content.decode()
    assert f"Read a worry: {concern.number}" in page
    assert not re.search(r"\bMia\b", page)
    assert not re.search(rf"\b{concern.number}\b", cast.browse_as(cast.jo).get("/today").content.decode())
    look_at_concern(cast.as_actor(cast.safeguarding), concern)
    assert f"See to a worry: {concern.number}" in client.get("/today").content.decode()


def test_nobody_looked_so_the_next_in_line_hears_once_however_often_the_clock_asks(cast, tells):
    concern = tells()
    assert pass_on_unread(concern.look_due_at - timedelta(minutes=1)) == 0
    assert pass_on_unread(concern.look_due_at) == 1
    assert pass_on_unread(concern.look_due_at) == 0
    assert roles() == ["safeguarding_lead", "headteacher"]
    follow_up(concern.look_due_at)
    told = set(
        Letter.objects.filter(occasion__startswith=f"concern:{concern.pk}:").values_list(
            "recipient", flat=True
        )
    )
    assert told == {f"person:{cast.head.pk}", f"person:{cast.safeguarding.pk}"}
    assert (
        "because nobody had looked"
        in cast.browse_as(cast.head).get(f"/schools/oakfield/worries/{concern.pk}").content.decode()
    )


def test_when_nobody_is_left_it_stays_where_it_is(cast, tells):
    concern = tells()
    at = concern.look_due_at
    for _time in range(4):
        pass_on_unread(at)
        at += timedelta(days=7)
    concern.refresh_from_db()
    assert roles() == ["safeguarding_lead", "headteacher"]
    assert concern.goes_on_at is None


def test_danger_goes_on_within_the_hour_in_the_night_at_a_weekend(cast, tells, settings, mailoutbox):
    settings.FIXED_NOW = SATURDAY_NIGHT
    tells(in_danger="yes")
    follow_up(SATURDAY_NIGHT)
    assert len({one.to[0] for one in mailoutbox}) == 2
    assert "cannot wait" in mailoutbox[0].subject


def test_all_else_waits_until_staff_may_be_written_to(cast, tells, settings, mailoutbox):
    settings.FIXED_NOW = SATURDAY_NIGHT
    tells()
    follow_up(SATURDAY_NIGHT)
    assert not mailoutbox
    assert Letter.objects.get().not_before.weekday() == 0


def test_once_read_it_goes_on_to_nobody(cast, tells):
    concern = tells()
    look_at_concern(cast.as_actor(cast.safeguarding), concern)
    assert pass_on_unread(concern.look_due_at + timedelta(days=30)) == 0
    with pytest.raises(Refused):
        pass_concern_on(clock(cast.oakfield, concern.look_due_at + timedelta(days=30)), concern)


def test_only_the_clock_passes_it_on(cast, tells):
    concern = tells()
    with pytest.raises(Refused):
        pass_concern_on(cast.as_actor(cast.head, now=concern.look_due_at), concern)
    assert roles() == ["safeguarding_lead"]


def test_the_evidence_says_in_time_and_too_late(cast, tells):
    early, late = tells(about_name=""), tells(about_name="")
    look_at_concern(cast.as_actor(cast.safeguarding), early)
    since, then = NOW - timedelta(days=1), late.look_due_at + timedelta(hours=1)
    found = gather(cast.oakfield, since, then)["duty.act_on_concern"]
    assert (found.kept, found.missed, found.open, found.open_since) == (1, 1, 1, NOW)
