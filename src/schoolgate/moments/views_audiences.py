"""Pages of the policy in short: for families and pupils, who sign in nowhere, and for everybody at the school."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django_scopes import scope

from schoolgate.kernel.permissions import Permission
from schoolgate.moments import audiences
from schoolgate.moments.telling import told_at
from schoolgate.people.models import School
from schoolgate.policies.queries import current_policy
from schoolgate.registers.queries import filters
from schoolgate.web.door import SchoolRequest, public, screen


@public
def for_families(request: HttpRequest, school_slug: str) -> HttpResponse:
    """What the school asks of families, with its advice. Public as the policy is, and nothing else of the school."""
    title, lead = _("Being online: what we ask of families"), _("Our school’s rules and advice in short.")
    return _in_short(request, school_slug, audiences.FAMILIES, title, lead)


@public
def for_pupils(request: HttpRequest, school_slug: str) -> HttpResponse:
    """What pupils keep to and learn, in words for children."""
    title, lead = (
        _("Being online: what we ask of pupils"),
        _("So that you stay safe, and everybody is treated well."),
    )
    return _in_short(request, school_slug, audiences.PUPILS, title, lead)


def _in_short(request: HttpRequest, school_slug: str, audience: str, title: str, lead: str) -> HttpResponse:
    school = get_object_or_404(School, slug=school_slug)
    with scope(school=school):
        policy = current_policy(school)
    moments = audiences.TOLD_TO[audience]
    told = [one for moment in moments for one in audiences.told_to(policy, audience, moment)]
    said = audiences.said_to(policy, audience)
    context = {"school": school, "title": title, "lead": lead, "told": told, "said": said}
    if audience == audiences.FAMILIES:
        context["ways"] = audiences.ways_to_families(policy)
        context["filters_told"] = audiences.filters_told(policy)
        with scope(school=school):
            context["filters"] = filters(school) if context["filters_told"] else []
    return render(request, "moments/in_short.html", context)


@screen(Permission.POLICY_READ)
def rules(request: SchoolRequest) -> HttpResponse:
    """The policy in short for everybody at the school: at work, in private, what can go wrong and what may follow."""
    policy = current_policy(request.actor.school)
    sections = [
        ("work", _("At work"), audiences.AT_WORK),
        ("private", _("In private"), audiences.IN_PRIVATE),
    ]
    return render(
        request,
        "moments/rules.html",
        {
            "sections": [
                (key, words, [one for moment in moments for one in told_at(policy, moment)])
                for key, words, moments in sections
            ],
            "classes": policy.clauses_of(audiences.CLASSES),
            "risks": list(audiences.risks_of(policy)),
            "said": audiences.said_to(policy, audiences.STAFF),
        },
    )
