"""The program's addresses, and beside them the least a page can do: what the goals are multiples of."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from schoolgate.people.models import School


def one_query(request: HttpRequest, slug: str) -> HttpResponse:
    """A view with one query. No template."""
    return HttpResponse(School.objects.get(slug=slug).name)


def signed_in(request: HttpRequest, slug: str) -> HttpResponse:
    """Session, user and one query. No template."""
    if not request.user.is_authenticated:
        return HttpResponse(status=403)
    return HttpResponse(School.objects.get(slug=slug).name)


urlpatterns = [
    path("bench/one-query/<slug:slug>", one_query),
    path("bench/signed-in/<slug:slug>", signed_in),
    path("", include("schoolgate.config.urls")),
]
