"""What a review of the policy looks at, on one page."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render

from schoolgate.kernel.permissions import ROLE_WORDS, Permission
from schoolgate.policies.forms_library import register_forms
from schoolgate.policies.queries import current_policy, in_force, term_began
from schoolgate.registers.duty_subjects import LESSONS
from schoolgate.reports.review import REVIEW, agenda_of
from schoolgate.web.door import SchoolRequest, screen


@screen(Permission.NUMBERS_READ)
def review_agenda(request: SchoolRequest) -> HttpResponse:
    """For headteacher, governors and trust: what came together since the policy came into force."""
    school, now = request.actor.school, request.actor.now
    policy = current_policy(school)
    agenda = agenda_of(school, policy, term_began(school, now), now)
    [came_of] = [one for one in register_forms()[LESSONS].questions if one.key == "came_of"]
    return render(
        request,
        "reports/review.html",
        {
            "version": in_force(school).defer("document").first(),
            "agenda": agenda,
            "came_of": came_of.choices,
            "changed_on": {one.pk: date.fromisoformat(one.answers["changed_on"]) for one in agenda.laws},
            "role_words": ROLE_WORDS,
            "clauses": policy.clauses_of(REVIEW),
        },
    )
