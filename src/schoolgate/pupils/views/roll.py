"""The roll and one pupil of it, with what the family answered and when."""

from datetime import datetime

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from schoolgate.kernel.permissions import Permission
from schoolgate.people.queries import today_of
from schoolgate.policies.queries import in_force
from schoolgate.pupils import lists
from schoolgate.pupils.actions.adults import change_adult
from schoolgate.pupils.actions.consents import record_answer, withdraw_consent
from schoolgate.pupils.actions.exporting import export_roll
from schoolgate.pupils.actions.understanding import assess_pupil
from schoolgate.pupils.answer_queries import answered_meanwhile
from schoolgate.pupils.forms.answers import AdultForm, AssessForm, RecordAnswerForm, WithdrawForm
from schoolgate.pupils.givers import understanding_of
from schoolgate.pupils.importing.harmless import harmless_csv
from schoolgate.pupils.models import Pupil, Responsibility
from schoolgate.pupils.words import SAID_WORDS
from schoolgate.rules.consents import CAPACITY_WORDS, MEDIUM_WORDS, Medium, Said, is_online, use_words
from schoolgate.web.door import SchoolRequest, screen
from schoolgate.web.forms import say
from schoolgate.web.jinja_environment import url

PER_PAGE = 40
ANSWERS_SHOWN = 60


def _asked_for(request: SchoolRequest) -> dict[str, str]:
    """What the list is narrowed by."""
    return {
        "words": request.GET.get("q", "").strip()[:80],
        "class_name": request.GET.get("class", "")[:40],
        "answered": request.GET.get("answered", "")[:20],
    }


@screen(Permission.PUPIL_READ)
def roll(request: SchoolRequest) -> HttpResponse:
    """Everyone on the roll, found by name, class and how far the family has answered."""
    school, today = request.actor.school, today_of(request.actor.now)
    asked = _asked_for(request)
    left = request.GET.get("left") == "1"
    if not request.actor.may(Permission.CONSENT_READ):
        asked["answered"] = ""
    page = Paginator(lists.found_on_roll(school, today, **asked, left=left), PER_PAGE).get_page(
        request.GET.get("page")
    )
    kept = request.GET.copy()
    kept.pop("page", None)
    return render(
        request,
        "pupils/roll.html",
        {
            "page": page,
            "lines": lists.roll_lines(school, page.object_list),
            "classes": lists.classes_of(school, today),
            "asked": asked,
            "left": left,
            "query": f"{kept.urlencode()}&" if kept else "",
            "questions": _count_questions(request),
        },
    )


def _count_questions(request: SchoolRequest) -> int:
    if not request.actor.may(Permission.CONSENT_MAINTAIN):
        return 0
    return lists.open_questions(request.actor.school).count()


@screen(Permission.PUPIL_READ)
def pupil(request: SchoolRequest, pupil_id: int) -> HttpResponse:
    """One pupil: class, adults and what holds now for each use; every answer there ever was for the few.

    Who may not see the restricted list sees no history: a yes in it that does not hold would tell of the list.
    """
    shown = get_object_or_404(Pupil, pk=pupil_id)
    may_see_answers = request.actor.may(Permission.CONSENT_READ)
    may_see_history = may_see_answers and request.actor.may(Permission.PUPIL_RESTRICT)
    uses = lists.uses_now(request.actor.school, shown) if may_see_answers else []
    return render(
        request,
        "pupils/pupil.html",
        {
            "pupil": shown,
            "media": [MEDIUM_WORDS[medium] for medium in Medium],
            "places": lists.by_place(uses),
            "use_words": use_words,
            "said_words": SAID_WORDS,
            "capacity_words": CAPACITY_WORDS,
            "history": lists.history_of(shown)[:ANSWERS_SHOWN] if may_see_history else [],
            "adults": lists.adults_of(shown) if may_see_answers else [],
            "assessed": understanding_of(shown) if may_see_answers else None,
            "has_a_yes": any(one.said is Said.YES for one in uses),
            "has_left": shown.left_on is not None and shown.left_on <= today_of(request.actor.now),
        },
    )


