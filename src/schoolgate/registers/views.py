"""Pages of registers: all, one with its entries, an entry with its versions, and the spreadsheet."""

import csv
from datetime import date

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from schoolgate.kernel.permissions import Permission
from schoolgate.people.appointing import people_of
from schoolgate.people.queries import today_of
from schoolgate.policies.queries import current_policy
from schoolgate.registers import queries
from schoolgate.registers.actions import change_entry, end_entry, look_at_entry, write_entry
from schoolgate.registers.forms import ButtonForm, EndForm
from schoolgate.registers.models import Entry
from schoolgate.requests.showing import lines_of
from schoolgate.rules.forms import Kind
from schoolgate.rules.forms.own import OWN
from schoolgate.rules.forms.registers import Register, cell
from schoolgate.web.asking import AnswersForm
from schoolgate.web.door import SchoolRequest, screen
from schoolgate.web.forms import say

PER_PAGE = 25


@screen(Permission.REGISTER_READ)
def registers(request: SchoolRequest) -> HttpResponse:
    """Every register that one may read."""
    found = queries.registers_for(request.actor)
    many = queries.counted(request.actor.school)
    return render(
        request,
        "registers/registers.html",
        {"registers": [(one, many.get(key, 0)) for key, one in found.items()]},
    )


@screen(Permission.REGISTER_READ)
def register(request: SchoolRequest, key: str) -> HttpResponse:
    """One register, its entries, to be searched."""
    found = _register(request, key)
    words = request.GET.get("q", "")[:100]
    page = Paginator(queries.entries_of(found, words, school=request.actor.school), PER_PAGE).get_page(
        request.GET.get("page")
    )
    entries = list(page.object_list)
    names = queries.names_in(found, entries)
    shown = [
        (one, [(asked, lines_of(asked, one.answers.get(asked.key), names)) for asked in found.in_list()])
        for one in entries
    ]
    context = {"register": found, "page": page, "entries": shown, "words": words, "today": _today(request)}
    policy = current_policy(request.actor.school)
    context["wanted"], context["set"] = queries.wanted(policy, found), queries.set_for(policy, found)
    context["may_write"] = queries.may_write(request.actor, found)
    context["is_own"] = found.key.startswith(OWN)
    context["over_since"] = lambda one: _over_since(one, _today(request))
    context["keepers"] = queries.keepers_of(request.actor, found)
    return render(request, "registers/register.html", context)


@screen(Permission.REGISTER_KEEP)
def write(request: SchoolRequest, key: str) -> HttpResponse:
    """A new entry."""
    found = _register(request, key)
    clause = request.GET.get("clause", "")[:20]
    row = next((row for row in queries.rows_for(request.actor.school, found) if row.clause == clause), None)
    first = found.questions[0]
    initial = {first.key: row.detail} if row and first.kind in (Kind.LINE, Kind.WORDS) else {}
    initial |= {one.key: request.GET[one.key] for one in found.questions if one.key in request.GET}
    people = _people(request, found)
    form = AnswersForm.of(request, questions=found.questions, people=people, initial=initial)
    if form.does(write_entry, request.actor, request.actor.school, register=key, clause=clause):
        say(request, _("Written down."))
        return redirect("registers:register", request.actor.school.slug, key)
    return _form_page(request, found, form)


@screen(Permission.REGISTER_READ)
def entry(request: SchoolRequest, entry_id: int) -> HttpResponse:
    """One entry, with everything it ever said."""
    return _entry_page(request, *_entry(request, entry_id))


@screen(Permission.REGISTER_KEEP)
def change(request: SchoolRequest, entry_id: int) -> HttpResponse:
    """Write it anew."""
    found, kind = _entry(request, entry_id)
    initial = AnswersForm.shown(found.answers, kind.questions)
    form = AnswersForm.of(request, questions=kind.questions, people=_people(request, kind), initial=initial)
    if form.does(change_entry, request.actor, found):
        say(request, _("Written anew. What it said before stays readable."))
        return redirect("registers:entry", request.actor.school.slug, found.pk)
    return _form_page(request, kind, form)


