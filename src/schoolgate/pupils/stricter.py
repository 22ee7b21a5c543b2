"""What of a plan is stricter than the roll here: that alone happens without a person."""

from collections.abc import Mapping
from datetime import date

from schoolgate.pupils.importing.plan import ConsentKind, Plan
from schoolgate.pupils.models import Pupil

STRICTER = (ConsentKind.WITHDRAWN, ConsentKind.REFUSED, ConsentKind.HELD)


def stricter_part(plan: Plan) -> Plan:
    """A no, a withdrawal, words that nobody knows, an earlier last day, an adult whom a court keeps away."""
    consents = [one for one in plan.consents if one.pupil is not None and one.kind in STRICTER]
    held = {(one.pupil, one.use) for one in consents if one.kind is ConsentKind.HELD}
    last_days = _last_days([one.pupil for one in plan.leavers])
    return Plan(
        leavers=[one for one in plan.leavers if _is_earlier(one.left_on, last_days.get(one.pupil))],
        consents=consents,
        kept_apart=list(plan.kept_apart),
        unseen=list(plan.unseen),
        consent_questions=[one for one in plan.consent_questions if (one.pupil, one.use) in held],
        lines=plan.lines,
    )


def _last_days(pupils: list[int]) -> Mapping[int, date | None]:
    return dict(Pupil.objects.filter(pk__in=pupils).values_list("pk", "left_on"))


def _is_earlier(last_day: date, recorded: date | None) -> bool:
    return recorded is None or last_day < recorded
