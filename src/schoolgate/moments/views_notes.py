"""Pages of notes to staff: those that are for one, one note, and for whoever writes them, who has read what."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from schoolgate.kernel.permissions import Permission
from schoolgate.moments import noting
from schoolgate.moments.actions import end_note as end_it
from schoolgate.moments.actions import read_note
from schoolgate.moments.actions import write_note as write_it
from schoolgate.moments.forms import NoteForm, NothingToFillIn
from schoolgate.moments.models import StaffNote
from schoolgate.people.queries import today_of
from schoolgate.policies.queries import current_policy
from schoolgate.web.door import SchoolRequest, screen
from schoolgate.web.forms import say
from schoolgate.web.jinja_environment import url

PER_PAGE = 25


@screen(Permission.DOCUMENTS_SIGN)
def notes(request: SchoolRequest) -> HttpResponse:
    """The notes that are for this person, to be read first; for whoever writes them, all with their readers."""
    actor = request.actor
    may_write = actor.may(Permission.NOTE_WRITE)
    own = sorted(noting.notes_for(actor), key=lambda note: note.is_read)  # type: ignore[attr-defined]  # annotated
    written = noting.written_notes() if may_write else StaffNote.objects.none()
    context = {
        "own": own,
        "page": Paginator(written, PER_PAGE).get_page(request.GET.get("page")),
        "may_write": may_write,
        "next_on": noting.next_note_due(actor.school, actor.now) if may_write else None,
        "clauses": current_policy(actor.school).clauses_of(noting.NOTE),
    }
    return render(request, "moments/notes.html", context)


@screen(Permission.DOCUMENTS_SIGN)
def note(request: SchoolRequest, note_id: int) -> HttpResponse:
    """One note, with a button for having read it; whoever writes notes sees its readers."""
    actor = request.actor
    found: StaffNote = get_object_or_404(StaffNote.objects.select_related("written_by"), pk=note_id)
    may_write = actor.may(Permission.NOTE_WRITE)
    if not may_write and not noting.is_for(found, actor.roles):
        raise Http404
    form = NothingToFillIn.of(request)
    if form.does(read_note, actor, found):
        say(request, _("Thank you. It is kept that you have read it."))
        return redirect(url("moments:notes", school_slug=actor.school.slug))
    context = {
        "note": found,
        "form": form,
        "may_read": not read_note.why_not(actor, found),
        "may_end": may_write and found.ended_at is None,
        "readers": noting.readers_of(found, actor.now) if may_write else [],
        "today": today_of(actor.now),
        "clauses": current_policy(actor.school).clauses_of(noting.NOTE),
    }
    return render(request, "moments/note.html", context)


@screen(Permission.NOTE_WRITE)
def write_note(request: SchoolRequest) -> HttpResponse:
    """Write a note to staff."""
    actor = request.actor
    form = NoteForm.of(request, initial={"kind": "safe_use", "groups": ["everyone"]})
    if form.does(write_it, actor, actor.school):
        say(request, _("Written. Whom it is for finds it on Today."))
        return redirect(url("moments:notes", school_slug=actor.school.slug))
    clauses = current_policy(actor.school).clauses_of(noting.NOTE)
    return render(request, "moments/write_note.html", {"form": form, "clauses": clauses})


@screen(Permission.NOTE_WRITE)
def end_note(request: SchoolRequest, note_id: int) -> HttpResponse:
    """Say that a note is no longer to be read."""
    actor = request.actor
    found = get_object_or_404(StaffNote, pk=note_id)
    form = NothingToFillIn.of(request)
    back = url("moments:note", school_slug=actor.school.slug, note_id=found.pk)
    if form.does(end_it, actor, found):
        say(request, _("Nobody has to read it any more."))
        return redirect(url("moments:notes", school_slug=actor.school.slug))
    context = {
        "question": _("Is “%(title)s” no longer to be read?") % {"title": found.title},
        "what_happens": [_("It leaves everybody’s Today. Who has read it stays known.")],
        "yes": _("End the note"),
        "back": back,
        "form": form,
    }
    return render(request, "web/confirm.html", context)
