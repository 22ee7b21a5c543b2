"""One pupil, adult or person: found by name, a copy of everything, a correction, an erasure, a hold."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from schoolgate.kernel.permissions import Permission
from schoolgate.people.queries import today_of
from schoolgate.personal_data import queries
from schoolgate.personal_data.actions.giving import give_copy, hold_data, release_hold
from schoolgate.personal_data.actions.putting_right import correct_data, erase_person
from schoolgate.personal_data.copying import packed
from schoolgate.personal_data.forms import CopyForm, CorrectForm, EraseForm, HoldForm, ReleaseForm
from schoolgate.personal_data.gathering import everything_on
from schoolgate.personal_data.mentions import mentions_of
from schoolgate.personal_data.models import CopyGiven, LegalHold
from schoolgate.personal_data.subjects import Subject, found, subject_of, subject_or_404
from schoolgate.personal_data.withheld import left_out, who_decides
from schoolgate.web.door import SchoolRequest, screen
from schoolgate.web.forms import say
from schoolgate.web.jinja_environment import url

View = Callable[..., HttpResponse]


def page_of(subject: Subject) -> str:
    """The page of somebody."""
    number = {f"{subject.kind}_id": subject.row.pk}
    return str(url(f"personal_data:{subject.kind}", school_slug=subject.school.slug, **number))


@screen(Permission.PERSONAL_DATA_KEEP)
def start(request: SchoolRequest) -> HttpResponse:
    """Somebody found by name, and the ways to what goes tonight, complaints and the documents."""
    school, words = request.actor.school, request.GET.get("q", "").strip()[:80]
    subjects = found(school, words) if words else []
    open_holds = queries.holds_shown_to(request.actor)
    return render(
        request,
        "personal_data/start.html",
        {
            "words": words,
            "found": [(one, page_of(one)) for one in subjects],
            "holds": [
                (one, subject_of(one.whose, school))
                for one in open_holds.select_related("pupil", "adult", "person")
            ],
            "open_complaints": queries.complaints_of(request.actor).filter(closed_at__isnull=True).count(),
            "page_of": page_of,
        },
    )


def _one(kind: str) -> View:
    """The page of somebody: what is held, and what can be done about it."""

    @screen(Permission.PERSONAL_DATA_KEEP)
    def page(request: SchoolRequest, **number: int) -> HttpResponse:
        actor = request.actor
        subject = subject_or_404(kind, number[f"{kind}_id"], actor.school)
        held = everything_on(subject)
        who = {"kind": kind, "number": subject.row.pk}
        holds = list(queries.holds_shown_to(actor).filter(**subject.column))
        context = {
            "subject": subject,
            "held": held,
            "holds": holds,
            "is_held_by_hand": any(hold.complaint_id is None for hold in holds),
            "why_not_erase": erase_person.why_not(actor, actor.school, **who, asked_as="self"),
            "copies": CopyGiven.objects.filter(**subject.column),
            "ways": {
                what: url(f"personal_data:{what}_{kind}", school_slug=actor.school.slug, **number)
                for what in ("copy", "correct", "erase", "hold")
            },
        }
        return render(request, "personal_data/one.html", context)

    return page


def _copy(kind: str) -> View:
    """Before the copy: where words name them, what of it goes in, what is withheld and by whom; then the file."""

    @screen(Permission.PERSONAL_DATA_KEEP)
    def page(request: SchoolRequest, **number: int) -> HttpResponse:
        actor = request.actor
        subject = subject_or_404(kind, number[f"{kind}_id"], actor.school)
        form = CopyForm.of(request, mentions=mentions_of(subject))
        if request.method == "POST":
            held = replace(everything_on(subject), mentions=form.let_in())
            number_and_kind = {"kind": kind, "number": subject.row.pk}
            if form.does(give_copy, actor, actor.school, **number_and_kind, rows=held.rows):
                return _file(subject, packed(subject, held, actor.now))
        context = {
            "subject": subject,
            "form": form,
            "back": page_of(subject),
            "left_out": left_out(),
            "decides": who_decides(actor.school, today_of(actor.now)),
        }
        return render(request, "personal_data/copy.html", context)

    return page


copy_pupil, copy_adult, copy_person = _copy("pupil"), _copy("adult"), _copy("person")


def _file(subject: Subject, content: bytes) -> HttpResponse:
    answer = HttpResponse(content, content_type="application/zip")
    # A number, no name: names of files stand in histories and on screens.
    answer["Content-Disposition"] = f'attachment; filename="everything-{subject.kind}-{subject.row.pk}.zip"'
    answer["Cache-Control"] = "no-store"
    return answer


pupil, adult, person = _one("pupil"), _one("adult"), _one("person")


def _acting(kind: str, action: Any, make_form: Any, title: Callable[[Subject], str], template: str) -> View:
    """A page with one form about somebody."""

    @screen(Permission.PERSONAL_DATA_KEEP)
    def page(request: SchoolRequest, **number: int) -> HttpResponse:
        actor = request.actor
        subject = subject_or_404(kind, number[f"{kind}_id"], actor.school)
        form = make_form(request, kind)
        if form.does(action, actor, actor.school, kind=kind, number=subject.row.pk):
            say(request, _("Done."))
            is_gone = action is erase_person and kind == "adult"
            start_page = url("personal_data:start", school_slug=actor.school.slug)
            return redirect(start_page if is_gone else page_of(subject))
        context = {"subject": subject, "form": form, "title": title(subject), "back": page_of(subject)}
        if action is erase_person:
            context["why_not"] = action.why_not(
                actor, actor.school, kind=kind, number=subject.row.pk, asked_as="self"
            )
        return render(request, template, context)

    return page


def _correct(kind: str) -> View:
    return _acting(
        kind,
        correct_data,
        lambda request, one: CorrectForm.of(request, kind=one),
        lambda subject: _("Put something right of %(name)s") % {"name": subject.name},
        "personal_data/correct.html",
    )


def _erase(kind: str) -> View:
    return _acting(
        kind,
        erase_person,
        lambda request, _kind: EraseForm.of(request),
        lambda subject: _("Take %(name)s out of the record") % {"name": subject.name},
        "personal_data/erase.html",
    )


def _hold(kind: str) -> View:
    return _acting(
        kind,
        hold_data,
        lambda request, _kind: HoldForm.of(request),
        lambda subject: _("Keep everything of %(name)s") % {"name": subject.name},
        "personal_data/hold.html",
    )


correct_pupil, correct_adult, correct_person = _correct("pupil"), _correct("adult"), _correct("person")
erase_pupil, erase_adult, erase_person_page = _erase("pupil"), _erase("adult"), _erase("person")
hold_pupil, hold_adult, hold_person = _hold("pupil"), _hold("adult"), _hold("person")


@screen(Permission.PERSONAL_DATA_KEEP)
def release(request: SchoolRequest, legal_hold_id: int) -> HttpResponse:
    """The case is over."""
    standing: Any = LegalHold.objects.select_related("pupil", "adult", "person")
    hold = get_object_or_404(standing, pk=legal_hold_id, released_at=None)
    subject = subject_of(hold.whose, request.actor.school)
    form = ReleaseForm.of(request)
    if form.does(release_hold, request.actor, hold):
        say(request, _("Released. What is due goes in the next night."))
        return redirect(page_of(subject))
    return render(
        request,
        "personal_data/release.html",
        {"subject": subject, "hold": hold, "form": form, "back": page_of(subject)},
    )
