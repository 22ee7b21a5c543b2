"""What goes in a night: what has been kept long enough, never what is held, and only its number is kept."""

import json
from datetime import timedelta

import pytest

from schoolgate.audit.event_types import EventType
from schoolgate.audit.models import Event, EventDetail
from schoolgate.credentials.models import DayCode, DayEntry
from schoolgate.duties.models import Duty
from schoolgate.keeping.models import Hold
from schoolgate.kernel.actions import Refused
from schoolgate.kernel.actor import clock
from schoolgate.media.models import Picture
from schoolgate.people.models import Appointment, Person, User
from schoolgate.personal_data.actions.destroying import set_keeping_time
from schoolgate.personal_data.actions.giving import hold_data
from schoolgate.personal_data.models import Controller, KeepingTime
from schoolgate.personal_data.night import what_goes
from schoolgate.personal_data.ticks import destroy_at, destroy_what_is_due
from schoolgate.posts.models import Post, PostPicture
from schoolgate.pupils.actions.consents import withdraw_consent
from schoolgate.pupils.models import Adult, Answer, ConsentNow, Pupil
from schoolgate.rules.keeping_times import day_before_which
from tests import make
from tests.make import NOW

YEAR = timedelta(days=365)


@pytest.fixture(autouse=True)
def taken_in_hand(cast) -> Controller:
    """Somebody has said who answers in law for the records."""
    return Controller.objects.create(school=cast.oakfield, who="trust", set_at=NOW, set_by=cast.dpo)


def test_years_are_counted_as_people_count_them():
    leap = NOW.date().replace(year=2028, month=2, day=29)
    assert str(day_before_which(leap, 1)) == "2027-02-28"
    assert str(day_before_which(leap, 4)) == "2024-02-29"


def left(pupil: Pupil, years: float) -> None:
    Pupil.objects.filter(pk=pupil.pk).update(left_on=(NOW - YEAR * years).date())


def going(cast):
    return {one.record_class.key: one.ids for one in what_goes(cast.oakfield, NOW) if one.ids}


def test_a_pupil_who_left_more_than_a_year_ago_loses_the_name_and_the_answer_stays(cast, amara):
    left(amara, 0.9)
    assert "pupils" not in going(cast)
    left(amara, 1.1)
    withdraw_consent(cast.as_actor(cast.office), amara, uses=["picture.website"], given_by="Ngozi Okello")
    assert destroy_at(cast.oakfield, NOW) == 1
    amara.refresh_from_db()
    assert (amara.full_name.strip(), amara.upn, amara.born_on) == ("—", "", None)
    assert not Adult.objects.exists()
    assert {(one.said, one.given_by) for one in Answer.objects.filter(pupil=amara)} == {
        ("yes", ""),
        ("withdrawn", ""),
    }
    about_her = EventDetail.objects.filter(event__subject_type="pupils.pupil", event__subject_id=amara.pk)
    assert not about_her.exists()
    assert destroy_at(cast.oakfield, NOW) == 0


def test_what_is_kept_of_the_night_is_how_many_and_no_name(cast, amara):
    left(amara, 2)
    destroy_at(cast.oakfield, NOW)
    event = Event.objects.get(type=EventType.RECORDS_DESTROYED)
    assert (event.actor_id, event.subject_type) == ("clock", "people.school")
    assert json.loads(EventDetail.objects.get(pk=event.pk).words) == {"gone": {"pupils": 1}}


def test_after_six_years_the_row_goes_with_its_answers(cast, amara):
    left(amara, 6.1)
    assert destroy_at(cast.oakfield, NOW) == 1
    assert destroy_at(cast.oakfield, NOW) == 1
    assert not Pupil.objects.filter(pk=amara.pk).exists()
    assert not Answer.objects.exists()
    assert not ConsentNow.objects.exists()


def test_whoever_is_held_or_protected_stays_whole(cast, amara):
    rafi = make.make_pupil(cast.oakfield, "Rafi", "Harlow")
    for pupil in (amara, rafi):
        left(pupil, 3)
    hold_data(cast.as_actor(cast.dpo), cast.oakfield, kind="pupil", number=amara.pk, why="case")
    make.restrict(rafi)
    assert going(cast) == {}


def test_after_a_restore_nothing_goes_until_somebody_has_looked(cast, amara):
    left(amara, 3)
    Hold.objects.create(school=cast.oakfield, made_at=NOW, since=NOW)
    assert destroy_at(cast.oakfield, NOW) == 0
    amara.refresh_from_db()
    assert amara.legal_forename == "Amara"


def test_nothing_goes_before_somebody_took_the_records_in_hand(cast, amara, taken_in_hand):
    left(amara, 3)
    taken_in_hand.delete()
    assert destroy_at(cast.oakfield, NOW) == 0
    page = cast.browse_as(cast.dpo).get(f"/schools/{cast.oakfield.slug}/personal-data/tonight")
    assert "nobody has said who answers in law" in page.content.decode()


def test_it_goes_in_the_night_only(cast, amara):
    left(amara, 3)
    assert destroy_what_is_due(NOW.replace(hour=12)) == 0
    assert destroy_what_is_due(NOW.replace(hour=2)) == 1


