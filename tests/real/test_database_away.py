"""A database that goes away while the program runs: a page says so, nothing is lost, and what was due goes out once."""

import time
from pathlib import Path

import psycopg
import pytest

from tests.ports import free_port
from tests.postgres import create
from tests.processes import Program, ask, wait_until

CHECKOUT = Path(__file__).resolve().parents[2]
WORDS = "The fair starts at two."
# A real school with a post that is approved and goes out in a little while.
PREPARED = f"""
import gc
gc.disable()  # Migrating makes hundreds of models, again and again.
from django.core.management import call_command
call_command("migrate", verbosity=0)
from datetime import UTC, datetime, timedelta
from django_scopes import scopes_disabled
from schoolgate.posts.actions.deciding import approve_post
from schoolgate.posts.tests.going_out import waiting_post
from tests.cast import assemble
with scopes_disabled():
    now = datetime.now(UTC)
    cast = assemble()
    post = waiting_post(cast, text={WORDS!r}, goes_out_at=now + timedelta(seconds=30))
    approve_post(cast.as_actor(cast.head, now=now), post)
"""


@pytest.fixture
def served(own_postgres, tmp_path):
    """The program on a PostgreSQL of its own, with two workers; gives the noticeboard's address too."""
    port = free_port()
    address = own_postgres.address("school")
    create(own_postgres.address("postgres"), "school")
    with Program(address, tmp_path, PORT=port, WORKER_PROCESSES=2) as program:
        program.search_too(CHECKOUT)
        program.run("shell", "-v", "0", "-c", PREPARED)
        program.start("serve")
        yield own_postgres, program, f"http://127.0.0.1:{port}/noticeboard/oakfield/"


def test_it_says_so_and_goes_on_when_the_database_is_back(served):
    database, program, noticeboard = served
    assert wait_until(lambda: ask(noticeboard)[0] == 200), program.said()
    database.stop()
    status, page = ask(noticeboard)
    assert status == 503, program.said()
    assert "Nothing that was saved before is lost" in page
    time.sleep(10)
    assert ask(noticeboard)[0] == 503
    database.start()
    assert wait_until(lambda: WORDS in ask(noticeboard)[1]), program.said()
    with psycopg.connect(database.address("school")) as asked:
        sent = "SELECT count(*) FROM audit_event WHERE type IN ('delivery.claimed', 'delivery.sent')"
        assert asked.execute(sent).fetchone() == (2,)
        assert asked.execute("SELECT count(*) FROM posts_delivery WHERE state = 'up'").fetchone() == (1,)
