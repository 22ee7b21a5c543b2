"""Reading generated texts with an index of their school."""

from collections.abc import Iterable

from schoolgate.pupils.name_index import NameIndex, build_name_index
from tests.name_texts.generator import make_texts
from tests.name_texts.scoring import ScoreByCase


def score_of_seeds(seeds: Iterable[int]) -> ScoreByCase:
    """Every template with the names of each seed."""
    score = ScoreByCase()
    for seed in seeds:
        school, texts = make_texts(seed)
        index = build_name_index(school.roll, school.staff)
        for text in texts:
            score.add(text.case, text.text, pupils_in(index, text.text), text.names, text.may_names)
    return score


def pupils_in(index: NameIndex, text: str) -> frozenset[int]:
    return frozenset(pupil for found in index.find(text) for pupil in found.pupil_ids)
