"""The door of the API: one key, one person, that person's rights at this moment; no cookie opens it."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

import msgspec
from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist, RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.http.request import UnreadablePostError
from django_scopes import scope

from schoolgate.api.inputs import Wrong
from schoolgate.api.models import Token
from schoolgate.api.operations import Operation
from schoolgate.api.problems import Problem, refused, wrong_fields
from schoolgate.api.tokens import token_with, used_today, why_it_opens_nothing
from schoolgate.kernel.actions import NotHere, Refused
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.away import is_away
from schoolgate.kernel.permissions import PERMISSION_WORDS, Permission, permissions_of
from schoolgate.moments.before_access import must_sign_first
from schoolgate.people.models import Appointment, Person, School, Trust
from schoolgate.people.queries import actor_at, current, today_of, trust_actor_of
from schoolgate.web.counting import MINUTE_S, count_one, seconds_left
from schoolgate.web.door import moment
from schoolgate.web.networks import network_of
from schoolgate.web.no_room import is_full

CALLS_A_MINUTE = 600
WRONG_KEYS_A_MINUTE = 60
log = logging.getLogger(__name__)
RENEW = "Make a new key in Schoolgate under “How you sign in”, “Keys for programs”."


@dataclass(frozen=True, slots=True)
class Call:
    """One call that has come through the door."""

    request: HttpRequest
    operation: Operation
    token: Token
    person: Person
    now: datetime
    actor: Actor | None = None
    ids: Mapping[str, int] = field(default_factory=dict)

    @property
    def acting(self) -> Actor:
        """Who acts, where the path names a school or a trust."""
        if self.actor is None:
            raise LookupError("this address belongs to no school")
        return self.actor

    def leaves(self, own: frozenset[Permission]) -> frozenset[Permission]:
        """What of a person's rights this key leaves to the program."""
        return own & {Permission(one) for one in self.token.permissions if one in set(Permission)}


Handler = Callable[[Call], object]


def answering(operations: Mapping[str, tuple[Operation, Handler]]) -> Callable[..., HttpResponse]:
    """The view of one path: by method, the operation and what answers it."""

    def answer(request: HttpRequest, **given: str | int) -> HttpResponse:
        try:
            response = _answered(request, operations, given)
        except Problem as problem:
            response = problem.response()
        except Exception as fault:  # noqa: BLE001 - a program that called is answered as one, whatever it was
            response = _failed(fault).response()
        response.headers["Cache-Control"] = "private, no-store"
        return response

    # Only a key opens it, and a browser never sends one by itself: nothing can be forged from another site.
    answer.csrf_exempt = True  # type: ignore[attr-defined]
    # The permission is each operation's own, asked once the key has said who acts.
    answer.permission = None  # type: ignore[attr-defined]
    answer.operations = [one for one, _handler in operations.values()]  # type: ignore[attr-defined]
    return answer


def _failed(fault: Exception) -> Problem:
    """What a program is told of a fault of ours: nothing of its words. The log has where it was."""
    if is_full(fault):
        return Problem("no-room", "Nothing was changed. Tell whoever runs Schoolgate.")
    if is_away(fault):
        return Problem("away", "Nothing was changed. Try again in a while.", headers={"Retry-After": "30"})
    log.error("a call of the API failed", exc_info=fault)
    return Problem(
        "our-fault", "It is our fault, and nothing was changed. Its number is in X-Request-Number."
    )


def nothing_here(request: HttpRequest, **_: object) -> HttpResponse:
    """Every address below /api/v1/ that is none of ours."""
    return Problem("not-here", "There is no such address in this version of the API.").response()


nothing_here.csrf_exempt = True  # type: ignore[attr-defined]
nothing_here.is_public = True  # type: ignore[attr-defined]


def _answered(
    request: HttpRequest,
    operations: Mapping[str, tuple[Operation, Handler]],
    given: Mapping[str, str | int],
) -> HttpResponse:
    method = "GET" if request.method == "HEAD" else request.method or ""
    if method not in operations:
        allowed = ", ".join(sorted(operations))
        raise Problem("wrong-method", f"It takes {allowed}.", headers={"Allow": allowed})
    operation, handler = operations[method]
    now = moment()
    token = _token(request, now)
    call = Call(
        request,
        operation,
        token,
        token.person,
        now,
        ids={k: v for k, v in given.items() if isinstance(v, int)},
    )
    _not_too_often(token, now)
    if operation.writes and not token.may_write:
        raise Problem("not-allowed", "This key only reads. A key that may change things is another one.")
    call = replace(call, actor=_actor(call, given))
    _must_have_signed(call)
    _must_be_allowed(call)
    return _with_problems(handler, call)


