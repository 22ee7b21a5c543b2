"""The record of processing, the draft of an impact assessment, corrections, and who answers in law."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from schoolgate.kernel.permissions import Permission
from schoolgate.people.queries import today_of
from schoolgate.personal_data import impact as impacts
from schoolgate.personal_data import processing as made
from schoolgate.personal_data.actions.complaining import set_controller
from schoolgate.personal_data.correctable import CORRECTABLE
from schoolgate.personal_data.forms import ControllerForm
from schoolgate.personal_data.models import Controller, Correction
from schoolgate.personal_data.paper import as_pdf
from schoolgate.personal_data.subjects import subject_of
from schoolgate.personal_data.views.one import page_of
from schoolgate.web.door import SchoolRequest, screen
from schoolgate.web.forms import say
from schoolgate.web.jinja_environment import url


def _facts(request: SchoolRequest) -> dict[str, Any]:
    school = request.actor.school
    return {
        "controller": made.controller_words(school),
        "said": Controller.objects.filter(school=school).first(),
        "recipients": made.recipients(school),
        "outside": made.outside_the_uk(school),
        "safeguards": impacts.safeguards(school),
    }


@screen(Permission.PERSONAL_DATA_KEEP)
def processing(request: SchoolRequest) -> HttpResponse:
    """What is done with whose data, for what, how long, who sees it and who gets it."""
    given = {**_facts(request), "activities": list(made.activities(request.actor.school))}
    return render(request, "personal_data/processing.html", given)


@screen(Permission.PERSONAL_DATA_KEEP)
def processing_on_paper(request: SchoolRequest) -> HttpResponse:
    """The same to print."""
    facts = _facts(request)
    sections = [
        _section(_("Who answers in law"), [facts["controller"], *_officer(facts["said"])]),
        *(
            _section(
                one.title,
                one.purposes,
                [
                    [_("Whose data"), ", ".join(one.whose)],
                    [_("Kinds of data"), ", ".join(one.kinds)],
                    *([[_("Special categories"), one.special]] if one.special else []),
                    [_("Lawful basis"), "; ".join(one.bases)],
                    [_("Kept"), "; ".join(one.keeping)],
                    [_("Seen by"), "; ".join(one.seen_by)],
                ],
            )
            for one in made.activities(request.actor.school)
        ),
        *_outside(facts),
        _section(_("How it is kept safe"), [holds for _risk, holds in facts["safeguards"]]),
    ]
    return _paper(request, _("Record of processing"), sections)


@screen(Permission.PERSONAL_DATA_KEEP)
def impact(request: SchoolRequest) -> HttpResponse:
    """A draft: what the program can say of itself and of this installation. People judge it."""
    chapters = impacts.chapters(request.actor.school, request.actor.now)
    given = {**_facts(request), "chapters": chapters, "people_add": impacts.what_people_add()}
    return render(request, "personal_data/impact.html", given)


@screen(Permission.PERSONAL_DATA_KEEP)
def impact_on_paper(request: SchoolRequest) -> HttpResponse:
    """The same to print, with lines for those who judge and sign."""
    facts = _facts(request)
    head = [_("Risk"), _("What holds against it"), _("How likely, how bad, what is left")]
    risks = _section(_("Risks, and what holds against them here"), [])
    sections = [
        _section(_("Who answers in law"), [facts["controller"], *_officer(facts["said"])]),
        *(
            _section(one.title, one.lines)
            for one in impacts.chapters(request.actor.school, request.actor.now)
        ),
        *_outside(facts),
        {**risks, "table": {"head": head, "rows": [[*one, ""] for one in facts["safeguards"]]}},
        _section(_("What people add"), impacts.what_people_add()),
    ]
    return _paper(request, _("Data protection impact assessment, a draft"), sections)


def _outside(facts: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        _section(_("Who outside receives data"), facts["recipients"]),
        _section(_("Outside the United Kingdom"), facts["outside"]),
    ]


def _officer(said: Controller | None) -> list[str]:
    if said is None:
        return []
    lines = [
        (_("Registration: %(words)s"), said.registration),
        (_("Data protection officer: %(words)s"), said.officer),
    ]
    return [line % {"words": words} for line, words in lines if words]


def _section(title: str, lines: list[str], pairs: list[list[str]] | None = None) -> dict[str, Any]:
    return {"title": title, "lines": lines, "rows": [pairs] if pairs else [], "more": 0}


def _paper(request: SchoolRequest, title: str, sections: list[dict[str, Any]]) -> HttpResponse:
    school, now = request.actor.school, request.actor.now
    under = _("%(school)s, %(day)s") % {"school": school.name, "day": f"{today_of(now):%-d %B %Y}"}
    answer = HttpResponse(as_pdf(title, under, sections, now), content_type="application/pdf")
    answer["Content-Disposition"] = "inline"
    return answer


@screen(Permission.PERSONAL_DATA_KEEP)
def controller(request: SchoolRequest) -> HttpResponse:
    """Say who answers in law."""
    school = request.actor.school
    said = Controller.objects.filter(school=school).first()
    usual = Controller.Who.TRUST if school.trust.schools.count() > 1 else Controller.Who.GOVERNING_BODY
    initial = (
        {"who": said.who, "registration": said.registration, "officer": said.officer}
        if said
        else {"who": usual}
    )
    form = ControllerForm.of(request, initial=initial)
    if form.does(set_controller, request.actor, school):
        say(request, _("Saved."))
        return redirect(url("personal_data:processing", school_slug=school.slug))
    return render(request, "personal_data/controller.html", {"form": form, "is_said": said is not None})


@screen(Permission.PERSONAL_DATA_KEEP)
def corrections(request: SchoolRequest) -> HttpResponse:
    """What was put right lately, who asked, and who has to hear of it."""
    school = request.actor.school
    found = Correction.objects.filter(school=school).select_related(
        "pupil", "adult", "person", "corrected_by"
    )
    rows = [
        (one, subject, CORRECTABLE[subject.kind][one.field].title, page_of(subject))
        for one in found[:100]
        for subject in (subject_of(one.whose, school),)
    ]
    return render(request, "personal_data/corrections.html", {"rows": rows})
