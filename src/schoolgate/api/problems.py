"""What went wrong, as `application/problem+json` (RFC 9457): a sentence, and for programs what exactly."""

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec
from django.http import HttpResponse

from schoolgate.api.shown import ClauseShown, RefusalShown
from schoolgate.kernel.actor import Actor
from schoolgate.policies.queries import current_policy
from schoolgate.rules.refusals import Refusal

MEDIA_TYPE = "application/problem+json"
# Each kind of problem: its status and its title. The page of the API says more about each.
KINDS: dict[str, tuple[int, str]] = {
    "unreadable": (400, "The request cannot be read."),
    "no-key": (401, "A key is needed."),
    "not-allowed": (403, "This key may not do that."),
    "in-person": (403, "This is done by a person."),
    "not-here": (404, "There is nothing here."),
    "wrong-method": (405, "This address does not take that method."),
    "refused": (409, "It was refused."),
    "too-large": (413, "This is too large."),
    "wrong-type": (415, "This is not the kind of content that is taken here."),
    "wrong-fields": (422, "Something in the fields is wrong."),
    "used-before": (409, "This idempotency key was used for another call."),
    "too-often": (429, "Too many calls."),
    "our-fault": (500, "Something went wrong here."),
    "away": (503, "A part of the program does not answer."),
    "no-room": (507, "There is no room left."),
}


class Problem(Exception):
    """Ends a call with this answer. `more` are further members, `headers` go with it."""

    def __init__(
        self, kind: str, detail: str, *, headers: Mapping[str, str] | None = None, **more: Any
    ) -> None:
        super().__init__(f"{kind}: {detail}")
        self.kind, self.detail, self.more, self.headers = kind, detail, more, dict(headers or {})

    def response(self) -> HttpResponse:
        status, title = KINDS[self.kind]
        body = {
            "type": f"/api/v1/#{self.kind}",
            "title": title,
            "status": status,
            "detail": self.detail,
            **self.more,
        }
        return HttpResponse(
            msgspec.json.encode(body), status=status, content_type=MEDIA_TYPE, headers=self.headers
        )


def refused(actor: Actor, refusals: Iterable[Refusal]) -> Problem:
    """The refusals with the clauses of the adopted policy, as pages show them."""
    told = list(refusals)
    policy = current_policy(actor.school) if actor.school is not None else None
    shown = [
        RefusalShown(
            one.control.value,
            [ClauseShown(clause.id, clause.words) for clause in policy.clauses_of(one.control)]
            if policy
            else [],
            one.words,
            one.next_step,
            one.about,
        )
        for one in told
    ]
    return Problem("refused", " ".join(one.words for one in told), refusals=shown)


def wrong_fields(errors: Mapping[str, str]) -> Problem:
    """What is wrong with which field."""
    return Problem(
        "wrong-fields",
        "Look at “errors”: each says what is wrong with one field.",
        errors=[{"field": field, "what": what} for field, what in errors.items()],
    )
