"""Sending links: to those without an answer, to one, as a reminder; the key stands in the letter alone."""

import csv
import io
import re
from datetime import timedelta

import pytest
from django.core import mail

from schoolgate.audit.models import Event
from schoolgate.families.actions.links import send_link_again, send_links, settle_matter, take_links
from schoolgate.families.keys import digest_of, link_of
from schoolgate.families.models import FamilyLink, FamilyMatter
from schoolgate.families.progress import asked_of
from schoolgate.families.ticks import write_to_everybody
from schoolgate.kernel.actions import NotHere, Refused
from schoolgate.kernel.actor import clock
from schoolgate.notifications import letters
from schoolgate.notifications.models import Letter
from schoolgate.policies.actions import override_setting
from schoolgate.pupils.actions.holds import hold_pupil
from schoolgate.pupils.lists import Answered, found_on_roll
from schoolgate.pupils.models import KeptApart, OnHold, Responsibility, Restriction
from schoolgate.rules.consents import Said
from tests.clauses.stage import adopt
from tests.make import consents, make_pupil

HOME = "/schools/oakfield/families"


def sent(now) -> list[mail.EmailMessage]:
    mail.outbox.clear()
    letters.send_due(now)
    return list(mail.outbox)


def send(family, *adults, days: int = 0, reminds: bool = False):
    actor = family.cast.as_actor(family.cast.office, now=family.cast.now + timedelta(days=days))
    return send_links(actor, family.cast.oakfield, adults=[one.pk for one in adults], reminds=reminds)


def test_each_adult_gets_a_link_of_their_own_and_only_its_digest_is_kept(family, cast):
    send(family, family.grace, family.dan)
    assert not Letter.objects.filter(text__contains="/family/").exists()
    found = sent(cast.now)
    assert sorted(one.to[0] for one in found) == ["dan@example.org", "grace@example.org"]
    keys = [re.search(r"/family/oakfield/([\w-]{43})\n", one.body)[1] for one in found]
    assert set(FamilyLink.objects.values_list("digest", flat=True)) == {digest_of(key) for key in keys}
    assert link_of("oakfield", keys[0], cast.now) is not None
    assert link_of("elmsgate", keys[0], cast.now) is None
    for one in found:
        assert "Amara" not in one.body + one.subject
        assert "Okello" not in one.body + one.subject
    assert set(Letter.objects.values_list("text", flat=True)) == {""}
    event = Event.objects.get()
    assert (event.type, event.detail.words) == ("family.links_sent", '{"links":2,"reminds":false}')


def test_no_link_goes_to_whom_a_court_keeps_away_or_who_may_not_answer(family, cast):
    KeptApart.objects.create(
        school=cast.oakfield, pupil=family.amara, name="Dan Okello", order="-", since=cast.now
    )
    KeptApart.objects.create(
        school=cast.oakfield, pupil=family.tobi, name="Dan Okello", order="-", since=cast.now
    )
    Responsibility.objects.filter(adult=family.grace).update(may_answer=False)
    for adult in (family.dan, family.grace):
        with pytest.raises(Refused):
            send(family, adult)
        send_link_again(clock(cast.oakfield, cast.now), cast.oakfield, email=adult.email)
    assert not FamilyLink.objects.exists()
    assert not Letter.objects.exists()


def test_a_reminder_comes_a_week_later_and_twice_at_most(family):
    with pytest.raises(Refused):
        send(family, family.grace, reminds=True)
    send(family, family.grace)
    with pytest.raises(Refused):
        send(family, family.grace, days=6, reminds=True)
    send(family, family.grace, days=7, reminds=True)
    send(family, family.grace, days=14, reminds=True)
    with pytest.raises(Refused):
        send(family, family.grace, days=21, reminds=True)
    assert FamilyLink.objects.filter(ended_at=None).count() == 3


def test_the_clock_reminds_twice_after_the_days_that_the_policy_sets_and_never_in_the_evening(family, cast):
    adopt(cast, "AC")
    for setting, value in (("family_reminder_days", 14), ("family_link_days", 30)):
        override_setting(
            cast.as_actor(cast.head),
            cast.oakfield,
            setting=setting,
            value=value,
            reason="We write to families gently.",
        )
    send(family, family.grace)  # on a Tuesday at 10
    for days, hours in ((12, 0), (13, 0), (14, 9), (14, 0), (14, 1), (28, 0), (60, 0)):
        write_to_everybody(cast.now + timedelta(days=days, hours=hours))
    reminders = FamilyLink.objects.filter(way="reminder").order_by("pk")
    assert [(one.adult, (one.made_at - cast.now).days) for one in reminders] == [
        (family.grace, 14),
        (family.grace, 28),
    ]
    assert {one.ends_at - one.made_at for one in reminders} == {timedelta(days=30)}
    assert Letter.objects.filter(subject__startswith="A reminder").count() == 2


def test_who_has_answered_is_not_reminded(family):
    send(family, family.grace)
    for pupil in (family.amara, family.tobi):
        consents(pupil, said=Said.NO)
    with pytest.raises(Refused):
        send(family, family.grace, days=8, reminds=True)


def test_a_new_link_of_the_office_ends_the_ones_before(family):
    send(family, family.grace)
    send(family, family.grace)
    assert FamilyLink.objects.filter(ended_at=None).count() == 1


