"""Where the policy asks each school year anew: which answers are of a year that is over."""

from datetime import datetime, time

from django.db.models import QuerySet

from schoolgate.kernel.actor import Actor
from schoolgate.people.models import School
from schoolgate.people.queries import LONDON, today_of
from schoolgate.policies.queries import current_policy
from schoolgate.pupils.models import ConsentNow
from schoolgate.rules import renewal as rules
from schoolgate.rules.consents import Basis, Said
from schoolgate.rules.refusals import Refusal


def of_a_past_year(school: School, now: datetime) -> QuerySet[ConsentNow]:
    """The yeses that rest on consent and were given before this school year."""
    began = datetime.combine(rules.school_year_began(today_of(now)), time(), tzinfo=LONDON)
    yeses = ConsentNow.objects.filter(school=school, said=Said.YES, basis=Basis.CONSENT)
    return yeses.filter(answer__answered_at__lt=began)


def asks_each_year(school: School) -> bool:
    """Whether a yes ends with the school year here."""
    return bool(current_policy(school).setting("consent_lasts") == rules.EACH_YEAR)


def refusals_to_end_answers(actor: Actor, school: School) -> list[Refusal]:
    lasts = current_policy(school).setting("consent_lasts")
    are_any = lasts == rules.EACH_YEAR and of_a_past_year(school, actor.now).exists()
    return list(rules.refusals_to_end_answers(lasts=lasts, are_any=are_any))