@screen(Permission.CONSENT_MAINTAIN)
def answer(request: SchoolRequest, pupil_id: int) -> HttpResponse:
    """Write down what a family answered."""
    shown = get_object_or_404(Pupil, pk=pupil_id)
    uses = lists.uses_of(request.actor.school)
    form = RecordAnswerForm.of(request, uses=uses, initial={"answered_on": today_of(request.actor.now)})
    meanwhile = answered_meanwhile(request.actor, shown, request.POST.get("opened", ""))
    if not meanwhile and form.does(record_answer, request.actor, shown):
        # The same for every child: beside a page that says no, it must not tell why.
        say(
            request,
            _(
                "The answer is written down. Where the page still says no to it, somebody else’s word counts first. "
                "The data protection lead knows whose, and need not say."
            ),
        )
        return redirect(_page_of(request, shown))
    form.refusals += meanwhile
    context = {"form": form, "pupil": shown, "opened": request.actor.now.isoformat()}
    return render(request, "pupils/answer.html", context)


@screen(Permission.CONSENT_READ)
def consent_form(request: SchoolRequest) -> HttpResponse:
    """The questions to families on paper: each use by itself, nothing ticked, and what goes online said so."""
    school = request.actor.school
    asked = [(use, use_words(use), is_online(use)) for use in lists.uses_of(school)]
    return render(request, "pupils/consent_form.html", {"asked": asked, "version": in_force(school).first()})


@screen(Permission.CONSENT_MAINTAIN)
def assess(request: SchoolRequest, pupil_id: int) -> HttpResponse:
    """Write down whether a pupil understands what it means, and so answers alone."""
    shown = get_object_or_404(Pupil, pk=pupil_id)
    form = AssessForm.of(request)
    if form.does(assess_pupil, request.actor, shown):
        say(request, _("Written down."))
        return redirect(_page_of(request, shown))
    return render(request, "pupils/assess.html", {"form": form, "pupil": shown})


@screen(Permission.CONSENT_MAINTAIN)
def withdraw(request: SchoolRequest, pupil_id: int) -> HttpResponse:
    """Take a yes back, at once."""
    shown = get_object_or_404(Pupil, pk=pupil_id)
    uses = [one.use for one in lists.uses_now(request.actor.school, shown) if one.said is Said.YES]
    form = WithdrawForm.of(request, uses=uses)
    if form.does(withdraw_consent, request.actor, shown):
        say(request, _("It is taken back from now on. What is public comes down."))
        return redirect(_page_of(request, shown))
    return render(request, "pupils/withdraw.html", {"form": form, "pupil": shown, "uses": uses})


@screen(Permission.CONSENT_MAINTAIN)
def adult(request: SchoolRequest, pupil_id: int, tie_id: int) -> HttpResponse:
    """What an adult of the family may do."""
    shown = get_object_or_404(Pupil, pk=pupil_id)
    tie = get_object_or_404(Responsibility.objects.select_related("adult"), pk=tie_id, pupil=shown)
    form = AdultForm.of(
        request, initial={"may_answer": tie.may_answer, "may_be_written_to": tie.may_be_written_to}
    )
    if form.does(change_adult, request.actor, shown, tie=tie.pk):
        say(request, _("Saved."))
        return redirect(_page_of(request, shown))
    return render(request, "pupils/adult.html", {"form": form, "pupil": shown, "tie": tie})


@screen(Permission.PUPIL_READ)
@require_POST
def export(request: SchoolRequest) -> HttpResponse:
    """The roll with what holds now, as a file. That it was made is recorded."""
    if not request.actor.may(Permission.CONSENT_READ):
        return redirect(url("pupils:roll", school_slug=request.actor.school.slug))
    school = request.actor.school
    asked, today = _asked_for(request), today_of(request.actor.now)
    found = lists.found_on_roll(school, today, **asked, left=False)
    export_roll(request.actor, school, count=len(found))
    header, rows = lists.export_rows(school, found)
    return _as_file(harmless_csv(header, rows), request.actor.now)


def _as_file(data: bytes, now: datetime) -> HttpResponse:
    response = HttpResponse(data, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="roll-{today_of(now)}.csv"'
    return response


def _page_of(request: SchoolRequest, shown: Pupil) -> str:
    return url("pupils:pupil", school_slug=request.actor.school.slug, pupil_id=shown.pk)
