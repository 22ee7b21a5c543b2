"""The cast in the database, and ways to bring a file in."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from django_scopes import scopes_disabled

from schoolgate.people.queries import today_of
from schoolgate.pupils import import_queries, stored_rolls
from schoolgate.pupils.actions.importing import confirm_import, upload_roll
from schoolgate.pupils.models import RollImport
from tests.cast import Cast, assemble
from tests.make import NOW

BringIn = Callable[..., RollImport]


@pytest.fixture
def cast(db: None, settings: pytest.FixtureRequest, tmp_path: Path) -> Cast:
    made = assemble()
    settings.FIXED_NOW = made.now
    settings.DATA = tmp_path
    import_queries.forget_results()
    return made


@pytest.fixture
def office(cast: Cast) -> Client:
    """Somebody of the office, signed in."""
    return cast.browse_as(cast.office)


@pytest.fixture(autouse=True)
def any_school() -> object:
    """Tests look at every school; the pages open their own scope."""
    with scopes_disabled():
        yield


@pytest.fixture
def wait_with(cast: Cast) -> BringIn:
    """`wait_with(path or bytes)`: the file uploaded by the office, its columns taken as proposed."""

    def wait(source: Path | bytes, *, now=NOW) -> RollImport:
        data = source.read_bytes() if isinstance(source, Path) else source
        stored_as = stored_rolls.keep([data])
        actor = cast.as_actor(cast.office, now=now)
        with stored_rolls.opened(stored_as) as file:
            sheet = import_queries.read_file(file, import_queries.known_headings)
        mapping, _ = import_queries.mapping_for(cast.oakfield, sheet)
        done = upload_roll(
            actor,
            cast.oakfield,
            file_name="roll.csv",
            file_digest=sheet.digest,
            stored_as=stored_as,
            mapping=mapping.to_json(),
            columns_are_known=True,
        )
        return done.subject

    return wait


@pytest.fixture
def bring_in(cast: Cast, wait_with: BringIn) -> BringIn:
    """`bring_in(path or bytes)`: uploaded and confirmed by the office; who is absent has left."""

    def bring(source: Path | bytes, *, now=NOW, absent: str = "have_left") -> RollImport:
        roll_import = wait_with(source, now=now)
        cast.oakfield.refresh_from_db()
        seen = import_queries.plan_of(roll_import, today_of(now)).digest
        actor = cast.as_actor(cast.office, now=now)
        return confirm_import(actor, roll_import, seen=seen, absent=absent).subject

    return bring
