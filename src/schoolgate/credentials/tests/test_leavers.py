"""A leaver: found by the last day of their last role, everything listed, passed on, changed, and certified."""

from datetime import date, timedelta

import pytest

from schoolgate.audit.models import Event
from schoolgate.credentials.actions.keeping import add_login, change_login
from schoolgate.credentials.actions.leaving import (
    certify_leaver,
    find_leaver,
    hand_over,
    say_leaver_stays,
)
from schoolgate.credentials.actions.opening import open_login
from schoolgate.credentials.leaving import leaving_of, open_lines, pass_on_by, sections
from schoolgate.credentials.models import Leaving, LoginPerson, SharedLogin
from schoolgate.credentials.tests.invented import NEW_PASSWORD, PASSWORD
from schoolgate.duties.models import Duty
from schoolgate.kernel.actions import NotHere, Refused
from schoolgate.kernel.actor import clock
from schoolgate.kernel.permissions import Role
from schoolgate.official_accounts.actions import name_for_account
from schoolgate.official_accounts.duty_subjects import watched
from schoolgate.official_accounts.models import AccountPerson
from schoolgate.people.actions.appointing import appoint_person, end_appointment
from schoolgate.posts.models import Post
from schoolgate.registers.actions import write_entry
from schoolgate.staffing.models import LineManager
from tests import make
from tests.following import follow_up
from tests.make import NOW

LAST = date(2026, 11, 27)
ALL = "/schools/oakfield/leavers/"


def leaves(cast, person=None, last_on=LAST):
    person = person or cast.jo
    for held in person.appointments.filter(last_on=None):
        end_appointment(cast.as_actor(cast.head), held, last_on=last_on)
    follow_up(NOW)
    return Leaving.objects.filter(person=person).first()


def name(cast, person, account, does="administrator"):
    given = {"person": person.pk, "does": does, "first_on": NOW.date()}
    name_for_account(cast.as_actor(cast.head), account, **given)


def lines_of(cast, leaving):
    found = leaving_of(cast.as_actor(cast.head), leaving.pk).get()
    return {line.key: line for section in sections(found, NOW) for line in section.lines}


def left(cast, leaving):
    found = leaving_of(cast.as_actor(cast.head), leaving.pk).get()
    return {line.key for line in open_lines(sections(found, NOW))}


def page_of(cast, leaving, who=None):
    answer = cast.browse_as(who or cast.head).get(f"{ALL}{leaving.pk}")
    assert answer.status_code == 200
    return answer.content.decode()


def a_post(cast, number=1):
    return Post.objects.create(
        school=cast.oakfield, author=cast.jo, state="waiting", title=f"Harvest {number}", text="x", digest="d",
        goes_out_at=NOW + timedelta(days=3), created_at=NOW, changed_at=NOW,
    )  # fmt: skip


def a_duty(cast, number=1):
    return Duty.objects.create(
        school=cast.oakfield, key="duty.own_posts", what=f"Look through {number}", about=str(number),
        owed_by=cast.jo, due_at=NOW + timedelta(days=1),
    )  # fmt: skip


def test_nobody_signs_or_learns_for_a_leaver(cast):
    for about in (f"person:{cast.jo.pk}", f"course:1:person:{cast.jo.pk}", f"note:1:{cast.jo.pk}"):
        Duty.objects.filter(pk=a_duty(cast).pk).update(about=about, what="Their own to do")
    a_duty(cast)
    words = page_of(cast, leaves(cast))
    assert "Look through 1" in words
    assert "Their own to do" not in words


def test_whose_last_role_gets_a_last_day_is_found_at_once(cast):
    found = leaves(cast)
    assert (found.last_on, found.responsible, found.due_at.isoformat()) == (
        LAST, None, "2026-11-22T23:59:00+00:00",
    )  # fmt: skip
    assert Event.objects.filter(type="leaver.found").count() == 1
    follow_up(NOW)
    assert Leaving.objects.count() == 1


def test_who_keeps_another_role_does_not_leave(cast):
    make.appoint(cast.jo, Role.MODERATOR, cast.oakfield)
    end_appointment(cast.as_actor(cast.head), cast.jo.appointments.get(role="staff"), last_on=LAST)
    follow_up(NOW)
    assert not Leaving.objects.exists()


def test_who_is_given_another_role_stays_after_all(cast):
    leaves(cast)
    appoint_person(
        cast.as_actor(cast.head),
        cast.oakfield,
        person=cast.jo,
        role=Role.STAFF,
        first_on=LAST + timedelta(days=1),
    )
    follow_up(NOW)
    assert Leaving.objects.get().stays_at == NOW
    assert "Jo Ash" not in cast.browse_as(cast.head).get(ALL).content.decode()


