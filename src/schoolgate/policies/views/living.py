"""The policy, alive: how each clause is kept here, and what proves it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _

from schoolgate.audit.evidence import NEVER_COUNTED
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.evidence import gather
from schoolgate.kernel.permissions import Permission
from schoolgate.policies import queries, seeing
from schoolgate.policies.living import LivingClause, clauses_alive, count_lives
from schoolgate.policies.words import CLAUSE_AREA_WORDS, LIVES_MEAN, LIVES_WORDS, WHO_WORDS
from schoolgate.rules.policy import ResolvedPolicy
from schoolgate.rules.policy.living import Lives
from schoolgate.web.door import SchoolRequest, opens, screen

PER_PAGE = 40
NOT_KEPT = "not_kept"
NOT_KNOWN = "not_known"


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to filter by, with how many clauses it would show."""

    value: str
    words: str
    count: int


@screen(Permission.POLICY_READ)
def clauses(request: SchoolRequest) -> HttpResponse:
    """Every clause of the school's policy, how it lives, and its proof; filtered by who, area and how."""
    school = request.actor.school
    policy = queries.current_policy(school)
    since = queries.term_began(school, request.actor.now)
    alive = clauses_alive(policy, gather(school, since, request.actor.now))
    chosen = {name: request.GET.get(name, "")[:80] for name in ("words", "who", "area", "how")}
    found = [clause for clause in alive if _is_chosen(clause, chosen)]
    is_whole = "whole" in request.GET
    page = Paginator(found, max(len(found), 1) if is_whole else PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "policies/clauses.html",
        {
            "policy": policy,
            "page": page,
            "total": len(alive),
            "is_whole": is_whole,
            "since": since,
            "summary": summary_of(alive),
            "in_time": in_time(alive),
            "chosen": chosen,
            "filters": _filters(alive),
            "query": _kept_in_address(chosen),
            **_words(request.actor),
        },
    )


@screen(Permission.POLICY_READ)
def clause(request: SchoolRequest, clause: str) -> HttpResponse:
    """One clause: the controls behind it, their numbers, the last proof, the exceptions and who is responsible."""
    school = request.actor.school
    policy = queries.current_policy(school)
    since = queries.term_began(school, request.actor.now)
    alive = clauses_alive(policy, gather(school, since, request.actor.now))
    number, found = _numbered(alive, clause)
    context = {
        "policy": policy,
        "clause": found,
        "since": since,
        "before": alive[number - 1] if number else None,
        "after": alive[number + 1] if number + 1 < len(alive) else None,
        "never_counted": NEVER_COUNTED,
        "sights": [seeing.sight_of(school, row) for row in found.rows],
        **_words(request.actor),
    }
    return render(request, "policies/clause.html", context)


def summary_of(alive: Iterable[LivingClause]) -> list[tuple[str, str, int, str]]:
    """How the policy lives in words and counts, as (address word, words, count, what it means); nothing of zero."""
    clauses = list(alive)
    counted = count_lives(clauses)
    return [
        (_address_word(lives), str(words), counted[lives], str(LIVES_MEAN[lives]))
        for lives, words in LIVES_WORDS.items()
        if counted[lives]
    ]


def in_time(alive: Iterable[LivingClause]) -> tuple[int, int]:
    """How many clauses with a time to keep were never missed, of how many that came up."""
    came_up = [
        one.evidence
        for one in alive
        if one.lives is Lives.TIMED and one.evidence and (one.evidence.kept or one.evidence.missed)
    ]
    return sum(not one.missed for one in came_up), len(came_up)


def _address_word(lives: Lives | None) -> str:
    return NOT_KNOWN if lives is None else lives.value


def _is_chosen(clause: LivingClause, chosen: dict[str, str]) -> bool:
    if any(word not in _words_of(clause) for word in chosen["words"].casefold().split()):
        return False
    if chosen["who"] and clause.who != chosen["who"]:
        return False
    if chosen["area"] and clause.area != chosen["area"]:
        return False
    if chosen["how"] == NOT_KEPT:
        return clause.is_missed
    return not chosen["how"] or _address_word(clause.lives) == chosen["how"]


def _words_of(clause: LivingClause) -> str:
    """Everything one may look for in a clause: its number, its words, and the controls behind it."""
    return " ".join((clause.clause.id, clause.clause.words, *(row.title for row in clause.rows))).casefold()


def _filters(alive: list[LivingClause]) -> dict[str, list[Choice]]:
    missed = sum(one.is_missed for one in alive)
    return {
        "who": _choices(alive, lambda one: one.who, WHO_WORDS),
        "area": _choices(alive, lambda one: one.area, CLAUSE_AREA_WORDS),
        "how": [
            Choice(NOT_KEPT, _("Missed, or open now"), missed),
            *(Choice(key, words, count) for key, words, count, _means in summary_of(alive)),
        ],
    }


def _choices(
    alive: list[LivingClause], of: Callable[[LivingClause], str], words: dict[str, Any]
) -> list[Choice]:
    counted: dict[str, int] = {}
    for one in alive:
        counted[of(one)] = counted.get(of(one), 0) + 1
    return [Choice(key, str(said), counted[key]) for key, said in words.items() if key in counted]


def _kept_in_address(chosen: dict[str, str]) -> str:
    query = QueryDict(mutable=True)
    query.update({name: value for name, value in chosen.items() if value})
    return f"{query.urlencode()}&" if query else ""


def _numbered(alive: list[LivingClause], wanted: str) -> tuple[int, LivingClause]:
    for number, one in enumerate(alive):
        if one.clause.id == wanted:
            return number, one
    raise Http404


def _words(actor: Actor) -> dict[str, Any]:
    return {
        "opens": partial(opens, actor),
        "lives_words": LIVES_WORDS,
        "lives_mean": LIVES_MEAN,
        "who_words": WHO_WORDS,
        "area_words": CLAUSE_AREA_WORDS,
    }


def how_it_lives(policy: ResolvedPolicy) -> list[tuple[str, str, int, str]]:
    """The counts alone, for the top of the policy's page. No query."""
    return summary_of(clauses_alive(policy, {}))
