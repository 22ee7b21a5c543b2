"""The page on which anybody tells of a worry, and the one that says what became of it. No file is ever taken."""

from secrets import token_urlsafe
from typing import Any

from django.forms import ChoiceField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django_scopes import scope

from schoolgate.concerns import queries
from schoolgate.concerns import words as said
from schoolgate.concerns.actions import raise_concern
from schoolgate.concerns.codes import code_of, digest_of
from schoolgate.concerns.counting import is_flood
from schoolgate.concerns.forms import AboutForm, CodeForm, TellForm
from schoolgate.concerns.models import Concern
from schoolgate.credentials.sealing import CannotOpen, opened_words
from schoolgate.kernel.actor import clock
from schoolgate.moments.telling import told_at
from schoolgate.people.models import Person, School
from schoolgate.policies.queries import current_policy
from schoolgate.registers.queries import help_for
from schoolgate.rules.concerns import About, Matter, Route, is_urgent
from schoolgate.web.door import SchoolRequest, moment, public, recognise


@public
def tell(request: SchoolRequest, school_slug: str, *, child: bool = False) -> HttpResponse:
    """First what it is about, then the words, beside who will read them. Nothing is kept before it is sent."""
    school = get_object_or_404(School.objects.select_related("trust"), slug=school_slug)
    recognise(request)
    teller = _colleague(request, school)
    context: dict[str, Any] = {"school": school, "child": child, "nav_current": "worry"}
    with scope(school=school):
        context["told"] = [] if child else told_at(current_policy(school), "when_reporting")
        if request.POST.get("step") == "send":
            return _send(request, school, context, teller)
        form = AboutForm.of(request, child=child)
        if form.is_bound and form.is_valid():
            words = TellForm(initial={**form.cleaned_data, **_plain(form)}, child=child, teller=teller)
            return _second(request, school, context, words, form.cleaned_data)
    return _never_kept(render(request, "concerns/tell.html", {**context, "form": form}))


def _plain(form: AboutForm) -> dict[str, Any]:
    """The choices as they stand in a form."""
    chosen = form.cleaned_data
    key = chosen["form_key"] or token_urlsafe(24)
    return {
        "matter": chosen["matter"].value,
        "about": chosen["about"].value,
        "in_danger": "yes" if chosen["in_danger"] else "no",
        "form_key": key,
    }


def _send(
    request: SchoolRequest, school: School, context: dict[str, Any], teller: Person | None
) -> HttpResponse:
    form = TellForm.of(request, child=context["child"], teller=teller)
    now = moment()
    if not form.is_valid():
        if any(form.has_error(name) for name in TellForm.CHOSEN_BEFORE):
            first = AboutForm.of(request, child=context["child"])
            return _never_kept(render(request, "concerns/tell.html", {**context, "form": first}))
        return _second(request, school, context, form, form.cleaned_data)
    if teller is None and is_flood(request, "sent", now):
        return _second(request, school, {**context, "is_flood": True}, form, form.cleaned_data)
    code = code_of(form.cleaned_data["form_key"])
    # Whoever tells of it is nobody here, also to the trail: it says only that a worry came.
    given = {"code_digest": digest_of(code), "has_files": bool(request.FILES)}
    if not form.does(raise_concern, clock(school, now), school, **given):
        return _second(request, school, context, form, form.cleaned_data)
    group = "pupils" if context["child"] else "staff" if teller is not None else "families"
    contacts = help_for(school, group)
    given = {**context, "code": code, "contacts": contacts}
    return _never_kept(render(request, "concerns/sent.html", given))


def _second(
    request: HttpRequest, school: School, context: dict[str, Any], form: TellForm, chosen: dict[str, Any]
) -> HttpResponse:
    """The words, under what was chosen: who reads them, and when they are read next."""
    now = moment()
    matter, about = chosen["matter"], chosen["about"]
    urgent = is_urgent(matter, in_danger=chosen["in_danger"])
    teller = form.teller.pk if form.teller is not None else None
    name, does = chosen.get("about_name", ""), chosen.get("about_does", "")
    line = queries.line_for(school, about, name, now, teller=teller, does=does)
    route = queries.route_for(school, matter, about, urgent=urgent, line=line)
    _offer_to_keep_it_from(form, route, about)
    more = {
        "form": form,
        "matter": matter,
        "is_image": matter is Matter.IMAGE,
        "urgent": urgent,
        "readers": [
            said.post_words(post) for post in route.posts if line.readers(post) or len(route.posts) == 1
        ],
        "manager_reads": bool(route.people),
        "look_by": queries.look_by(school, now, urgent=urgent),
        "now": now,
    }
    status = 409 if form.refusals else 200
    return _never_kept(render(request, "concerns/words.html", {**context, **more}, status=status))


def _offer_to_keep_it_from(form: TellForm, route: Route, about: About) -> None:
    """Somebody may know the person by another name: then the posts that would read it can be left out. Posts, not
    names: this page is everybody's."""
    field = form.fields["not_to"]
    if about in queries.GROWN_UPS and isinstance(field, ChoiceField):
        offered = [(post, said.post_words(post)) for post in route.posts]
        field.choices = [("", _("No, or I do not know")), *offered]
    else:
        del form.fields["not_to"]


@public
def answer(request: SchoolRequest, school_slug: str) -> HttpResponse:
    """With the code: whether it was read, what was done, what was said. Never the words of the worry themselves."""
    school = get_object_or_404(School.objects.select_related("trust"), slug=school_slug)
    recognise(request)
    form, found = CodeForm.of(request), None
    if form.is_bound and form.is_valid():
        if is_flood(request, "code", moment()):
            form.add_error(
                "code", _("Too many codes were tried from here. Wait an hour, or ring the school.")
            )
        else:
            found = queries.told_with(school, digest_of(form.cleaned_data["code"]))
            if found is None:
                form.add_error(
                    "code", _("We do not know this code. Look at it again: it has 16 letters and figures.")
                )
    context: dict[str, Any] = {"school": school, "form": form, "found": found, "now": moment()}
    if found is not None:
        with scope(school=school):
            context["answers"] = _answers(found)
    return _never_kept(render(request, "concerns/answer.html", context))


def _answers(concern: Concern) -> list[tuple[Any, str]]:
    """What was said to whoever told of it, and when."""
    found = []
    for note in queries.notes_of(concern):
        try:
            told = opened_words(note.box).get("told", "")
        except CannotOpen:
            continue
        if told:
            found.append((note.at, told))
    return found


def _colleague(request: SchoolRequest, school: School) -> Person | None:
    """Whoever is signed in and has a post at this school."""
    actor = getattr(request, "actor", None)
    if actor is None or actor.person is None or actor.trust_id != school.trust_id:
        return None
    person: Person = actor.person
    held = queries.held_posts(school, actor.now)
    return person if any(person.pk in people for people in held.values()) else None


def _never_kept(answer: HttpResponse) -> HttpResponse:
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Referrer-Policy"] = "same-origin"
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    return answer
