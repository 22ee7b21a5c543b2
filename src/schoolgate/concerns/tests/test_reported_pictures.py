"""A picture that may be a sexual image of a child: its report, in words, before the right people, at any hour."""

from datetime import timedelta

import pytest
from django.urls import reverse

from schoolgate.audit.models import Event
from schoolgate.clockwork.follow_ups import run_all
from schoolgate.concerns import queries
from schoolgate.concerns.models import Concern
from schoolgate.duties.models import Duty
from schoolgate.media.models import Picture
from schoolgate.notifications.models import Letter
from schoolgate.posts.actions.deleting import report_as_sexual
from schoolgate.reports.trail.seeing import Reader
from tests.make import NOW

SATURDAY_NIGHT = NOW + timedelta(days=4, hours=13)


@pytest.fixture
def picture(cast, settings, tmp_path):
    settings.MEDIA_STORE = tmp_path / "media"
    settings.JOURNAL_DIR = tmp_path / "never-forget"
    return Picture.objects.create(
        school=cast.oakfield, stored_as=f"{'a' * 32}.jpg", width=4, height=4, sha256="b", size=1,
        added_at=NOW, added_by=cast.safeguarding,
    )  # fmt: skip


def test_at_night_the_leads_hear_at_once_and_whoever_put_it_in_does_not(cast, picture):
    report_as_sexual(cast.as_actor(cast.lee, now=SATURDAY_NIGHT), picture)
    for _twice in range(2):
        run_all(SATURDAY_NIGHT)
    concern = Concern.objects.get()
    assert (concern.matter, concern.is_urgent) == ("image", True)
    readers = set(queries.readers_of(concern, SATURDAY_NIGHT))
    assert cast.safeguarding not in readers, "she put the picture in, and somebody else told of it"
    assert cast.head in readers
    letters = Letter.objects.filter(occasion=f"concern:{concern.pk}")
    assert {one.address for one in letters} == {one.email for one in readers}
    assert all(one.sent_at or one.attempts for one in letters), "sent at once, quiet hours or not"
    assert Duty.objects.filter(key="duty.backups_elsewhere").count() == 1


def test_its_words_name_who_told_and_hold_no_picture(cast, picture):
    Picture.objects.update(added_by=cast.jo)
    report_as_sexual(cast.as_actor(cast.lee), picture)
    run_all(NOW)
    concern = Concern.objects.get()
    browser, here = cast.browse_as(cast.safeguarding), [cast.oakfield.slug, concern.pk]
    browser.post(reverse("concerns:look", args=here))
    page = browser.get(reverse("concerns:concern", args=here)).content.decode()
    for words in ("Lee Birch", "Put in by Jo Ash", "deleted at once", "Ask nobody to show it to you"):
        assert words in page, words
    assert "/pictures/" not in page


def test_the_trail_tells_of_it_only_to_whom_the_report_is_for(cast, picture):
    report_as_sexual(cast.as_actor(cast.lee), picture)
    run_all(NOW)
    told = [
        Reader.of(cast.as_actor(one)).may_see(Event.objects.filter(type="picture.reported")).count()
        for one in (cast.head, cast.safeguarding, cast.dpo)
    ]
    assert told == [1, 0, 0]