def test_another_last_day_moves_it_and_makes_no_second(cast):
    leaves(cast)
    held = cast.jo.appointments.get()
    end_appointment(cast.as_actor(cast.head), held, last_on=LAST + timedelta(days=7))
    follow_up(NOW)
    assert Leaving.objects.get().last_on == LAST + timedelta(days=7)


def test_it_waits_for_the_headteacher_or_for_the_manager_who_leads(cast):
    def today(person):
        return cast.browse_as(person).get("/today").content.decode()

    row = "Pass on what belongs to Jo Ash"
    leaves(cast)
    assert row in today(cast.head)
    assert row not in today(cast.deputy)
    LineManager.objects.create(school=cast.oakfield, person=cast.lee, manager=cast.deputy, since=NOW)
    leaves(cast, cast.lee)
    assert "Lee Birch" in today(cast.deputy)
    assert "Lee Birch" not in today(cast.head)


def test_everything_of_theirs_stands_on_one_page(cast, login):
    name(cast, cast.jo, cast.facebook)
    open_login(cast.as_actor(cast.jo), login, what="password", shown_at=NOW)
    a_post(cast)
    a_duty(cast)
    page = page_of(cast, leaves(cast))
    for words in (
        "Facebook: looks after it",
        "Our page (Facebook)",
        "Harvest 1",
        "Look through 1",
    ):
        assert words in page
    assert "they know it as it is now" in page
    assert page.count("<h1") == 1


def test_a_page_takes_at_most_twelve_queries_with_three_things_and_with_thirty(cast, queries_do_not_grow):
    leaving = leaves(cast)
    head = cast.browse_as(cast.head)
    count = iter(range(1000))

    def more(number):
        for _ in range(number):
            place = next(count)
            account = make.make_account(cast.oakfield, f"Place {place}", "by_hand", make.Channel.SOCIAL)
            for person in (cast.jo, cast.lee, cast.deputy):
                name(cast, person, account)
            made = add_login(
                cast.as_actor(cast.deputy),
                account, name=f"Login {place}", password=f"{PASSWORD} {place}",
            ).subject  # fmt: skip
            LoginPerson.objects.create(
                school=cast.oakfield, login=made, person=cast.jo, first_on=NOW.date(), named_at=NOW
            )
            a_post(cast, place)
            a_duty(cast, place)

    queries_do_not_grow(more, lambda: head.get(f"{ALL}{leaving.pk}"), at_most=12)
    page = head.get(f"{ALL}{leaving.pk}").content.decode()
    assert page.count("Place ") >= 30
    queries_do_not_grow(lambda _n: None, lambda: head.get(ALL), at_most=12)


def test_things_are_passed_on_before_the_last_day(cast, login):
    for person in (cast.jo, cast.lee, cast.deputy):
        name(cast, person, cast.facebook)
    post, duty, leaving = a_post(cast), a_duty(cast), leaves(cast)
    keys = [f"account:{cast.facebook.pk}", f"post:{post.pk}", f"duty:{duty.pk}", f"login:{login.pk}"]
    assert left(cast, leaving) == set(keys)
    hand_over(cast.as_actor(cast.head), leaving, keys=keys, to=cast.lee.pk)
    assert left(cast, leaving) == set()
    duty.refresh_from_db()
    assert duty.owed_by == cast.lee
    assert Duty.objects.get(about=f"post:{post.pk}").owed_by == cast.lee
    assert AccountPerson.objects.get(person=cast.jo).last_on == LAST
    assert LoginPerson.objects.get(person=cast.jo).last_on == LAST
    assert LoginPerson.objects.filter(person=cast.lee, login=login).exists()
    cast.facebook.refresh_from_db()
    assert [cast.jo.pk, NOW.date().isoformat(), LAST.isoformat()] in cast.facebook.named
    assert "passed to Lee Birch" in page_of(cast, leaving)


def test_the_register_says_when_too_few_are_left_and_whoever_takes_over_counts(cast):
    name(cast, cast.jo, cast.facebook)
    name(cast, cast.lee, cast.facebook)
    leaving = leaves(cast)
    key = f"account:{cast.facebook.pk}"
    assert "1 person looks after it then; our policy wants 2" in lines_of(cast, leaving)[key].standing
    assert not lines_of(cast, leaving)[key].is_done
    hand_over(cast.as_actor(cast.head), leaving, keys=[key], to=cast.deputy.pk)
    assert lines_of(cast, leaving)[key].is_done


def test_a_closed_account_is_settled(cast):
    name(cast, cast.jo, cast.facebook, "lead")
    leaving = leaves(cast)
    cast.facebook.standing = "closed"
    cast.facebook.save()
    assert lines_of(cast, leaving)[f"account:{cast.facebook.pk}"].standing == "the account is closed"


