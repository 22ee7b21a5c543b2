"""The pages of those whom a worry is for. For everybody else, and for whom it is about, it is not there."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from schoolgate.concerns import queries
from schoolgate.concerns import words as said
from schoolgate.concerns.actions import (
    bring_into_concern,
    close_concern,
    hand_concern_over,
    keep_concern_from,
    look_at_concern,
    note_on_concern,
)
from schoolgate.concerns.forms import CloseForm, HandOverForm, LookForm, NoteForm, PersonForm
from schoolgate.concerns.models import Concern, ConcernLook, ConcernNote, ConcernReader
from schoolgate.credentials.sealing import CannotOpen, opened_words
from schoolgate.kernel.actions import Action
from schoolgate.kernel.permissions import Permission
from schoolgate.notifications.letters import whole_address
from schoolgate.people.models import Person
from schoolgate.rules.concerns import About, Matter
from schoolgate.web.door import SchoolRequest, screen
from schoolgate.web.forms import ActionForm, say
from schoolgate.web.qr_codes import drawn

PER_PAGE = 25


@screen(Permission.CONCERN_READ)
def concerns(request: SchoolRequest) -> HttpResponse:
    """Every worry that is for this person, the newest first: its number and its standing, not a word of it."""
    found = queries.readable_by(request.actor)
    shows_closed = request.GET.get("closed") == "1"
    if not shows_closed:
        found = found.filter(closed_at__isnull=True)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "shows_closed": shows_closed, "now": request.actor.now}
    return render(request, "concerns/concerns.html", context)


@screen(Permission.CONCERN_READ)
def concern(request: SchoolRequest, concern_id: int) -> HttpResponse:
    """One worry: closed until one opens it, for then it is written down that one has read it."""
    return _page_of(request, _found(request, concern_id))


@screen(Permission.CONCERN_READ)
@require_POST
def look(request: SchoolRequest, concern_id: int) -> HttpResponse:
    """Open it and read."""
    found = _found(request, concern_id)
    LookForm.of(request).does(look_at_concern, request.actor, found)
    return redirect("concerns:concern", request.actor.school.slug, found.pk)


@screen(Permission.CONCERN_READ)
def note(request: SchoolRequest, concern_id: int) -> HttpResponse:
    """What was done or found."""
    return _step(
        request, concern_id, NoteForm.of(request), note_on_concern, _("Write down what you did or found")
    )


@screen(Permission.CONCERN_READ)
def hand_over(request: SchoolRequest, concern_id: int) -> HttpResponse:
    """Somebody outside has it now."""
    return _step(request, concern_id, HandOverForm.of(request), hand_concern_over, _("Hand it over"))


@screen(Permission.CONCERN_READ)
def close(request: SchoolRequest, concern_id: int) -> HttpResponse:
    """Nothing more is to be done."""
    return _step(request, concern_id, CloseForm.of(request), close_concern, _("Close this worry"))


@screen(Permission.CONCERN_READ)
def bring_in(request: SchoolRequest, concern_id: int) -> HttpResponse:
    """One more person reads it."""
    form = PersonForm.of(request, label=_("Who should read it too?"), people=_people(request))
    return _step(request, concern_id, form, bring_into_concern, _("Let somebody else read it"))


@screen(Permission.CONCERN_READ)
def keep_from(request: SchoolRequest, concern_id: int) -> HttpResponse:
    """It is about somebody, or close to them."""
    form = PersonForm.of(request, label=_("From whom?"), people=_people(request))
    return _step(request, concern_id, form, keep_concern_from, _("Keep it from somebody"))


@screen(Permission.CONCERN_READ)
def poster(request: SchoolRequest) -> HttpResponse:
    """The short address and its QR code, to hang up and to print in letters."""
    slug = request.actor.school.slug
    context: dict[str, Any] = {}
    for name in ("tell", "tell_child"):
        address = whole_address(reverse(f"concerns:{name}", args=[slug]))
        context[name] = {"address": address, "qr": drawn(address)}
    return render(request, "concerns/poster.html", context)


def _found(request: SchoolRequest, concern_id: int) -> Concern:
    found: Concern = get_object_or_404(queries.readable_by(request.actor), pk=concern_id)
    return found


def _people(request: SchoolRequest) -> list[Person]:
    return list(queries.staff_here(request.actor.school, request.actor.now))


def _step(
    request: SchoolRequest, concern_id: int, form: ActionForm, action: Action, question: str
) -> HttpResponse:
    """A form that is one step of a worry."""
    found = _found(request, concern_id)
    slug = request.actor.school.slug
    if form.does(action, request.actor, found):
        say(request, _("Done. It is written down."))
        if queries.is_for(request.actor, found):
            return redirect("concerns:concern", slug, found.pk)
        return redirect("concerns:concerns", slug)
    context = {
        "form": form,
        "question": question,
        "concern": found,
        "step": action.name,
        "back": reverse("concerns:concern", args=[slug, found.pk]),
    }
    return render(request, "concerns/step.html", context, status=409 if form.refusals else 200)


def _page_of(request: SchoolRequest, found: Concern) -> HttpResponse:
    actor = request.actor
    context: dict[str, Any] = {
        "concern": found,
        "form": LookForm.of(request),
        "is_open": ConcernLook.objects.filter(concern=found, person=actor.person).exists(),
        "readers": list(queries.readers_of(found, actor.now)),
        "posts": _posts(found),
        "now": actor.now,
    }
    if context["is_open"]:
        context |= _inside(found)
    return render(request, "concerns/concern.html", context)


def _posts(found: Concern) -> list[tuple[str, str]]:
    """Through what people read it, and why."""
    readers = ConcernReader.objects.filter(concern=found).select_related("person").order_by("pk")
    return [
        (said.post_words(one.role) if one.role else str(one.person), one.get_why_display()) for one in readers
    ]


def _inside(found: Concern) -> dict[str, Any]:
    """The words of it and of its notes; or that they do not open here."""
    try:
        told = opened_words(found.box)
        notes = [(one, opened_words(one.box)) for one in queries.notes_of(found)]
    except CannotOpen as missing:
        return {"missing_key": missing.key_id}
    teller = told.get("teller")
    kind, _colon, number = found.because_of.partition(":")
    return {
        "told": told,
        "teller": Person.objects.filter(pk=teller).first() if teller else None,
        "notes": notes,
        "note_kinds": ConcernNote.Is,
        "looks": list(ConcernLook.objects.filter(concern=found).select_related("person").order_by("at")),
        "matter_words": said.MATTERS[Matter(found.matter)],
        "about_words": said.ABOUT[About(found.about)],
        "does_words": said.DOES.get(told.get("about_does", ""), ""),
        "compromise": int(number) if kind == "compromise" else None,
    }
