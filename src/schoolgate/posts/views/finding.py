"""The post that an address names."""

from django.http import Http404

from schoolgate.posts.facts import post_with_facts
from schoolgate.posts.models import Post
from schoolgate.web.door import SchoolRequest


def post_or_404(request: SchoolRequest, post_id: int) -> Post:
    """With everything that its page and its gate need; the school in scope has it, or nobody has."""
    post = post_with_facts(post_id, request.actor.now)
    if post is None:
        raise Http404
    return post
