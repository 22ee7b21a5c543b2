"""The noticeboard by e-mail: asked for, confirmed, once a week, ended; and never by opening a link alone."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.test import Client
from django_scopes import scope

from schoolgate.audit.event_types import EventType
from schoolgate.audit.models import Event
from schoolgate.kernel.actions import NotHere, Refused
from schoolgate.kernel.actor import clock as clock_actor
from schoolgate.kernel.models import FollowUp
from schoolgate.notifications import letters
from schoolgate.notifications.models import Letter
from schoolgate.posts import reading_along
from schoolgate.posts.actions.reading_along import ask_to_read, confirm_reading, end_reading
from schoolgate.posts.models import Reader
from schoolgate.posts.tests.going_out import approved_post, delivery_of
from tests.make import NOW

# NOW is a Tuesday; the letter goes on Friday from 15:00 in London.
FRIDAY = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)


def asked(cast, email: str = "family@example.org") -> Reader:
    done = ask_to_read(clock_actor(cast.oakfield, NOW), cast.oakfield, email=email)
    return done.subject


def confirmed(cast, email: str = "family@example.org") -> Reader:
    reader = asked(cast, email)
    confirm_reading(clock_actor(cast.oakfield, NOW), reader)
    reader.refresh_from_db()
    return reader


def weekly(now: datetime) -> list[mail.EmailMessage]:
    """The letters that go on this moment."""
    mail.outbox.clear()
    reading_along.send_weekly(now)
    letters.send_due(now)
    return list(mail.outbox)


def test_asking_records_one_event_without_the_address_and_sends_the_link_that_confirms(cast, clock):
    reader = asked(cast, "Family@Example.org")
    clock.run()
    (event,) = Event.objects.all()
    assert (event.type, event.subject_id) == (EventType.READER_ASKED, str(reader.pk))
    assert event.detail.words == "{}"
    (letter,) = mail.outbox
    assert letter.to == ["family@example.org"]
    assert f"/noticeboard/oakfield/by-email/{reader.key}" in letter.body


def test_asking_twice_is_one_reader_and_one_letter_a_day(cast, clock):
    asked(cast)
    asked(cast)
    clock.run()
    FollowUp.objects.update(done_at=None, not_before=NOW)
    clock.run()
    assert Reader.objects.count() == len(mail.outbox) == 1


def test_nobody_is_written_to_who_did_not_confirm(cast, clock):
    approved_post(cast)
    asked(cast)
    clock.run()
    assert weekly(FRIDAY) == []


def test_on_friday_afternoon_the_weeks_news_goes_to_each_reader_once(cast, clock):
    post = approved_post(cast)
    reader = confirmed(cast)
    confirmed(cast, "other@example.org")
    clock.run()
    assert weekly(FRIDAY - timedelta(minutes=1)) == []
    first, second = sorted(weekly(FRIDAY), key=lambda mail: mail.to[0])
    assert (first.to, second.to) == (["family@example.org"], ["other@example.org"])
    assert "This week at Oakfield Primary School" in first.subject
    assert post.text in first.body
    assert f"/noticeboard/oakfield/{delivery_of(post).key}/" in first.body
    assert first.body.rstrip().endswith(reader.key)
    assert weekly(FRIDAY + timedelta(hours=1)) == []
    assert weekly(FRIDAY + timedelta(days=7)) == []


def test_a_machine_that_slept_on_friday_sends_on_saturday_and_not_on_monday(cast, clock):
    approved_post(cast)
    confirmed(cast)
    clock.run()
    assert weekly(FRIDAY + timedelta(days=3)) == []
    assert len(weekly(FRIDAY + timedelta(hours=30))) == 1


def test_what_came_down_is_not_in_the_letter(cast, clock):
    post = approved_post(cast)
    confirmed(cast)
    clock.run()
    delivery = delivery_of(post)
    delivery.state = "down"
    delivery.save()
    assert weekly(FRIDAY) == []


def test_a_letter_that_waits_is_taken_back_when_a_post_in_it_comes_down(cast, clock):
    from schoolgate.posts.actions.taking_down import take_down_post

    post = approved_post(cast)
    confirmed(cast)
    clock.run()
    reading_along.send_weekly(FRIDAY)
    assert Letter.objects.filter(occasion__startswith="weekly:").count() == 1
    post.refresh_from_db()
    take_down_post(cast.as_actor(cast.head, now=FRIDAY), post, why="mistake")
    clock.later(days=3, hours=5)
    clock.run()
    assert not Letter.objects.filter(occasion__startswith="weekly:", sent_at=None).exists()


def test_no_picture_and_no_words_stay_behind_once_a_letter_went(cast, clock):
    approved_post(cast)
    confirmed(cast)
    clock.run()
    (letter,) = weekly(FRIDAY)
    assert not letter.attachments
    assert not Letter.objects.exclude(text="").exists()


def test_ending_it_forgets_the_address(cast, clock):
    approved_post(cast)
    reader = confirmed(cast)
    clock.run()
    end_reading(clock_actor(cast.oakfield, NOW), reader)
    reader.refresh_from_db()
    assert "family" not in reader.email
    assert weekly(FRIDAY) == []
    with pytest.raises(Refused):
        end_reading(clock_actor(cast.oakfield, NOW), reader)
    with pytest.raises(Refused):
        confirm_reading(clock_actor(cast.oakfield, NOW), reader)


def test_only_the_clock_does_it_and_only_for_its_school(cast):
    reader = asked(cast)
    with pytest.raises(Refused):
        confirm_reading(cast.as_actor(cast.head), reader)
    with pytest.raises(NotHere):
        confirm_reading(clock_actor(cast.elmsgate, NOW), reader)


def test_nobody_can_have_strangers_written_to_by_the_thousand(cast, monkeypatch):
    monkeypatch.setattr(reading_along, "MOST_ASKED_A_DAY", 2)
    asked(cast, "a@example.org")
    asked(cast, "b@example.org")
    with pytest.raises(Refused):
        asked(cast, "c@example.org")
    assert Reader.objects.count() == 2


def test_who_never_confirmed_is_forgotten_after_a_week(cast):
    asked(cast)
    confirmed(cast, "other@example.org")
    assert reading_along.forget_unconfirmed(NOW + timedelta(days=6)) == 0
    assert reading_along.forget_unconfirmed(NOW + timedelta(days=8)) == 1
    assert Reader.objects.get().email == "other@example.org"


def test_opening_the_link_changes_nothing_pressing_the_button_does(cast):
    reader = asked(cast)
    client = Client()
    address = f"/noticeboard/oakfield/by-email/{reader.key}"
    for _ in range(2):
        assert "Yes, send it" in client.get(address).content.decode()
    reader.refresh_from_db()
    assert reader.confirmed_at is None
    assert client.post(address, {"form_key": "a"}).status_code == 302
    reader.refresh_from_db()
    assert reader.confirmed_at is not None
    assert client.post(address, {"form_key": "b", "end": "1"}).status_code == 302
    reader.refresh_from_db()
    assert reader.ended_at is not None
    assert client.get(address).status_code == 404


def test_a_key_of_one_school_opens_nothing_at_another(cast):
    reader = asked(cast)
    assert Client().get(f"/noticeboard/elmsgate/by-email/{reader.key}").status_code == 404


def test_the_page_asks_for_an_address_and_answers_alike_whether_it_is_known(cast):
    client = Client()
    said = []
    for number in range(2):
        answer = client.post(
            "/noticeboard/oakfield/by-email",
            {"email": "a@example.org", "form_key": f"k{number}"},
            follow=True,
        )
        said.append(answer.content.decode().partition("<main")[2].partition("</main")[0])
    assert said[0] == said[1]
    assert "We have sent you an e-mail" in said[0]
    wrong = client.post("/noticeboard/oakfield/by-email", {"email": "nobody", "form_key": "z"})
    assert "Enter a valid email address" in wrong.content.decode()
    with scope(school=cast.oakfield):
        assert Reader.objects.count() == 1


def test_a_school_whose_noticeboard_is_closed_offers_nothing(cast):
    cast.oakfield.noticeboard_is_open = False
    cast.oakfield.save()
    assert Client().get("/noticeboard/oakfield/by-email").status_code == 404
    with pytest.raises(Refused):
        asked(cast)
