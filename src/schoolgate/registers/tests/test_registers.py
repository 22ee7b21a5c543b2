"""Registers: written, found, written anew with every version kept, looked at in time, exported without formulas."""

import csv
import io
from datetime import timedelta

import pytest
from django.urls import reverse
from django_scopes import scope

from schoolgate.audit.models import Event
from schoolgate.clockwork.follow_ups import run_all
from schoolgate.kernel.actions import NotHere, Refused
from schoolgate.kernel.permissions import Permission
from schoolgate.people.desks import desk_of
from schoolgate.people.waiting import waiting_for
from schoolgate.policies.forms_library import register_forms
from schoolgate.registers import queries, waiting
from schoolgate.registers.actions import (
    change_entry,
    end_entry,
    end_register,
    look_at_entry,
    make_register,
    write_entry,
)
from schoolgate.registers.models import Entry, EntryVersion, OwnRegister
from schoolgate.requests.actions import make_form, retire_form
from schoolgate.rules.forms.own import OwnForm, OwnQuestion
from schoolgate.rules.forms.registers import Register, cell
from tests.clauses.stage import adopt

PAGE = {"what": "Links to our accounts", "link": "https://oakfield.example/links", "works": "yes"}


def written(cast, register="website_pages", **changed) -> Entry:
    answers = {**PAGE, **changed} if register == "website_pages" else changed
    return write_entry(cast.as_actor(cast.head), cast.oakfield, register=register, answers=answers).subject


def page(name, *parts):
    return reverse(f"registers:{name}", args=["oakfield", *parts])


def test_an_entry_is_written_and_comes_up_again_when_its_register_says(cast):
    entry = written(cast)
    assert entry.look_again_on == cast.now.date() + timedelta(days=182)
    assert Event.objects.get().type == "entry.written"
    assert EntryVersion.objects.get().answers == entry.answers


@pytest.mark.parametrize(("changed", "asked"), [({"what": ""}, "what"), ({"link": "ftp://x"}, "link")])
def test_what_is_missing_or_wrong_is_refused_by_its_name(cast, changed, asked):
    with pytest.raises(Refused) as refused:
        written(cast, **changed)
    assert [one.about for one in refused.value.refusals] == [asked]
    assert not Entry.objects.exists()


def test_written_anew_it_keeps_what_it_said_before(cast):
    entry = written(cast)
    change_entry(cast.as_actor(cast.deputy), entry, answers={**PAGE, "works": "no"})
    entry.refresh_from_db()
    assert entry.answers["works"] == "no"
    assert [one.answers["works"] for one in EntryVersion.objects.all()] == ["yes", "no"]
    told = cast.browse_as(cast.jo).get(page("entry", entry.pk)).content.decode()
    assert "What it said before" in told


def test_it_waits_for_a_look_and_is_looked_at(cast):
    entry = written(cast)
    Entry.objects.update(look_again_on=cast.now.date())
    rows = waiting_for(desk_of(cast.head, cast.now), [waiting.waiting_for], most=9)
    assert [(one.kind, one.control) for one in rows] == [("look_at_entry", "register.website_pages")]
    look_at_entry(cast.as_actor(cast.head), entry)
    assert not waiting_for(desk_of(cast.head, cast.now), [waiting.waiting_for], most=9)


def test_an_end_needs_its_reason_and_an_ended_entry_stays_as_it_is(cast):
    entry, head = written(cast), cast.as_actor(cast.head)
    with pytest.raises(Refused):
        end_entry(head, entry, because=" ")
    end_entry(head, entry, because="The page was taken down.")
    entry.refresh_from_db()
    assert look_at_entry.why_not(head, entry)
    assert change_entry.why_not(head, entry, answers=PAGE)


def test_it_is_found_by_its_words(cast):
    written(cast)
    written(cast, what="The complaints policy")
    register = queries.registers_of(cast.oakfield)["website_pages"]
    assert queries.entries_of(register, "complaints POLICY").count() == 1
    told = (
        cast.browse_as(cast.jo)
        .get(page("register", "website_pages"), {"q": "to our accounts"})
        .content.decode()
    )
    assert "Links to our accounts" in told
    assert "The complaints policy" not in told


def test_a_spreadsheet_runs_nothing(cast):
    written(cast, what="=HYPERLINK(1)")
    answer = cast.browse_as(cast.jo).get(page("export", "website_pages"))
    rows = list(csv.reader(io.StringIO(answer.content.decode())))
    assert rows[1][0] == "'=HYPERLINK(1)"
    assert [cell([words])[0] for words in ("=1", "+1", "-1", "@x", "\tx", "\rx")] == ["'"] * 6


