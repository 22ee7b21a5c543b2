"""The page for writing as the tests of it use it: its addresses, what it sends, its words."""

import re

from django.test import Client

from schoolgate.posts.models import Post
from schoolgate.posts.saving import places_of

NEW = "/schools/oakfield/posts/new"
CHECK = "/schools/oakfield/posts/check"
HTMX = {"HTTP_HX_REQUEST": "true"}
ALL_FINE = {"question-could_harm-all-answer": "no", "question-not_for_everyone-all-answer": "no"}


def edit(post: Post) -> str:
    return f"/schools/oakfield/posts/{post.pk}/edit"


def page_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def typed(post: Post, **changed: object) -> dict[str, object]:
    """What the page sends for this post when only this is typed."""
    return {
        "post": post.pk,
        "version": post.version,
        "text": post.text,
        "title": post.title,
        "speaker": post.speaker,
        "objective": post.objective,
        "places": [str(pk) for pk in places_of(post)],
        "when": "soon",
        **changed,
    }


def words_of(page: str) -> str:
    """The words of a page without its tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)).replace("&#39;", "'")
