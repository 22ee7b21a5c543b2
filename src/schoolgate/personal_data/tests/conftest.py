from collections.abc import Iterator

import pytest
from django_scopes import scope

from schoolgate.pupils.models import Adult, Pupil, Responsibility
from tests import make
from tests.cast import Cast, assemble


@pytest.fixture
def cast(db: None) -> Iterator[Cast]:
    cast = assemble()
    with scope(school=[cast.oakfield, cast.elmsgate]):
        yield cast


@pytest.fixture
def amara(cast: Cast) -> Pupil:
    """A pupil with a mother, and an answer that names a friend and a teacher."""
    pupil = make.make_pupil(cast.oakfield, upn="A820200000001", born_on="2018-05-17")
    mother = Adult.objects.create(school=cast.oakfield, name="Ngozi Okello", email="ngozi@home.example")
    Responsibility.objects.create(pupil=pupil, adult=mother, relationship="Mother", may_answer=True)
    make.consents(pupil, "picture.website")
    return pupil