def test_a_picture_and_who_is_in_it_go_a_year_after_its_post_came_down(cast):
    post = Post.objects.create(
        school=cast.oakfield, author=cast.jo, state="discarded", digest="d", created_at=NOW - 2 * YEAR,
        changed_at=NOW - 2 * YEAR,
    )  # fmt: skip
    picture = Picture.objects.create(
        school=cast.oakfield, stored_as=f"{1:032x}.jpg", width=9, height=9, sha256="", size=1, added_at=NOW - 2 * YEAR
    )  # fmt: skip
    PostPicture.objects.create(post=post, picture=picture)
    assert going(cast) == {"pictures": [picture.pk]}
    destroy_at(cast.oakfield, NOW)
    picture.refresh_from_db()
    assert picture.removed_at == NOW
    assert Event.objects.filter(type=EventType.PICTURE_REMOVED, subject_id=picture.pk).exists()
    Post.objects.filter(pk=post.pk).update(changed_at=NOW - 8 * YEAR)
    assert going(cast)["posts"] == [post.pk]
    destroy_at(cast.oakfield, NOW)
    assert not Post.objects.exists()


def test_a_picture_of_a_post_that_is_up_stays(cast):
    post = Post.objects.create(
        school=cast.oakfield, author=cast.jo, state="up", digest="d", created_at=NOW - 9 * YEAR,
        changed_at=NOW - 9 * YEAR,
    )  # fmt: skip
    picture = Picture.objects.create(
        school=cast.oakfield, stored_as=f"{1:032x}.jpg", width=9, height=9, sha256="", size=1, added_at=NOW - 9 * YEAR
    )  # fmt: skip
    PostPicture.objects.create(post=post, picture=picture)
    assert going(cast) == {}


def test_somebody_who_worked_here_loses_sign_in_then_name(cast):
    user = cast.jo.user
    Appointment.objects.filter(person=cast.jo).update(
        first_on=(NOW - 9 * YEAR).date(), last_on=(NOW - 2 * YEAR).date()
    )
    assert going(cast) == {"logins": [user.pk]}
    destroy_at(cast.oakfield, NOW)
    assert not User.objects.filter(pk=user.pk).exists()
    Appointment.objects.filter(person=cast.jo).update(last_on=(NOW - 7 * YEAR).date())
    destroy_at(cast.oakfield, NOW)
    assert str(Person.objects.get(pk=cast.jo.pk)).strip() == "—"
    assert not Appointment.objects.filter(person=cast.jo).exists()


def test_what_something_still_points_to_waits_for_it(cast):
    code = DayCode.objects.create(
        school=cast.oakfield, on=(NOW - 3 * YEAR).date(), key="k", made_at=NOW - 3 * YEAR, ended_at=NOW
    )
    DayEntry.objects.create(school=cast.oakfield, code=code, name="Vera Toll", signed_at=NOW)
    assert going(cast) == {}
    DayEntry.objects.update(signed_at=NOW - 3 * YEAR)
    assert set(going(cast)) == {"visitors"}
    destroy_at(cast.oakfield, NOW)
    assert set(going(cast)) == {"day_codes"}


def test_a_school_sets_another_time_but_none_below_what_law_asks(cast):
    lead = cast.as_actor(cast.dpo)
    Duty.objects.create(
        school=cast.oakfield, key="duty.x", what="Look", due_at=NOW, done_at=NOW - 5 * YEAR, about="a"
    )
    assert going(cast) == {}
    set_keeping_time(lead, cast.oakfield, key="duties", years=4)
    assert set(going(cast)) == {"duties"}
    for key, years in (("staff", 1), ("no such class", 9)):
        with pytest.raises(Refused):
            set_keeping_time(lead, cast.oakfield, key=key, years=years)
    with pytest.raises(Refused):
        set_keeping_time(cast.as_actor(cast.head), cast.oakfield, key="duties", years=1)
    assert KeepingTime.objects.count() == 1
    assert Event.objects.filter(type=EventType.KEEPING_TIME_SET).count() == 1


def test_the_page_names_who_goes_tonight_and_counts_what_went(cast, amara, queries_do_not_grow):
    left(amara, 2)
    lead = cast.browse_as(cast.dpo)
    page = "/schools/oakfield/personal-data/tonight"
    assert "Amara Okello" in lead.get(page).content.decode()
    destroy_at(cast.oakfield, NOW)
    after = lead.get(page).content.decode()
    assert "Amara" not in after
    assert "Names of pupils who left: 1" in after

    def more(number: int) -> None:
        for _one in range(number):
            left(make.make_pupil(cast.oakfield), 2)

    queries_do_not_grow(more, lambda: lead.get(page))
    times = "/schools/oakfield/personal-data/keeping-times"
    assert lead.post(times, {"key": "duties", "years": "9", "form_key": "t"}).status_code == 302
    assert "Tasks done" in lead.get(times).content.decode()


def test_only_the_clock_destroys(cast, amara):
    from schoolgate.personal_data.actions.destroying import destroy_records

    left(amara, 2)
    with pytest.raises(Refused):
        destroy_records(cast.as_actor(cast.dpo), cast.oakfield, due={"pupils": [amara.pk]})
    destroy_records(clock(cast.oakfield, NOW), cast.oakfield, due={"pupils": [amara.pk]})