def test_a_login_they_know_is_settled_by_a_change_only(cast, login):
    open_login(cast.as_actor(cast.jo), login, what="password", shown_at=NOW)
    leaving = leaves(cast)
    key = f"login:{login.pk}"
    assert not lines_of(cast, leaving)[key].may_be_handed_over
    with pytest.raises(Refused):
        hand_over(cast.as_actor(cast.head), leaving, keys=[key], to=cast.lee.pk)
    change_login(cast.as_actor(cast.deputy, now=NOW + timedelta(hours=1)), login, password=NEW_PASSWORD)
    assert "beyond their last day" in lines_of(cast, leaving)[key].standing
    hand_over(cast.as_actor(cast.head), leaving, keys=[key], to=cast.lee.pk)
    assert lines_of(cast, leaving)[key].standing == "changed since they last saw it"
    assert SharedLogin.objects.get().due_because == "year"


@pytest.mark.parametrize(
    ("to", "keys", "says"),
    [("jo", None, "cannot take it over"), ("stranger", None, "cannot take it over"), ("lee", ["post:0"], "nothing"),
     ("lee", [], "nothing")],
)  # fmt: skip
def test_nothing_is_passed_on_to_nobody(cast, to, keys, says):
    post, leaving = a_post(cast), leaves(cast)
    given = {"keys": [f"post:{post.pk}"] if keys is None else keys, "to": getattr(cast, to).pk}
    with pytest.raises(Refused) as refused:
        hand_over(cast.as_actor(cast.head), leaving, **given)
    assert says in refused.value.refusals[0].words
    assert not Duty.objects.filter(about=f"post:{post.pk}").exists()


def test_accounts_and_logins_are_the_headteachers_to_pass_on(cast):
    for person in (cast.jo, cast.lee, cast.deputy):
        name(cast, person, cast.facebook)
    leaving = leaves(cast)
    with pytest.raises(Refused) as refused:
        hand_over(cast.as_actor(cast.deputy), leaving, keys=[f"account:{cast.facebook.pk}"], to=cast.lee.pk)
    assert "headteacher’s to say" in refused.value.refusals[0].words


def test_a_certificate_ends_it_only_when_nothing_is_open(cast):
    post, leaving = a_post(cast), leaves(cast)
    with pytest.raises(Refused) as refused:
        certify_leaver(cast.as_actor(cast.head), leaving, was_told=True)
    assert "1 thing is still open" in refused.value.refusals[0].words
    hand_over(cast.as_actor(cast.head), leaving, keys=[f"post:{post.pk}"], to=cast.lee.pk)
    with pytest.raises(Refused) as refused:
        certify_leaver(cast.as_actor(cast.head), leaving, was_told=False)
    assert "confidentiality" in refused.value.refusals[0].words
    certify_leaver(cast.as_actor(cast.head), leaving, was_told=True)
    leaving.refresh_from_db()
    assert (leaving.certified_by, leaving.certified_at) == (cast.head, NOW)
    printed = cast.browse_as(cast.head).get(f"{ALL}{leaving.pk}/certificate").content.decode()
    assert "Harvest 1" in printed
    assert "passed to Lee Birch" in printed
    assert "stays between us" in printed
    assert "Pass on what belongs" not in cast.browse_as(cast.head).get("/today").content.decode()


def test_whoever_only_writes_for_an_account_leaves_no_chore_and_the_certificate_ends_their_name(cast):
    name(cast, cast.jo, cast.website, does="writer")
    leaving = leaves(cast)
    assert left(cast, leaving) == set()
    certify_leaver(cast.as_actor(cast.head), leaving, was_told=True)
    named = AccountPerson.objects.get(account=cast.website, person=cast.jo)
    cast.website.refresh_from_db()
    assert named.last_on == LAST
    assert [one.last_on for one in cast.website.named_for() if one.person_id == cast.jo.pk] == [LAST]


def test_whoever_leaves_too_does_not_count_among_those_who_stay(cast):
    for person in (cast.jo, cast.lee, cast.deputy):
        name(cast, person, cast.website)
    leaving = leaves(cast)
    assert f"account:{cast.website.pk}" in left(cast, leaving)
    assert "named beyond" in lines_of(cast, leaving)[f"account:{cast.website.pk}"].standing
    leaves(cast, cast.lee)
    assert "1 person looks after it then" in lines_of(cast, leaving)[f"account:{cast.website.pk}"].standing


