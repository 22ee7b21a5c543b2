"""What probing the API with odd input found in the actions themselves, and what is said there now."""

from pathlib import Path

import pytest

from schoolgate.api.tests.programs import Program, program_of
from schoolgate.media.models import Appearance
from schoolgate.people.models import ClosedDay, Term
from schoolgate.posts.models import PostPicture
from schoolgate.posts.tests.going_out import waiting_post
from tests import make
from tests.cast import Cast


@pytest.fixture
def program(cast: Cast, settings: object, tmp_path: Path) -> Program:
    settings.MEDIA_STORE = tmp_path
    return program_of(cast, cast.head)


@pytest.mark.parametrize(
    "box", [[0, 0, 0, 0], [0.2, 0.2, 0, 0.5], [1, 1, 0.5, 0.5], [0.5, 0.5, 0.000001, 0.000001]]
)
def test_a_cover_that_covers_nothing_is_refused(cast: Cast, program: Program, box: list[float]):
    post = waiting_post(cast, pupils=(make.make_pupil(cast.oakfield),))
    picture = PostPicture.objects.get(post=post).pk
    path = f"schools/oakfield/posts/{post.pk}/cover-person"
    answer = program.does(path, {"picture": picture, "box": box})
    assert (answer.status_code, answer.json()["refusals"][0]["about"]) == (409, "box")
    assert Appearance.objects.count() == 1
    assert program.does(path, {"picture": picture, "box": [0.2, 0.2, 0.5, 0.5]}).status_code == 200


def term(first_on: str, last_on: str) -> dict[str, str]:
    return {"name": "Autumn", "first_on": first_on, "last_on": last_on}


def closed(on: str) -> dict[str, str]:
    return {"on": on, "kind": "inset", "words": ""}


@pytest.mark.parametrize(
    ("terms", "days", "words"),
    [
        ([term("2026-12-18", "2026-09-02")], [], "The last day is before the first day."),
        (
            [term("2026-09-02", "2026-12-18"), term("2026-12-01", "2027-02-12")],
            [],
            "Two terms lie on the same days.",
        ),
        ([], [closed("2026-11-20"), closed("2026-11-20")], "A day is closed twice."),
    ],
)
def test_a_calendar_whose_days_do_not_fit_together_is_refused(
    cast: Cast, program: Program, terms: list, days: list, words: str
):
    answer = program.does("schools/oakfield/load-calendar", {"days": {"terms": terms, "closed_days": days}})
    assert (answer.status_code, answer.json()["detail"]) == (409, words)
    assert not Term.objects.exists()
    assert not ClosedDay.objects.exists()


def test_a_calendar_that_fits_together_is_loaded(cast: Cast, program: Program):
    days = {"terms": [term("2026-09-02", "2026-12-18")], "closed_days": [closed("2026-11-20")]}
    assert program.does("schools/oakfield/load-calendar", {"days": days}).status_code == 200
    assert (Term.objects.count(), ClosedDay.objects.count()) == (1, 1)


def test_an_adult_of_another_child_is_not_there(cast: Cast, program: Program):
    pupil = make.make_pupil(cast.oakfield)
    given = {"tie": 999_999, "may_answer": True, "may_be_written_to": True}
    answer = program.does(f"schools/oakfield/pupils/{pupil.pk}/change-adult", given)
    assert answer.status_code == 404


def test_two_in_json_is_two_however_it_is_written(cast: Cast, program: Program):
    post = waiting_post(cast, pupils=(make.make_pupil(cast.oakfield),))
    picture = PostPicture.objects.get(post=post).pk
    answer = program.client.post(
        f"/api/v1/schools/oakfield/posts/{post.pk}/remove-picture",
        f'{{"picture": {picture}.0}}',
        "application/json",
        headers={"Authorization": f"Bearer {program.secret}"},
    )
    assert answer.status_code == 200, answer.content


def test_what_an_action_leaves_open_its_rule_is_asked_about_too(cast: Cast, program: Program):
    """A yes without a word on who answered is a parent's, in the rule as in the body."""
    pupil = make.make_pupil(cast.oakfield)
    given = {"answers": {"photo.website": "yes"}, "evidence": "form", "answered_on": "2026-11-16"}
    answer = program.does(f"schools/oakfield/pupils/{pupil.pk}/record-answer", given)
    assert "Only the pupil" not in answer.content.decode()
