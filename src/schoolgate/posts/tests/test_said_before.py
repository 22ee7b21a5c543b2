"""Whether the same words went out before: looked up without reading all that the school ever said."""

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from schoolgate.posts.facts import post_with_facts
from schoolgate.posts.models import Post
from schoolgate.rules.posts.states import State
from tests import make
from tests.cast import Cast

from .writing import draft

WORDS, AS_LONG = "The fair is on Friday.", "The fair is on Monday."


def went_up(cast: Cast, text: str, *, days_ago: int) -> Post:
    post = draft(cast, text=text)
    post.state, post.up_at = State.UP, make.NOW - timedelta(days=days_ago)
    post.save(update_fields=["state", "up_at"])
    return post


def test_it_is_the_last_time_that_exactly_these_words_went_up(cast: Cast):
    post = draft(cast, text=WORDS)
    draft(cast, text=WORDS)
    went_up(cast, AS_LONG, days_ago=1)
    assert post_with_facts(post.pk, make.NOW).same_before is None
    went_up(cast, WORDS, days_ago=9)
    newest = went_up(cast, WORDS, days_ago=3)
    went_up(cast, AS_LONG, days_ago=2)
    assert post_with_facts(post.pk, make.NOW).same_before == newest.up_at


def test_only_what_is_as_long_is_read(cast: Cast):
    with CaptureQueriesContext(connection) as asked:
        post_with_facts(draft(cast, text=WORDS).pk, make.NOW)
    (sql,) = [one["sql"] for one in asked if "same_before" in one["sql"]]
    assert 'LENGTH(U0."text") =' in sql
    if connection.vendor == "sqlite":  # PostgreSQL chooses by how much there is
        with connection.cursor() as cursor:
            cursor.execute("EXPLAIN QUERY PLAN " + sql)
            assert "USING INDEX posts_said" in str(cursor.fetchall())
