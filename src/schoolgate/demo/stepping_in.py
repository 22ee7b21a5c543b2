"""Stepping in as a person of the cast: only on this machine, and only in a database made by the demonstration."""

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest

from schoolgate.demo.models import Demonstration
from schoolgate.people.models import Person
from schoolgate.people.second_factor import METHODS
from schoolgate.web.networks import is_this_machine


def must_be_a_demonstration(request: HttpRequest) -> None:
    """404 anywhere but on loopback, in the demonstration, in a database that it made."""
    if not settings.IS_DEMO or not is_this_machine(request) or not Demonstration.objects.exists():
        raise Http404


def step_in(request: HttpRequest, person: Person, at: float) -> None:
    """Sign in as this invented person, as if with a second factor."""
    login(request, person.user, backend=settings.AUTHENTICATION_BACKENDS[0])
    request.session[METHODS] = [{"method": "mfa", "at": at, "type": "totp"}]
