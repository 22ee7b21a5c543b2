"""Forms and registers through the API: which there are, filled in, written into, made."""

from typing import Any, get_args

import pytest

from schoolgate.api.inputs import FormAnswer
from schoolgate.api.tests.programs import Program, program_of
from schoolgate.registers.models import Entry, OwnRegister
from schoolgate.registers.queries import registers_of
from schoolgate.requests.models import FormVersion, Request
from tests.cast import Cast
from tests.counting import CheckGrowth

BADGES = {
    "title": "Visitors’ badges",
    "questions": [
        {"asks": "Whose badge is it?", "kind": "line"},
        {"asks": "Which colour?", "kind": "choice", "choices": ["Red", "Green"], "may_stay_empty": True},
    ],
    "looked_at_months": 6,
}


def at(program: Program, path: str, **query: Any) -> Any:
    answer = program.asks(f"schools/oakfield/{path}", **query)
    assert answer.status_code == 200, answer.content
    return answer.json()


def done(program: Program, path: str, given: Any = None) -> Any:
    answer = program.does(f"schools/oakfield/{path}", given)
    assert answer.status_code == 200, answer.content
    return answer.json()["subject"]


def test_a_form_is_read_filled_in_and_sent(cast: Cast):
    program = program_of(cast, cast.head)
    forms = {one["form"]: one for one in at(program, "forms")["items"]}
    asked = {one["key"]: one["kind"] for one in forms["account_application"]["questions"]}
    assert {"line", "words", "people"} <= set(asked.values())
    words = next(key for key, kind in asked.items() if kind == "words")
    drafted = done(program, "draft-request", {"form": "account_application", "answers": {words: " News. "}})
    assert drafted["answers"] == {words: "News."}
    changed = done(program, f"requests/{drafted['id']}/change", {"answers": {words: "Sports."}})
    assert (changed["answers"], changed["state"]) == ({words: "Sports."}, "draft")
    refused = program.does(f"schools/oakfield/requests/{drafted['id']}/send")
    assert refused.status_code == 409
    assert {one["about"] for one in refused.json()["refusals"]} & set(asked) - {words}
    assert [one["id"] for one in at(program, "requests", state="draft")["items"]] == [drafted["id"]]
    assert at(program, "requests", state="granted")["items"] == []


def test_what_somebody_else_asks_for_is_not_read(cast: Cast):
    done(program_of(cast, cast.head), "draft-request", {"form": "account_application", "answers": {}})
    assert at(program_of(cast, cast.jo), "requests")["items"] == []


def test_a_register_is_made_and_written_into(cast: Cast):
    program = program_of(cast, cast.head)
    assert program.does("schools/oakfield/make-register", {"document": BADGES}).status_code == 200
    made = registers_of(cast.oakfield)["own_visitors_badges"]
    assert (made.looked_at_months, [one.required for one in made.questions]) == (6, [True, False])
    listed = {one["register"]: one for one in at(program, "registers")["items"]}
    assert listed["own_visitors_badges"]["questions"][1]["choices"] == {"c1": "Red", "c2": "Green"}
    given = {"register": "own_visitors_badges", "answers": {"q1": "A plumber", "q2": "c2"}}
    entry = done(program, "write-entry", given)
    assert entry["answers"] == given["answers"]
    done(program, f"entries/{entry['id']}/change", {"answers": {"q1": "A painter"}})
    assert [one["answers"] for one in at(program, "entries", words="painter")["items"]] == [
        {"q1": "A painter"}
    ]
    assert at(program, "entries", register="contacts")["items"] == []
    assert OwnRegister.objects.get().made_by == cast.head


def test_a_closed_register_is_not_told_to_who_may_not_read_it(cast: Cast):
    head, staff = program_of(cast, cast.head), program_of(cast, cast.jo)
    head.does("schools/oakfield/make-register", {"document": {**BADGES, "is_closed": True}})
    entry = done(head, "write-entry", {"register": "own_visitors_badges", "answers": {"q1": "A plumber"}})
    assert "own_visitors_badges" not in {one["register"] for one in at(staff, "registers")["items"]}
    assert at(staff, "entries")["items"] == []
    assert staff.asks(f"schools/oakfield/entries/{entry['id']}").status_code == 404


