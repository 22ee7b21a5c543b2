"""Anybody tells of a worry: in words, without a login, knowing who will read it and when."""

import re
from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from schoolgate.audit.models import Event, EventDetail
from schoolgate.concerns import counting
from schoolgate.concerns.codes import code_of, digest_of
from schoolgate.concerns.models import Concern, ConcernReader
from schoolgate.concerns.tests.conftest import SAID, TELL, WORDS
from schoolgate.credentials.sealing import opened_words
from schoolgate.kernel.permissions import Role
from schoolgate.people.models import Term
from tests import make
from tests.make import NOW

FIRST = {key: SAID[key] for key in ("matter", "about", "about_name", "in_danger")}


def read(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


@pytest.mark.parametrize("page", [TELL, f"{TELL}child/", f"{TELL}answer/"])
def test_each_page_opens_for_anybody_and_leads_away_at_once(cast, page):
    answer = Client().get(page)
    said = answer.content.decode()
    assert answer.status_code == 200
    assert said.count("<h1") == 1
    assert said.index("Hide this page") < said.index("<h1")
    assert "Ring 999" in said
    assert "no-store" in answer["Cache-Control"]
    assert 'type="file"' not in said


def test_a_school_that_is_not_there_has_no_page(cast):
    assert Client().get("/worry/nowhere/").status_code == 404


def test_it_says_who_will_read_it_and_when_before_anything_is_kept(cast):
    said = read(Client().post(TELL, FIRST))
    assert "Who will read this: the safeguarding lead" in said
    assert "Whoever it is about never sees it" in said
    assert "When it is read next: tomorrow by 16:30" in said
    assert not Concern.objects.exists()


def test_when_it_is_read_next_is_counted_in_the_days_of_the_school(cast, settings):
    settings.FIXED_NOW = datetime(2026, 11, 20, 21, 0, tzinfo=UTC)  # a Friday evening
    Term.objects.create(
        school=cast.oakfield, name="Autumn", first_on=datetime(2026, 9, 1), last_on=datetime(2026, 12, 18)
    )
    assert "Monday by 16:30" in read(Client().post(TELL, FIRST))


def test_danger_is_read_at_any_hour_and_by_two_people(cast):
    said = read(Client().post(TELL, {**FIRST, "in_danger": "yes"}))
    assert "day and night" in said
    assert "the safeguarding lead and the headteacher" in said


def test_a_picture_of_a_child_is_never_asked_for(cast):
    said = read(Client().post(TELL, {**FIRST, "matter": "image"}))
    assert "Do not look at it again. Do not save it, change it, copy it or send it" in said
    assert "in words only" in said


def test_it_is_kept_sealed_and_the_trail_holds_ids_only(cast, tells):
    concern = tells()
    told = opened_words(concern.box)
    assert told["what"] == WORDS
    assert told["who"] == SAID["who"]
    kept = " ".join(str(value) for value in Concern.objects.values_list().get())
    assert not re.search(r"\bMia\b|\b07700", kept)
    event = Event.objects.get(type="concern.raised")
    assert (event.actor_id, event.subject_id) == ("clock", str(concern.pk))
    assert EventDetail.objects.get(event=event).words == "{}"


def test_a_file_is_refused_and_the_words_stay(cast):
    image = SimpleUploadedFile("a.jpg", b"\xff\xd8\xff", content_type="image/jpeg")
    answer = Client().post(TELL, {**SAID, "picture": image})
    assert answer.status_code == 409
    assert "We take no pictures or files here" in answer.content.decode()
    assert WORDS in answer.content.decode()
    assert not Concern.objects.exists()


def test_who_they_are_may_stay_unsaid(cast, tells):
    concern = tells(who="", place="", at_what_time="", about_name="")
    assert opened_words(concern.box)["who"] == ""


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"what": ""}, "Write it in your own words"),
        ({"what": "?!"}, "There are no words yet"),
        ({"matter": ""}, "Choose what fits best"),
        ({"website": "https://cheap.example"}, "Leave this empty"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_kept_or_lost(cast, given, says):
    answer = Client().post(TELL, {**SAID, **given})
    assert says in answer.content.decode()
    assert not Concern.objects.exists()
    if "matter" not in given:
        assert "a neighbour, 07700 900123" in answer.content.decode()


def test_sent_twice_it_is_one_worry_with_one_code(cast):
    said = {**SAID, "form_key": "the-same-key"}
    first, second = Client().post(TELL, said), Client().post(TELL, said)
    code = code_of("the-same-key")
    assert code in first.content.decode()
    assert code in second.content.decode()
    assert Concern.objects.count() == 1


def test_too_many_from_one_place_are_asked_to_ring_and_their_words_stay(cast, monkeypatch):
    monkeypatch.setattr(counting, "MOST_AN_HOUR", 2)
    for _time in range(2):
        assert "Your worry is sent" in Client().post(TELL, SAID).content.decode()
    answer = Client().post(TELL, SAID)
    assert "Yours is not sent yet" in answer.content.decode()
    assert WORDS in answer.content.decode()
    assert Concern.objects.count() == 2
    elsewhere = Client().post(TELL, SAID, REMOTE_ADDR="198.51.100.7")
    assert "Your worry is sent" in elsewhere.content.decode()


def test_a_child_has_fewer_words_and_the_same_route(cast):
    page = Client().get(f"{TELL}child/").content.decode()
    assert "You are not in trouble" in page
    assert "Childline" in page
    answer = Client().post(f"{TELL}child/", {**SAID, "what": "He hits me"})
    assert "It was right to tell" in answer.content.decode()
    assert list(ConcernReader.objects.values_list("role", flat=True)) == ["safeguarding_lead"]


def test_a_colleague_who_is_signed_in_may_say_who_they_are_or_not(cast, tells):
    client = cast.browse_as(cast.jo)
    assert "Tell them that it is from me, Jo Ash" in client.post(TELL, FIRST).content.decode()
    assert opened_words(tells(client).box)["teller"] is None
    assert opened_words(tells(client, is_me="on").box)["teller"] == cast.jo.pk
    assert {one.actor_id for one in Event.objects.filter(type="concern.raised")} == {"clock"}


def test_everybody_who_works_here_finds_it_in_the_menu(cast):
    for person in (cast.jo, cast.volunteer):
        assert 'href="/worry/oakfield/"' in cast.browse_as(person).get("/today").content.decode()


def test_the_code_says_what_became_of_it_and_never_what_was_told(cast, tells):
    concern = tells()
    code = Client().post(TELL, {**SAID, "form_key": "another-key"}) and code_of("another-key")
    assert digest_of(f" {code.lower().replace('-', ' ')} ") == digest_of(code)
    said = read(Client().post(f"{TELL}answer/", {"code": code}))
    assert "Nobody has read it yet" in said
    assert "thief" not in said
    assert concern.code_digest != digest_of(code)


@pytest.mark.parametrize("code", ["", "K7M2", "2222-2222-2222-2222"])
def test_a_code_that_is_none_says_so(cast, tells, code):
    tells()
    said = read(Client().post(f"{TELL}answer/", {"code": code}))
    assert "You told us:" not in said
    assert "code" in said


def test_the_code_of_one_school_opens_nothing_at_another(cast):
    Client().post(TELL, {**SAID, "form_key": "a-key"})
    said = read(Client().post("/worry/elmsgate/answer/", {"code": code_of("a-key")}))
    assert "We do not know this code" in said


def test_the_trusts_officer_hears_where_nobody_else_is_left(cast):
    from schoolgate.people.models import Appointment

    officer = make.make_person(cast.elmsgate, forename="Tess", surname="Vane")
    Appointment.objects.create(person=officer, role=Role.TRUST_OFFICER, trust=cast.trust, first_on=NOW.date())
    said = read(Client().post(TELL, {**FIRST, "about": "headteacher", "matter": "misuse"}))
    assert "Who will read this: the trust officer" in said
