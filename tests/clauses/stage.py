"""The stage of a scene: a school that adopted the policy, its people, and what they do there."""

import html
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Model
from django.http import HttpResponse
from django.urls import reverse
from django_scopes import scope

from schoolgate.clockwork.follow_ups import run_all
from schoolgate.kernel.actions import Action, Done, Refused
from schoolgate.kernel.actor import Actor, clock
from schoolgate.people.models import Person, School
from schoolgate.policies.actions import adopt_policy, override_setting
from schoolgate.policies.living import named
from schoolgate.policies.queries import current_policy, policy_to_adopt
from schoolgate.rules.policy import ResolvedPolicy
from schoolgate.rules.policy.adoption import PaperSignature, signatories
from schoolgate.rules.policy.library import Row
from schoolgate.rules.refusals import Control, Refusal
from tests import make
from tests.cast import Cast
from tests.clauses.posting import Posting


def adopt(cast: Cast, code: str, school: School | None = None) -> None:
    """Adopt this policy by the real action, with its checks made and everyone's signature on paper."""
    school = school or cast.oakfield
    actor = cast.as_actor(cast.head, school, now=cast.now - timedelta(days=30))
    with scope(school=school):
        policy = policy_to_adopt(school, code)
        on_paper = [
            PaperSignature(role, f"Holder of {role}", actor.now.date()) for role in signatories(policy)
        ]
        checks = policy.setting("adoption_checks")
        adopt_policy(actor, school, code=code, checks=checks, on_paper=on_paper)
        if policy.asks_firmly(Control.APPOINTED_TO_POST):
            make.let_write(school)
        make.ready_to_post(school, policy)


@dataclass
class Stage:
    """Where one scene is played. `row` is the row it is to prove."""

    cast: Cast
    row: Row
    settings: Any

    @property
    def school(self) -> School:
        return self.cast.oakfield

    @property
    def policy(self) -> ResolvedPolicy:
        """The policy in force, as the program reads it."""
        return current_policy(self.school)

    @property
    def posting(self) -> Posting:
        """Writing, sending and approving posts here."""
        return Posting(self.cast)

    def as_actor(self, person: Person) -> Actor:
        return self.cast.as_actor(person)

    @property
    def clock(self) -> Actor:
        """Whoever publishes what was approved: no person."""
        return clock(self.school, self.cast.now)

    def time_passes(self, now: datetime | None = None) -> None:
        """Everything happens that follows what was done, as the worker does it."""
        run_all(now or self.cast.now)

    def is_cited(self, control: str = "") -> bool:
        """Whether this row's clause stands behind a control (the row's own, where none is named)."""
        return self.row.clause in {
            clause.id for clause in self.policy.clauses_of(control or self.row.instance)
        }

    def refuses(
        self,
        action: Action,
        who: Person | Actor,
        subject: Model,
        *,
        control: str = "",
        says: str = "",
        **given: Any,
    ) -> Refusal:
        """The action is refused to this person by the row's control, changes nothing, and cites the clause."""
        control = control or self.row.instance
        refusals: tuple[Refusal, ...] = ()
        try:
            action(self._acting(who), subject, **given)
        except Refused as refused:
            refusals = refused.refusals
        by_it = [one for one in refusals if one.control == control and says in one.words]
        assert by_it, f"{action.name} was not refused by {control}, but by: {refusals}"
        assert self.is_cited(control), f"{self.row.clause} does not stand behind {control}"
        return by_it[0]

    def _acting(self, who: Person | Actor) -> Actor:
        return who if isinstance(who, Actor) else self.as_actor(who)

    def does(self, action: Action, who: Person | Actor, subject: Model, **given: Any) -> Done:
        """The action happens: whatever the clause allows, a rule must not be in its way."""
        try:
            return action(self._acting(who), subject, **given)
        except Refused as refused:
            words = "; ".join(one.words for one in refused.refusals)
            raise AssertionError(f"{action.name} was refused: {words}") from refused

    def sets(self, setting: str, value: Any) -> None:
        """The school sets one thing otherwise, to tell one rule from another."""
        override_setting(
            self.as_actor(self.cast.head), self.school, setting=setting, value=value, reason="A test of this."
        )

    def page(self, person: Person, address: str, *, query: dict[str, str] | None = None, **words: Any) -> str:
        """The text of a page as this person reads it, without its marks."""
        return read(self.page_as_sent(person, address, query=query, **words))

    def page_as_sent(
        self, person: Person, address: str, *, query: dict[str, str] | None = None, **words: Any
    ) -> str:
        """The page with its marks."""
        answer = self._open(person, address, query or {}, words)
        assert answer.status_code == 200, f"{address} answers {answer.status_code}"
        return answer.content.decode()

    def may_not_open(self, person: Person, address: str, **words: Any) -> None:
        """The page does not exist, or is closed, for this person."""
        assert self._open(person, address, {}, words).status_code in (403, 404)

    def posts(self, person: Person, address: str, **words: Any) -> str:
        """What comes back when this person sends a form that asks nothing."""
        given = {"school_slug": self.school.slug, **words}
        answer = self.cast.browse_as(person).post(reverse(address, kwargs=given), follow=True)
        assert answer.status_code == 200, f"{address} answers {answer.status_code}"
        return read(b"".join(answer).decode() if answer.streaming else answer.content.decode())

    def today(self, person: Person) -> str:
        """What this person is asked for today."""
        return read(self.cast.browse_as(person).get("/today", follow=True).content.decode())

    def _open(
        self, person: Person, address: str, query: dict[str, str], words: dict[str, Any]
    ) -> HttpResponse:
        given = {"school_slug": self.school.slug, **words}
        return self.cast.browse_as(person).get(reverse(address, kwargs=given), query, follow=True)

    def told_of_the_clause(self, person: Person | None = None) -> str:
        """What the policy's own page says of this clause: the row's control among those that serve it."""
        found = self.page(person or self.cast.jo, "policies:clause", clause=self.row.clause)
        title, _sentence = named(self.policy, self.row.instance)
        assert f"{self.row.clause} " in found
        assert title in found, f"{title} does not serve {self.row.clause}"
        return found


def read(page: str) -> str:
    """The words of a page, in one line."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


CONSENT = Control.CONSENT_FOR_EVERY_USE.value