def _with_problems(handler: Handler, call: Call) -> HttpResponse:
    """The handler's answer as JSON; whatever stands against it as a problem."""
    try:
        if call.actor is not None and call.actor.school is not None:
            with scope(school=call.actor.school):
                given = _handled(handler, call)
        else:
            given = handler(call)
    except Wrong as wrong:
        raise wrong_fields(wrong.errors) from wrong
    except (NotHere, Http404, ObjectDoesNotExist) as gone:
        raise Problem("not-here", "It does not exist, or is not at this school.") from gone
    except RequestDataTooBig as large:
        raise Problem("too-large", "Send less at once.") from large
    except (MultiPartParserError, UnreadablePostError, SuspiciousOperation) as broken:
        raise Problem("unreadable", "The content broke off or is not as its headers say.") from broken
    return HttpResponse(msgspec.json.encode(given), content_type="application/json")


def _handled(handler: Handler, call: Call) -> object:
    """Inside the school's scope, where the clauses behind a refusal can be read."""
    try:
        return handler(call)
    except Refused as stopped:
        raise refused(call.acting, stopped.refusals) from stopped


def _token(request: HttpRequest, now: datetime) -> Token:
    scheme, _space, words = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not words:
        raise _no_key(request, now, "Send a key: “Authorization: Bearer …”.")
    token = token_with(words.strip())
    if token is None:
        raise _no_key(request, now, "This is none of our keys.", "invalid_token")
    ended = why_it_opens_nothing(token, now)
    if ended:
        raise _no_key(request, now, f"{ended} {RENEW}", "invalid_token")
    used_today(token, now)
    return token


def _no_key(request: HttpRequest, now: datetime, words: str, error: str = "") -> Problem:
    """401; after too many from one address 429. A good key from the same address is let in all the same."""
    tries = count_one(f"api-wrong-keys:{network_of(request)}", now, MINUTE_S)
    if tries > getattr(settings, "API_WRONG_KEYS_A_MINUTE", WRONG_KEYS_A_MINUTE):
        return _too_often("Too many calls without a good key came from this address.", now)
    challenge = f'Bearer realm="Schoolgate"{f", error={chr(34)}{error}{chr(34)}" if error else ""}'
    return Problem("no-key", words, headers={"WWW-Authenticate": challenge})


def _not_too_often(token: Token, now: datetime) -> None:
    """So many calls a minute for each key."""
    most = getattr(settings, "API_CALLS_A_MINUTE", CALLS_A_MINUTE)
    if count_one(f"api-calls:{token.pk}", now, MINUTE_S) > most:
        raise _too_often(f"{most} calls a minute are enough.", now)


def _too_often(words: str, now: datetime) -> Problem:
    wait = seconds_left(now, MINUTE_S)
    return Problem("too-often", f"{words} Wait {wait} seconds.", headers={"Retry-After": str(wait)})


def _actor(call: Call, given: Mapping[str, str | int]) -> Actor | None:
    """The person at the school, or for the trust, that the path names; with what the key leaves of their rights."""
    if "school" in given:
        actor = _at_the_school(call, str(given["school"]))
    elif "trust" in given:
        trust = Trust.objects.filter(slug=given["trust"], pk=call.person.trust_id).first()
        actor = trust_actor_of(call.person, trust, call.now) if trust is not None else None
    else:
        return None
    if actor is None or not actor.roles:
        raise Problem("not-here", "There is no such school or trust for whoever made this key.")
    return replace(actor, permissions=call.leaves(actor.permissions), token_id=call.token.pk)


def _at_the_school(call: Call, slug: str) -> Actor | None:
    held = list(held_by(call.person, call.now))
    school = next((one.school for one in held if one.school is not None and one.school.slug == slug), None)
    if school is None:
        trusts = {one.trust_id for one in held if one.school_id is None}
        school = School.objects.select_related("trust").filter(slug=slug, trust_id__in=trusts).first()
    return actor_at(call.person, school, held, call.now) if school is not None else None


def held_by(person: Person, now: datetime) -> list[Appointment]:
    """What this person is appointed to today. One query."""
    return list(
        Appointment.objects.filter(current(today_of(now)), person=person)
        .select_related("school__trust")
        .order_by("pk")
    )


def _must_be_allowed(call: Call) -> None:
    operation, actor = call.operation, call.actor
    if actor is None or operation.may is None:
        return
    if not actor.may(operation.may):
        own = permissions_of(actor.roles)
        who = "This key was not made to" if operation.may in own else "Your role does not let you"
        raise Problem("not-allowed", f"{who} {PERMISSION_WORDS[operation.may]}.")
    if operation.is_in_person:
        raise Problem(
            "in-person", "This is done by a person, not by a program. Sign in to Schoolgate and do it there."
        )


def _must_have_signed(call: Call) -> None:
    """As on pages: whoever is let in from outside reads and signs first, and until then their keys open nothing."""
    if call.actor is not None and must_sign_first(call.actor):
        raise Problem("not-allowed", "Sign in to Schoolgate first: something is to be read and signed.")
