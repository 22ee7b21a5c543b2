"""Oakfield with a login in the vault; Jo is named for it."""

from datetime import timedelta

import pytest

from schoolgate.credentials.actions.keeping import add_login, name_for_login
from schoolgate.credentials.models import SharedLogin
from schoolgate.credentials.tests.invented import PASSWORD, RECOVERY, SEED, SIGN_IN_NAME, WORDS
from schoolgate.kernel.permissions import Role
from schoolgate.people.models import Person
from tests import make
from tests.cast import Cast
from tests.make import NOW


@pytest.fixture
def chair(cast: Cast) -> Person:
    return make.make_person(cast.oakfield, Role.CHAIR, forename="Cy", surname="Wynn")


@pytest.fixture
def login(cast: Cast) -> SharedLogin:
    """Everything a login can hold; put in by the deputy twenty days ago, Jo named since."""
    then = NOW - timedelta(days=20)
    made = add_login(
        cast.as_actor(cast.deputy, now=then),
        cast.facebook,
        name="Our page",
        sign_in_name=SIGN_IN_NAME,
        password=PASSWORD,
        seed=SEED,
        recovery=RECOVERY,
        words=WORDS,
    ).subject
    name_for_login(cast.as_actor(cast.head, now=then), made, person=cast.jo.pk, first_on=then.date())
    made.refresh_from_db()
    return made
