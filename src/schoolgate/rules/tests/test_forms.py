"""Forms as data: what is missing is named, nobody answers twice over, and steps come in their order."""

from datetime import date

import pytest

from schoolgate.rules.forms import (
    Deciders,
    Facts,
    Form,
    FormError,
    asked_now,
    refusals_to_answers,
    refusals_to_decide,
    shapes_refused,
    tidied,
)
from schoolgate.rules.refusals import Control

FACTS = Facts(date(2026, 11, 20), people={1, 2, 3}, staff={1, 2}, domains=("oakfield.example",))
CLUB = {
    "key": "club",
    "title": "A new club",
    "sentence": "Ask first.",
    "steps": [{"posts": ["headteacher"], "instead": ["chair"], "signs": {"content": "what it does"}}],
    "questions": [
        {"key": "name", "asks": "Its name?", "kind": "line"},
        {"key": "who", "asks": "For whom?", "kind": "several", "choices": {"pupils": "pupils", "all": "all"}},
        {
            "key": "age",
            "asks": "How old?",
            "kind": "number",
            "when": {"question": "who", "is_one_of": ["pupils"]},
        },
        {"key": "lead", "asks": "Who leads?", "kind": "person", "staff_only": True},
        {"key": "help", "asks": "Who helps?", "kind": "people", "least": 2, "differs": ["lead"]},
        {"key": "from_on", "asks": "From?", "kind": "day", "follows": "today"},
        {"key": "until_on", "asks": "Until?", "kind": "day", "follows": "from_on", "required": False},
        {"key": "mail", "asks": "Which address?", "kind": "school_email"},
        {"key": "risks", "asks": "Risks?", "kind": "pairs", "required": False},
        {"key": "web", "asks": "Where?", "kind": "address", "required": False},
    ],
}
GOOD = {
    "name": "Chess",
    "who": ["all"],
    "lead": 1,
    "help": [2, 3],
    "from_on": "2026-11-20",
    "mail": "chess@oakfield.example",
}


@pytest.fixture
def form() -> Form:
    return Form.from_document(CLUB)


def wrong(form: Form, **changed) -> dict[str, str]:
    found: dict[str, str] = {}
    for one in refusals_to_answers(form, {**GOOD, **changed}, FACTS):
        found[one.about] = f"{found.get(one.about, '')} {one.words}".strip()
    return found


def test_a_whole_form_is_in_order(form):
    assert wrong(form) == {}


def test_it_names_each_question_that_is_not_answered(form):
    refused = refusals_to_answers(form, {}, FACTS)
    assert [one.words for one in refused][:2] == [
        "This is not answered: Its name?",
        "This is not answered: For whom?",
    ]
    assert {one.about for one in refused} == {"name", "who", "lead", "help", "from_on", "mail"}


def test_a_question_is_asked_only_after_its_answer(form):
    assert "age" not in {one.key for one in asked_now(form, GOOD)}
    assert wrong(form, who=["pupils"]) == {"age": "This is not answered: How old?"}


def test_what_is_asked_no_more_is_forgotten(form):
    assert "age" not in tidied(form, {**GOOD, "age": 7})
    assert tidied(form, {**GOOD, "who": ["pupils"], "age": 7})["age"] == 7


def test_the_same_person_twice_is_refused(form):
    assert "twice" in wrong(form, help=[2, 2])["help"]
    assert "The same person is named here and at “Who leads?”" in wrong(form, help=[1, 2])["help"]


def test_too_few_people_strangers_and_who_is_no_staff_are_refused(form):
    assert "At least 2" in wrong(form, help=[3])["help"]
    assert "holds no post" in wrong(form, help=[3, 99])["help"]
    assert "member of staff" in wrong(form, lead=3, help=[1, 2])["lead"]


def test_an_address_of_another_domain_is_refused_by_its_own_gate(form):
    (refused,) = refusals_to_answers(form, {**GOOD, "mail": "chess@elsewhere.example"}, FACTS)
    assert refused.control == Control.SCHOOL_ADDRESSES_ONLY
    assert "@oakfield.example" in refused.next_step
    assert "no e-mail address" in wrong(form, mail="chess")["mail"]


