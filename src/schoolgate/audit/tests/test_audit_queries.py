import pytest

from schoolgate.audit import sequencing
from schoolgate.audit.queries import page_of_log, told, trail_of
from schoolgate.audit.tests.story import NOW, SCHOOL
from schoolgate.audit.tests.test_erasing import erase

pytestmark = pytest.mark.django_db


def test_the_trail_of_a_subject_is_told_from_its_beginning(trail):
    (about,) = trail_of(SCHOOL, "posts.post", "3")
    assert (about.event, about.detail, about.place) == (trail[2], {"note": "Looks good, number 3"}, 3)
    assert trail_of("school:2", "posts.post", "3") == []
    assert trail_of(SCHOOL, "pupils.pupil", "3") == []


def test_a_page_of_the_log_is_the_newest_first_and_goes_on_where_it_ended(trail):
    page = page_of_log(SCHOOL, size=3)
    assert [about.event for about in page] == trail[:4:-1]
    assert [about.event for about in page_of_log(SCHOOL, before=page[-1].event.pk, size=3)] == trail[4:1:-1]


def test_an_event_that_waits_for_its_place_says_so(write):
    (event,) = write(1)
    assert told(event).is_waiting
    sequencing.sequence(NOW)
    assert not told(event).is_waiting


def test_erased_words_are_gone_and_it_says_which_event_erased_them(trail):
    erasure = erase(trail[2])
    about = told(trail[2])
    assert (about.detail, about.erased_by) == (None, erasure)


def test_the_number_of_queries_does_not_grow_with_the_events(write, queries_do_not_grow):
    def make(how_many):
        erase(write(how_many)[0])
        sequencing.sequence(NOW)

    assert queries_do_not_grow(make, lambda: page_of_log(SCHOOL), at_most=2) == 2
