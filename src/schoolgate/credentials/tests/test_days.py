"""Here for a day: a code, a few lines, a name; no login; over at midnight in London."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from schoolgate.audit.models import EventDetail
from schoolgate.credentials.actions.days import end_day_code, make_day_code, sign_for_a_day
from schoolgate.credentials.day_codes import MOST_ENTRIES, ends_at
from schoolgate.credentials.models import DayCode, DayEntry
from schoolgate.kernel.actions import NotHere, Refused
from schoolgate.kernel.actor import clock
from tests.make import NOW

PAGE = "/schools/oakfield/here-for-a-day/"
SIGNED = {"name": "Ravi Lund", "comes_from": "Brightwell Supply", "agreed": "on"}


@pytest.fixture
def code(cast):
    return make_day_code(cast.as_actor(cast.office), cast.oakfield).subject


def sign(code, client=None, **given):
    return (client or Client()).post(f"/day/{code.key}", {**SIGNED, **given})


def test_the_office_makes_the_code_of_the_day_and_shows_it(cast):
    office = cast.browse_as(cast.office)
    assert "Make the code of today" in office.get(PAGE).content.decode()
    assert office.post(f"{PAGE}make").status_code == 302
    page = office.get(PAGE).content.decode()
    code = DayCode.objects.get()
    assert "<svg" in page
    assert f"/day/{code.key}" in page
    assert page.count("<h1") == 1


def test_whoever_has_it_reads_the_lines_and_signs_without_a_login(cast, code):
    page = Client().get(f"/day/{code.key}")
    said = page.content.decode()
    assert "Take no pictures of pupils" in said
    assert "no-store" in page["Cache-Control"]
    assert said.count("<h1") == 1
    answer = sign(code)
    assert "You have signed for today" in answer.content.decode()
    entry = DayEntry.objects.get()
    assert (entry.name, entry.comes_from, entry.signed_at) == ("Ravi Lund", "Brightwell Supply", NOW)
    assert "Ravi Lund" in cast.browse_as(cast.office).get(PAGE).content.decode()


def test_the_lines_hold_what_the_policy_says_of_contact(cast, code):
    assert len(code.lines) >= 3
    assert len(code.lines) <= 8


@pytest.mark.parametrize(
    ("now", "counts"),
    [
        (datetime(2026, 11, 17, 23, 59, 59, tzinfo=UTC), True),
        (datetime(2026, 11, 18, 0, 0, 0, tzinfo=UTC), False),
        (datetime(2026, 11, 20, 9, 0, tzinfo=UTC), False),
    ],
)
def test_it_ends_at_midnight(cast, code, settings, now, counts):
    settings.FIXED_NOW = now
    assert Client().get(f"/day/{code.key}").status_code == (200 if counts else 404)
    sign(code)
    assert DayEntry.objects.exists() is counts


@pytest.mark.parametrize(
    ("made", "ends"),
    [
        (datetime(2027, 3, 27, 9, 0, tzinfo=UTC), datetime(2027, 3, 28, 0, 0, tzinfo=UTC)),
        (datetime(2027, 3, 28, 0, 30, tzinfo=UTC), datetime(2027, 3, 28, 23, 0, tzinfo=UTC)),
        (datetime(2027, 10, 30, 23, 30, tzinfo=UTC), datetime(2027, 11, 1, 0, 0, tzinfo=UTC)),
    ],
    ids=["the day before spring forward", "spring forward", "fall back"],
)
def test_where_the_clock_changes_it_ends_at_midnight_in_london_too(cast, settings, made, ends):
    code = make_day_code(cast.as_actor(cast.office, now=made), cast.oakfield).subject
    assert ends_at(code) == ends
    for moment, status in ((ends - timedelta(seconds=1), 200), (ends, 404)):
        settings.FIXED_NOW = moment
        assert Client().get(f"/day/{code.key}").status_code == status


def test_in_summer_it_ends_at_midnight_in_london(cast, settings):
    evening = datetime(2026, 6, 9, 22, 30, tzinfo=UTC)
    code = make_day_code(cast.as_actor(cast.office, now=evening), cast.oakfield).subject
    assert ends_at(code) == datetime(2026, 6, 9, 23, 0, tzinfo=UTC)
    settings.FIXED_NOW = datetime(2026, 6, 9, 22, 59, 59, tzinfo=UTC)
    assert Client().get(f"/day/{code.key}").status_code == 200
    settings.FIXED_NOW = datetime(2026, 6, 9, 23, 0, 0, tzinfo=UTC)
    assert Client().get(f"/day/{code.key}").status_code == 404


def test_a_code_that_was_ended_and_one_that_never_was_answer_alike(cast, code):
    end_day_code(cast.as_actor(cast.office), code)
    over, never = Client().get(f"/day/{code.key}"), Client().get("/day/nothing-like-this")
    assert over.status_code == never.status_code == 404
    assert over.content == never.content
    sign(code)
    assert not DayEntry.objects.exists()
    make_day_code(cast.as_actor(cast.office), cast.oakfield)


def test_one_code_a_day(cast, code):
    with pytest.raises(Refused):
        make_day_code(cast.as_actor(cast.office), cast.oakfield)


@pytest.mark.parametrize(
    "given",
    [{"name": ""}, {"name": "  "}, {"name": "‮​"}, {"name": "12 34"}, {"agreed": ""}, {"name": "x" * 200}],
)
def test_without_a_name_or_a_tick_nothing_is_signed(cast, code, given):
    answer = sign(code, **given)
    assert answer.status_code in (200, 409)
    assert not DayEntry.objects.exists()


def test_hostile_names_are_kept_plain_and_shown_as_words(cast, code):
    sign(code, name="Eve<script>alert(1)</script>", comes_from="=1+1\u202etxt")
    sign(code, name='=HYPERLINK("x") Bo')
    page = cast.browse_as(cast.office).get(PAGE).content.decode()
    assert "<script>alert" not in page
    assert "Eve&lt;script&gt;" in page
    table = cast.browse_as(cast.office).get(f"{PAGE}export.csv").content.decode()
    assert "'=HYPERLINK" in table
    assert "'=1+1" in table
    assert "\u202e" not in table
    assert "," + "=" not in table


def test_the_same_name_twice_is_one_entry(cast, code):
    sign(code)
    sign(code, name=" Ravi   Lund ")
    assert DayEntry.objects.count() == 1


def test_somebody_who_fills_it_with_names_is_stopped(cast, code):
    DayEntry.objects.bulk_create(
        DayEntry(school=cast.oakfield, code=code, name=f"Name {number}", signed_at=NOW)
        for number in range(MOST_ENTRIES)
    )
    assert "Too many people" in sign(code).content.decode()
    assert DayEntry.objects.count() == MOST_ENTRIES


def test_no_name_stands_in_the_trail(cast, code):
    sign(code)
    assert "Lund" not in " ".join(EventDetail.objects.values_list("words", flat=True))


@pytest.mark.parametrize("who", ["jo", "volunteer", "governor"])
def test_who_may_not_make_codes(cast, code, who):
    client = cast.browse_as(getattr(cast, who))
    assert client.get(PAGE).status_code == 403
    assert client.get(f"{PAGE}export.csv").status_code == 403
    with pytest.raises(Refused):
        end_day_code(cast.as_actor(getattr(cast, who)), code)


def test_another_school_does_not_end_or_see_it(cast, code):
    assert cast.browse_as(cast.stranger).get(PAGE).status_code == 404
    assert cast.browse_as(cast.stranger).post(f"{PAGE}{code.pk}/end").status_code == 404
    with pytest.raises(NotHere):
        end_day_code(cast.as_actor(cast.stranger, cast.farrow), code)


def test_nobody_signs_but_through_the_code(cast, code):
    with pytest.raises(Refused):
        sign_for_a_day(cast.as_actor(cast.head), code, name="Ravi Lund", agreed=True)
    sign_for_a_day(clock(cast.oakfield, NOW), code, name="Ravi Lund", agreed=True)


def test_queries_do_not_grow_with_the_entries(cast, code, queries_do_not_grow):
    office = cast.browse_as(cast.office)
    count = iter(range(1000))

    def more(number):
        DayEntry.objects.bulk_create(
            DayEntry(
                school=cast.oakfield,
                code=code,
                name=f"Name {next(count)}",
                signed_at=NOW - timedelta(minutes=1),
            )
            for _ in range(number)
        )

    queries_do_not_grow(more, lambda: office.get(PAGE), at_most=12)
    queries_do_not_grow(more, lambda: office.get(f"{PAGE}export.csv"), at_most=8)
