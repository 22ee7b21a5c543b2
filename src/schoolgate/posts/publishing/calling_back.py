"""A no that comes after a yes: what shows the pupil comes down, older posts are looked through, the family hears.

Runs after a withdrawal, a restriction, or an answer that is now a no, and judges afresh, so it is safe to run twice.
"""

from contextlib import suppress
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_scopes import scope

from schoolgate.audit.models import Event
from schoolgate.kernel.actions import Refused
from schoolgate.kernel.actor import Actor, clock
from schoolgate.notifications import letters
from schoolgate.notifications.letters import Recipient, Words
from schoolgate.posts.actions.calling_back import recall_pupil, tell_family
from schoolgate.posts.actions.taking_down import take_down_post
from schoolgate.posts.models import Delivery, Post, Recall, TakeDown
from schoolgate.posts.publishing import recalls
from schoolgate.pupils.models import Pupil
from schoolgate.web.said_times import in_full


def call_back(pupil: Pupil, event: Event, now: datetime, *, always: bool, tells_family: bool) -> None:
    """Take down whatever may no longer show this pupil. `always`: also with nothing found, older posts are looked
    through and the family is told."""
    actor = clock(pupil.school, now)
    with scope(school=pupil.school):
        found = recalls.no_longer_allowed(pupil, now)
        if not found and not always:
            return
        recall = _recall(actor, pupil, event, found, tells_family)
        for post_id in sorted({delivery.post_id for delivery in found}):
            _take_down(actor, post_id, [one.pk for one in found if one.post_id == post_id], recall)
        if tells_family:
            _tell(actor, recall, "found")


def _recall(actor: Actor, pupil: Pupil, event: Event, found: list[Delivery], tells_family: bool) -> Recall:
    with suppress(Refused):  # An earlier run of this follow-up was cut off after it.
        recall_pupil(
            actor,
            pupil,
            event_id=event.pk,
            tells_family=tells_family,
            post_ids=sorted({delivery.post_id for delivery in found}),
            since_on=recalls.published_since(pupil),
        )
    return Recall.objects.select_related("pupil").get(because_of_event=event)


def _take_down(actor: Actor, post_id: int, delivery_ids: list[int], recall: Recall) -> None:
    post = Post.objects.select_related("school__trust").get(pk=post_id)
    try:
        take_down_post(actor, post, why=TakeDown.Why.RECALL, delivery_ids=delivery_ids, recall_id=recall.pk)
    except Refused:
        return  # It is coming down already.


def tell_results(now: datetime) -> int:
    """Tell the families of whom everything is known; how many were told."""
    told = 0
    for recall in Recall._base_manager.filter(result_told_at__isnull=True, tells_family=True).select_related(
        "school__trust", "pupil"
    ):
        with scope(school=recall.school):
            if recalls.result_is_known(recall, now):
                _tell(clock(recall.school, now), recall, "result")
                told += 1
    return told


def _tell(actor: Actor, recall: Recall, what: str) -> None:
    try:
        tell_family(actor, recall, what=what)
    except Refused:
        return  # Told by an earlier run.


def write_to_family(recall: Recall, what: str, now: datetime) -> int:
    """Write the letter, once to each adult; no name and no picture is in it. How many it goes to."""
    adults = [Recipient(f"adult:{adult.pk}", adult.email) for adult in recalls.to_be_told(recall.pupil)]
    words = _found(recall) if what == "found" else _result(recall)
    written = letters.write(f"recall:{recall.pk}:{what}", adults, words, now=now)
    letters.send_due(now)
    return written


def _found(recall: Recall) -> Words:
    school, number = recall.school.name, recall.posts_found
    if number:
        known = ngettext(
            "We know of %(number)s post that shows or names your child where you no longer want it.",
            "We know of %(number)s posts that show or name your child where you no longer want it.",
            number,
        ) % {"number": number}
        goes = _("We are taking it down now. A person looks where our program cannot reach.")
    else:
        known, goes = _("We know of no post that shows or names your child there."), ""
    since = (
        _("We have kept count since %(day)s.") % {"day": in_full(recall.published_since_on)}
        if recall.published_since_on
        else ""
    )
    older = _("Somebody at school also looks through what is older. We write again when that is done.")
    paper = _("What was printed cannot be called back.")
    counts = _("You changed your mind about pictures, and that counts from now on.")
    return Words(_("Your answer about pictures"), (counts, known, goes, since, older, paper, school))


def _result(recall: Recall) -> Words:
    left = recalls.how_many_still_up(recall)
    found = recall.posts_found
    if not found:
        known = _("We knew of no post that shows or names your child there.")
    elif left:
        of_them = _("Of %(found)s posts that we knew of, %(gone)s are gone.") % {
            "found": found,
            "gone": found - left,
        }
        rest = (
            _("We could not take the rest down. Please ask us why.")
            if recalls.cannot_come_down(recall)
            else _("We keep at the rest.")
        )
        known = f"{of_them} {rest}"
    else:
        known = ngettext(
            "The %(number)s post that we knew of is gone. We looked again a day later.",
            "All %(number)s posts that we knew of are gone. We looked again a day later.",
            found,
        ) % {"number": found}
    older = recalls.older_looked_through(recall)
    looked = (
        _("Somebody looked through what is older: %(found)s") % {"found": older.outcome}
        if older
        else _("Nobody has looked through what is older yet. Please ask us.")
    )
    ask = _("If you still see your child anywhere, write to us and we take it down.")
    return Words(_("What became of the pictures"), (known, looked, ask, recall.school.name))
