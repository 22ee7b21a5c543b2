"""The post that a page means, which may have begun as a new one."""

from django.shortcuts import get_object_or_404

from schoolgate.posts.models import Post
from schoolgate.web.door import SchoolRequest


def post_meant(request: SchoolRequest) -> Post | None:
    """The post that a page of a new post has become since it was opened."""
    pk = request.POST.get("post", "")
    if not pk.isdigit():
        return None
    return get_object_or_404(Post.objects.select_related("school__trust", "author"), pk=pk)
