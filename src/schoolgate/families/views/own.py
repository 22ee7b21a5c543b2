"""A family's own page: what we ask, what was answered, and what became of it. A GET never changes anything."""

import secrets
from contextlib import suppress

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST
from django_scopes import scope

from schoolgate.families.actions.answering import (
    answer_by_link,
    ask_to_take_down,
    end_own_link,
    give_fact,
    say_rules_read,
)
from schoolgate.families.keys import as_family, link_of
from schoolgate.families.known import KnownNow, known_of, since_then
from schoolgate.families.models import FamilyLink
from schoolgate.families.objecting import task_uses
from schoolgate.families.online import activities_for
from schoolgate.families.queries import tries_of
from schoolgate.families.rules_for_families import has_read, rules_now
from schoolgate.families.said import Choices, born_on_in, changed, chosen_in, lines_of, only
from schoolgate.families.said_before import objections_of, said_before, wishes_of
from schoolgate.families.showing import Family
from schoolgate.families.standing import children_of
from schoolgate.families.views.asking import over
from schoolgate.families.views.private import never_kept, query_of, shown
from schoolgate.kernel.actions import AlreadyDone, Refused
from schoolgate.kernel.actor import Actor
from schoolgate.people.queries import today_of
from schoolgate.rules.consents import Said
from schoolgate.rules.families import MOST_TRIES
from schoolgate.web.door import moment, public


@public
def page(request: HttpRequest, school_slug: str, key: str) -> HttpResponse:
    """The family's page, and what is sent from it."""
    now = moment()
    link = link_of(school_slug, key, now)
    if link is None:
        return over(request, school_slug)
    with scope(school=link.school):
        children = children_of(link.adult, today_of(now))
        if not children:
            return shown(request, "families/nobody.html", {"link": link, "school": link.school})
        family = Family.of(link, children)
        if request.method == "POST" and request.POST.get("do") != "back":
            return _sent(request, family, as_family(link, now), key)
        return _read(request, family, key)


def _read(
    request: HttpRequest,
    family: Family,
    key: str,
    *,
    nothing_chosen: bool = False,
    failed: list[str] | None = None,
) -> HttpResponse:
    link = family.link
    rules = rules_now(link.school)
    sent = _chosen(request, family)
    return shown(
        request,
        "families/page.html",
        {
            "link": link,
            "school": link.school,
            "key": key,
            "family": family,
            "places": family.places(sent if request.POST.get("do") == "back" else None),
            "names": [one.forename for one in family.children],
            "since": since_then(link.adult, [one.pk for one in family.children]),
            "before": said_before(link.adult, family.children),
            "wishes": wishes_of(link.adult),
            "objections": objections_of([one.pk for one in family.children], link.adult),
            "why": request.POST.get("why", "")[:500],
            "rules": rules,
            "rules_are_read": has_read(link.adult_id, rules),
            "online": activities_for(link.school, family.children, today_of(moment())),
            "is_done": request.GET.get("done") == "1",
            "down_done": request.GET.get("down") == "1",
            "nothing_chosen": nothing_chosen,
            "failed": ", ".join(failed or []),
            "form_key": secrets.token_urlsafe(18),
        },
        status=409 if failed else 200,
    )


def _sent(request: HttpRequest, family: Family, actor: Actor, key: str) -> HttpResponse:
    """Save, or first show what a no means and ask for what a yes needs."""
    choices = _chosen(request, family)
    if request.POST.get("do") == "noes":
        choices = only(choices, Said.NO)
    if not choices:
        return _read(request, family, key, nothing_chosen=True)
    needs_fact = bool(only(choices, Said.YES)) and family.link.proven_at is None
    if request.POST.get("do") not in ("confirm", "noes"):
        if needs_fact or _takes_back(choices, family):
            return _check(request, family, actor, key, choices)
    elif needs_fact and (wrong := _fact_is_wrong(request, family.link, actor)):
        return _check(request, family, actor, key, choices, wrong=wrong)
    failed = _save(request, family, actor, choices)
    if failed:
        return _read(request, Family.of(family.link, family.children), key, failed=failed)
    return never_kept(redirect(_address(family.link, key) + query_of(request, done="1")))


def _chosen(request: HttpRequest, family: Family) -> Choices:
    """What is another answer than before; with a reason, also a no to the school's task that was given before."""
    every = chosen_in(request.POST, family.children, family.uses)
    tasks = task_uses(family.school) if request.POST.get("why", "").strip() else set()
    return changed(every, family.own, said_again=tasks)


