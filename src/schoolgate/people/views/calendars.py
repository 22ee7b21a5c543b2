"""The school's calendar: what is known, changing it, loading a file, and the feed that diaries follow."""

from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django_scopes import scope

from schoolgate.kernel.permissions import Permission
from schoolgate.people.actions.calendars import (
    add_term,
    change_school_day,
    close_days,
    load_calendar,
    open_days,
    remove_term,
    renew_calendar_feed,
)
from schoolgate.people.bank_holidays import bank_holidays
from schoolgate.people.calendars import (
    closed_stretches,
    feed_entries,
    school_calendar,
    terms_of,
    terms_replaced_by,
)
from schoolgate.people.forms.calendars import (
    CalendarFileForm,
    CloseDaysForm,
    LoadCalendarForm,
    NothingToSayForm,
    OpenDaysForm,
    SchoolDayForm,
    TermForm,
)
from schoolgate.people.ics import write_ics
from schoolgate.people.models import School, Term
from schoolgate.people.queries import today_of
from schoolgate.rules.school_time import Nation
from schoolgate.web.door import SchoolRequest, moment, public, screen
from schoolgate.web.forms import say
from schoolgate.web.jinja_environment import url


@screen(Permission.POLICY_READ)
def calendar(request: SchoolRequest) -> HttpResponse:
    """What is known of the school year, from today on."""
    actor = request.actor
    today = today_of(actor.now)
    known = school_calendar(actor.school, actor.now)
    return render(
        request,
        "people/calendar.html",
        {
            "today": today,
            "is_school_day": known.is_school_day(today),
            "note": known.note_on_unknown_terms(today),
            "next_school_day": known.school_day_after(today),
            "terms": terms_of(actor.school, today),
            "stretches": closed_stretches(actor.school, today),
            "bank_holidays": bank_holidays(Nation(actor.school.nation), today, today + timedelta(days=366)),
            "may_change": actor.may(Permission.CALENDAR_CHANGE),
            "feed": settings.SITE_ADDRESS + url("people:calendar_feed", address=actor.school.calendar_feed),
        },
    )


@screen(Permission.CALENDAR_CHANGE)
def term_add(request: SchoolRequest) -> HttpResponse:
    form = TermForm.of(request)
    if form.does(add_term, request.actor, request.actor.school):
        say(request, _("%(name)s is in the calendar.") % {"name": form.cleaned_data["name"]})
        return _to_calendar(request)
    return _form_page(request, form, _("Add a term"), _("Add it"))


@screen(Permission.CALENDAR_CHANGE)
def term_remove(request: SchoolRequest, term_id: int) -> HttpResponse:
    term = get_object_or_404(Term, pk=term_id)
    form = NothingToSayForm.of(request)
    if form.does(remove_term, request.actor, term):
        say(request, _("%(name)s is no longer in the calendar.") % {"name": term.name})
        return _to_calendar(request)
    return render(
        request,
        "web/confirm.html",
        {
            "question": _("Remove %(name)s?") % {"name": term.name},
            "what_happens": _("Deadlines on its days are counted anew from now on; those already set stay."),
            "yes": _("Remove it"),
            "back": url("people:calendar", school_slug=request.actor.school.slug),
            "form": form,
            "nav_current": "calendar",
        },
    )


@screen(Permission.CALENDAR_CHANGE)
def close(request: SchoolRequest) -> HttpResponse:
    form = CloseDaysForm.of(request)
    if form.does(close_days, request.actor, request.actor.school):
        say(request, _("There is no school on these days."))
        return _to_calendar(request)
    return _form_page(request, form, _("Add days without school"), _("Add them"))


@screen(Permission.CALENDAR_CHANGE)
def reopen(request: SchoolRequest) -> HttpResponse:
    wanted = {name: request.GET[name] for name in ("first_on", "last_on") if name in request.GET}
    form = OpenDaysForm.of(request, initial=wanted)
    if form.does(open_days, request.actor, request.actor.school):
        say(request, _("There is school on these days after all."))
        return _to_calendar(request)
    return _form_page(request, form, _("There is school after all"), _("Take them out"))


@screen(Permission.CALENDAR_CHANGE)
def school_day(request: SchoolRequest) -> HttpResponse:
    school = request.actor.school
    form = SchoolDayForm.of(
        request,
        initial={"day_starts": school.day_starts, "day_ends": school.day_ends, "nation": school.nation},
    )
    if form.does(change_school_day, request.actor, school):
        say(request, _("Saved."))
        return _to_calendar(request)
    return _form_page(request, form, _("The school day"), _("Save"))


@screen(Permission.CALENDAR_CHANGE)
def load(request: SchoolRequest) -> HttpResponse:
    """Choose a file; what it holds is shown before anything is kept."""
    form = CalendarFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        return _preview(request, LoadCalendarForm.for_file(form.calendar_file), form.calendar_file.unread)
    return render(request, "people/calendar_load.html", {"form": form})


@screen(Permission.CALENDAR_CHANGE)
def confirm(request: SchoolRequest) -> HttpResponse:
    """Keep what the file came to, as the office has classed it."""
    if request.method != "POST":
        return redirect("people:calendar_load", school_slug=request.actor.school.slug)
    form = LoadCalendarForm.of(request)
    if "keep" in request.POST and form.does(load_calendar, request.actor, request.actor.school):
        say(request, _("The calendar is loaded."))
        return _to_calendar(request)
    return _preview(request, form, ())


@screen(Permission.CALENDAR_CHANGE)
def renew_feed(request: SchoolRequest) -> HttpResponse:
    form = NothingToSayForm.of(request)
    if form.does(renew_calendar_feed, request.actor, request.actor.school):
        say(request, _("The calendar has a new address. Give it to those who follow it."))
        return _to_calendar(request)
    return render(
        request,
        "web/confirm.html",
        {
            "question": _("Give the calendar a new address?"),
            "what_happens": _("Whoever follows it under the old address sees nothing new any more."),
            "yes": _("Give it a new address"),
            "back": url("people:calendar", school_slug=request.actor.school.slug),
            "form": form,
            "nav_current": "calendar",
        },
    )


@public
def calendar_feed(request: SchoolRequest, address: str) -> HttpResponse:
    """Terms and days without school, for anyone who knows the address; it tells of no person."""
    school = School.objects.filter(calendar_feed=address).first()
    if school is None:
        raise Http404
    now = moment()
    with scope(school=school):
        body = write_ics(school.name, feed_entries(school, now), made_at=now)
    return HttpResponse(
        body,
        content_type="text/calendar; charset=utf-8",
        headers={"X-Robots-Tag": "noindex", "Cache-Control": "private, max-age=3600"},
    )


def _to_calendar(request: SchoolRequest) -> HttpResponse:
    return redirect("people:calendar", school_slug=request.actor.school.slug)


def _form_page(request: SchoolRequest, form: object, heading: str, yes: str) -> HttpResponse:
    return render(request, "people/calendar_form.html", {"form": form, "heading_words": heading, "yes": yes})


def _preview(request: SchoolRequest, form: LoadCalendarForm, unread: tuple[str, ...]) -> HttpResponse:
    days = form.days
    return render(
        request,
        "people/calendar_confirm.html",
        {
            "form": form,
            "days": days,
            "replaced": terms_replaced_by(request.actor.school, days),
            "unread": unread,
        },
    )
