"""The pages of the trail: the list, one event, and erasing an event's words."""

from datetime import date

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schoolgate.audit.checkpoints import newest
from schoolgate.kernel.erasing import erase_detail
from schoolgate.kernel.permissions import Permission
from schoolgate.policies.living import named
from schoolgate.policies.queries import current_policy
from schoolgate.reports.trail.lines import Search, line_of, page_of_trail, visible
from schoolgate.reports.trail.words import groups
from schoolgate.web.door import SchoolRequest, screen
from schoolgate.web.forms import ActionForm, say


class EraseDetailForm(ActionForm):
    """Why the words go; this stays for ever, so it names nobody."""

    reason = forms.CharField(
        label=gettext_lazy("Why are these words erased?"),
        help_text=gettext_lazy("This stays in the trail for ever. Do not name anybody."),
        max_length=200,
        required=False,
    )


@screen(Permission.TRAIL_READ)
def trail(request: SchoolRequest) -> HttpResponse:
    """What happened at this school, the newest first; by words, by kind, by subject."""
    search = _search(request)
    lines, has_more = page_of_trail(request.actor, search)
    asked = {
        "words": search.words,
        "group": search.group,
        "about": search.about,
        "control": search.control,
        "since": search.since.isoformat() if search.since else "",
    }
    kept = {key: value for key, value in asked.items() if value}
    return render(
        request,
        "reports/trail.html",
        {
            "lines": lines,
            "search": search,
            "groups": groups(),
            "proves": named(current_policy(request.actor.school), search.control)[0]
            if search.control
            else "",
            "older": f"?{urlencode({**kept, 'before': str(lines[-1].id)})}" if has_more else "",
            "newest": f"?{urlencode(kept)}" if search.before is not None else "",
            "checkpoint": newest(request.actor.log_key),
        },
    )


@screen(Permission.TRAIL_READ)
def trail_event(request: SchoolRequest, event_id: int) -> HttpResponse:
    """One event: who did what to what, by which rules, and what was written about it."""
    event = get_object_or_404(visible(request.actor), pk=event_id)
    return render(
        request, "reports/trail_event.html", {"line": line_of(request.actor, event), "event": event}
    )


@screen(Permission.DETAIL_ERASE)
def trail_erase(request: SchoolRequest, event_id: int) -> HttpResponse:
    """Erase what an event says about people, because the law asks for it."""
    event = get_object_or_404(visible(request.actor), pk=event_id)
    form = EraseDetailForm.of(request)
    if form.does(erase_detail, request.actor, event):
        say(request, _("The words are erased. The trail says by whom and why."))
        return redirect("trail_event", request.actor.school.slug, event.pk)
    return render(
        request,
        "reports/trail_erase.html",
        {"line": line_of(request.actor, event), "event": event, "form": form},
    )


def _day(words: str) -> date | None:
    try:
        return date.fromisoformat(words)
    except ValueError:
        return None


def _search(request: SchoolRequest) -> Search:
    before = request.GET.get("before", "")
    group = request.GET.get("group", "")
    return Search(
        words=request.GET.get("words", "").replace("\0", "").strip()[:100],
        group=group if group in dict(groups()) else "",
        about=request.GET.get("about", "").replace("\0", "")[:120],
        before=int(before) if before.isdecimal() and len(before) < 19 else None,
        control=request.GET.get("control", "").replace("\0", "")[:80],
        since=_day(request.GET.get("since", "")),
    )
