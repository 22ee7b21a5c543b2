"""Whoever is let in from outside signs first: until then the program shows them what to read, and nothing else."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import resolve
from django_scopes import scope

from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Role
from schoolgate.moments.queries import reading_of
from schoolgate.web.door import SchoolRequest, ask_first

LET_IN = frozenset({Role.CONTRACTOR, Role.CONSULTANT})
# What can be opened all the same: what is to be read, the policy it comes from, one's own tasks, one's own sign-in.
OPEN = ("", "moments", "policies", "duties", "people")


@ask_first
def signs_first(request: SchoolRequest, actor: Actor) -> HttpResponse | None:
    """A contractor whom the policy binds and who has not signed is sent to the page for it."""
    if not _is_let_in(actor) or resolve(request.path_info).namespace in OPEN or not must_sign_first(actor):
        return None
    return redirect("moments:sign", actor.school.slug)


def must_sign_first(actor: Actor) -> bool:
    """Whether this is a contractor whom the policy binds and who has still to sign: for pages, and keys of programs."""
    if not _is_let_in(actor):
        return False
    with scope(school=actor.school):
        return bool(reading_of(actor).unsigned)


def _is_let_in(actor: Actor) -> bool:
    return actor.school is not None and bool(actor.roles) and not set(actor.roles) - LET_IN