def test_staff_read_and_only_who_keeps_them_writes(cast):
    client = cast.browse_as(cast.jo)
    assert client.get(page("registers")).status_code == 200
    assert client.get(page("write", "website_pages")).status_code == 403
    assert cast.browse_as(cast.volunteer).get(page("registers")).status_code == 403
    against = write_entry.why_not(
        cast.as_actor(cast.jo), cast.oakfield, register="website_pages", answers=PAGE
    )
    assert against
    assert not cast.as_actor(cast.jo).may(Permission.REGISTER_KEEP)


def test_a_closed_register_is_for_its_keepers(cast):
    assert cast.browse_as(cast.jo).get(page("register", "bans")).status_code == 404
    assert cast.browse_as(cast.jo).get(page("export", "bans")).status_code == 404
    assert cast.browse_as(cast.head).get(page("register", "bans")).status_code == 200
    entry = written(cast, "bans", who="R", what=["internet"], why="x", from_on="2026-11-17")
    assert cast.browse_as(cast.jo).get(page("entry", entry.pk)).status_code == 404


def test_another_schools_entry_does_not_exist(cast):
    entry = written(cast)
    with scope(school=cast.elmsgate), pytest.raises(NotHere):
        look_at_entry(cast.as_actor(cast.head_elsewhere, cast.elmsgate), entry)
    elsewhere = reverse("registers:entry", args=["elmsgate", entry.pk])
    assert cast.browse_as(cast.head_elsewhere).get(elsewhere).status_code == 404


def a_register_on_screen(**changed):
    return {
        "title": "Visitors’ badges",
        "sentence": "Who has one.",
        "looked_at_months": "3",
        "asks_1": "Who?",
        "kind_1": "line",
        "asks_2": "What colour?",
        "kind_2": "choice",
        "choices_2": "red\nblue",
        **changed,
    }


def test_a_register_made_on_a_page_is_the_same_data_and_is_used_and_exported(cast):
    client = cast.browse_as(cast.head)
    answer = client.post(page("make"), a_register_on_screen())
    assert answer.status_code == 302, answer.content.decode()
    made = queries.registers_of(cast.oakfield)["own_visitors_badges"]
    assert Register.from_document(made.to_document()) == made
    assert client.post(page("write", made.key), {"q1": "Gil", "q2": "c2"}).status_code == 302
    told = client.get(page("register", made.key)).content.decode()
    assert "Gil" in told
    assert "blue" in told
    assert "Gil,blue" in client.get(page("export", made.key)).content.decode()


def test_a_register_that_asks_nothing_or_has_a_taken_name_is_refused(cast):
    client = cast.browse_as(cast.head)
    assert client.post(page("make"), {"title": "Empty", "looked_at_months": "0"}).status_code == 409
    client.post(page("make"), a_register_on_screen())
    assert client.post(page("make"), a_register_on_screen()).status_code == 409
    document = queries.registers_of(cast.oakfield)["own_visitors_badges"].to_document()
    assert make_register.why_not(cast.as_actor(cast.jo), cast.oakfield, document=document)


def test_a_register_of_ones_own_ends_on_its_page_and_stays_readable(cast):
    client = cast.browse_as(cast.head)
    client.post(page("make"), a_register_on_screen(looked_at_months="1"))
    key = "own_visitors_badges"
    client.post(page("write", key), {"q1": "Gil", "q2": "c2"})
    assert "End this register" in client.get(page("register", key)).content.decode()
    assert cast.browse_as(cast.jo).post(page("end_register", key)).status_code == 403
    assert client.post(page("end_register", key)).status_code == 302
    told = client.get(page("register", key)).content.decode()
    assert "Gil" in told
    assert "Write something down" not in told
    assert "End this register" not in told
    assert client.post(page("write", key), {"q1": "Ida", "q2": "c1"}).status_code == 409
    assert Entry.objects.get().look_again_on is None
    assert "Gil,blue" in client.get(page("export", key)).content.decode()
    assert client.post(page("end_register", key)).status_code == 409


def test_a_register_into_which_a_form_writes_does_not_end(cast):
    asks = (OwnQuestion("What is it?"),)
    form = OwnForm("A drone", asks, ("staff",), deciders=("headteacher",), keeps_register=True).to_json()
    head = cast.as_actor(cast.head)
    version = make_form(head, cast.oakfield, document=form).subject
    run_all(cast.now)
    own = OwnRegister.objects.get()
    assert "“A drone” still writes" in end_register.why_not(head, own)[0].words
    retire_form(head, version)
    assert not end_register.why_not(head, own)


