"""Declaring: a yes says what it is, what wants a talk reaches one of two, and nobody settles their own."""

from datetime import timedelta

import pytest

from schoolgate.audit.models import Event
from schoolgate.duties.models import Duty
from schoolgate.kernel.actions import Refused
from schoolgate.kernel.permissions import Role
from schoolgate.moments.actions import ask_to_declare, declare, talk_over, tell_of_contact
from schoolgate.moments.declaring import QUESTIONS
from schoolgate.moments.models import Declaration, TalkedOver
from schoolgate.moments.yearly import ask_everybody
from schoolgate.requests.models import FormVersion, Leave, Request
from tests import make
from tests.cast import Cast
from tests.clauses.stage import read
from tests.staging import adopted

NO = {one.key: {"yes": one.key == "checked", "words": ""} for one in QUESTIONS}
NIECE = {"yes": True, "words": "My niece is in Year 4.", "with": ["pupil"]}
YEARLY = "/schools/oakfield/your-own-accounts/yearly"
DECLARATIONS = "/schools/oakfield/declarations"


def declares(cast: Cast, person, **otherwise) -> Declaration:
    return declare(cast.as_actor(person), person, answers={**NO, **otherwise}).subject


def give_leave(cast: Cast, person, key: str = "contact_exception") -> Leave:
    version = FormVersion.objects.create(
        school=cast.oakfield, key=key, digest=key, document={}, made_at=make.NOW
    )
    asked = Request.objects.create(
        school=cast.oakfield, form_version=version, key=key, title="Tie", applicant=person,
        state=Request.State.GRANTED, drafted_at=make.NOW,
    )  # fmt: skip
    return Leave.objects.create(school=cast.oakfield, request=asked, from_on=make.NOW.date())


def test_the_yearly_look_is_asked_once_a_year_where_the_policy_asks_for_it(cast):
    adopted(cast, "AE")
    assert ask_everybody(make.NOW) > 5
    assert ask_everybody(make.NOW) == 0
    declares(cast, cast.jo)
    assert not Duty.objects.filter(
        owed_by=cast.jo, key="duty.yearly_personal_use_check", done_at=None
    ).exists()
    assert ask_everybody(make.NOW + timedelta(days=300)) == 0
    assert ask_everybody(make.NOW + timedelta(days=366)) == 1


def test_telling_of_a_contact_does_not_count_as_the_yearly_look(cast):
    adopted(cast, "AE")
    tell_of_contact(cast.as_actor(cast.jo), cast.jo, who="pupil", did="declined", words="A friend request.")
    ask_everybody(make.NOW)
    assert Duty.objects.filter(owed_by=cast.jo, key="duty.yearly_personal_use_check", done_at=None).exists()


@pytest.mark.parametrize(
    ("said", "about"),
    [
        ({"ties": {"yes": True, "words": "", "with": ["pupil"]}}, "ties_words"),
        ({"ties": {"yes": True, "words": "My niece."}}, "with"),
        ({"ties": {"yes": True, "words": "My niece.", "with": ["somebody"]}}, "with"),
        ({"names_school": {"yes": True, "words": "Instagram"}}, "profile"),
        ({"earns": {"yes": True, "words": " "}}, "earns_words"),
    ],
)
def test_a_yes_says_what_it_is(cast, said, about):
    with pytest.raises(Refused) as refused:
        declares(cast, cast.jo, **said)
    assert refused.value.refusals[0].about == about
    assert not Declaration.objects.exists()


def test_a_yes_leads_to_the_request_that_gives_leave(cast):
    adopted(cast, "AC")
    jo = cast.browse_as(cast.jo)
    asks = "/schools/oakfield/requests/new/contact_exception"
    assert asks not in jo.get(YEARLY).content.decode()
    declares(cast, cast.jo, ties=NIECE)
    assert asks in jo.get(YEARLY).content.decode()


