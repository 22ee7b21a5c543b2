"""Reading and signing: exactly what was read, only what changed the next time, nothing overwritten."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from schoolgate.audit.models import Event
from schoolgate.duties.models import Duty
from schoolgate.kernel.actions import Refused
from schoolgate.kernel.permissions import Role
from schoolgate.moments.actions import ask_to_sign, decline_to_sign, sign_documents
from schoolgate.moments.followers import ask_everybody
from schoolgate.moments.models import DeclinedSigning, SignedDocument
from schoolgate.moments.queries import reading_of, who_owes
from schoolgate.policies.actions import override_setting
from schoolgate.policies.queries import current_policy
from schoolgate.rules.signing import QUESTIONS
from tests import make
from tests.clauses.stage import read
from tests.following import follow_up
from tests.staging import adopted

PAGE = "/schools/oakfield/read-and-sign"
RIGHT = {one.key: one.right for one in QUESTIONS}


def sign(cast, person, **given):
    actor = cast.as_actor(person)
    given = {"shown": reading_of(actor).digest, "answers": RIGHT, **given}
    return sign_documents(actor, person, **given)


def test_before_a_policy_is_adopted_there_is_nothing_to_sign(cast):
    assert who_owes(cast.oakfield, make.NOW) == []
    page = read(cast.browse_as(cast.jo).get(PAGE).content.decode())
    assert "has not adopted a policy yet" in page


def test_one_page_one_signature_three_questions(cast):
    adopted(cast, "BE")
    page = cast.browse_as(cast.jo).get(PAGE).content.decode()
    words = read(page)
    assert "When and where something was posted makes no difference." in words
    assert "BE-009" in words
    assert page.count("<fieldset") == 3
    assert page.count("Sign as Jo Ash") == 1


def test_the_signature_names_exactly_what_was_read(cast):
    adopted(cast, "BE")
    done = sign(cast, cast.jo)
    signed = {one.document: one for one in SignedDocument.objects.filter(person=cast.jo)}
    assert set(signed) == {"policy", "personal_use_rules", "acceptable_use", "terms"}
    policy = current_policy(cast.oakfield)
    assert signed["policy"].policy_digest == policy.digest
    assert signed["policy"].policy_number == 1
    assert len(signed["policy"].lines) == len(policy.lines_of("policy_acknowledgement"))
    [event] = Event.objects.filter(type="documents.signed")
    assert event.pk == done.event_id
    assert {"duty.read_and_sign", "moment.policy_acknowledgement", "moment.posting_agreement"} <= set(
        event.controls
    )


def test_what_was_not_on_the_page_is_not_signed(cast):
    adopted(cast, "BE")
    with pytest.raises(Refused) as refused:
        sign(cast, cast.jo, shown="0" * 64)
    assert "has changed since you opened the page" in refused.value.refusals[0].words
    assert not SignedDocument.objects.exists()
    assert not Event.objects.filter(type="documents.signed").exists()


def test_a_wrong_answer_is_explained_and_nothing_is_signed(cast):
    adopted(cast, "AS")
    jo = cast.browse_as(cast.jo)
    shown = reading_of(cast.as_actor(cast.jo)).digest
    answer = jo.post(PAGE, {"shown": shown, **RIGHT, "a_pupil_writes": "yes"})
    assert "You decline it and tell the safeguarding lead" in read(answer.content.decode())
    assert not SignedDocument.objects.exists()
    answer = jo.post(PAGE, {"shown": shown, **RIGHT}, follow=True)
    assert "Signed. Thank you." in read(answer.content.decode())
    assert SignedDocument.objects.filter(person=cast.jo, document="code_of_conduct").exists()


def test_nobody_signs_for_somebody_else(cast):
    adopted(cast, "BE")
    actor = cast.as_actor(cast.head)
    with pytest.raises(Refused):
        sign_documents(actor, cast.jo, shown=reading_of(actor).digest, answers=RIGHT)
    assert not SignedDocument.objects.exists()


def test_on_a_new_version_only_what_changed_stands_there_and_the_old_signature_stays(cast):
    adopted(cast, "ST")
    sign(cast, cast.jo)
    before = list(SignedDocument.objects.order_by("pk").values_list("document", "digest"))
    head = cast.as_actor(cast.head)
    override_setting(
        head, cast.oakfield, setting="personal_use_at_work", value="breaks", reason="Breaks are people's own."
    )
    page = read(cast.browse_as(cast.jo).get(PAGE).content.decode())
    assert "Only what changed stands here" in page
    assert "Staff use their own social media only in breaks" in page
    assert "You may have accounts of your own" not in page
    assert "Three short questions" not in page
    sign(cast, cast.jo, answers={})
    now = list(SignedDocument.objects.order_by("pk").values_list("document", "digest"))
    assert now[: len(before)] == before
    assert [document for document, _digest in now[len(before) :]] == ["personal_use_rules"]


def test_a_version_that_changes_nothing_that_is_read_asks_for_nothing(cast):
    adopted(cast, "ST")
    sign(cast, cast.jo)
    head = cast.as_actor(cast.head)
    override_setting(head, cast.oakfield, setting="minimum_age", value=14, reason="We want to be careful.")
    assert reading_of(cast.as_actor(cast.jo)).unsigned == ()


def test_the_database_itself_refuses_to_change_a_signature(cast):
    adopted(cast, "BE")
    sign(cast, cast.jo)
    with pytest.raises(DatabaseError), transaction.atomic():
        SignedDocument.objects.update(digest="0" * 64)


def test_everybody_who_owes_it_finds_it_on_today_until_they_have_signed(cast):
    adopted(cast, "BE")
    follow_up(make.NOW)
    jo = cast.browse_as(cast.jo)
    today = read(jo.get("/today", follow=True).content.decode())
    assert "Read and sign what concerns you" in today
    assert "BE-006" in today or "BE-040" in today
    sign(cast, cast.jo)
    assert "Read and sign what concerns you" not in read(jo.get("/today", follow=True).content.decode())
    duty = Duty.objects.get(about=f"person:{cast.jo.pk}")
    assert (duty.done_at, duty.done_by) == (make.NOW, cast.jo)


def test_it_is_due_when_the_policy_gives_and_for_whoever_is_new_from_their_first_day(cast):
    adopted(cast, "BE")
    first_on = make.NOW.date() - timedelta(days=3)
    new = make.make_person(cast.oakfield)
    make.appoint(new, Role.STAFF, cast.oakfield, first_on=first_on)
    due = {one.person: one.due_at for one in who_owes(cast.oakfield, make.NOW)}
    in_force = (make.NOW - timedelta(days=30)).date()
    assert due[cast.jo].date() == in_force + timedelta(days=14)
    assert due[new].date() == first_on + timedelta(days=14)


def test_asking_twice_asks_once(cast):
    adopted(cast, "BE")
    assert ask_everybody(make.NOW) > 5
    assert ask_everybody(make.NOW) == 0


def test_saying_no_is_kept_and_told_to_the_head_and_nothing_is_signed(cast):
    adopted(cast, "BE")
    decline_to_sign(cast.as_actor(cast.jo), cast.jo, words="I want to ask my union first.")
    [said] = DeclinedSigning.objects.all()
    assert (said.person, said.words) == (cast.jo, "I want to ask my union first.")
    assert not SignedDocument.objects.exists()
    duty = Duty.objects.get(about=f"declined:{cast.jo.pk}")
    assert duty.owed_by_role == Role.HEADTEACHER
    [event] = Event.objects.filter(type="signing.declined")
    assert "union" not in str(event.__dict__)
    with pytest.raises(Refused):
        decline_to_sign(cast.as_actor(cast.jo), cast.jo, words=" ")


def test_of_a_head_who_does_not_sign_the_chair_hears(cast):
    adopted(cast, "BE")
    decline_to_sign(cast.as_actor(cast.head), cast.head, words="Let us talk first.")
    assert Duty.objects.get(about=f"declined:{cast.head.pk}").owed_by_role == Role.CHAIR


def test_whoever_leaves_soon_signs_what_goes_on_by_their_last_day(cast):
    adopted(cast, "BE")
    sign(cast, cast.jo)
    assert reading_of(cast.as_actor(cast.jo)).unsigned == ()
    last_on = make.NOW.date() + timedelta(days=30)
    cast.jo.appointments.update(last_on=last_on)
    [owes] = [one for one in who_owes(cast.oakfield, make.NOW) if one.person == cast.jo]
    assert [one.key for one in owes.unsigned] == ["leaving"]
    assert owes.due_at.date() == last_on
    assert "When you leave" in read(cast.browse_as(cast.jo).get(PAGE).content.decode())
    sign(cast, cast.jo, answers={})
    assert SignedDocument.objects.filter(person=cast.jo, document="leaving").exists()


def test_who_goes_on_in_another_post_does_not_leave(cast):
    adopted(cast, "BE")
    sign(cast, cast.jo)
    cast.jo.appointments.update(last_on=make.NOW.date() + timedelta(days=30))
    make.appoint(cast.jo, Role.TRAINEE, cast.oakfield)
    assert "leaving" not in [one.key for one in reading_of(cast.as_actor(cast.jo)).unsigned]
    cast.jo.appointments.update(last_on=make.NOW.date() + timedelta(days=90))
    assert "leaving" not in [one.key for one in reading_of(cast.as_actor(cast.jo)).unsigned]


def test_it_takes_the_same_queries_however_many_owe_it(cast, queries_do_not_grow):
    adopted(cast, "BE")

    def more(number):
        for _ in range(number):
            make.make_person(cast.oakfield, Role.STAFF)

    queries_do_not_grow(more, lambda: who_owes(cast.oakfield, make.NOW), at_most=5)


def test_only_the_clock_asks(cast):
    adopted(cast, "BE")
    head = cast.as_actor(cast.head)
    with pytest.raises(Refused):
        ask_to_sign(head, cast.oakfield, owing=who_owes(cast.oakfield, make.NOW))
    assert not Duty.objects.exists()