def test_an_account_is_passed_only_to_somebody_who_may_run_it(cast):
    name(cast, cast.jo, cast.website)
    leaving = leaves(cast)
    with pytest.raises(Refused) as refused:
        hand_over(cast.as_actor(cast.head), leaving, keys=[f"account:{cast.website.pk}"], to=cast.governor.pk)
    assert {one.about for one in refused.value.refusals} == {"to"}
    assert not AccountPerson.objects.filter(account=cast.website, person=cast.governor).exists()


def test_nothing_is_passed_to_somebody_who_leaves_too(cast):
    post, leaving = a_post(cast), leaves(cast)
    leaves(cast, cast.lee)
    with pytest.raises(Refused) as refused:
        hand_over(cast.as_actor(cast.head), leaving, keys=[f"post:{post.pk}"], to=cast.lee.pk)
    assert "Choose somebody who stays" in refused.value.refusals[0].next_step


def test_nobody_certifies_themselves(cast):
    leaving = leaves(cast, cast.deputy)
    with pytest.raises(Refused) as refused:
        certify_leaver(cast.as_actor(cast.deputy), leaving, was_told=True)
    assert "about yourself" in refused.value.refusals[0].words


def test_it_is_passed_on_and_signed_on_the_page(cast):
    post, leaving = a_post(cast), leaves(cast)
    head = cast.browse_as(cast.head)
    assert "Harvest 1" in head.get(f"{ALL}{leaving.pk}/pass-on").content.decode()
    assert (
        head.post(f"{ALL}{leaving.pk}/pass-on", {"keys": [f"post:{post.pk}"], "to": cast.lee.pk}).status_code
        == 302
    )
    assert head.post(f"{ALL}{leaving.pk}/certify", {}).status_code == 409
    assert head.post(f"{ALL}{leaving.pk}/certify", {"was_told": "on"}).status_code == 302


@pytest.mark.parametrize("who", ["jo", "office", "governor"])
def test_the_page_is_closed_to_others(cast, who):
    leaving = leaves(cast)
    assert cast.browse_as(getattr(cast, who)).get(f"{ALL}{leaving.pk}").status_code == 403
    with pytest.raises(Refused):
        certify_leaver(cast.as_actor(getattr(cast, who)), leaving, was_told=True)


def test_another_school_finds_no_leaver(cast):
    leaving = leaves(cast)
    assert cast.browse_as(cast.stranger).get(f"{ALL}{leaving.pk}").status_code == 404
    with pytest.raises(NotHere):
        hand_over(cast.as_actor(cast.stranger, cast.farrow), leaving, keys=["post:1"], to=cast.lee.pk)


def test_only_the_clock_finds_leavers_and_says_that_they_stay(cast):
    with pytest.raises(Refused):
        find_leaver(
            cast.as_actor(cast.head), cast.oakfield, person=cast.jo.pk, last_on=LAST, responsible=None
        )
    leaving = leaves(cast)
    with pytest.raises(Refused):
        say_leaver_stays(cast.as_actor(cast.head), leaving)
    say_leaver_stays(clock(cast.oakfield, NOW), leaving)


def test_their_days_on_the_rota_beyond_the_last_are_passed_on_and_the_other_finds_the_daily_look(cast):
    def on_duty(first, last=None):
        answers = {"person": cast.jo.pk, "what": "comments", "from_on": first.isoformat()}
        if last:
            answers["until_on"] = last.isoformat()
        return write_entry(cast.as_actor(cast.head), cast.oakfield, register="rota", answers=answers).subject

    make.make_account(cast.oakfield, "School page", "by_hand", make.Channel.SOCIAL)
    over = on_duty(NOW.date(), LAST)
    beyond = on_duty(NOW.date())
    assert {one.of for one in watched(cast.oakfield, NOW.date())} == {cast.jo.pk}
    leaving = leaves(cast)
    assert f"rota:{beyond.pk}" in left(cast, leaving)
    assert f"rota:{over.pk}" not in lines_of(cast, leaving)
    assert "Days on which they are on duty" in page_of(cast, leaving)
    hand_over(cast.as_actor(cast.head), leaving, keys=[f"rota:{beyond.pk}"], to=cast.lee.pk)
    line = lines_of(cast, leaving)[f"rota:{beyond.pk}"]
    assert (line.is_done, line.standing) == (True, "passed to Lee Birch")
    after = LAST + timedelta(days=3)
    assert {one.of for one in watched(cast.oakfield, after)} == {cast.lee.pk}
    assert beyond.versions.count() == 2


@pytest.mark.parametrize(("days", "due_on"), [(14, 26), (3, 17), (0, 17), (-2, 15)])
def test_things_are_due_days_before_the_last_but_never_in_the_past_for_that(cast, days, due_on):
    last_on = NOW.date() + timedelta(days=days)
    by = pass_on_by(cast.oakfield, last_on, NOW.date())
    assert (by.month, by.day) == (11, due_on)