@pytest.mark.parametrize(
    ("code", "families", "former"),
    [
        ("AC", "only where there is a genuine need", "only on professional networks, for professional"),
        ("AE", "ask leave before being in touch with a family", "never in touch with former pupils under 18"),
        (
            "AS",
            "ask leave before being in touch with a family",
            "through the school&#39;s own alumni channels",
        ),
        ("BE", "ask leave before being in touch with a family", "Staff are not in touch with former pupils."),
        ("ST", "strongly advised not to befriend parents", "never in touch with former pupils under 18"),
    ],
)
def test_each_policys_own_rule_stands_where_ties_and_contacts_are_told(cast, code, families, former):
    adopted(cast, code)
    jo = cast.browse_as(cast.jo)
    for address in (YEARLY, YEARLY.replace("yearly", "contact")):
        page = jo.get(address).content.decode()
        assert families in page
        assert former in page


def test_only_the_head_and_the_safeguarding_lead_read_what_was_declared(cast):
    one = declares(cast, cast.jo, ties=NIECE)
    for person in (cast.head, cast.safeguarding):
        for address in (DECLARATIONS, f"{DECLARATIONS}/{one.pk}"):
            assert "My niece" in cast.browse_as(person).get(address).content.decode()
    for person in (cast.deputy, cast.lee, cast.governor, cast.dpo):
        for address in (DECLARATIONS, f"{DECLARATIONS}/{one.pk}"):
            assert cast.browse_as(person).get(address).status_code == 403
    assert cast.browse_as(cast.stranger).get(f"{DECLARATIONS}/{one.pk}").status_code == 404
    assert "niece" not in str([event.__dict__ for event in Event.objects.all()])


def test_whoever_has_leave_is_in_touch_with_leave_until_it_ends(cast):
    adopted(cast, "AS")
    leave = give_leave(cast, cast.jo)
    assert declares(cast, cast.jo, ties=NIECE).flags == []
    assert declares(cast, cast.lee, ties=NIECE).flags == ["no_leave"]
    leave.revoked_at = make.NOW
    leave.save()
    assert declares(cast, cast.jo, ties=NIECE).flags == ["no_leave"]
    leave.revoked_at, leave.until_on = None, make.NOW.date() - timedelta(days=1)
    leave.from_on = make.NOW.date() - timedelta(days=9)
    leave.save()
    assert declares(cast, cast.jo, ties=NIECE).flags == ["no_leave"]


def test_a_tie_waits_for_the_safeguarding_lead_and_an_interest_for_the_head(cast):
    adopted(cast, "AS")
    declares(cast, cast.jo, ties=NIECE)
    declares(cast, cast.lee, earns={"yes": True, "words": "A channel about birds."})
    assert "Talk over what Jo Ash declared" in _today(cast, cast.safeguarding)
    assert "Talk over what Lee Birch declared" in _today(cast, cast.head)
    assert "Jo Ash declared" not in _today(cast, cast.head)
    assert "declared" not in _today(cast, cast.deputy)
    assert "birds" not in _today(cast, cast.head)


def test_of_the_two_the_other_hears_what_one_of_them_declares(cast):
    adopted(cast, "AS")
    declares(cast, cast.safeguarding, ties=NIECE)
    declares(cast, cast.head, earns={"yes": True, "words": "A channel."})
    about = dict(Duty.objects.filter(about__startswith="declaration:").values_list("what", "owed_by_role"))
    assert about == {
        "Talk over what Ros Keene declared": Role.HEADTEACHER,
        "Talk over what Sam Hale declared": Role.SAFEGUARDING_LEAD,
    }


def test_what_came_of_a_talk_is_kept_and_the_person_reads_it(cast):
    one = declares(cast, cast.jo, ties=NIECE)
    address = f"{DECLARATIONS}/{one.pk}"
    answer = cast.browse_as(cast.safeguarding).post(address, {"words": "Agreed: family only."}, follow=True)
    assert "Agreed: family only." in read(answer.content.decode())
    [talk] = TalkedOver.objects.all()
    assert (talk.talked_by, talk.talked_at) == (cast.safeguarding, make.NOW)
    assert not Duty.objects.filter(done_at=None).exists()
    assert "Agreed: family only." in read(cast.browse_as(cast.jo).get(YEARLY).content.decode())
    assert "Agreed" not in str([event.__dict__ for event in Event.objects.all()])
    with pytest.raises(Refused):
        talk_over(cast.as_actor(cast.head), one, words="Once more.")


