"""A pupil's own page: the code is typed, the questions are answered, the code is used up. No address holds it."""

import secrets

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django_scopes import scope

from schoolgate.families.actions.codes import answer_by_code
from schoolgate.families.codes import EXAMPLE, as_pupil, opened_by
from schoolgate.families.known import known_of
from schoolgate.families.models import PupilCode
from schoolgate.families.objecting import task_uses
from schoolgate.families.said import changed, chosen_in, lines_of, only
from schoolgate.families.said_before import objections_of
from schoolgate.families.showing import Questions
from schoolgate.families.trying import note_wrong, too_many_wrong
from schoolgate.families.views.private import never_kept, query_of, shown
from schoolgate.kernel.actions import AlreadyDone, Refused
from schoolgate.people.models import School
from schoolgate.pupils.givers import who_answer_alone
from schoolgate.rules.consents import Said
from schoolgate.web.door import moment, public


@public
def own(request: HttpRequest, school_slug: str) -> HttpResponse:
    """Type the code; then the questions in the pupil's own words."""
    school = get_object_or_404(School.objects.select_related("trust"), slug=school_slug)
    if request.method != "POST":
        given = {"school": school, "example": EXAMPLE, "is_done": request.GET.get("done") == "1"}
        return shown(request, "families/code.html", given)
    if too_many_wrong(request, school_slug, moment()):
        return _not_opened(request, school, "own_too_often", 429)
    with scope(school=school):
        code = opened_by(school_slug, request.POST.get("code", "")[:40], moment())
        alone = who_answer_alone(school, [code.pupil_id]) if code is not None else {}
        if code is None or code.pupil_id not in alone:
            note_wrong(request, school_slug, moment())
            return _not_opened(request, school, "own_wrong", 422)
        return _Page(request, code, tells_parents=alone[code.pupil_id].tells_parents).answer()


def _not_opened(request: HttpRequest, school: School, why: str, status: int) -> HttpResponse:
    given = {"school": school, "example": EXAMPLE, "wrong": why}
    return shown(request, "families/code.html", given, status=status)


class _Page:
    """What one posted code opens: the questions, what is saved if one goes on, and the saving."""

    def __init__(self, request: HttpRequest, code: PupilCode, *, tells_parents: bool) -> None:
        self.request, self.code, self.tells_parents = request, code, tells_parents
        self.pupil = code.pupil
        self.questions = Questions.of_pupil(self.pupil)
        self.why = request.POST.get("why", "")[:500]
        self.choices = changed(
            chosen_in(request.POST, [self.pupil], self.questions.uses),
            self.questions.own,
            said_again=task_uses(code.school) if self.why.strip() else (),
        )

    def answer(self) -> HttpResponse:
        do = "save" if "all_no" in self.request.POST else self.request.POST.get("do", "open")
        if do in ("save", "confirm") and not self.choices:
            return self._asks(mind="nothing_chosen")
        if do == "save":
            return self._check()
        return self._save() if do == "confirm" else self._asks()

    def _asks(self, mind: str = "", status: int = 200) -> HttpResponse:
        given = {
            "pupil": self.pupil,
            "places": self.questions.places(self.choices),
            "tells_parents": self.tells_parents,
            "objections": objections_of([self.pupil.pk], None),
            "mind": mind,
        }
        return self._shown("families/pupil.html", given, status)

    def _check(self) -> HttpResponse:
        noes, yeses = only(self.choices, Said.NO), only(self.choices, Said.YES)
        given = {
            "choices": [(pk, use, said) for pk, uses in self.choices.items() for use, said in uses.items()],
            "noes": lines_of(self.questions.children, noes),
            "yeses": lines_of(self.questions.children, yeses),
            "known": known_of({self.pupil: noes[self.pupil.pk]}) if noes else None,
        }
        return self._shown("families/check.html", given)

    def _save(self) -> HttpResponse:
        actor, once = as_pupil(self.code, moment()), self.request.POST.get("form_key", "")[:32]
        answers = self.choices[self.pupil.pk]
        try:
            answer_by_code(
                actor, self.pupil, code=self.code.pk, answers=answers, words=self.why, form_key=once
            )
        except AlreadyDone:
            pass  # The same form again: it is saved.
        except Refused:
            return self._asks(mind="own_failed", status=409)
        here = reverse("families:own_answers", kwargs={"school_slug": self.code.school.slug})
        return never_kept(redirect(here + query_of(self.request, done="1")))

    def _shown(self, template: str, given: dict[str, object], status: int = 200) -> HttpResponse:
        same = {
            "school": self.code.school,
            "code": self.request.POST.get("code", "")[:40],
            "why": self.why,
            "form_key": self.request.POST.get("form_key", "")[:32] or secrets.token_urlsafe(18),
        }
        return shown(self.request, template, {**same, **given}, status=status)