def test_who_may_not_keep_consents_sends_none_and_another_school_neither(family, cast):
    with pytest.raises(Refused):
        send_links(cast.as_actor(cast.jo), cast.oakfield, adults=[family.grace.pk])
    with pytest.raises(NotHere):
        send_links(cast.as_actor(cast.head_elsewhere, cast.elmsgate), cast.oakfield, adults=[family.grace.pk])
    assert not FamilyLink.objects.exists()


def test_the_file_for_the_text_service_is_made_once_and_recorded(family, cast):
    assert b"2 adults have" in cast.browse_as(cast.office).get(f"{HOME}/texts").content
    answer = cast.browse_as(cast.office).post(f"{HOME}/texts")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0] == ["telephone", "link"]
    assert [row[0] for row in rows[1:]] == ["07700 900123"] * 2
    assert link_of("oakfield", rows[1][1].rpartition("/")[2], cast.now).way == "text"
    assert Event.objects.get().type == "family.links_taken_out"
    assert "no-store" in answer["Cache-Control"]
    with pytest.raises(Refused):
        take_links(cast.as_actor(cast.jo), cast.oakfield)


def test_asking_for_a_new_link_gives_the_same_answer_to_all_and_a_link_to_whoever_may_have_one(
    family, cast, client
):
    answers = [
        client.post("/family/oakfield/", {"email": email})
        for email in ("GRACE@example.org", "who@example.org")
    ]
    assert [(one.status_code, one["Location"]) for one in answers] == [(302, "/family/oakfield/?done=1")] * 2
    assert [one.to for one in sent(cast.now)] == [["grace@example.org"]]
    assert [one.type for one in Event.objects.all()] == ["family.link_asked"] * 2
    for _each in range(5):
        client.post("/family/oakfield/", {"email": "grace@example.org"})
    assert FamilyLink.objects.count() == 3
    assert "on its way" in client.get("/family/oakfield/?done=1").content.decode()


def test_a_child_whose_pages_say_no_is_not_asked_about_as_if_nobody_had_answered(family, cast):
    def told():
        """Of the roll and of the families' page: who has not answered everything."""
        asked = asked_of(cast.oakfield, cast.now)
        return set(found_on_roll(cast.oakfield, cast.now.date(), answered=Answered.OPEN)), {
            (one.name, one.unanswered) for one in asked
        }

    both = {family.amara.pk, family.tobi.pk}
    assert told() == (both, {("Grace Okello", 2), ("Dan Okello", 2)})
    Restriction.objects.create(school=cast.oakfield, pupil=family.tobi, reason="-", since=cast.now)
    assert told() == ({family.amara.pk}, {("Grace Okello", 1), ("Dan Okello", 1)})


def test_the_office_sees_how_far_it_is_and_sends_to_the_rest(family, cast, django_assert_max_num_queries):
    office = cast.browse_as(cast.office)
    page = office.get(HOME).content.decode()
    assert "0 of 2 children have every answer" in page
    assert "Send a link to 2 adults who were never asked" in page
    assert office.post(f"{HOME}/send", {"which": "first"}).status_code == 302
    assert FamilyLink.objects.count() == 2
    assert "never asked" not in office.get(HOME).content.decode()
    assert b"Nobody is left to write to." in office.post(f"{HOME}/send", {"which": "first"}).content
    assert office.post(f"{HOME}/send", {"which": "one", "adult": str(family.dan.pk)}).status_code == 302
    for number in range(30):
        pupil = make_pupil(cast.oakfield, f"Child{number}", "Vale")
        family.adult(f"Parent{number} Vale", pupil)
    with django_assert_max_num_queries(24):
        assert "Parent29 Vale" in office.get(HOME).content.decode()
    assert cast.browse_as(cast.jo).get(HOME).status_code == 403


def test_that_no_link_goes_out_about_some_is_said_and_never_why_or_about_whom(family, cast):
    """On hold, or with no adult who may answer: the page says the same, and counts neither apart."""
    office, said = (
        cast.browse_as(cast.office),
        "1 have an adult who can be sent a link. No link goes out about",
    )

    def figures():
        page = office.get(HOME).content.decode()
        return re.search(r'<p class="govuk-body-l">(.*?)</p>', page)[1]

    assert "No link goes out" not in figures()
    of_amara = Responsibility.objects.filter(pupil=family.amara)
    of_amara.update(may_answer=False)
    nobody_answers = figures().partition(" every answer. ")[2]
    assert nobody_answers.startswith(said)
    of_amara.update(may_answer=True)
    hold_pupil(cast.as_actor(cast.safeguarding), family.amara, why=OnHold.Why.IN_CARE)
    assert figures().partition(" every answer. ")[2] == nobody_answers


def test_what_a_family_sent_waits_on_today_until_somebody_says_what_came_of_it(family, cast):
    family.link(family.dan).says(family.amara, Said.NO)
    family.link().proves().says(family.amara, Said.YES)
    matter = FamilyMatter.objects.get()
    office = cast.browse_as(cast.office)
    assert "a yes that another no stands against" in office.get("/today").content.decode()
    page = office.get(f"{HOME}/matters/{matter.pk}").content.decode()
    assert "Grace Okello" in page
    assert "Dan Okello" not in page
    assert b"what came of it" in office.post(f"{HOME}/matters/{matter.pk}", {"outcome": ""}).content
    assert office.post(f"{HOME}/matters/{matter.pk}", {"outcome": "It stays a no."}).status_code == 302
    assert "another no" not in office.get("/today").content.decode()
    with pytest.raises(Refused):
        settle_matter(cast.as_actor(cast.office), matter, outcome="Again")
