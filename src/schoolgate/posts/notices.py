"""The blanks of an urgent notice, and why one cannot be prepared, approved or sent."""

import re
from collections.abc import Sequence
from datetime import date, time, timedelta

from schoolgate.kernel.actor import Actor
from schoolgate.people.models import School
from schoolgate.people.queries import today_of
from schoolgate.policies.queries import current_policy
from schoolgate.posts.models import NoticeTemplate
from schoolgate.posts.stopping import words_of_stop
from schoolgate.registers.bans import bans_on_posting
from schoolgate.rules.posts.deciding import MAY_NOT_AGREE
from schoolgate.rules.refusals import Control, Refusal

BLANKS = ("date", "time", "reason")
_BLANK = re.compile(r"\[(\w+)\]")


def blanks_of(text: str) -> list[str]:
    """The blanks in a notice's words, in their order: "[date]", "[time]", "[reason]"."""
    return list(dict.fromkeys(_BLANK.findall(text)))


def filled(text: str, *, on: date | None, at: time | None, reason: str) -> str:
    """The words with every blank filled."""
    said = {
        "date": f"{on:%A} {on.day} {on:%B}" if on else "",
        "time": f"{at:%H:%M}" if at else "",
        "reason": reason,
    }
    return _BLANK.sub(lambda blank: said.get(blank.group(1), blank.group(0)), text)


def refusals_to_prepare(
    actor: Actor, school: School, *, title: str, text: str, reasons: Sequence[str], accounts: Sequence[int]
) -> list[Refusal]:
    refusals = []
    if current_policy(school).setting("urgent_notices") == "never":
        refusals.append(
            Refusal(
                Control.FOUR_EYES,
                "Our policy has no urgent notices.",
                "Write a post and send it for approval.",
            )
        )
    unknown = [blank for blank in blanks_of(text) if blank not in BLANKS]
    if unknown:
        refusals.append(
            Refusal(
                Control.FOUR_EYES,
                f"[{unknown[0]}] is no blank that can be closed.",
                "Use [date], [time] or [reason].",
                about="text",
            )
        )
    if "reason" in blanks_of(text) and not reasons:
        refusals.append(
            Refusal(
                Control.FOUR_EYES,
                "The blank [reason] has no list to choose from.",
                "Write the reasons, one a line.",
                about="reasons",
            )
        )
    if not accounts:
        refusals.append(
            Refusal(
                Control.ONLY_OFFICIAL_ACCOUNTS,
                "No place is chosen.",
                "Choose where it goes.",
                about="accounts",
            )
        )
    return refusals


def refusals_to_approve_notice(actor: Actor, notice: NoticeTemplate) -> list[Refusal]:
    if notice.retired_at or notice.approved_at:
        return [Refusal(Control.STATE, "This notice is already decided.", "Look at the list again.")]
    if notice.written_by_id == actor.person_id:
        return [
            Refusal(
                Control.FOUR_EYES,
                "You wrote this notice, so someone else must approve it.",
                "Ask another leader.",
            )
        ]
    return _kept_out(actor)


def _kept_out(actor: Actor) -> list[Refusal]:
    """Whoever may not post agrees to no notice, and lets none out."""
    banned = bans_on_posting(today_of(actor.now), people=[actor.person_id or 0])
    return [MAY_NOT_AGREE] if banned.exists() else []


def refusals_to_send(
    actor: Actor, notice: NoticeTemplate, *, on: date | None = None, at: time | None = None, reason: str = ""
) -> list[Refusal]:
    """Blanks are closed: a near date, a time, a reason from the list; nothing else can be written."""
    refusals = _kept_out(actor)
    if notice.approved_at is None or notice.retired_at is not None:
        refusals.append(
            Refusal(
                Control.FOUR_EYES, "This notice is not approved.", "Write a post and send it for approval."
            )
        )
    blanks = blanks_of(notice.text)
    today = today_of(actor.now)
    if "date" in blanks and (on is None or not today <= on <= today + timedelta(days=14)):
        refusals.append(
            Refusal(
                Control.STATE, "The date is missing or not within two weeks.", "Choose a date.", about="on"
            )
        )
    if "time" in blanks and at is None:
        refusals.append(Refusal(Control.STATE, "The time is missing.", "Choose a time.", about="at"))
    if "reason" in blanks and reason not in notice.reasons:
        refusals.append(
            Refusal(Control.STATE, "No reason is chosen.", "Choose one of the list.", about="reason")
        )
    stopped = words_of_stop(notice.school)
    if stopped:
        refusals.append(Refusal(Control.NOTHING_WHILE_SUSPENDED, stopped, "Wait until posts are resumed."))
    return refusals