def an_exception(cast, **changed) -> dict:
    told = {"who": cast.jo.pk, "what": "A phone in class", "rule": "No phones", "why": "Waits for a doctor"}
    said = {"allowed_by": cast.head.pk, "beforehand": "no", "from_on": "2026-11-01"}
    return {**told, **said, **changed}


def test_an_exception_is_allowed_by_who_may_and_never_written_by_whom_it_is_for(cast):
    head = cast.as_actor(cast.head)

    def against(actor, **changed):
        answers = an_exception(cast, **changed)
        return [
            one.about or one.words
            for one in write_entry.why_not(actor, cast.oakfield, register="exceptions", answers=answers)
        ]

    assert against(head) == []
    assert against(head, allowed_by=cast.lee.pk) == ["allowed_by"]
    assert against(head, who=cast.head.pk, allowed_by=cast.deputy.pk) == [
        "This is about you, so somebody else does it."
    ]


def test_what_was_allowed_afterwards_waits_for_another_keepers_look(cast):
    entry = written(cast, "exceptions", **an_exception(cast))
    earlier = written(cast, "exceptions", **an_exception(cast, beforehand="yes"))
    assert earlier.look_again_on > cast.now.date()

    def waits_for(person):
        found = waiting_for(desk_of(person, cast.now), [waiting.waiting_for], most=9)
        return [one.about for one in found]

    assert waits_for(cast.head) == []
    assert waits_for(cast.deputy) == [entry.pk]
    assert look_at_entry.why_not(cast.as_actor(cast.head), entry)
    look_at_entry(cast.as_actor(cast.deputy), entry)
    entry.refresh_from_db()
    assert waits_for(cast.deputy) == []
    assert entry.look_again_on > cast.now.date()


def test_an_entry_is_found_by_the_name_of_whom_it_is_about_and_says_nothing_else_of_them(cast):
    entry = written(cast, "exceptions", **an_exception(cast))
    assert "somebody" not in entry.words
    register = register_forms()["exceptions"]
    assert list(queries.entries_of(register, f"{cast.jo.surname} phone", school=cast.oakfield)) == [entry]
    assert not queries.entries_of(register, "Quist phone", school=cast.oakfield).exists()


def test_nobody_ends_what_keeps_themselves_out(cast):
    answers = {
        "who": "Ours",
        "what": ["posting"],
        "person": cast.office.pk,
        "why": "x",
        "from_on": "2026-11-01",
    }
    entry = written(cast, "bans", **answers)
    for against in (
        end_entry.why_not(cast.as_actor(cast.office), entry, because="Done."),
        change_entry.why_not(cast.as_actor(cast.office), entry, answers={**answers, "person": cast.jo.pk}),
    ):
        assert "This is about you, so somebody else does it." in [one.words for one in against]
    assert not end_entry.why_not(cast.as_actor(cast.deputy), entry, because="Done.")


def test_what_is_over_says_so(cast):
    written(cast, "exceptions", **an_exception(cast, until_on="2026-11-02", beforehand="yes"))
    assert "Over since" in cast.browse_as(cast.head).get(page("register", "exceptions")).content.decode()


def test_every_register_of_the_library_is_the_same_after_it_was_stored():
    for register in register_forms().values():
        assert Register.from_document(register.to_document()) == register


def test_the_same_queries_for_three_entries_and_for_thirty(cast, django_assert_max_num_queries):
    client = cast.browse_as(cast.head)
    for number in range(30):
        written(cast, what=f"Page {number}", owner=cast.jo.pk)
    with django_assert_max_num_queries(11):
        client.get(page("register", "website_pages"))
    with django_assert_max_num_queries(9):
        client.get(page("registers"))


def test_a_log_claims_nothing_missing_and_what_stands_beside_the_policy_is_read_there(cast):
    adopt(cast, "ST")
    head = cast.browse_as(cast.head)
    log = head.get(page("register", "bans")).content.decode()
    assert "What our policy wants written here when it happens" in log
    assert "more things here" not in log
    assert (
        "Our policy wants 13 more things here"
        in head.get(page("register", "companion_policies")).content.decode()
    )
    written(cast, "companion_policies", title="Behaviour policy", number="12", place="Staff handbook")
    policy = cast.browse_as(cast.volunteer).get("/schools/oakfield/policy/").content.decode()
    assert "Behaviour policy (12)" in policy.partition('id="beside"')[2]
