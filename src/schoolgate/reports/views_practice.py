"""How the policy is put into practice, in numbers."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render

from schoolgate.families.rules_for_families import told_families
from schoolgate.kernel.permissions import Permission
from schoolgate.people.queries import today_of
from schoolgate.policies.queries import current_policy, in_force
from schoolgate.reports.across_the_trust import answers_for_the_trust
from schoolgate.reports.practice import (
    NUMBERS,
    SIGNATURES,
    duties_owed,
    pupils_who_know,
    signed_share,
    trained_share,
)
from schoolgate.web.door import SchoolRequest, screen

A_YEAR = timedelta(days=365)


@screen(Permission.NUMBERS_READ)
def practice(request: SchoolRequest) -> HttpResponse:
    """For governors, trust and leaders: what is done and what is open, without a name."""
    school, now = request.actor.school, request.actor.now
    policy = current_policy(school)
    return render(
        request,
        "reports/practice.html",
        {
            "version": in_force(school).defer("document").first(),
            "signed": signed_share(school, policy, now),
            "trained": trained_share(school, now),
            "pupils": pupils_who_know(school),
            "families": told_families(school, today_of(now)),
            "known_clauses": policy.clauses_of(SIGNATURES),
            "owed": duties_owed(school, policy, now, now - A_YEAR),
            "clauses": policy.clauses_of(NUMBERS),
            "for_the_trust": answers_for_the_trust(request.actor),
        },
    )
