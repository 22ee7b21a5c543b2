"""Registers feed accounts: platforms of the register are offered and heeded; consultations, others and safety show."""

import pytest
from django.urls import reverse
from django_scopes import scope

from schoolgate.audit.models import Event
from schoolgate.kernel.actions import Refused
from schoolgate.official_accounts.actions import (
    add_account,
    change_account,
    change_record,
    look_at_safety,
)
from schoolgate.official_accounts.applying import against_applying
from schoolgate.official_accounts.models import AccountRecord
from schoolgate.official_accounts.platforms import platforms_of
from schoolgate.registers.actions import write_entry
from schoolgate.requests.actions import draft_request, send_request
from schoolgate.rules.account_safety import LINES, Stands
from schoolgate.rules.refusals import Control
from tests.cast import assemble
from tests.clauses.stage import adopt, read

pytestmark = pytest.mark.django_db
SAFE = {line.key: Stands.YES for line in LINES}
NOT_TAGGED = {**SAFE, "tagging": Stands.NO}


@pytest.fixture
def cast():
    found = assemble()
    found.oakfield.domains = ["oakfield.example", "example.org"]
    found.oakfield.save()
    with scope(school=found.oakfield):
        yield found


def write(cast, register="platforms", **answers):
    return write_entry(cast.as_actor(cast.head), cast.oakfield, register=register, answers=answers).subject


def page(cast, who, name, *parts):
    return read(cast.browse_as(who).get(reverse(name, args=["oakfield", *parts])).content.decode())


def against(cast, **answers):
    given = {
        "name": "New",
        "place": "facebook",
        "lead": cast.jo.pk,
        "administrators": [cast.lee.pk],
        **answers,
    }
    given = {"moderator": cast.office.pk, "email": "news@oakfield.example", **given}
    return [(one.about, one.warning) for one in against_applying(cast.as_actor(cast.head), given)]


def test_a_platform_of_the_register_is_offered_wherever_a_place_is_chosen(cast):
    entry = write(cast, name="School Spider", type="app", standing="approved")
    assert "School Spider" in page(cast, cast.jo, "requests:ask", "account_application")
    assert "School Spider" in page(cast, cast.head, "official_accounts:add")
    head, place = cast.as_actor(cast.head), f"platform_{entry.pk}"
    account = add_account(head, cast.oakfield, name="Spider", place=place, is_there_already=True).subject
    assert (account.channel, account.connector) == ("social", "by_hand")
    assert "School Spider : agreed" in page(cast, cast.jo, "official_accounts:account", account.pk)
    with pytest.raises(Refused):
        add_account(head, cast.oakfield, name="Other", place="platform_0", is_there_already=True)


def test_the_register_says_how_a_known_place_is_called_and_the_newer_entry_counts(cast):
    write(cast, name="Twitter", type="network", standing="approved")
    write(cast, name=" X ", type="network", standing="refused")
    assert [(one.place, one.standing) for one in platforms_of(cast.oakfield).values()] == [("x", "refused")]
    assert against(cast, place="x") == [("place", False)]


def test_a_platform_of_which_the_risks_are_known_is_not_asked_about_again(cast):
    jo, draft = cast.as_actor(cast.jo), {"form": "account_application", "answers": {"place": "facebook"}}
    asked = draft_request(jo, cast.oakfield, **draft).subject
    assert "risks" in {one.about for one in send_request.why_not(jo, asked)}
    write(cast, name="Facebook", type="network", standing="approved", risks=[["Rude", "We read it"]])
    again = draft_request(jo, cast.oakfield, **draft).subject
    assert "risks" not in {one.about for one in send_request.why_not(jo, again)}


def test_missing_risks_are_refused_by_the_gate_that_wants_them(cast):
    jo = cast.as_actor(cast.jo)
    answers = {"place": "facebook"}
    asked = draft_request(jo, cast.oakfield, form="account_application", answers=answers).subject
    (risks,) = [one for one in send_request.why_not(jo, asked) if one.about == "risks"]
    assert risks.control == Control.RISK_ASSESSED_FIRST


def test_what_only_warns_is_shown_and_does_not_stop_the_sending(cast):
    assert against(cast) == [("place", True)]
    jo = cast.as_actor(cast.jo)
    answers = {
        "name": "New",
        "place": "facebook",
        "purpose": "News",
        "objective": "education",
        "audience": ["families"],
        "lead": cast.jo.pk,
        "administrators": [cast.lee.pk],
        "moderator": cast.office.pk,
        "email": "news@oakfield.example",
        "risks": [["Rude comments", "We read them"]],
    }
    asked = draft_request(jo, cast.oakfield, form="account_application", answers=answers).subject
    told = page(cast, cast.jo, "requests:request", asked.pk)
    assert "Nobody has looked yet whether our school may use Facebook." in told
    assert "Send it" in told
    send_request(jo, asked)


