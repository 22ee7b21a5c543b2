"""An address as people type it, keep it or reload it: they arrive, or are told why not."""

import pytest

from tests.cast import assemble

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("typed", "arrives"),
    [
        ("/schools/oakfield/families/?class=4A", "/schools/oakfield/families?class=4A"),
        ("/schools/oakfield/posts", "/schools/oakfield/posts/"),
        ("/schools/oakfield/nothing-here/", ""),
    ],
)
def test_with_and_without_a_slash_people_arrive(typed, arrives):
    cast = assemble()
    answer = cast.browse_as(cast.head).get(typed)
    assert answer.get("Location", "") == arrives
    assert answer.status_code == (404 if not arrives else answer.status_code)
