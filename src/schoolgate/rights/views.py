"""Pages: who may post where and what is missing; one's own right."""

from datetime import date

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from schoolgate.kernel.permissions import Permission
from schoolgate.policies.queries import current_policy
from schoolgate.rights.queries import bans_by_person, keeps_me_out, my_right, who_may_post
from schoolgate.rules.refusals import Control
from schoolgate.rules.right_to_post import SETTING, demands_of
from schoolgate.web.door import SchoolRequest, screen

PER_PAGE = 25


@screen(Permission.POST_WRITE)
def mine(request: SchoolRequest) -> HttpResponse:
    """Where I may post, and what is missing where I may not."""
    policy, line = my_right(request.actor)
    ban = keeps_me_out(request.actor) if line and line.is_kept_out else None
    context = {
        "line": line,
        "ban": ban,
        "kept_until": date.fromisoformat(ban.answers["until_on"])
        if ban and "until_on" in ban.answers
        else None,
        "setting": policy.settings.get(SETTING) if demands_of(policy) else None,
        "clauses": policy.clauses_of(Control.HAS_READ_SIGNED_AND_TRAINED) if demands_of(policy) else (),
        "today": request.actor.now.date(),
    }
    return render(request, "rights/mine.html", context)


@screen(Permission.SIGNATURES_READ)
def who(request: SchoolRequest) -> HttpResponse:
    """Everybody whose role lets them post, with every account: what is missing first."""
    school = request.actor.school
    policy = current_policy(school)
    lines = sorted(
        who_may_post(school, policy, request.actor.now), key=lambda one: not (one.lacks or one.is_kept_out)
    )
    only_missing = request.GET.get("missing") == "1"
    shown = [one for one in lines if one.lacks or not one.may_somewhere] if only_missing else lines
    page = Paginator(shown, PER_PAGE).get_page(request.GET.get("page"))
    kept_out = [one.person.pk for one in page.object_list if one.is_kept_out]
    context = {
        "page": page,
        "bans": bans_by_person(request.actor, kept_out) if kept_out else {},
        "number": len(lines),
        "lacking": sum(bool(one.lacks) or one.is_kept_out for one in lines),
        "only_missing": only_missing,
        "setting": policy.settings.get(SETTING) if demands_of(policy) else None,
        "clauses": policy.clauses_of(Control.HAS_READ_SIGNED_AND_TRAINED) if demands_of(policy) else (),
    }
    return render(request, "rights/who.html", context)
