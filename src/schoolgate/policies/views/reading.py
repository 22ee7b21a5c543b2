"""The school's policy as a page to read: what holds, where it comes from, in which clauses."""

from functools import partial
from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from schoolgate.kernel.permissions import Permission
from schoolgate.policies import queries
from schoolgate.policies.kept import how_kept
from schoolgate.policies.living import at_its_head
from schoolgate.policies.models import AdoptedPolicy
from schoolgate.policies.offering import forms_offered_to, read_beside
from schoolgate.policies.views.living import how_it_lives
from schoolgate.policies.words import AREA_WORDS, STRICTNESS_WORDS
from schoolgate.rules.policy import Clause, ResolvedPolicy, ResolvedSetting
from schoolgate.rules.policy.shapes import Several
from schoolgate.web.door import SchoolRequest, screen


@screen(Permission.POLICY_READ)
def policy(request: SchoolRequest) -> HttpResponse:
    """The policy the school lives by now."""
    school = request.actor.school
    version = queries.in_force(school).select_related("adopted_by", "by_trust", "stands_on").first()
    held = queries.fresh_policy() if version is None else queries.policy_of(version)
    waiting = queries.waiting_version(school)
    return render(
        request,
        "policies/policy.html",
        {
            **on_a_page(held),
            "version": version,
            "waiting": waiting,
            "may_sign": waiting is not None and not queries.refusals_to_sign(request.actor, waiting),
            "may_adopt": request.actor.may(Permission.POLICY_ADOPT),
            "signatures": _signatures(version),
            "checks": _checks(version, held),
            "lives": how_it_lives(held),
            "forms": forms_offered_to(request.actor),
            "beside": read_beside(request.actor),
        },
    )


@screen(Permission.POLICY_READ)
def versions(request: SchoolRequest) -> HttpResponse:
    """Every version the school ever had, the latest first."""
    kept = list(
        queries.versions(request.actor.school)
        .defer("document")
        .select_related("adopted_by", "by_trust", "stands_on")
    )
    return render(request, "policies/versions.html", {"versions": kept})


@screen(Permission.POLICY_READ)
def version(request: SchoolRequest, number: int) -> HttpResponse:
    """One version as it stood."""
    held: AdoptedPolicy = get_object_or_404(
        AdoptedPolicy.objects.select_related("adopted_by", "by_trust", "stands_on"),
        school=request.actor.school,
        number=number,
    )
    context = {**on_a_page(queries.policy_of(held)), "version": held, "signatures": _signatures(held)}
    return render(request, "policies/version.html", context)


def on_a_page(held: ResolvedPolicy) -> dict[str, object]:
    """What the templates need of a policy."""
    return {
        "policy": held,
        "areas": [(AREA_WORDS[area], area, settings) for area, settings in _by_area(held)],
        "gates": [gate for gate in held.gates.values() if not gate.definition.promise],
        "promises": [gate for gate in held.gates.values() if gate.definition.promise],
        "clauses_in": lambda ids: _clauses(held, ids),
        "strictness_words": STRICTNESS_WORDS,
        "how_kept": partial(how_kept, held),
        "at_its_head": at_its_head(held),
    }


def _by_area(held: ResolvedPolicy) -> list[tuple[str, list[ResolvedSetting]]]:
    order = list(AREA_WORDS)
    settings = sorted(held.settings.values(), key=lambda each: order.index(each.definition.area))
    return [(area, list(each)) for area, each in groupby(settings, key=lambda each: each.definition.area)]


def _clauses(held: ResolvedPolicy, ids: tuple[str, ...]) -> list[Clause]:
    return [held.clauses[each] for each in ids]


def _checks(version: AdoptedPolicy | None, held: ResolvedPolicy) -> list[str]:
    """What somebody confirmed before it counted, in words."""
    shape = held.settings["adoption_checks"].definition.shape
    words = shape.choices if isinstance(shape, Several) else {}
    return [words[check] for check in version.checks if check in words] if version else []


def _signatures(version: AdoptedPolicy | None) -> list[object]:
    if version is None:
        return []
    signed = version.stands_on or version
    return list(signed.signatures.all())
