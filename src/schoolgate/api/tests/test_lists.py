"""Lists and single things: with the scoping, permission and paging of their pages, and nothing more told."""

import pytest

from schoolgate.api.asking import PER_PAGE
from schoolgate.api.operations import operations
from schoolgate.api.tests.programs import AT_OAKFIELD, Program, program_of
from schoolgate.audit.models import EventDetail
from schoolgate.kernel.permissions import GRANTS, Permission, Role
from schoolgate.people.models import Term
from schoolgate.posts.tests.going_out import waiting_post
from schoolgate.rules.consents import Said
from tests import make
from tests.cast import Cast
from tests.counting import CheckGrowth

LISTS = [one for one in operations() if one.is_list and one.thing is not None]


@pytest.mark.parametrize("operation", LISTS, ids=lambda one: one.id)
def test_each_list_opens_for_the_head_and_has_no_more_pages_than_it_has(cast: Cast, operation: object):
    answer = program_of(cast, cast.head).asks(operation.path.replace("<slug:school>", "oakfield"))
    if operation.may in GRANTS[Role.HEADTEACHER]:
        assert answer.status_code == 200, answer.content
        assert set(answer.json()) == {"items", "next"}
        assert answer.json()["next"] is None
    else:
        assert answer.status_code == 403


@pytest.mark.parametrize("operation", LISTS, ids=lambda one: one.id)
def test_each_list_is_closed_to_a_key_that_was_not_made_for_it(cast: Cast, operation: object):
    others = {Permission.SESSION_END}
    program = program_of(cast, cast.head, permissions=others)
    assert program.asks(operation.path.replace("<slug:school>", "oakfield")).status_code == 403


@pytest.mark.parametrize("operation", LISTS, ids=lambda one: one.id)
def test_each_list_says_what_it_cannot_be_asked(cast: Cast, operation: object):
    if operation.may not in GRANTS[Role.HEADTEACHER]:
        return
    program, path = program_of(cast, cast.head), operation.path.replace("<slug:school>", "oakfield")
    answer = program.asks(path, colour="red")
    assert answer.json()["errors"] == [{"field": "colour", "what": "There is no such parameter."}]
    for wrong in ("0", "-1", "x", "", "9" * 30):
        name = "before" if "before" in operation.thing.asks else "page"
        assert program.asks(path, **{name: wrong}).status_code == 422


def items(program: Program, path: str, **query: object) -> list[dict]:
    return program.asks(f"schools/oakfield/{path}", **query).json()["items"]


def test_a_long_list_goes_on_where_it_says(cast: Cast):
    for number in range(PER_PAGE + 3):
        make.make_pupil(cast.oakfield, "Ada", f"Moss{number:03d}")
    program = program_of(cast, cast.office)
    first = program.asks("schools/oakfield/pupils", words="Ada").json()
    assert first["next"] == f"{AT_OAKFIELD}/pupils?words=Ada&page=2"
    second = program.asks("schools/oakfield/pupils", words="Ada", page=2).json()
    assert (len(first["items"]), len(second["items"]), second["next"]) == (PER_PAGE, 3, None)
    assert len({one["id"] for one in first["items"] + second["items"]}) == PER_PAGE + 3


def test_the_roll_counts_answers_only_for_who_may_see_them(cast: Cast):
    pupil = make.make_pupil(cast.oakfield)
    make.consents(pupil, "photo.website")
    seen = items(program_of(cast, cast.office), "pupils")[0]
    unseen = items(program_of(cast, cast.office, permissions=[Permission.PUPIL_READ]), "pupils")[0]
    assert (seen["yes"], unseen["yes"], unseen["no"], unseen["unanswered"]) == (1, None, None, None)
    assert seen["name"] == unseen["name"] == "Okello, Amara"


def test_a_child_on_the_restricted_list_reads_as_a_no_even_to_its_keepers(cast: Cast):
    restricted, refused = (make.make_pupil(cast.oakfield, name) for name in ("Mia", "Ben"))
    make.consents(restricted)
    make.restrict(restricted)
    make.consents(refused, said=Said.NO)
    for person in (cast.head, cast.office):
        uses = {one["id"]: one["uses"] for one in items(program_of(cast, person), "consents")}
        assert uses[restricted.pk] == uses[refused.pk]
        assert set(uses[restricted.pk].values()) == {"no"}


def test_there_is_no_way_to_the_restricted_list(cast: Cast):
    program = program_of(cast, cast.head)
    entry = make.restrict(make.make_pupil(cast.oakfield))
    assert program.asks("schools/oakfield/restrictions").status_code == 404
    assert program.asks(f"schools/oakfield/restrictions/{entry.pk}").status_code == 404
    there = program.does(f"schools/oakfield/restrictions/{entry.pk}/lift", {"because": "x"})
    nothing = program.does("schools/oakfield/restrictions/0/lift", {"because": "x"})
    assert (there.status_code, there.content) == (403, nothing.content)
    assert program.does("schools/oakfield/read-restricted-list").status_code == 403