WRONG = (
    {"q1": "x" * 20_001},
    {"q1": "a\x00b"},
    {"q1": ["a", ["b\x00", "c"]]},
    {"q1": [["one"]]},
    {"q1": {"a": 1}},
    {"q1": None},
    {"q1": True},
    {"q1": 1.5},
    {"": "x"},
    [],
)


@pytest.mark.parametrize("answers", WRONG, ids=str)
def test_what_can_be_an_answer_to_nothing_is_said_before_anything_is_asked(cast: Cast, answers: Any):
    given = {"register": "contacts", "answers": answers}
    refused = program_of(cast, cast.head).does("schools/oakfield/write-entry", given)
    assert refused.status_code == 422, refused.content
    assert not Entry.objects.exists()


@pytest.mark.parametrize("value", [["a", ["b", "c"]], [1, "x"], 7, "", [[" ", "b"]], ["yes"]], ids=str)
def test_whatever_kind_a_question_is_of_the_wrong_kind_of_answer_is_refused_by_name(cast: Cast, value: Any):
    program = program_of(cast, cast.head)
    forms = {one["form"]: one for one in at(program, "forms")["items"]}
    for one in forms["account_application"]["questions"]:
        given = {"form": "account_application", "answers": {one["key"]: value}}
        answer = program.does("schools/oakfield/draft-request", given)
        assert answer.status_code in (200, 409), answer.content
        if answer.status_code == 409:
            assert one["key"] in {each["about"] for each in answer.json()["refusals"]}


def test_a_form_of_the_schools_own_is_named_with_its_id_and_taken_out_of_use(cast: Cast):
    program = program_of(cast, cast.head)
    version = FormVersion.objects.create(
        school=cast.oakfield, key="own_trip", digest="d", is_own=True, made_at=cast.now,
        document={
            "key": "own_trip", "title": "A trip", "sentence": "", "done_by": ["headteacher"],
            "questions": [{"key": "q1", "asks": "Where to?", "kind": "line"}],
        },
    )  # fmt: skip
    assert {one["form"]: one["own"] for one in at(program, "forms")["items"]}["own_trip"] == version.pk
    done(program, f"formversions/{version.pk}/retire")
    assert "own_trip" not in {one["form"] for one in at(program, "forms")["items"]}


def test_a_form_of_the_schools_own_is_made(cast: Cast):
    program = program_of(cast, cast.head)
    given = {
        "title": "A trip",
        "questions": [{"asks": "Where to?"}],
        "open_to": ["staff"],
        "deciders": ["senior_leader", "headteacher"],
    }
    assert program.does("schools/oakfield/make-form", {"document": given}).status_code == 200
    made = FormVersion.objects.get(key="own_a_trip").form
    assert [step.posts for step in made.steps] == [("senior_leader",), ("headteacher",)]
    nobody = {**given, "title": "Nobody’s", "deciders": ["pupil"]}
    assert program.does("schools/oakfield/make-form", {"document": nobody}).status_code == 422
    asks_nothing = {**given, "title": "Nothing", "questions": []}
    assert program.does("schools/oakfield/make-form", {"document": asks_nothing}).status_code == 409


@pytest.mark.parametrize("path", ["forms", "registers", "requests", "entries", "courses"])
def test_a_list_asks_no_more_of_the_database_for_thirty(
    cast: Cast, queries_do_not_grow: CheckGrowth, path: str
):
    program = program_of(cast, cast.head)

    def make(more: int) -> None:
        for _ in range(more):
            program.does("schools/oakfield/draft-request", {"form": "account_application", "answers": {}})
            Entry.objects.create(school=cast.oakfield, key="contacts", written_at=cast.now)

    queries_do_not_grow(make, lambda: at(program, path))
    assert Request.objects.exists()


def test_an_answer_can_be_described():
    """msgspec breaks down, with the whole program, where a text with a pattern and a list are both possible."""
    words, _number, _several = get_args(FormAnswer)
    assert words.__metadata__[0].pattern is None