@screen(Permission.REGISTER_KEEP)
@require_POST
def look(request: SchoolRequest, entry_id: int) -> HttpResponse:
    """It is still right."""
    found, kind = _entry(request, entry_id)
    form = ButtonForm.of(request)
    if form.does(look_at_entry, request.actor, found):
        say(request, _("Looked at."))
        return redirect("registers:register", request.actor.school.slug, kind.key)
    return _entry_page(request, found, kind, form)


@screen(Permission.REGISTER_KEEP)
@require_POST
def end(request: SchoolRequest, entry_id: int) -> HttpResponse:
    """It holds no more."""
    found, kind = _entry(request, entry_id)
    form = EndForm.of(request)
    if form.does(end_entry, request.actor, found):
        say(request, _("Ended. It stays in the register."))
        return redirect("registers:register", request.actor.school.slug, kind.key)
    return _entry_page(request, found, kind, form)


@screen(Permission.REGISTER_READ)
def export(request: SchoolRequest, key: str) -> HttpResponse:
    """The register as a spreadsheet; nothing in it is run."""
    found = _register(request, key)
    entries = list(queries.entries_of(found))
    names = queries.names_in(found, entries)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{found.key}.csv"'
    writer = csv.writer(response)
    heads = [cell([one.asks]) for one in found.questions]
    writer.writerow([*heads, _("Written by"), _("Written at"), _("Looked at"), _("Ended")])
    for one in entries:
        answers = [cell(lines_of(asked, one.answers.get(asked.key), names)) for asked in found.questions]
        times = [
            at.isoformat(timespec="minutes") if at else ""
            for at in (one.written_at, one.looked_at, one.ended_at)
        ]
        writer.writerow([*answers, cell([str(one.written_by or "")]), *times])
    return response


def _register(request: SchoolRequest, key: str) -> Register:
    found = queries.registers_for(request.actor).get(key)
    if found is None:
        raise Http404
    return found


def _entry(request: SchoolRequest, entry_id: int) -> tuple[Entry, Register]:
    found: Entry = get_object_or_404(Entry.objects.select_related("written_by", "looked_by"), pk=entry_id)
    return found, _register(request, found.key)


def _over_since(one: Entry, today: date) -> date | None:
    """The last day of what it speaks of, where that has been."""
    until = one.answers.get("until_on")
    return date.fromisoformat(until) if isinstance(until, str) and "" < until < today.isoformat() else None


def _today(request: SchoolRequest) -> date:
    return today_of(request.actor.now)


def _people(request: SchoolRequest, found: Register) -> list[tuple[int, str]]:
    if not any(one.kind in (Kind.PERSON, Kind.PEOPLE) for one in found.questions):
        return []
    return [(one.pk, str(one)) for one in people_of(request.actor.school, today_of(request.actor.now))]


def _form_page(request: SchoolRequest, found: Register, form: AnswersForm) -> HttpResponse:
    context = {"register": found, "form": form}
    return render(request, "registers/write.html", context, status=409 if form.refusals else 200)


def _entry_page(
    request: SchoolRequest, found: Entry, kind: Register, form: ButtonForm | EndForm | None = None
) -> HttpResponse:
    versions = list(found.versions.select_related("written_by").order_by("-pk"))
    names = queries.names_in(kind, [found, *versions])
    told = [
        (one, [(asked, lines_of(asked, one.answers.get(asked.key), names)) for asked in kind.questions])
        for one in versions
    ]
    context = {
        "register": kind,
        "entry": found,
        "versions": told,
        "form": form,
        "end_form": form if isinstance(form, EndForm) else EndForm(),
        "today": _today(request),
        "may_write": queries.may_write(request.actor, kind),
    }
    return render(request, "registers/entry.html", context, status=409 if form is not None else 200)