def test_events_are_envelopes_and_tell_no_words(cast: Cast):
    program = program_of(cast, cast.head)
    program.does(
        "schools/oakfield/add-term", {"name": "Zebra", "first_on": "2026-09-01", "last_on": "2026-12-18"}
    )
    told = items(program, "events")
    assert any("Zebra" in one.words for one in EventDetail.objects.all())
    assert "Zebra" not in str(told)
    assert set(told[0]) == {"id", "at", "what", "about", "controls", "place"}


def test_who_keeps_no_restrictions_cannot_tell_one_from_a_withdrawal_in_the_trail(cast: Cast):
    from schoolgate.pupils.actions.consents import withdraw_consent
    from schoolgate.pupils.actions.restrictions import restrict_pupil

    one, other = (make.make_pupil(cast.oakfield, name) for name in ("Mia", "Ben"))
    make.consents(other, "photo.website")
    withdraw_consent(cast.as_actor(cast.head), other, uses=["photo.website"], given_by="B", evidence="letter")
    restrict_pupil(cast.as_actor(cast.head), one, reason="Court order")
    told = items(program_of(cast, cast.deputy), "events")[:2]
    withdrawal, restriction = ({**each, "id": 0} for each in told)
    assert withdrawal == restriction


def test_one_post_shows_who_is_in_it_only_to_who_may_name_pupils(
    cast: Cast, settings: object, tmp_path: object
):
    settings.MEDIA_STORE = tmp_path
    pupil = make.make_pupil(cast.oakfield)
    post = waiting_post(cast, pupils=(pupil,))
    seen = program_of(cast, cast.jo).asks(f"schools/oakfield/posts/{post.pk}").json()
    unseen = program_of(cast, cast.volunteer).asks(f"schools/oakfield/posts/{post.pk}").json()
    assert [one["pupil"] for one in seen["pictures"][0]["people"]] == [pupil.pk]
    assert unseen["pictures"][0]["people"] is None


def test_a_duty_of_somebody_else_is_not_there(cast: Cast):
    from schoolgate.duties.models import Duty

    duty = Duty.objects.create(
        school=cast.oakfield, key="duty.x", what="Look", owed_by=cast.head, due_at=cast.now
    )
    assert program_of(cast, cast.head).asks(f"schools/oakfield/duties/{duty.pk}").status_code == 200
    assert program_of(cast, cast.jo).asks(f"schools/oakfield/duties/{duty.pk}").status_code == 404
    answer = program_of(cast, cast.jo).does(f"schools/oakfield/duties/{duty.pk}/do", {"outcome": "x"})
    assert answer.status_code == 404


def test_today_tells_only_what_the_key_was_made_for(cast: Cast):
    waiting_post(cast)
    all_of_it = program_of(cast, cast.lee).asks("today").json()["items"]
    part = program_of(cast, cast.lee, permissions=[Permission.DUTY_DO]).asks("today").json()["items"]
    assert [one["what"] for one in all_of_it] == ["Approve: Summer fair"]
    assert part == []
    assert program_of(cast, cast.lee, permissions=[Permission.POST_READ]).asks("today").status_code == 403


def test_the_policy_is_told_whole_with_its_clauses(cast: Cast):
    told = program_of(cast, cast.volunteer).asks("schools/oakfield/policy").json()
    gates = {one["key"]: one for one in told["gates"]}
    known = {one["id"] for one in told["clauses"]}
    assert gates["gate.four_eyes"]["strictness"] == "must"
    assert set(gates["gate.four_eyes"]["clauses"]) <= known
    assert told["settings"]
    library = program_of(cast, cast.volunteer).asks("schools/oakfield/library").json()["items"]
    assert len(library) >= 5


@pytest.mark.parametrize("path", ["posts", "pupils", "consents", "people", "terms", "events", "appointments"])
def test_queries_do_not_grow_with_the_rows(cast: Cast, queries_do_not_grow: CheckGrowth, path: str):
    program, made = program_of(cast, cast.head), {"many": 0}

    def more(number: int) -> None:
        for _ in range(number):
            made["many"] += 1
            make.make_pupil(cast.oakfield)
            make.make_person(cast.oakfield, Role.STAFF)
            waiting_post(cast)
            day = cast.now.date().replace(year=2027 + made["many"])
            Term.objects.create(school=cast.oakfield, name="Term", first_on=day, last_on=day)

    queries_do_not_grow(more, lambda: program.asks(f"schools/oakfield/{path}"), at_most=14)
