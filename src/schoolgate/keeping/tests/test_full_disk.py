"""No room under the database: what a person sees, and that nothing is lost or done by halves."""

from contextlib import contextmanager, suppress

from django.db import OperationalError, connection

from schoolgate.audit.models import Event
from schoolgate.keeping.restoring import trail_faults
from schoolgate.posts.models import Delivery, Post
from schoolgate.posts.tests.going_out import approved_post, wordpress_account

# More than a page of the database: a shorter text still finds room in a table that is empty.
WORDS = "We planted beans. " * 250


@contextmanager
def no_room():
    """The database may not grow, and every page in it that was free is used up. Only SQLite can be told so."""
    with connection.cursor() as cursor:
        if connection.vendor != "sqlite":
            yield
            return
        cursor.execute("CREATE TABLE filler (words TEXT)")
        cursor.execute("PRAGMA page_count")
        cursor.execute(f"PRAGMA max_page_count = {cursor.fetchone()[0]}")
        with suppress(OperationalError):
            for _ in range(2000):
                cursor.execute("INSERT INTO filler VALUES (randomblob(3000))")
        yield
        cursor.execute("PRAGMA max_page_count = 1073741823")


def test_a_person_is_told_and_keeps_what_was_typed(cast, machine):
    client, address = cast.browse_as(cast.jo), "/schools/oakfield/posts/new"
    posts, events = Post.objects.count(), Event.objects.count()
    typed = {
        "text": WORDS,
        "objective": "learning",
        "places": [cast.noticeboard.pk],
        "form_key": "k",
        "keep": "1",
    }
    with no_room():
        answer = client.post(address, typed)
    if connection.vendor == "sqlite":
        said = answer.content.decode()
        assert answer.status_code == 507
        assert "There is no room" in said
        assert said.count("We planted beans.") == WORDS.count("We planted beans.")
        assert (Post.objects.count(), Event.objects.count()) == (posts, events)
        answer = client.post(address, typed)
    assert answer.status_code == 302
    assert Post.objects.count() == posts + 1
    assert trail_faults(machine.now) == ()


def test_what_was_to_go_out_waits_and_goes_out_once_when_there_is_room(cast, machine, website):
    post = approved_post(cast, wordpress_account(cast, website))
    with no_room(), suppress(OperationalError):
        machine.passes(minutes=1)
    assert len(website.posts) <= 1
    for _ in range(6):
        machine.passes(minutes=2)
    assert Post.objects.get(pk=post.pk).state == "up"
    assert Delivery.objects.count() == 1
    assert len(website.visible) == 1
    assert trail_faults(machine.now) == ()
