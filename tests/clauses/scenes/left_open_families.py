"""The policy in short for those who sign in nowhere: families, pupils, and the class that has heard of a point."""

from django.test import Client

from schoolgate.policies.loading import library
from schoolgate.training.actions import teach_lesson
from tests.clauses.scenes import scene
from tests.clauses.stage import Stage, read


@scene
def families_read_it_without_signing_in(stage: Stage) -> None:
    """A parent opens the page for families from the noticeboard: the words of the clause stand there."""
    assert "What we ask of families" in _public(stage, f"/noticeboard/{stage.school.slug}/")
    _is_read(stage, _public(stage, f"/schools/{stage.school.slug}/for-families"))


@scene
def pupils_read_it_in_their_words(stage: Stage) -> None:
    """A child opens the page for pupils, with nobody signed in: it says so in plain words."""
    _is_read(stage, _public(stage, f"/schools/{stage.school.slug}/for-pupils"))


@scene
def teachers_read_what_the_pupils_rules_ask_of_them(stage: Stage) -> None:
    """Jo reads it above the lessons of each class; it is no line for pupils."""
    _is_read(stage, stage.page(stage.cast.jo, "training:lessons"))
    assert _words_of(stage) not in _public(stage, f"/schools/{stage.school.slug}/for-pupils")


@scene
def a_class_has_heard_of_it(stage: Stage) -> None:
    """Pupils read it on their page; Jo ticks it for 4A, and with whom and when stays in the register."""
    _is_read(stage, _public(stage, f"/schools/{stage.school.slug}/for-pupils"))
    lesson = stage.does(
        teach_lesson,
        stage.cast.jo,
        stage.school,
        class_name="4A",
        form="assembly",
        points=[_key_of(stage)],
        taught_on=stage.cast.now.date(),
    ).subject
    assert any(_words_of(stage) in point for point in lesson.points)
    written = stage.page_as_sent(stage.cast.lee, "training:lessons").partition("<table")[2]
    assert "4A" in read(f"<p{written}")
    assert _words_of(stage) in read(f"<p{written}")


def _is_read(stage: Stage, page: str) -> None:
    words = _words_of(stage)
    assert words in page, f"“{words}” is not read"
    assert stage.row.clause in page


def _public(stage: Stage, address: str) -> str:
    """The words of a page as somebody gets it who is signed in nowhere."""
    answer = Client().get(address)
    assert answer.status_code == 200, f"{address} answers {answer.status_code}"
    return read(answer.content.decode())


def _words_of(stage: Stage) -> str:
    """The words that stand for this clause in the library, whatever the school adopted."""
    return _part_of(stage)[1]


def _key_of(stage: Stage) -> str:
    return _part_of(stage)[0]


def _part_of(stage: Stage) -> tuple[str, str]:
    moment = stage.row.instance.removeprefix("moment.")
    return next(
        (line.key, part.words)
        for line in library()["FS"].definitions.lines
        if line.moment == moment
        for part in line.parts
        if stage.row.clause in part.clauses
    )