def test_an_address_of_one_person_makes_it_theirs(cast):
    assert ("email", False) in against(cast, email=cast.jo.email)
    with pytest.raises(Refused) as refused:
        change_record(cast.as_actor(cast.head), cast.facebook, email=cast.jo.email)
    assert [one.control for one in refused.value.refusals] == [Control.ACCOUNT_IS_THE_SCHOOLS_OWN]


def test_two_accounts_do_not_share_a_page(cast):
    head = cast.as_actor(cast.head)
    change_account(head, cast.facebook, name="Facebook", address="https://f.example/oak")
    with pytest.raises(Refused) as refused:
        change_account(head, cast.website, name="Website", address="https://F.example/oak")
    assert [one.about for one in refused.value.refusals] == ["address"]
    change_account(head, cast.facebook, name="Facebook page", address="https://f.example/oak")


def test_an_account_on_a_platform_that_is_not_agreed_says_so_first(cast):
    change_record(cast.as_actor(cast.head), cast.facebook, place="facebook")
    write(cast, name="Facebook", type="network", standing="refused")
    assert "Our school has decided not to use its platform" in page(
        cast, cast.jo, "official_accounts:accounts"
    )
    told = page(cast, cast.jo, "official_accounts:account", cast.facebook.pk)
    assert "Facebook : not agreed" in told


def test_rules_looked_at_in_the_register_count_for_the_account(cast):
    change_record(cast.as_actor(cast.head), cast.facebook, place="facebook")
    words = "Nobody has looked at the platform's rules yet"
    assert words in page(cast, cast.jo, "official_accounts:account", cast.facebook.pk)
    today = cast.now.date().isoformat()
    write(cast, name="Facebook", type="network", standing="approved", rules_checked_on=today, minimum_age=13)
    told = page(cast, cast.jo, "official_accounts:account", cast.facebook.pk)
    assert words not in told
    assert "Platform’s own age 13" in told


def test_what_staff_were_asked_stands_with_the_account(cast):
    adopt(cast, "ST")
    told = page(cast, cast.head, "official_accounts:account", cast.facebook.pk)
    assert "What it is for ST-068 : staff were not asked yet" in told
    write(
        cast,
        "consultations",
        asked=["staff"],
        about="purpose",
        account="Facebook",
        asked_on="2026-10-01",
        answers="Most like it.",
        outcome="We keep it for news.",
    )
    told = page(cast, cast.head, "official_accounts:account", cast.facebook.pk)
    assert "What it is for ST-068 : We keep it for news." in told
    assert "What it shows ST-069 : staff were not asked yet" in told


def test_the_form_of_an_entry_is_filled_in_from_the_account(cast):
    address = reverse("registers:write", args=["oakfield", "consultations"])
    told = cast.browse_as(cast.head).get(address, {"account": "Facebook", "about": "content"})
    assert 'value="Facebook"' in told.content.decode()


def test_what_others_run_stands_beside_our_own(cast):
    write(cast, "other_accounts", name="Friends", place="Facebook", owner="The committee", risk="Pictures")
    assert "run by The committee" in page(cast, cast.jo, "official_accounts:accounts")


def test_safety_is_looked_at_line_by_line_and_a_no_says_why(cast):
    head = cast.as_actor(cast.head)
    with pytest.raises(Refused) as refused:
        look_at_safety(head, cast.facebook, lines=NOT_TAGGED, why={"tagging": " "})
    assert [one.about for one in refused.value.refusals] == ["tagging_why"]
    assert not AccountRecord.objects.exists()
    look_at_safety(head, cast.facebook, lines=NOT_TAGGED, why={"tagging": "Families ask"})
    assert Event.objects.last().type == "account.safety_looked_at"
    told = page(cast, cast.jo, "official_accounts:account", cast.facebook.pk)
    assert "Nobody can be tagged in its pictures. No : Families ask" in told
    assert "Looked at by Sam Hale" in told


def test_its_page_keeps_what_was_said_and_is_for_those_who_maintain(cast):
    address = reverse("official_accounts:safety", args=["oakfield", cast.facebook.pk])
    head = cast.browse_as(cast.head)
    given = {key: said.value for key, said in SAFE.items()}
    assert head.post(address, {**given, "recovery": "no"}).status_code == 409
    assert head.post(address, given).status_code == 302
    assert {said["is"] for said in AccountRecord.objects.get().safety.values()} == {"yes"}
    assert 'value="yes" checked' in head.get(address).content.decode()
    assert cast.browse_as(cast.jo).get(address).status_code == 403
    assert cast.browse_as(cast.head_elsewhere).get(address).status_code == 404


def test_the_list_takes_the_same_queries_for_three_entries_and_for_thirty(cast, queries_do_not_grow):
    def more(number):
        write(cast, name=f"Platform {number}", type="app", standing="approved")
        write(cast, "other_accounts", name=f"G{number}", place="App", owner="Families", risk="Pictures")

    client = cast.browse_as(cast.jo)
    address = reverse("official_accounts:accounts", args=["oakfield"])
    queries_do_not_grow(more, lambda: client.get(address), at_most=11)