def _takes_back(choices: Choices, family: Family) -> bool:
    """Whether a no takes something back: a yes of their own, or something that is out."""
    noes = only(choices, Said.NO)
    own = any((pupil, use) in family.own for pupil, by_use in noes.items() for use in by_use)
    return own or bool(noes and _known(noes, family).posts)


def _known(noes: Choices, family: Family) -> KnownNow:
    return known_of({family.child(pupil): by_use for pupil, by_use in noes.items()})


def _check(
    request: HttpRequest, family: Family, actor: Actor, key: str, choices: Choices, *, wrong: str = ""
) -> HttpResponse:
    """Before it is saved: what is said yes and no to, what is known of what is out, and the second fact for a yes."""
    noes, yeses = only(choices, Said.NO), only(choices, Said.YES)
    family.link.refresh_from_db(fields=["proven_at", "tries"])
    left = MOST_TRIES - tries_of(actor, family.link.adult_id)
    needs_fact = bool(yeses) and family.link.proven_at is None
    return shown(
        request,
        "families/check.html",
        {
            "link": family.link,
            "school": family.link.school,
            "key": key,
            "choices": [(pk, use, said) for pk, by_use in choices.items() for use, said in by_use.items()],
            "has_several": len(family.children) > 1,
            "why": request.POST.get("why", "")[:500],
            "noes": lines_of(family.children, noes),
            "yeses": lines_of(family.children, yeses),
            "known": _known(noes, family) if noes else None,
            "needs_fact": needs_fact and left > 0,
            "is_locked": needs_fact and left <= 0,
            "wrong": wrong if left > 0 else "",
            "left": left,
            "form_key": request.POST.get("form_key", ""),
        },
        status=422 if wrong else 200,
    )


def _fact_is_wrong(request: HttpRequest, link: FamilyLink, actor: Actor) -> str:
    """Nothing where the date of birth is right; else the line that says what is wrong."""
    born_on = born_on_in(request.POST)
    if born_on is None:
        return "born_none"
    try:
        done = give_fact(actor, link, born_on=born_on)
    except Refused:
        return "born_locked"
    return "" if done.subject.proven_at is not None else "born_wrong"


def _save(request: HttpRequest, family: Family, actor: Actor, choices: Choices) -> list[str]:
    """Each child by the action that records an answer; the names of those where something stands against it."""
    form_key, failed = request.POST.get("form_key", "")[:32], []
    for pk, by_use in choices.items():
        child = family.child(pk)
        try:
            once = f"{form_key}:{pk}" if form_key else ""
            words = request.POST.get("why", "")[:500]
            answer_by_link(actor, child, link=family.link.pk, answers=by_use, words=words, form_key=once)
        except AlreadyDone:
            continue
        except Refused:
            failed.append(child.forename)
    return failed


@public
def down(request: HttpRequest, school_slug: str, key: str) -> HttpResponse:
    """Ask for a picture to come down."""
    now = moment()
    link = link_of(school_slug, key, now)
    if link is None:
        return over(request, school_slug)
    words, wrong = request.POST.get("words", "")[:500], False
    with scope(school=link.school):
        if request.method == "POST":
            try:
                ask_to_take_down(as_family(link, now), link, words=words)
            except Refused:
                wrong = True
            else:
                return never_kept(redirect(_address(link, key) + query_of(request, down="1")))
        given = {"link": link, "school": link.school, "key": key, "words": words, "wrong": wrong}
        return shown(request, "families/down.html", given, status=422 if wrong else 200)


@public
@require_POST
def rules_read(request: HttpRequest, school_slug: str, key: str) -> HttpResponse:
    """We have read the rules: kept once for each wording, however often it is tapped."""
    now = moment()
    link = link_of(school_slug, key, now)
    if link is None:
        return over(request, school_slug)
    with scope(school=link.school):
        with suppress(Refused):  # It was said before.
            say_rules_read(as_family(link, now), link)
        return never_kept(redirect(_address(link, key) + query_of(request) + "#rules"))


@public
@require_POST
def not_me(request: HttpRequest, school_slug: str, key: str) -> HttpResponse:
    """The link reached somebody else: it ends."""
    now = moment()
    link = link_of(school_slug, key, now)
    if link is None:
        return over(request, school_slug)
    with scope(school=link.school):
        end_own_link(as_family(link, now), link)
        return shown(request, "families/ended.html", {"school": link.school})


def _address(link: FamilyLink, key: str) -> str:
    return reverse("families:page", kwargs={"school_slug": link.school.slug, "key": key})
