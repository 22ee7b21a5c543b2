"""Names in words: looked up in the index of exactly this roll, in the process, on disk, or built anew."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_scopes import scope

from schoolgate.pupils import naming
from tests.cast import assemble
from tests.make import make_pupil

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    found = assemble()
    with scope(school=found.oakfield):
        yield found


def named(school, text) -> set[int]:
    return {pupil_id for found in naming.names_in(school, text) for pupil_id in found.pupil_ids}


def test_it_finds_a_pupil_and_not_one_of_another_school(cast):
    ours = make_pupil(cast.oakfield, "Amara", "Okello")
    make_pupil(cast.elmsgate, "Tobiah", "Fennimore")
    assert named(cast.oakfield, "Well done Amara Okello! Tobiah Fennimore came too.") == {ours.pk}


def test_once_built_it_asks_the_database_nothing(cast):
    make_pupil(cast.oakfield)
    naming.index_of(cast.oakfield)
    with CaptureQueriesContext(connection) as captured:
        naming.names_in(cast.oakfield, "Well done Amara Okello!")
    assert len(captured) == 0


def test_another_process_reads_it_from_disk(cast):
    pupil = make_pupil(cast.oakfield)
    naming.index_of(cast.oakfield)
    naming._held.clear()
    with CaptureQueriesContext(connection) as captured:
        assert named(cast.oakfield, "Well done Amara Okello!") == {pupil.pk}
    assert len(captured) == 0


def test_a_changed_roll_is_another_index(cast):
    naming.index_of(cast.oakfield)
    late = make_pupil(cast.oakfield, "Rowanna", "Tolliver")
    assert named(cast.oakfield, "Welcome Rowanna Tolliver!") == set()
    naming.names_changed(cast.oakfield.pk)
    cast.oakfield.refresh_from_db()
    assert named(cast.oakfield, "Welcome Rowanna Tolliver!") == {late.pk}


def test_a_damaged_file_is_built_anew(cast):
    pupil = make_pupil(cast.oakfield)
    naming.index_of(cast.oakfield)
    naming._held.clear()
    naming._place(cast.oakfield.roll_key).write_bytes(b"half a fi")
    assert named(cast.oakfield, "Well done Amara Okello!") == {pupil.pk}