def test_nobody_settles_their_own_and_nobody_says_nothing(cast):
    own = declares(cast, cast.safeguarding, ties=NIECE)
    with pytest.raises(Refused):
        talk_over(cast.as_actor(cast.safeguarding), own, words="All well.")
    with pytest.raises(Refused):
        talk_over(cast.as_actor(cast.deputy), own, words="All well.")
    with pytest.raises(Refused) as refused:
        talk_over(cast.as_actor(cast.head), own, words=" ")
    assert refused.value.refusals[0].about == "words"
    assert not TalkedOver.objects.exists()
    page = cast.browse_as(cast.safeguarding).get(f"{DECLARATIONS}/{own.pk}").content.decode()
    assert "What came of it?" not in page


def test_a_contact_is_told_in_two_taps_and_heard_of_the_next_day(cast):
    adopted(cast, "AC")
    jo = cast.browse_as(cast.jo)
    address = "/schools/oakfield/your-own-accounts/contact"
    page = jo.get(address).content.decode()
    assert page.count("checked") == 2
    jo.post(address, {"who": "pupil", "did": "declined", "words": "A friend request on Instagram."})
    [one] = Declaration.objects.all()
    assert one.flags == ["contact"]
    [duty] = Duty.objects.filter(about=f"declaration:{one.pk}")
    assert (duty.owed_by_role, duty.due_at) == (Role.SAFEGUARDING_LEAD, make.NOW + timedelta(days=1))
    told = read(cast.browse_as(cast.safeguarding).get(DECLARATIONS).content.decode())
    assert "a pupil, I said no, or did not accept it. A friend request on Instagram." in told


@pytest.mark.parametrize(
    ("given", "about"),
    [({"who": ""}, "who"), ({"did": "other"}, "did"), ({"words": " "}, "words")],
)
def test_a_contact_says_who_and_where(cast, given, about):
    with pytest.raises(Refused) as refused:
        tell_of_contact(
            cast.as_actor(cast.jo),
            cast.jo,
            **{"who": "pupil", "did": "declined", "words": "A chat.", **given},
        )
    assert refused.value.refusals[0].about == about
    with pytest.raises(Refused):
        tell_of_contact(cast.as_actor(cast.head), cast.jo, who="pupil", did="declined", words="A chat.")
    assert not Declaration.objects.exists()


def test_the_list_shows_only_what_is_still_to_be_talked_over(cast):
    done, left = declares(cast, cast.jo, ties=NIECE), declares(cast, cast.lee, ties=NIECE)
    declares(cast, cast.office)
    talk_over(cast.as_actor(cast.head), done, words="Agreed.")
    page = read(cast.browse_as(cast.head).get(DECLARATIONS, {"show": "open"}).content.decode())
    assert "Lee Birch" in page
    assert "Jo Ash" not in page
    talk_over(cast.as_actor(cast.head), left, words="Agreed.")
    page = read(cast.browse_as(cast.head).get(DECLARATIONS, {"show": "open"}).content.decode())
    assert "Nothing is to be talked over." in page


def test_the_list_takes_the_same_queries_however_many_declared(cast, queries_do_not_grow):
    def more(number):
        for _ in range(number):
            declares(cast, make.make_person(cast.oakfield, Role.STAFF), ties=NIECE)

    head = cast.browse_as(cast.head)
    queries_do_not_grow(more, lambda: head.get(DECLARATIONS), at_most=12)


def test_only_the_clock_asks_for_a_declaration(cast):
    with pytest.raises(Refused):
        ask_to_declare(cast.as_actor(cast.head), cast.oakfield, people=[cast.jo], due_at=make.NOW)
    assert not Duty.objects.exists()


def _today(cast, person) -> str:
    return read(cast.browse_as(person).get("/today", follow=True).content.decode())
