"""Names in texts of every kind, with other names for each seed."""

import pytest

from tests.name_texts.generator import make_texts
from tests.name_texts.measuring import score_of_seeds

SEEDS = range(100, 106)
RECALL, PRECISION = 0.98, 0.95


def test_the_same_seed_makes_the_same_school_and_texts():
    school, texts = make_texts(7)
    again, same = make_texts(7)
    assert school.roll == again.roll
    assert [text.text for text in texts] == [text.text for text in same]


def test_another_seed_gives_the_same_kinds_other_names():
    _, texts = make_texts(7)
    _, others = make_texts(8)
    assert [text.case for text in texts] == [text.case for text in others]
    assert sum(one.text != other.text for one, other in zip(texts, others, strict=True)) > len(texts) / 2


@pytest.fixture(scope="module")
def score():
    return score_of_seeds(SEEDS)


def test_names_are_found_wherever_they_stand(score):
    assert score.whole.right > 900
    assert score.whole.recall >= RECALL, "\n".join(score.wrong)


def test_words_are_not_taken_for_names(score):
    assert score.whole.precision >= PRECISION, "\n".join(score.wrong)


def test_no_kind_of_language_is_weak(score):
    """A kind that is missed altogether must not hide behind the many that are easy."""
    weak = {
        name: (round(case.recall, 2), round(case.precision, 2))
        for name, case in score.cases.items()
        if case.right + case.missed > 10 and min(case.recall, case.precision) < 0.9
    }
    assert weak == {}


def test_kinds_that_name_nobody_find_hardly_anybody(score):
    false = {name: case.false for name, case in score.cases.items() if not case.right + case.missed}
    assert len(false) > 8
    assert sum(false.values()) <= 2, "\n".join(score.wrong)
