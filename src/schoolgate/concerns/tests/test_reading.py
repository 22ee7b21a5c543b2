"""Those whom a worry is for read it, write down what was done, and answer; it is never changed or deleted."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from schoolgate.audit.models import Event, EventDetail
from schoolgate.concerns.actions import (
    bring_into_concern,
    close_concern,
    hand_concern_over,
    keep_concern_from,
    look_at_concern,
    note_on_concern,
)
from schoolgate.concerns.models import Concern, ConcernLook, ConcernNote, ConcernReader, KeptOut
from schoolgate.concerns.tests.conftest import SAID, TELL, WORDS
from schoolgate.credentials import vault_keys
from schoolgate.kernel.actions import NotHere, Refused
from schoolgate.kernel.permissions import Role
from tests import make
from tests.make import NOW

ALL = "/schools/oakfield/worries/"
STEPS = (
    (note_on_concern, {"words": "I spoke with the class"}, "concern.noted"),
    (hand_concern_over, {"to": "the police", "reference": "AB/17"}, "concern.handed_over"),
    (close_concern, {"outcome": "They made up", "told": "Thank you, it is dealt with"}, "concern.closed"),
)


def events() -> list[str]:
    found = Event.objects.filter(type__startswith="concern.").order_by("pk")
    return list(found.values_list("type", flat=True))


@pytest.fixture
def lead(cast):
    return cast.as_actor(cast.safeguarding)


@pytest.fixture
def concern(cast, tells, lead):
    """A worry about a pupil that the safeguarding lead has read."""
    found = tells()
    look_at_concern(lead, found)
    found.refresh_from_db()
    return found


def test_its_words_are_closed_until_somebody_opens_it_and_that_is_written_down(cast, tells):
    concern = tells()
    client = cast.browse_as(cast.safeguarding)
    listed = client.get(ALL).content.decode()
    assert concern.number in listed
    closed = client.get(f"{ALL}{concern.pk}").content.decode()
    assert "Open and read" in closed
    assert closed.count("<h1") == 1
    assert "thief" not in listed + closed
    client.get(f"{ALL}{concern.pk}/read")
    assert not ConcernLook.objects.exists()
    client.post(f"{ALL}{concern.pk}/read")
    opened = client.get(f"{ALL}{concern.pk}").content.decode()
    assert WORDS in opened
    assert "a neighbour, 07700 900123" in opened
    assert "Who has read it" in opened
    concern.refresh_from_db()
    assert (concern.standing, concern.first_looked_at, concern.goes_on_at) == ("read", NOW, None)
    assert events() == ["concern.raised", "concern.looked_at"]


def test_a_second_reader_is_written_down_too_and_the_first_stays_the_first(cast, tells):
    concern = tells(in_danger="yes")
    look_at_concern(cast.as_actor(cast.safeguarding), concern)
    later = NOW + timedelta(hours=3)
    look_at_concern(cast.as_actor(cast.head, now=later), concern)
    concern.refresh_from_db()
    assert concern.first_looked_at == NOW
    assert {(one.person, one.at) for one in ConcernLook.objects.all()} == {
        (cast.safeguarding, NOW),
        (cast.head, later),
    }


@pytest.mark.parametrize(("step", "given", "type_"), STEPS, ids=lambda one: getattr(one, "name", None))
class TestEachStep:
    """What was done is sealed, recorded once, and only for those it is for."""

    def test_it_is_written_down_sealed_and_recorded_once(self, cast, concern, lead, step, given, type_):
        step(lead, concern, **given)
        note = ConcernNote.objects.get()
        assert note.by == cast.safeguarding
        assert not any(words in note.sealed for words in given.values())
        assert events()[-1] == type_
        assert events().count(type_) == 1
        assert EventDetail.objects.get(event=Event.objects.get(type=type_)).words == "{}"

    def test_whoever_it_is_not_for_is_refused(self, cast, concern, lead, step, given, type_):
        with pytest.raises(Refused) as refused:
            step(cast.as_actor(cast.deputy), concern, **given)
        assert refused.value.refusals[0].control == "access.never_the_subject"
        assert not ConcernNote.objects.exists()

    def test_a_role_that_reads_no_worries_is_refused(self, cast, concern, lead, step, given, type_):
        with pytest.raises(Refused):
            step(cast.as_actor(cast.volunteer), concern, **given)
        assert not ConcernNote.objects.exists()

    def test_at_another_school_it_is_not_there(self, cast, concern, lead, step, given, type_):
        with pytest.raises(NotHere):
            step(cast.as_actor(cast.head_elsewhere, cast.elmsgate), concern, **given)

    def test_nothing_is_done_before_somebody_has_read_it(self, cast, tells, lead, step, given, type_):
        with pytest.raises(Refused) as refused:
            step(lead, tells(), **given)
        assert "Nobody has read this worry yet" in refused.value.refusals[0].words

    def test_its_page(self, cast, concern, lead, step, given, type_):
        page = {note_on_concern: "note", hand_concern_over: "hand-over", close_concern: "close"}[step]
        client = cast.browse_as(cast.safeguarding)
        address = f"{ALL}{concern.pk}/{page}"
        assert client.get(address).content.decode().count("<h1") == 1
        assert client.post(address, {}).status_code in (200, 409)
        assert not ConcernNote.objects.exists()
        assert client.post(address, given).status_code == 302
        assert ConcernNote.objects.count() == 1


def test_it_is_handed_over_to_somebody_with_a_reference(cast, concern, lead):
    with pytest.raises(Refused) as refused:
        hand_concern_over(lead, concern, to="the police", reference=" ")
    assert "There is no reference" in refused.value.refusals[0].words
    hand_concern_over(lead, concern, to="the police", reference="AB/17")
    page = cast.browse_as(cast.safeguarding).get(f"{ALL}{concern.pk}").content.decode()
    assert "to the police, reference AB/17" in page
    assert "handed over" in page


def test_it_is_not_closed_without_what_was_done_and_an_answer(cast, concern, lead):
    with pytest.raises(Refused) as refused:
        close_concern(lead, concern, outcome="", told=" ")
    assert {one.about for one in refused.value.refusals} == {"outcome", "told"}
    assert {one.control for one in refused.value.refusals} == {"gate.case_steps_before_closing"}
    close_concern(lead, concern, outcome="They made up", told="Thank you")
    with pytest.raises(Refused):
        close_concern(lead, concern, outcome="Again", told="Again")
    client = cast.browse_as(cast.safeguarding)
    assert not re.search(rf"\b{concern.number}\b", client.get(ALL).content.decode())
    assert concern.number in client.get(f"{ALL}?closed=1").content.decode()


def test_whoever_told_it_reads_the_answer_behind_the_code(cast, concern, lead):
    note_on_concern(lead, concern, words="Not for them", told="We spoke with the class")
    client = Client()
    client.post(TELL, {**SAID, "form_key": "k"})
    other = Client().post(f"{TELL}answer/", {"code": "wrong"}).content.decode()
    assert "We spoke with the class" not in other
    concern.refresh_from_db()
    Concern.objects.exclude(pk=concern.pk).delete()
    from schoolgate.concerns.codes import code_of, digest_of

    Concern.objects.filter(pk=concern.pk).update(code_digest=digest_of(code_of("k")))
    said = client.post(f"{TELL}answer/", {"code": code_of("k")}).content.decode()
    assert "We spoke with the class" in said
    assert "Not for them" not in said
    assert "thief" not in said


def test_one_more_is_brought_in_and_only_then_reads(cast, concern, lead):
    client = cast.browse_as(cast.jo)
    assert client.get(f"{ALL}{concern.pk}").status_code == 404
    bring_into_concern(lead, concern, person=cast.jo.pk)
    assert client.get(f"{ALL}{concern.pk}").status_code == 200
    assert events()[-1] == "concern.reader_added"
    page = cast.browse_as(cast.safeguarding).get(f"{ALL}{concern.pk}").content.decode()
    assert "Jo Ash, brought in" in page
    for nobody in (cast.volunteer, cast.head_elsewhere):
        with pytest.raises(Refused):
            bring_into_concern(lead, concern, person=nobody.pk)


def test_kept_from_somebody_it_is_gone_for_them_and_they_are_not_brought_back(cast, tells, chair):
    concern = tells(matter="misuse", about="staff", about_name="")
    look_at_concern(cast.as_actor(cast.head), concern)
    bring_into_concern(cast.as_actor(cast.head), concern, person=cast.jo.pk)
    keep_concern_from(cast.as_actor(cast.head), concern, person=cast.jo.pk)
    assert cast.browse_as(cast.jo).get(f"{ALL}{concern.pk}").status_code == 404
    with pytest.raises(Refused) as refused:
        bring_into_concern(cast.as_actor(cast.head), concern, person=cast.jo.pk)
    assert refused.value.refusals[0].control == "access.never_the_subject"
    with pytest.raises(Refused):
        keep_concern_from(cast.as_actor(cast.head), concern, person=cast.jo.pk)


def test_a_reader_says_it_is_about_them_and_it_goes_to_the_next_in_line(cast, tells, chair):
    concern = tells(matter="misuse", about="unknown", about_name="")
    client = cast.browse_as(cast.head)
    answer = client.post(f"{ALL}{concern.pk}/keep-from", {"person": cast.head.pk})
    assert answer["Location"] == ALL
    assert client.get(f"{ALL}{concern.pk}").status_code == 404
    assert set(ConcernReader.objects.values_list("role", flat=True)) == {"headteacher", "safeguarding_lead"}
    assert KeptOut.objects.get().person == cast.head
    assert cast.browse_as(cast.safeguarding).get(f"{ALL}{concern.pk}").status_code == 200


def test_without_its_key_it_says_so_and_loses_nothing(cast, concern, lead):
    for file in vault_keys.folder().glob("*.key"):
        file.rename(file.with_suffix(".away"))
    client = cast.browse_as(cast.safeguarding)
    assert "Nothing is lost" in client.get(f"{ALL}{concern.pk}").content.decode()
    for file in vault_keys.folder().glob("*.away"):
        file.rename(file.with_suffix(".key"))
    assert WORDS in client.get(f"{ALL}{concern.pk}").content.decode()


def test_the_list_costs_the_same_with_three_and_with_thirty(cast, tells):
    client = cast.browse_as(cast.safeguarding)
    concern = tells()
    client.get(ALL)
    counts = []
    for many in (3, 30):
        while Concern.objects.count() < many:
            concern.pk, concern.code_digest = None, None
            concern.save()
            ConcernReader.objects.create(
                school=cast.oakfield, concern=concern, role=Role.SAFEGUARDING_LEAD, since=NOW
            )
        with CaptureQueriesContext(
            connection,
        ) as found:
            client.get(ALL)
        counts.append(len(found))
    assert counts[0] == counts[1] <= 8


def test_the_poster_shows_the_short_addresses(cast):
    page = cast.browse_as(cast.jo).get(f"{ALL}poster").content.decode()
    assert "/worry/oakfield/child/" in page
    assert page.count("<svg") >= 2


def test_nobody_elsewhere_finds_anything(cast, concern):
    for person in (cast.head_elsewhere, cast.stranger):
        client = cast.browse_as(person)
        assert client.get(ALL).status_code == 404
        assert client.get(f"{ALL}{concern.pk}").status_code == 404


def test_the_empty_list_says_what_will_stand_there(cast):
    make.make_person(cast.oakfield, Role.HR)
    assert "No worry is for you now" in cast.browse_as(cast.jo).get(ALL).content.decode()
