"""Nothing of another school leaks into this one: every name and thing of each carries a word of its own."""

import re
from collections.abc import Callable, Iterator

import pytest
from django.test import Client

from schoolgate.notifications.models import Letter
from schoolgate.people.models import Person
from tests.furnished import FORENAMES, MARKS, World, furnished_world
from tests.walking import Walk

PUBLIC = ("/noticeboard/{school}/", "/noticeboard/{school}/feed.atom", "/noticeboard/{school}/feed.json")
Words = Callable[[Person | None, str], dict[str, str]]
READERS = ("head", "office", "jo", "safeguarding", "dpo", "volunteer", "governor")


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[World]:
    with django_db_blocker.unblock(), furnished_world(tmp_path_factory.mktemp("world")) as world:
        yield world


@pytest.fixture(scope="module")
def words_seen(world) -> Words:
    """Every page and feed that somebody comes to from Today and the noticeboard of a school; each walks once."""
    seen: dict[tuple[int | None, str], dict[str, str]] = {}

    def words(person: Person | None, school: str) -> dict[str, str]:
        key = (person and person.pk, school)
        if key not in seen:
            client = world.cast.browse_as(person) if person else Client()
            starts = [address.format(school=school) for address in PUBLIC] + (["/today"] if person else [])
            seen[key] = Walk(school, client).starting_at(*starts).bodies
        return seen[key]

    return words


@pytest.mark.parametrize("who", [*READERS, "a stranger"])
def test_nobody_here_reads_a_word_of_another_school(world, words_seen, who):
    bodies = words_seen(getattr(world.cast, who, None), "oakfield")
    assert len(bodies) >= len(PUBLIC)
    others = [mark for school, mark in MARKS.items() if school != "oakfield"]
    assert not [path for path, body in bodies.items() if any(mark in body for mark in others)]


@pytest.mark.parametrize(
    ("school", "who"), [("oakfield", "head"), ("elmsgate", "head_elsewhere"), ("farrow", "stranger")]
)
def test_ones_own_words_are_seen_so_the_other_test_could_fail(world, words_seen, school, who):
    bodies = words_seen(getattr(world.cast, who), school)
    with_mark = [path for path, body in bodies.items() if MARKS[school] in body]
    assert len(with_mark) > 10
    assert [path for path in with_mark if path.startswith("/noticeboard/")]


def test_no_letter_holds_a_pupils_name_or_a_word_of_another_school(world):
    written = letters_written()
    assert len(written) > 10
    own = re.compile("|".join((*MARKS.values(), *FORENAMES)))
    assert not [one for one in written if own.search(one)]


def letters_written() -> list[str]:
    """Every e-mail: to whom, its subject, its words."""
    return [f"{one.recipient} {one.subject} {one.text}" for one in Letter.objects.order_by("pk")]