def test_an_end_before_its_beginning_and_a_day_that_is_over_are_refused(form):
    assert "is before the day of “From?”" in wrong(form, until_on="2026-11-19")["until_on"]
    assert "is over" in wrong(form, from_on="2026-11-19")["from_on"]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("name", 7), ("name", "x" * 201), ("who", "pupils"), ("who", ["nobody"]), ("lead", "1"), ("lead", True),
        ("from_on", "20/11/2026"), ("help", ["2"]), ("risks", [["one side", ""]]), ("web", "javascript:alert(1)"),
        ("unknown", "x"), ("help", [[1]]), ("who", [["pupils"]]),
    ],
)  # fmt: skip
def test_what_is_no_answer_at_all_is_refused_and_never_breaks(form, key, value):
    (refused,) = shapes_refused(form, {key: value})
    assert refused.about == key


def test_a_form_is_the_same_after_it_was_stored(form):
    again = Form.from_document(form.to_document())
    assert again == form
    assert again.digest == form.digest


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"title": ""}, "no name"),
        ({"questions": []}, "asks nothing"),
        ({"steps": []}, "Nobody decides"),
        ({"questions": [CLUB["questions"][0]] * 2}, "same key"),
        ({"questions": [{"key": "a", "asks": "A?", "kind": "choice", "choices": {"x": "x"}}]}, "two choices"),
        ({"questions": [{"key": "a", "asks": "A?", "kind": "colour"}]}, "make no form"),
        ({"questions": [{**CLUB["questions"][2]}]}, "not there"),
    ],
)
def test_data_that_make_no_form_are_refused_with_the_reason(changed, words):
    with pytest.raises(FormError, match=words):
        Form.from_document({**CLUB, **changed})


def test_under_a_policy_only_what_its_clauses_ask_is_asked():
    raw = {**CLUB, "questions": [{**CLUB["questions"][0], "clauses": ["ST-1", "BE-1"]}, CLUB["questions"][1]]}
    form = Form.from_document(raw)
    assert [one.clauses for one in form.for_rows([("BE-1", "request.club")]).questions] == [("BE-1",), ()]
    assert [one.key for one in form.for_rows([("BE-1", "request.other")]).questions] == ["who"]
    assert [one.key for one in form.for_rows([], always={"name"}).questions] == ["name", "who"]


def test_a_post_decides_as_well_only_where_a_clause_says_so():
    step = {"posts": ["headteacher"], "also": {"chair": "AE-1"}}
    form = Form.from_document({**CLUB, "steps": [step]})
    for clauses, posts in (
        ([("AE-1", "request.club")], ("headteacher", "chair")),
        ([("AE-1", "gate.other")], ("headteacher",)),
        ([], ("headteacher",)),
    ):
        under = form.for_rows(clauses)
        assert [one.posts for one in under.steps] == [posts]
        assert Form.from_document(under.to_document()).digest == under.digest


def test_a_post_that_nobody_holds_is_passed_over_and_the_applicant_never_decides(form):
    def posts(held, applicant):
        found = Deciders.of(form, held=held, applicant=applicant, set_posts={})
        return [one.posts for one in found]

    assert posts({"headteacher": {1}}, 2) == [("headteacher",)]
    assert posts({"headteacher": {1}, "chair": {3}}, 1) == [("chair",)]
    assert posts({"headteacher": {1}}, 1) == []
    assert posts({}, 2) == []


class TestDeciding:
    """Who may decide now, and how."""

    step = Deciders(("headteacher",), (("content", "what it does"),))

    def refused(self, **changed):
        given = {
            "control": Control.NO_ACCOUNT_WITHOUT_APPROVAL,
            "decider": 1,
            "roles": ["headteacher"],
            "applicant": 2,
            "says_yes": True,
            "because": "",
            "signs": ["content"],
            "seen": "a",
            "digest": "a",
        }
        return [one.words for one in refusals_to_decide(self.step, **{**given, **changed})]

    def test_whoever_holds_the_post_decides(self):
        assert self.refused() == []

    def test_the_applicant_does_not(self):
        assert "You asked for this" in self.refused(applicant=1)[0]

    def test_another_post_does_not(self):
        assert "not yours" in self.refused(roles=["staff"])[0]

    def test_a_no_needs_a_reason_and_a_yes_every_sign_off(self):
        assert "A no needs its reason" in self.refused(says_yes=False)[0]
        assert self.refused(says_yes=False, because="Too much work.", signs=[]) == []
        assert "what it does" in self.refused(signs=[])[0]

    def test_what_was_changed_meanwhile_is_read_again(self):
        assert "changed or decided" in self.refused(seen="b")[0]

    def test_nothing_is_left_after_the_last_step(self):
        found = refusals_to_decide(
            None, control=Control.STATE, decider=1, roles=[], applicant=2, says_yes=True, because="", signs=[],
            seen="", digest="",
        )  # fmt: skip
        assert [one.control for one in found] == [Control.STATE]
